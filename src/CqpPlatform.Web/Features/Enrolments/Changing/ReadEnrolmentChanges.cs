using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Changing;

/// <summary>What may still be changed of an enrolment, and what stands in the way of the rest.</summary>
/// <param name="Organisations">The others invited to the campaign; empty for an organisation, which cannot transfer.</param>
/// <param name="TutorBegun">The present tutor wrote something: whoever names another says what becomes of it.</param>
/// <param name="ChangeObstacle">Why organisation and blocks are fixed; null while they are not.</param>
public sealed record EnrolmentChanges(Guid EnrolmentId, bool IsCertifier, EnrolmentStatus Status, IReadOnlyList<OrganisationChoice> Organisations,
    string? WithdrawObstacle, string? TutorObstacle, bool TutorBegun, string? ChangeObstacle);

public sealed record OrganisationChoice(Guid Id, string Name);

public sealed class ReadEnrolmentChanges(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<EnrolmentChanges>> ExecuteAsync(Guid enrolmentId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ChangeEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var enrolment = await unit.FindAsync(enrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var campaign = (await CampaignReferential.LoadAsync(unit.Db, catalogue, enrolment.CampaignId, ct))!.Campaign;
        var reach = await EvaluationReach.OfAsync(unit.Db, enrolmentId, ct);
        var certifier = unit.Actor.Role == Role.CertifierManager;
        var invited = campaign.Organisations.Select(o => o.OrganisationId).Where(id => id != enrolment.OrganisationId).ToList();
        var organisations = certifier ? await unit.Db.TrainingOrganisations.Where(o => invited.Contains(o.Id)).OrderBy(o => o.Name).Select(o => new OrganisationChoice(o.Id, o.Name)).ToListAsync(ct) : [];
        var step = EvaluationReach.WrongStep(campaign)?.Message;
        var sent = enrolment.Status is EnrolmentStatus.Submitted or EnrolmentStatus.Accepted ? null : EnrolmentErrors.NotSent.Message;
        return new EnrolmentChanges(enrolmentId, certifier, enrolment.Status, organisations,
            reach.Decided ? EnrolmentErrors.JuryDecided.Message : null,
            sent ?? step ?? (reach.ObservationStarted && !certifier ? EnrolmentErrors.ObservationBegun.Message : null), reach.ObservationStarted,
            sent ?? step ?? (reach.Started ? EnrolmentErrors.ChangeAfterStart.Message : null));
    }
}
