using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations;

/// <summary>One source's grid of one candidate's block, with all it is judged by. The evaluation is null until its first rating.</summary>
public sealed record OpenedGrid(Enrolment Enrolment, Campaign Campaign, Referential Referential, Block Block, SourceKind Source, Evaluation? Evaluation);

/// <summary>Who evaluates whom: the source follows from the role, and each role reaches its own candidates only.</summary>
public static class EvaluationAccess
{
    public static readonly IReadOnlyList<Permission> Recording =
        [Permission.RecordTrainingEvaluation, Permission.RecordWorkplaceObservation, Permission.RecordCommissionEvaluation];

    public static SourceKind Source(this Actor actor) => actor.Role switch
    {
        Role.TrainingOrganisation => SourceKind.TrainingOrganisation,
        Role.Tutor => SourceKind.Tutor,
        Role.Examiner => SourceKind.Commission,
        Role.CertifierManager or Role.JuryMember => throw new InvalidOperationException($"{actor.Role} is no source."),
        _ => throw new InvalidOperationException($"Unknown role {actor.Role}"),
    };

    /// <summary>The enrolments the actor evaluates.</summary>
    public static IQueryable<Enrolment> MyEnrolments(this UnitOfWork unit)
    {
        var (db, actor) = (unit.Db, unit.Actor);
        return actor.Source() switch
        {
            SourceKind.TrainingOrganisation => db.Enrolments.Where(e => e.OrganisationId == actor.OrganisationId),
            SourceKind.Tutor => db.Enrolments.Where(e => e.TutorId == actor.Id),
            SourceKind.Commission => db.Enrolments.Where(e => db.Orals.Any(o => o.EnrolmentId == e.Id && o.ExaminerId == actor.MembershipId)),
            _ => throw new InvalidOperationException($"Unknown source {actor.Source()}"),
        };
    }

    /// <summary>Opens the actor's own grid, to read or to write in; refuses what is not theirs or not to evaluate.</summary>
    public static async Task<Result<OpenedGrid>> OpenMyGridAsync(this UnitOfWork unit, ReferentialCatalogue catalogue, Guid enrolmentId, string blockCode, CancellationToken ct)
    {
        var enrolment = await unit.MyEnrolments().SingleOrDefaultAsync(e => e.Id == enrolmentId, ct);
        return enrolment is null ? SecurityErrors.NotFound : await unit.OpenGridAsync(catalogue, enrolment, blockCode, unit.Actor.Source(), ct);
    }

    public static async Task<Result<OpenedGrid>> OpenGridAsync(this UnitOfWork unit, ReferentialCatalogue catalogue, Enrolment enrolment, string blockCode, SourceKind source, CancellationToken ct)
    {
        if (enrolment.Status != EnrolmentStatus.Accepted) return EvaluationErrors.EnrolmentNotAccepted;
        if (!enrolment.BlocksToEvaluate.Contains(blockCode)) return EvaluationErrors.BlockNotToEvaluate(blockCode);
        var campaign = await unit.Db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == enrolment.CampaignId, ct);
        var referential = await catalogue.GetAsync(unit.Db, campaign.ReferentialVersionId, ct);
        var block = referential.Block(blockCode);
        if (block.Evaluation(source) is null) return EvaluationErrors.SourceNotRequired(blockCode);
        var evaluation = await unit.Db.Evaluations.Include(e => e.Ratings).Include(e => e.Signatures)
            .SingleOrDefaultAsync(e => e.EnrolmentId == enrolment.Id && e.BlockCode == blockCode && e.Source == source, ct);
        return new OpenedGrid(enrolment, campaign, referential, block, source, evaluation);
    }

    /// <summary>The same, refused while the campaign's step does not accept evaluations.</summary>
    public static async Task<Result<OpenedGrid>> OpenMyGridToWriteAsync(this UnitOfWork unit, ReferentialCatalogue catalogue, Guid enrolmentId, string blockCode, CancellationToken ct) =>
        ToWrite(await unit.OpenMyGridAsync(catalogue, enrolmentId, blockCode, ct));

    public static Result<OpenedGrid> ToWrite(Result<OpenedGrid> opened) =>
        opened.Succeeded && !opened.Value.Campaign.Status.AcceptsEvaluations() ? CampaignErrors.EvaluationClosed : opened;
}
