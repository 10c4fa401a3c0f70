using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Worklists.ReadDoneToday;

/// <param name="Text">« Inscription acceptée : WEILL Raphaël ».</param>
/// <param name="UndoHref">Where it is undone; null where it cannot be, and <paramref name="WhyNot"/> says why.</param>
public sealed record DoneAct(DateTimeOffset At, string Text, string? UndoHref, string? WhyNot);

/// <param name="Total">The acts shown are the last ones.</param>
public sealed record DoneToday(int Total, IReadOnlyList<DoneAct> Acts);

/// <summary>What the person did today that answers a task, the newest first, with the way back.</summary>
public sealed class ReadDoneToday(WorkFactory work)
{
    public const int Shown = 8;

    public async Task<Result<DoneToday>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var (db, since) = (unit.Db, FrenchTime.AtParis(unit.Today, TimeOnly.MinValue));
        var entries = await db.AuditEntries.AsNoTracking().Where(e => e.ActorId == unit.Actor.Id && e.At >= since && DoneWords.Actions.Contains(e.Action))
            .OrderByDescending(e => e.Sequence).Select(e => new { e.At, e.Action, e.EntityType, e.EntityId, e.CandidateId, e.CampaignId }).ToListAsync(ct);
        var acts = entries.Where(e => e.EntityType == DoneWords.Of(e.Action).EntityType).GroupBy(e => (e.At, e.Action)).Select(g => (g.Key, First: g.First(), Count: g.Count())).ToList();
        var shown = acts.Take(Shown).ToList();

        var (candidates, campaigns, rows) = (shown.Select(a => a.First.CandidateId).ToHashSet(), shown.Select(a => a.First.CampaignId).ToHashSet(), shown.Select(a => a.First.EntityId).ToHashSet());
        var names = await db.Candidates.AsNoTracking().Where(c => candidates.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var places = await db.Campaigns.Where(c => campaigns.Contains(c.Id)).Select(c => new { c.Id, Name = c.Name + ", " + c.CertificationCode, c.Status }).ToDictionaryAsync(c => c.Id, ct);
        var accepted = (await db.Enrolments.Where(e => rows.Contains(e.Id) && e.Status == EnrolmentStatus.Accepted).Select(e => e.Id).ToListAsync(ct)).ToHashSet();

        return new DoneToday(acts.Count,
        [
            .. shown.Select(act =>
            {
                var (row, words) = (act.First, DoneWords.Of(act.Key.Action));
                var place = row.CampaignId is { } campaign ? places.GetValueOrDefault(campaign) : null;
                var name = act.Count == 1 && row.CandidateId is { } candidate ? names.GetValueOrDefault(candidate) : null;
                var what = act.Count == 1 ? words.One : FrenchFormat.Count(act.Count, words.One, words.Many);
                var text = French.Capital(what) + ((name ?? place?.Name) is { } subject ? $" : {subject}".French() : "");
                var (href, whyNot) = words.Acceptance && !(place?.Status.AcceptsEnrolments() == true && accepted.Contains(row.EntityId))
                    ? (null, accepted.Contains(row.EntityId) ? "L’étape des inscriptions est close." : "Annulée depuis.")
                    : (words.Href?.Invoke(row.CampaignId, row.EntityId), words.WhyNot);
                return new DoneAct(act.Key.At, text, href, whyNot?.French());
            }),
        ]);
    }
}
