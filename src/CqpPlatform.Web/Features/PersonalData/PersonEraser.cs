using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.PersonalData;

/// <summary>
/// Erases one person as far as told. Ratings, decisions, ledger, minutes and issued documents stay: they are the statistics and the evidence
/// (docs/adr/0014).
/// </summary>
internal static class PersonEraser
{
    /// <summary>Saves inside the caller's transaction, which commits.</summary>
    public static async Task<Result> EraseAsync(UnitOfWork unit, Guid candidateId, ErasureReach reach, ErasureGround ground, string reason, CancellationToken ct)
    {
        var (db, now) = (unit.Db, unit.Now);
        var rows = await PersonGraph.ReadAsync(db, candidateId, tracked: true, ct);
        var candidate = rows.OfType<Candidate>().Single();
        var email = candidate.Email;
        foreach (var enrolment in rows.OfType<Enrolment>()) enrolment.EraseDetails();
        foreach (var evaluation in rows.OfType<Evaluation>()) evaluation.EraseComments();
        foreach (var rectification in rows.OfType<IdentityRectification>()) rectification.EraseReason();
        if (reach == ErasureReach.Identity) candidate.Erase(now);
        else candidate.EraseFile(now);
        db.Add(Erasure.Record(candidateId, reach, ground, reason, unit.Actor.Id, now));
        if (await unit.SaveAsync(reason.Trim(), ct) is { Refused: true } refused) return refused;

        // Last, because what was just saved wrote what it erased beside the audit.
        await AuditDetail.EraseCandidateAsync(db, candidateId, now, ct);
        if (email is not null) await db.OutboxMails.Where(m => m.To == email).ExecuteDeleteAsync(ct);
        return Result.Success;
    }
}
