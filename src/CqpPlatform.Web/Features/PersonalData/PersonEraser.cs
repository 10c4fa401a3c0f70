using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.PersonalData;

/// <summary>
/// Erases one person as far as told. Ratings, decisions, ledger, minutes and issued documents stay: they are the statistics and the evidence
/// (docs/adr/0014). What an earlier block rests on is kept as long as the name it proves.
/// </summary>
internal static class PersonEraser
{
    /// <summary>Saves inside the caller's transaction, which commits.</summary>
    public static async Task<Result> EraseAsync(UnitOfWork unit, Guid candidateId, ErasureReach reach, ErasureGround ground, string reason, CancellationToken ct)
    {
        var (db, now) = (unit.Db, unit.Now);
        var rows = await PersonGraph.ReadAsync(db, candidateId, tracked: true, ct);
        var mails = PersonMails.Of(db, rows);
        foreach (var enrolment in rows.OfType<Enrolment>()) enrolment.EraseDetails();
        foreach (var evaluation in rows.OfType<Evaluation>()) evaluation.EraseComments();
        foreach (var appeal in rows.OfType<Appeal>()) appeal.EraseText();
        foreach (var step in rows.OfType<EvaluationEvent>()) step.EraseReason();
        foreach (var oral in rows.OfType<Oral>()) oral.EraseReason();
        foreach (var link in rows.OfType<ExaminerLink>()) link.EraseDetail();
        foreach (var rectification in rows.OfType<IdentityRectification>()) rectification.EraseReason();
        foreach (var step in rows.OfType<EnrolmentEvent>()) step.EraseText();
        foreach (var review in rows.OfType<DuplicateReview>()) review.EraseReason();
        foreach (var passage in rows.OfType<DeclaredPassage>()) passage.EraseMessage();
        if (reach == ErasureReach.Identity)
        {
            foreach (var proof in rows.OfType<LedgerProof>()) proof.Erase(now);
            foreach (var block in rows.OfType<AcquiredBlock>()) block.EraseReason();
            foreach (var counter in rows.OfType<CounterEntry>()) counter.EraseReason();
        }
        db.RemoveRange(rows.OfType<SupportingFile>());
        db.RemoveRange(rows.OfType<EvidenceFile>());
        // A file merged into this one is the same person's: it goes the same way.
        foreach (var file in rows.OfType<Candidate>())
        {
            if (reach == ErasureReach.Identity) file.Erase(now);
            else file.EraseFile(now);
        }
        db.Add(Erasure.Record(candidateId, reach, ground, reason, unit.Actor.Id, now));
        if (await unit.SaveAsync(reason.Trim(), ct) is { Refused: true } refused) return refused;

        // Last, because what was just saved wrote what it erased beside the audit.
        await AuditDetail.EraseCandidateAsync(db, candidateId, now, ct);
        await mails.ExecuteDeleteAsync(ct);
        return Result.Success;
    }
}
