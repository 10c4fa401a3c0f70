using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Sealing;

/// <param name="Proof">Given again: the seal is an act of this person, now.</param>
/// <param name="Annexes">What is printed behind the minutes: kept with the confirmation, and shown to whoever confirms next.</param>
public sealed record SealSessionInput(Guid SessionId, IdentityProof Proof, AnnexKinds Annexes = AnnexKinds.None);

/// <param name="DocumentId">The sealed minutes; null while another president has to confirm.</param>
/// <param name="Waiting">The colleges whose president has still to confirm.</param>
public sealed record SealAnswer(Guid? DocumentId, string? Number, IReadOnlyList<College> Waiting);

/// <summary>Seals a session in one transaction: number, minutes, ledger, audit; or leaves it exactly as it was and says all that is missing.</summary>
public sealed class SealSession(JurySessionWork work, Reauthentication reauthentication, DocumentRenderer renderer, SealStore seals)
{
    public async Task<Result<SealAnswer>> ExecuteAsync(SealSessionInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.SealMinutes, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        var (unit, context) = (opened.Unit, opened.Context);
        var (db, session) = (unit.Db, context.Session);
        if (session.Status == JurySessionStatus.Sealed) return await FirstAnswerAsync(db, session, ct);
        if (!context.MayDeliberate) return CampaignErrors.DeliberationClosed;
        if (await reauthentication.CheckAsync(unit.Actor.Id, input.Proof) is { Refused: true } stranger) return stranger;
        if (session.Confirm(unit.Actor.MembershipId, input.Annexes, unit.Now) is { Refused: true } notPresident) return notPresident;

        var candidates = await SessionCandidates.LoadAsync(db, session, ct);
        var facts = await MinutesFacts.LoadAsync(unit, context, candidates, ct);
        // The number comes last, so the facts are looked at under a name of its place.
        List<Error> gaps =
        [
            .. session.SealingGaps(context.Rule, context.Quorum, candidates.Select(c => (c.Id, c.Name, c.ToDecide))),
            .. Missing(facts.Document("à attribuer", unit.Now)),
        ];
        if (gaps.Count > 0) return gaps;

        if (session.ConfirmationsMissing(context.Rule) is { Count: > 0 } waiting)
            return await opened.CommitAsync(reason: null, ct) is { Refused: true } unsaved ? unsaved : new SealAnswer(null, null, waiting);

        var number = await DocumentNumbers.NextAsync(db, DocumentKind.Minutes, unit.Today.Year, ct);
        var document = facts.Document(number, unit.Now, session.Annexes);
        session.Seal(number, unit.Now);
        foreach (var appeal in await db.Appeals.Where(a => a.ReviewSessionId == session.Id).ToListAsync(ct)) appeal.Settle(session, unit.Now);
        db.AcquiredBlocks.AddRange(
            from candidate in candidates
            from code in facts.ValidatedBlocks(candidate)
            select AcquiredBlock.Create(candidate.Candidate.Id, context.Referential, context.Referential.Block(code), session.Date, session.Id, number));
        db.OutboxMails.AddRange(await NoBlockMails.WriteAsync(db, context, candidates, unit.Now, ct));

        using var seal = await seals.GetAsync(ct);
        var rendered = await renderer.RenderAsync(document, seal, unit.Now, ct);
        if (rendered.Refused) return Result.From(rendered.Errors);
        var issued = IssuedDocument.Issue(DocumentKind.Minutes, number, context.Campaign.Id, session.Id, null, rendered.Value.Bytes, MinutesFacts.Canonical(document), unit.Now);
        db.IssuedDocuments.Add(issued);
        if (await opened.CommitAsync(reason: null, ct) is { Refused: true } refused) return refused;
        return new SealAnswer(issued.Id, number, []);
    }

    private static async Task<Result<SealAnswer>> FirstAnswerAsync(CqpDbContext db, JurySession session, CancellationToken ct)
    {
        var id = await db.IssuedDocuments.Where(d => d.JurySessionId == session.Id && d.Number == session.MinutesNumber).Select(d => d.Id).SingleAsync(ct);
        return new SealAnswer(id, session.MinutesNumber, []);
    }

    private static IEnumerable<Error> Missing(MinutesDocument document) =>
        document.Missing().Select(m => new Error("minutes-fact-missing", $"Il manque au procès-verbal : {m}.".French()));
}
