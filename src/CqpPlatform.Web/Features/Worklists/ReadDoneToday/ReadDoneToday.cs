using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Auditing;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Worklists.ReadDoneToday;

/// <param name="Text">« Inscription acceptée : WEILL Raphaël ».</param>
/// <param name="UndoHref">Where it is undone; null where it cannot be, or where only its page knows.</param>
/// <param name="SeeHref">Its page.</param>
/// <param name="WhyNot">Why it is not undone, or not whole.</param>
public sealed record DoneAct(DateTimeOffset At, string Text, string? UndoHref, string? SeeHref, string? WhyNot);

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
        var (db, rows) = (unit.Db, Rows(unit));
        // One act for all that was saved in one go: an import is one, whatever it brought.
        var acts = rows.GroupBy(e => new { e.At, e.Action }).Select(g => new { g.Key.At, g.Key.Action, Count = g.Count(), Last = g.Max(e => e.Sequence) });
        var total = await acts.CountAsync(ct);
        var shown = await acts.OrderByDescending(a => a.Last).Take(Shown).ToListAsync(ct);

        var (lasts, instants) = (shown.ConvertAll(a => a.Last), shown.ConvertAll(a => a.At));
        var last = await rows.Where(e => lasts.Contains(e.Sequence)).Select(e => new { e.Sequence, e.EntityId, e.CandidateId, e.CampaignId }).ToDictionaryAsync(e => e.Sequence, ct);
        var (candidates, campaigns, ids) = (last.Values.Select(e => e.CandidateId).ToHashSet(), last.Values.Select(e => e.CampaignId).ToHashSet(), last.Values.Select(e => e.EntityId).ToHashSet());
        var names = await db.Candidates.AsNoTracking().Where(c => candidates.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var places = await db.Campaigns.Where(c => campaigns.Contains(c.Id)).Select(c => new { c.Id, Name = c.Name + ", " + c.CertificationCode, c.Status }).ToDictionaryAsync(c => c.Id, ct);
        var standing = await rows.Where(e => DoneWords.Acceptances.Contains(e.Action) && instants.Contains(e.At) && db.Enrolments.Any(x => x.Id == e.EntityId && x.Status == EnrolmentStatus.Accepted))
            .GroupBy(e => new { e.At, e.Action }).Select(g => new { g.Key.At, g.Key.Action, Count = g.Count() }).ToDictionaryAsync(g => (g.At, g.Action), g => g.Count, ct);
        var undone = (await db.EnrolmentImports.Where(i => ids.Contains(i.Id) && i.Status != ImportStatus.Saved).Select(i => i.Id).ToListAsync(ct)).ToHashSet();

        return new DoneToday(total,
        [
            .. shown.Select(act =>
            {
                var (row, words) = (last[act.Last], DoneWords.Of(act.Action));
                var place = row.CampaignId is { } campaign ? places.GetValueOrDefault(campaign) : null;
                var name = act.Count == 1 && row.CandidateId is { } candidate ? names.GetValueOrDefault(candidate) : null;
                var what = act.Count == 1 ? words.One : FrenchFormat.Count(act.Count, words.One, words.Many);
                var text = French.Capital(what) + ((name ?? place?.Name) is { } subject ? $" : {subject}".French() : "");
                var href = words.Href?.Invoke(row.CampaignId, row.EntityId);
                if (!words.Acceptance) return new DoneAct(act.At, text, null, href, undone.Contains(row.EntityId) ? "Défait depuis." : words.WhyNot?.French());
                var (stands, open) = (standing.GetValueOrDefault((act.At, act.Action)), place?.Status.AcceptsEnrolments() == true);
                return new DoneAct(act.At, text, stands > 0 && open ? href : null, null, WhyNot(act.Count, stands, open));
            }),
        ]);
    }

    /// <summary>Of the account, in its present role; one that works for two organisations is told what it did for this one.</summary>
    private static IQueryable<AuditEntry> Rows(UnitOfWork unit)
    {
        var (db, actor, since) = (unit.Db, unit.Actor.Id, FrenchTime.AtParis(unit.Today, TimeOnly.MinValue));
        var told = DoneWords.RowsOf(unit.Actor.Role);
        // The job that saves a file writes its row too where it finds it faulty at last; a correction writes the document it supersedes too.
        var rows = db.AuditEntries.AsNoTracking().Where(e => e.ActorId == actor && e.At >= since && told.Contains(e.Action + " " + e.EntityType)
            && (e.Action != DoneWords.SavingAFile || e.Changes.Contains("\"SavedAt\""))
            && (e.Action != DoneWords.Correcting || e.Changes.Contains("\"SupersedesId\"")));
        return unit.Actor.OrganisationId is not { } own ? rows : rows.Where(e => db.Enrolments.Any(x => x.Id == e.EntityId && x.OrganisationId == own)
            || db.EveryGrid.Any(v => v.Id == e.EntityId && db.Enrolments.Any(x => x.Id == v.EnrolmentId && x.OrganisationId == own))
            || db.EnrolmentImports.Any(i => i.Id == e.EntityId && i.OrganisationId == own)
            || db.Reminders.Any(r => r.Id == e.EntityId && db.Enrolments.Any(x => x.CampaignId == r.CampaignId && x.TutorId == r.RecipientId && x.OrganisationId == own))
            || db.TutorLinks.Any(l => l.Id == e.EntityId && db.Enrolments.Any(x => x.TutorId == l.TutorId && x.OrganisationId == own))
            || db.Invitations.Any(i => i.Id == e.EntityId && i.OrganisationId == own) || db.Memberships.Any(m => m.Id == e.EntityId && m.OrganisationId == own));
    }

    /// <param name="stands">How many of the act's acceptances still stand.</param>
    private static string? WhyNot(int count, int stands, bool open) => stands == 0 ? count == 1 ? "Annulée depuis." : "Annulées depuis."
        : !open ? "L’étape des inscriptions est close."
        : stands < count ? FrenchFormat.Count(count - stands, "annulée depuis", "annulées depuis") + "."
        : null;
}
