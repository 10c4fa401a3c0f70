using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Changing;

/// <summary>What a change of tutor leaves of the former one, and what brings a tutor to a candidate once evaluations are open.</summary>
internal static class TutorHandover
{
    /// <summary>Hands over or sets aside what is written, under the lock of the grids. What is signed stays signed by whoever signed it.</summary>
    /// <returns>What the history of the enrolment says of it; empty where nothing was written.</returns>
    public static async Task<Result<string>> WrittenAsync(UnitOfWork unit, Guid enrolmentId, WrittenWork? written, string reason, CancellationToken ct)
    {
        var grids = await unit.Db.EvaluationGrids.Include(e => e.Signatures).Where(e => e.EnrolmentId == enrolmentId && e.Source == SourceKind.Tutor).OrderBy(e => e.BlockCode).ToListAsync(ct);
        if (grids.Count == 0) return "";
        if (unit.Actor.Role != Role.CertifierManager) return EnrolmentErrors.ObservationBegun;
        if (written is null) return EvaluationErrors.SayWhatBecomes;
        var kept = written == WrittenWork.Kept;
        foreach (var grid in grids.Where(g => !kept || !g.IsSubmitted))
        {
            if (!kept && grid.SetAside(unit.Now) is { Refused: true } signed) return Result.From(signed.Errors);
            unit.Db.Add(EvaluationEvent.Of(grid.Id, kept ? EvaluationAct.HandedOver : EvaluationAct.SetAside, unit.Actor.Signatory, unit.Now, reason));
        }
        return kept ? " ; saisies gardées".French() : " ; saisies écartées".French();
    }

    /// <summary>Ends the links of a tutor who accompanies nobody else: where they do, the links open the others only.</summary>
    public static async Task CutAsync(UnitOfWork unit, Guid formerId, Guid enrolmentId, CancellationToken ct)
    {
        if (await unit.Db.Enrolments.AnyAsync(e => e.TutorId == formerId && e.Id != enrolmentId && e.Status != EnrolmentStatus.Withdrawn, ct)) return;
        await unit.Db.RevokeTutorLinksAsync(formerId, unit.Now, ct);
    }

    /// <summary>Sends the tutor a link where evaluations are open and some are left to sign. Once the enrolment is saved: the mail lists whom they accompany.</summary>
    public static async Task<Result> InviteAsync(UnitOfWork unit, Enrolment enrolment, CampaignWithReferential found, string baseUrl, string? reason, CancellationToken ct)
    {
        if (enrolment.Status != EnrolmentStatus.Accepted || !found.Campaign.Status.AcceptsEvaluations()
            || !(await EvaluationPlan.OfEnrolmentsAsync(unit.Db, [enrolment], found.Referential, ct)).Any(p => p.Source == SourceKind.Tutor && !p.Submitted)
            || await unit.Db.Tutors.SingleOrDefaultAsync(t => t.Id == enrolment.TutorId, ct) is not { } tutor) return Result.Success;
        var slug = await unit.Db.Tenants.Where(t => t.Id == unit.Actor.TenantId).Select(t => t.Slug).SingleAsync(ct);
        await TutorInvitations.InviteAsync(unit.Db, tutor, slug, baseUrl, unit.Now);
        return await unit.SaveAsync(reason, ct);
    }
}
