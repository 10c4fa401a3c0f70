using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Amending;

public sealed record AmendableBlock(string Code, Outcome Outcome);

public sealed record AmendableCandidate(Guid EnrolmentId, string Name, IReadOnlyList<AmendableBlock> Blocks);

public sealed record ChangeView(string Candidate, string BlockCode, Outcome Before, Outcome After, string Motive);

/// <param name="Number">Null while it waits for its confirmations.</param>
/// <param name="DocumentId">Its own minutes.</param>
/// <param name="ConfirmedBy">NOM Prénom of who confirmed so far.</param>
public sealed record AmendmentView(Guid Id, string? Number, Guid? DocumentId, string Reason, DateTimeOffset At, string DraftedBy, IReadOnlyList<string> ConfirmedBy, IReadOnlyList<ChangeView> Changes);

/// <param name="MayConfirm">The viewer presided, and has not confirmed the one that waits.</param>
public sealed record AmendmentsView(Guid CampaignId, string Campaign, string CertificationCode, DateOnly Date, bool Sealed, string? MinutesNumber, IReadOnlyList<AmendableCandidate> Candidates, AmendmentView? UnderWay, IReadOnlyList<AmendmentView> Done,
    bool Manages, bool MayConfirm);

/// <summary>The corrections of a session's minutes, made and under way, and what could be corrected.</summary>
public sealed class ReadAmendments(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<AmendmentsView>> ExecuteAsync(Guid sessionId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDeliberation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await JuryContext.LoadAsync(unit, catalogue, sessionId, tracked: false, ct) is not { } context) return SecurityErrors.NotFound;
        var session = context.Session;
        var candidates = await SessionCandidates.LoadAsync(unit.Db, session, ct);
        var documents = await unit.Db.IssuedDocuments.Where(d => d.JurySessionId == sessionId && d.Kind == DocumentKind.Minutes).Select(d => new { d.Number, d.Id }).ToDictionaryAsync(d => d.Number, d => d.Id, ct);
        var decisions = session.DecisionsInForce.ToLookup(d => d.EnrolmentId);
        var waiting = session.AmendmentUnderWay;
        return new AmendmentsView(context.Campaign.Id, context.Campaign.Name, context.Referential.Code, session.Date, session.Status == JurySessionStatus.Sealed, session.MinutesNumberInForce,
            [.. candidates.Where(c => decisions.Contains(c.Id)).Select(c => new AmendableCandidate(c.Id, c.Name, [.. decisions[c.Id].OrderBy(d => d.BlockCode, StringComparer.Ordinal).Select(d => new AmendableBlock(d.BlockCode, d.Outcome))]))],
            waiting is null ? null : View(waiting), [.. session.Amendments.Where(a => a.IsSealed).OrderBy(a => a.SealedAt).Select(View)],
            unit.Actor.Role.Grants(Permission.ManageJury), session.AmendmentAwaits(unit.Actor.MembershipId));

        AmendmentView View(MinutesAmendment a) => new(a.Id, a.Number, a.Number is { } number ? documents.GetValueOrDefault(number) : null, a.Reason, a.SealedAt ?? a.DraftedAt, a.DraftedByName,
            [.. session.Members.Where(m => m.Id == a.ConfirmedById || m.Id == a.SecondConfirmedById).Select(m => m.Name)],
            [.. a.Changes.Select(c => new ChangeView(candidates.FirstOrDefault(x => x.Id == c.EnrolmentId)?.Name ?? "", c.BlockCode, c.Before, c.After, c.Motive)).OrderBy(c => c.Candidate, StringComparer.Ordinal).ThenBy(c => c.BlockCode, StringComparer.Ordinal)]);
    }
}
