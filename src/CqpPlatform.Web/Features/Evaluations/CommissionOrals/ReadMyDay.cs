using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations.CommissionOrals;

/// <summary>One day of orals of the examiner who asks.</summary>
/// <param name="OtherDays">The other days this examiner hears candidates.</param>
public sealed record MyDay(DateOnly Date, DateOnly Today, IReadOnlyList<string> Places, IReadOnlyList<MyOral> Orals, IReadOnlyList<DateOnly> OtherDays)
{
    /// <summary>Orals of this day that a link with the candidate takes from this examiner.</summary>
    public IReadOnlySet<Guid> Linked { get; init; } = new HashSet<Guid>();

    /// <summary>Why one of their orals has no grid for them.</summary>
    public Error WhyNot(Guid oralId) => Linked.Contains(oralId) ? CommissionErrors.Linked : EvaluationErrors.EnrolmentNotAccepted;

    public int Done => Orals.Count(o => o.Done);

    /// <summary>Where, once for the whole day; a room only where all the orals are in it.</summary>
    public IReadOnlyList<string> Facts => [.. Places, .. OneRoom ? [Orals[0].Room] : Array.Empty<string>(), FrenchFormat.Count(Orals.Count, "oral", "oraux")];
    public bool OneRoom => Orals.Select(o => o.Room).Distinct().Count() == 1;

    /// <summary>The oral under way: today the last one begun and not complete, otherwise the first not complete.</summary>
    public MyOral? Current(TimeOnly now) =>
        (Date == Today ? Orals.LastOrDefault(o => o.StartsAt <= now && !o.Done) : null) ?? Orals.FirstOrDefault(o => !o.Done);

    /// <summary>Where one goes on from a grid of an oral: another of its blocks, else the next oral that is not complete.</summary>
    public (string Href, string Label)? After(MyOral oral, EvaluationGrid grid) =>
        grid.NextBlock is { } block ? (oral.Href(block.Code), $"Bloc suivant\u00A0: {block.Code}")
        : Orals.FirstOrDefault(o => o.StartsAt > oral.StartsAt && !o.Done) is { } next ? (next.Href(next.NextBlock.Code), $"Oral suivant\u00A0: {next.Candidate}") : null;
}

/// <param name="Open">The campaign's step accepts evaluations.</param>
public sealed record MyOral(Guid Id, Guid EnrolmentId, TimeOnly StartsAt, string Room, string Candidate, string? Option, string? Adaptations, string Campaign, bool Open, IReadOnlyList<GridBlock> Blocks)
{
    public bool Done => Blocks.All(b => b.Submitted);
    /// <summary>How long this candidate has, extra time included; null where it was not planned.</summary>
    public int? Minutes { get; init; }
    public bool ExtraTime => Oral.HasExtraTime(Adaptations);
    public TimeOnly? EndsAt => Minutes is { } minutes ? StartsAt.AddMinutes(minutes) : null;

    public bool Started => Blocks.Any(b => b.Status is not null);
    public GridBlock NextBlock => Blocks.FirstOrDefault(b => !b.Submitted) ?? Blocks[0];
    public string Href(string block) =>
        $"/ma-journee/{Id}/{block}" + (Blocks.FirstOrDefault(b => b.Code == block)?.Pair is PairStage.Reconciling or PairStage.WaitingForConfirmation or PairStage.Agreed ? "/rapprochement" : "");
}

/// <summary>The orals of one day: the day of one oral, a day asked for, or today's, else the next, else the last.</summary>
public sealed class ReadMyDay(WorkFactory work, ReferentialCatalogue catalogue)
{
    /// <returns>Null where the examiner hears nobody.</returns>
    public async Task<Result<MyDay?>> ExecuteAsync(Guid? oralId = null, DateOnly? date = null, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.RecordCommissionEvaluation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var mine = await (
            from o in unit.Db.Orals
            join d in unit.Db.CommissionDays on o.DayId equals d.Id
            where o.ExaminerId == unit.Actor.MembershipId || o.SecondExaminerId == unit.Actor.MembershipId
            select new Slot(o.Id, o.EnrolmentId, o.StartsAt, o.Room, o.DurationMinutes, d.Date, d.Place)).ToListAsync(ct);
        if (oralId is not null && mine.TrueForAll(s => s.OralId != oralId)) return SecurityErrors.NotFound;
        if (mine.Count == 0) return (MyDay?)null;

        var days = mine.Select(s => s.Date).Distinct().Order().ToList();
        var day = mine.Find(s => s.OralId == oralId)?.Date ?? (date is { } asked && days.Contains(asked) ? asked : days.Find(d => d >= unit.Today));
        if (day == default) day = days[^1];
        var slots = mine.FindAll(s => s.Date == day);
        var orals = await OralsAsync(unit, slots, ct);
        var ids = slots.ConvertAll(s => s.EnrolmentId);
        var linked = (await unit.Db.Linked().Where(l => l.ExaminerId == unit.Actor.MembershipId && ids.Contains(l.EnrolmentId)).Select(l => l.EnrolmentId).Distinct().ToListAsync(ct)).ToHashSet();
        return new MyDay(day, unit.Today, [.. slots.Select(s => s.Place).Distinct()], orals, [.. days.Where(d => d != day)]) { Linked = slots.Where(s => linked.Contains(s.EnrolmentId)).Select(s => s.OralId).ToHashSet() };
    }

    private async Task<List<MyOral>> OralsAsync(UnitOfWork unit, List<Slot> slots, CancellationToken ct)
    {
        var ids = slots.ConvertAll(s => s.EnrolmentId);
        var enrolments = await unit.MyEnrolments().AsNoTracking().Where(e => ids.Contains(e.Id) && e.Status == EnrolmentStatus.Accepted).ToListAsync(ct);
        var people = enrolments.ConvertAll(e => e.CandidateId);
        var names = await unit.Db.Candidates.AsNoTracking().Where(c => people.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var orals = new List<MyOral>();
        foreach (var group in enrolments.GroupBy(e => e.CampaignId))
        {
            var campaign = await unit.Db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == group.Key, ct);
            var referential = await catalogue.GetAsync(unit.Db, campaign.ReferentialVersionId, ct);
            var progress = await GridReader.ProgressAsync(unit.Db, [.. group], referential, SourceKind.Commission, ct, unit.Actor);
            orals.AddRange(
                from e in @group
                let slot = slots.Find(s => s.EnrolmentId == e.Id)
                where progress[e.Id].Count > 0
                select new MyOral(slot.OralId, e.Id, slot.StartsAt, slot.Room, names[e.CandidateId], referential.OptionTitle(e.Option), e.Adaptations, campaign.Name,
                    campaign.Status.AcceptsEvaluations(), progress[e.Id])
                { Minutes = slot.Duration is { } duration ? Oral.MinutesFor(duration, e.Adaptations) : null });
        }
        return [.. orals.OrderBy(o => o.StartsAt)];
    }

    private sealed record Slot(Guid OralId, Guid EnrolmentId, TimeOnly StartsAt, string Room, int? Duration, DateOnly Date, string Place);
}
