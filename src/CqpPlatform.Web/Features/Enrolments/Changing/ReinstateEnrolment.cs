using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Changing;

/// <summary>Takes a withdrawal back until the jury's minutes are sealed, while the person was not enrolled again. The ledger is read again, and the tutor gets a link.</summary>
public sealed class ReinstateEnrolment(WorkFactory work, ReferentialCatalogue catalogue, IConfiguration configuration)
{
    public async Task<Result> ExecuteAsync(Guid enrolmentId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ChangeEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var enrolment = await unit.FindAsync(enrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var found = (await CampaignReferential.LoadAsync(unit.Db, catalogue, enrolment.CampaignId, ct))!;
        var step = found.Campaign.Status;
        // One that was still to be accepted can only be answered while the campaign enrols.
        if (step is CampaignStatus.Draft or CampaignStatus.Closed || (enrolment.WithdrawnFrom != EnrolmentStatus.Accepted && !step.AcceptsEnrolments())) return CampaignErrors.WrongStep(step);

        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        if (await JuryObstacleAsync(unit, enrolment, ct) is { } missed) return missed;
        var again = await unit.Db.Enrolments.AnyAsync(e => e.CampaignId == enrolment.CampaignId && e.CandidateId == enrolment.CandidateId && e.Id != enrolment.Id && e.Status != EnrolmentStatus.Withdrawn, ct);
        var acquired = (await LedgerQuery.AcquiredAsync(unit.Db, enrolment.CandidateId, found.Referential, unit.Today, ct)).ToHashSet();
        // To an organisation some results are not told yet: what the certifier counted stays counted.
        if (unit.Db.ResultsToldBy is not null) acquired.UnionWith(enrolment.AcquiredBlocks);
        if (enrolment.Reinstate(again, acquired) is { Refused: true } refused) return refused;
        if (step.AcceptsDecisions() && (await EvaluationPlan.OfEnrolmentsAsync(unit.Db, [enrolment], found.Referential, ct)).Any(p => !p.Submitted)) return EnrolmentErrors.NotEvaluated;
        unit.Record(enrolment, EnrolmentAct.Reinstated);
        if (await unit.SaveAsync(ct: ct) is { Refused: true } conflict) return conflict;
        if (await TutorHandover.InviteAsync(unit, enrolment, found, configuration.PublicUrl(), reason: null, ct) is { Refused: true } unsent) return unsent;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }

    private static async Task<Error?> JuryObstacleAsync(UnitOfWork unit, Enrolment enrolment, CancellationToken ct)
    {
        // Until the end of the transaction no session of the campaign opens, resumes or is sealed.
        await unit.Db.Database.ExecuteSqlAsync($"select 1 from jury_sessions where campaign_id = {enrolment.CampaignId} and not for_appeals order by id for update", ct);
        var sessions = await unit.Db.JurySessions.AsNoTracking().Include(s => s.Pauses).Where(s => s.CampaignId == enrolment.CampaignId && !s.ForAppeals).ToListAsync(ct);
        var withdrawnAt = await unit.Db.EnrolmentEvents.Where(e => e.EnrolmentId == enrolment.Id && e.Act == EnrolmentAct.Withdrawn).Select(e => e.At).OrderByDescending(at => at).FirstOrDefaultAsync(ct);
        return sessions.Where(s => enrolment.AccessRoute is { } route && s.AccessRoutes.Contains(route)).Select(s => s.MissedBy(withdrawnAt)).FirstOrDefault(e => e is not null);
    }
}
