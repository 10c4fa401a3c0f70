using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Features.Juries.Sealing;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Amending;

/// <param name="AmendmentId">The correction that was read: another one drafted meanwhile is not confirmed in its place.</param>
/// <param name="Proof">Given again: the correction is an act of this person, now.</param>
public sealed record SealAmendmentInput(Guid SessionId, Guid AmendmentId, IdentityProof Proof);

/// <param name="Number">Of the amending minutes; null while another president has to confirm.</param>
public sealed record AmendmentAnswer(Guid? DocumentId, string? Number, IReadOnlyList<College> Waiting);

/// <summary>Two presidents confirm a correction; the second one seals it: number, minutes, ledger and documents in one transaction, or nothing.</summary>
public sealed class SealAmendment(JurySessionWork work, Reauthentication reauthentication, DocumentRenderer renderer, SealStore seals)
{
    public async Task<Result<AmendmentAnswer>> ExecuteAsync(SealAmendmentInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.SealMinutes, input.SessionId, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var opened = begun.Value;
        var (unit, context) = (opened.Unit, opened.Context);
        var (db, session) = (unit.Db, context.Session);
        if (session.Amendments.FirstOrDefault(a => a.Id == input.AmendmentId) is not { } amendment) return JuryErrors.NoAmendment;
        if (amendment.IsSealed) return await FirstAnswerAsync(db, amendment, ct);
        if (!amendment.IsUnderWay) return JuryErrors.NoAmendment;
        if (await reauthentication.CheckAsync(unit.Actor.Id, input.Proof) is { Refused: true } stranger) return stranger;
        // An appeal may have been sent to a jury since the draft; it is, under the lock of this session.
        var appeals = await db.Appeals.AsNoTracking().Where(a => a.SessionId == session.Id).ToListAsync(ct);
        if (Appeal.LetCorrect(appeals, amendment.Changes.Select(c => (c.EnrolmentId, c.BlockCode))) is { Refused: true } judgedElsewhere) return judgedElsewhere;
        if (session.ConfirmAmendment(unit.Actor.MembershipId, unit.Now) is { Refused: true } refused) return refused;
        if (session.AmendmentConfirmationsMissing(context.Rule) is { Count: > 0 } waiting)
            return await opened.CommitAsync(reason: null, ct) is { Refused: true } unsaved ? unsaved : new AmendmentAnswer(null, null, waiting);

        var former = await db.IssuedDocuments.SingleAsync(d => d.JurySessionId == session.Id && d.Number == session.MinutesNumberInForce, ct);
        var number = await DocumentNumbers.NextAsync(db, DocumentKind.Minutes, unit.Today.Year, ct);
        session.SealAmendment(number, unit.Now);
        var candidates = await SessionCandidates.LoadAsync(db, session, ct);
        var document = (await MinutesFacts.LoadAsync(unit, context, candidates, ct)).Document(number, unit.Now, session.Annexes, correction: (amendment, former));
        using var seal = await seals.GetAsync(ct);
        var rendered = await renderer.RenderAsync(document, seal, unit.Now, ct);
        if (rendered.Refused) return Result.From(rendered.Errors);
        var issued = IssuedDocument.Issue(DocumentKind.Minutes, number, context.Campaign.Id, session.Id, null, rendered.Value.Bytes, MinutesFacts.Canonical(document), unit.Now);
        db.IssuedDocuments.Add(issued);
        if (former.SupersedeBy(issued, amendment.Reason, unit.Actor.Signatory, unit.Now) is { Refused: true } ended) return ended;
        if (await AmendmentEffects.ApplyAsync(unit, context, amendment, candidates, ct) is { Refused: true } unfollowed) return unfollowed;
        return await opened.CommitAsync(amendment.Reason, ct) is { Refused: true } lost ? lost : new AmendmentAnswer(issued.Id, number, []);
    }

    private static async Task<Result<AmendmentAnswer>> FirstAnswerAsync(CqpDbContext db, MinutesAmendment amendment, CancellationToken ct) =>
        new AmendmentAnswer(await db.IssuedDocuments.Where(d => d.Number == amendment.Number).Select(d => d.Id).SingleAsync(ct), amendment.Number, []);
}
