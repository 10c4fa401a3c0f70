using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Reminders.FollowUp;

/// <summary>What each examiner owes: of two, each by their own grid and then by the one they confirm. Before the day of the oral nothing is owed, nor ever by who is linked to the candidate.</summary>
internal static class FollowedCommission
{
    public static async Task<(List<Followed> People, int WithoutOral, int Barred)> ReadAsync(ReadFollowUp.Stage stage, CancellationToken ct)
    {
        var (db, today, campaignId) = (stage.Unit.Db, stage.Unit.Today, stage.Campaign.Id);
        var asked = stage.Plan.Where(p => p.Source == SourceKind.Commission).ToList();
        var orals = await (from o in db.Orals join d in db.CommissionDays on o.DayId equals d.Id where d.CampaignId == campaignId select new { Oral = o, d.Date }).ToListAsync(ct);
        var heard = orals.ToLookup(o => o.Oral.EnrolmentId);
        var enrolmentIds = asked.Select(p => p.EnrolmentId).Distinct().ToList();
        var grids = (await db.EvaluationGrids.AsNoTracking().Where(e => enrolmentIds.Contains(e.EnrolmentId) && e.Source == SourceKind.Commission)
            .Select(e => new { e.EnrolmentId, e.BlockCode, e.ExaminerId, e.Status, e.ConfirmedById }).ToListAsync(ct)).ToDictionary(e => (e.EnrolmentId, e.BlockCode, e.ExaminerId));
        var seats = orals.SelectMany(o => o.Oral.Examiners).Distinct().ToList();
        var people = await (from m in db.Memberships join a in db.Users on m.AccountId equals a.Id where seats.Contains(m.Id) select new { m.Id, m.AccountId, m.Active, a.Email }).ToDictionaryAsync(x => x.Id, ct);
        var names = await db.NamesAsync(seats, ct);
        var linked = (await db.Linked().Where(l => enrolmentIds.Contains(l.EnrolmentId)).Select(l => new { l.EnrolmentId, l.ExaminerId }).ToListAsync(ct)).Select(l => (l.EnrolmentId, l.ExaminerId)).ToHashSet();

        FollowedState State(Guid examiner, bool two, PlannedEvaluation planned, DateOnly day)
        {
            var counts = grids.GetValueOrDefault((planned.EnrolmentId, planned.BlockCode, null));
            var own = two ? grids.GetValueOrDefault((planned.EnrolmentId, planned.BlockCode, examiner)) : counts;
            PairStage? stage = two ? Evaluation.StageOf(own?.Status, counts?.Status, counts?.ConfirmedById == people[examiner].AccountId) : null;
            var done = two ? stage is PairStage.WaitingForOther or PairStage.WaitingForConfirmation or PairStage.Agreed : counts?.Status == EvaluationStatus.Submitted;
            return done ? FollowedState.Signed : day > today ? FollowedState.ToCome : own is null ? FollowedState.NotBegun
                : (counts ?? own).Status == EvaluationStatus.Reopened ? FollowedState.Reopened
                : stage == PairStage.Reconciling ? FollowedState.Reconciling : FollowedState.InProgress;
        }

        var barred = asked.Where(p => !p.Submitted && heard[p.EnrolmentId].Any(o => o.Oral.Examiners.Any(x => linked.Contains((p.EnrolmentId, x))))).Select(p => p.EnrolmentId).Distinct().Count();
        var owed = (
            from planned in asked
            from oral in heard[planned.EnrolmentId]
            from examiner in oral.Oral.Examiners
            let state = State(examiner, oral.Oral.ByTwo, planned, oral.Date)
            where state == FollowedState.Signed || !linked.Contains((planned.EnrolmentId, examiner))
            select (examiner, Evaluation: stage.Of(planned.EnrolmentId, planned.BlockCode, state, oral.Date))).ToLookup(x => x.examiner, x => x.Evaluation);
        return ([.. owed.Select(g => new Followed(SourceKind.Commission, g.Key, names[g.Key], null, people[g.Key] is { Active: true, Email: { } email } ? [email] : [],
            [.. g.OrderBy(e => e.OralOn).ThenBy(e => e.Candidate, StringComparer.CurrentCulture)]))], enrolmentIds.Count(id => !heard[id].Any()), barred);
    }
}
