using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Juries.Sealing;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Amending;

/// <summary>What amending minutes change beyond themselves: the ledger, the documents that print a block withdrawn, the appeals the session had settled, the results still to be told.</summary>
internal static class AmendmentEffects
{
    public static async Task<Result> ApplyAsync(UnitOfWork unit, JuryContext context, MinutesAmendment amendment, IReadOnlyList<SessionCandidate> candidates, CancellationToken ct)
    {
        var (db, referential) = (unit.Db, context.Referential);
        foreach (var change in amendment.Changes)
        {
            if (candidates.FirstOrDefault(c => c.Id == change.EnrolmentId)?.Candidate is not { } person) continue;
            if (change.After == Outcome.Validated)
            {
                db.AcquiredBlocks.Add(AcquiredBlock.Create(person.Id, referential, referential.Block(change.BlockCode), context.Session.Date, context.Session.Id, amendment.Number!));
            }
            else if (change.Before == Outcome.Validated)
            {
                // A line never changes hands: it may stand under a file merged into this one since.
                var lines = await db.StandingBlocks().Where(b => b.JurySessionId == context.Session.Id && b.BlockCode == change.BlockCode
                    && (b.CandidateId == person.Id || db.Candidates.Any(c => c.Id == b.CandidateId && c.MergedIntoId == person.Id))).ToListAsync(ct);
                var withdrawn = new List<(string Certification, string Block)> { (referential.Code, change.BlockCode) };
                foreach (var line in lines)
                    withdrawn.AddRange((await db.CancelAsync(CounterEntry.Rectify(line, amendment.Number!, unit.Now), ct)).Select(l => (l.CertificationCode, l.BlockCode)));
                if (await RevokeAsync(unit, withdrawn, person.Id, amendment, ct) is { Refused: true } refused) return refused;
            }
        }
        foreach (var appeal in await db.Appeals.Where(a => a.ReviewSessionId == context.Session.Id && a.State == AppealState.Settled).ToListAsync(ct)) appeal.Follow(context.Session);
        db.OutboxMails.AddRange(await TellAsync(unit, context, amendment, candidates, ct));
        return Result.Success;
    }

    /// <summary>What waits to tell a result that is no more is taken away; whoever is given a document instead is told when it is issued.</summary>
    private static async Task<IReadOnlyList<OutboxMail>> TellAsync(UnitOfWork unit, JuryContext context, MinutesAmendment amendment, IReadOnlyList<SessionCandidate> candidates, CancellationToken ct)
    {
        var untold = new HashSet<Guid>();
        foreach (var enrolment in amendment.Changes.Select(c => c.EnrolmentId).Distinct())
            if (await unit.Db.TakeBackResultsAsync(context.Session.Id, enrolment, ct)) untold.Add(enrolment);
        return await NoBlockMails.WriteAsync(unit.Db, context, [.. candidates.Where(c => untold.Contains(c.Id))], unit.Now, ct);
    }

    /// <summary>Every document of the person that still says they hold the block, or one recognised from it. A corrected one is issued from their file, as after any revocation.</summary>
    private static async Task<Result> RevokeAsync(UnitOfWork unit, IReadOnlyList<(string Certification, string Block)> withdrawn, Guid personId, MinutesAmendment amendment, CancellationToken ct)
    {
        var documents = await (
            from d in unit.Db.IssuedDocuments
            join e in unit.Db.Enrolments on d.EnrolmentId equals e.Id
            where e.CandidateId == personId && d.Kind != DocumentKind.Minutes && d.State == DocumentState.Valid
            select d).ToListAsync(ct);
        foreach (var document in documents.Where(d => d.State == DocumentState.Valid && Prints(d, withdrawn)))
        {
            await unit.Db.TakeBackResultsAsync(document.JurySessionId, document.EnrolmentId!.Value, ct);
            if (document.Revoke($"Procès-verbal rectificatif {amendment.Number}", unit.Actor.Signatory, unit.Now) is { Refused: true } refused) return refused;
        }
        return Result.Success;
    }

    private static bool Prints(IssuedDocument document, IReadOnlyList<(string Certification, string Block)> withdrawn) =>
        JsonSerializer.Deserialize<PrintedFacts>(document.Facts, JsonSerializerOptions.Web) is { } facts && facts.Blocks.Any(b => withdrawn.Contains((facts.RncpCode, b.Code)));
}
