using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations;

/// <summary>One source's grid of one candidate's block, with all it is judged by. The evaluation is null until its first rating.</summary>
public sealed record OpenedGrid(Enrolment Enrolment, Campaign Campaign, Referential Referential, Block Block, SourceKind Source, Evaluation? Evaluation)
{
    /// <summary>Whose own grid it is, of two examiners; null for the one that counts.</summary>
    public Guid? ExaminerId { get; init; }

    /// <summary>The grid that two examiners settle together.</summary>
    public bool Common { get; init; }

    /// <summary>One of two examiners' own, of a block that others settled before they took the seat: nothing is left to write in it.</summary>
    public bool Settled { get; init; }

    public Evaluation Started => Evaluation ?? Domain.Evaluations.Evaluation.Start(Enrolment.Id, Block.Code, Source, ExaminerId);
}

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

    /// <summary>The enrolments the actor evaluates; of an examiner, never those of a candidate they are linked to.</summary>
    public static IQueryable<Enrolment> MyEnrolments(this UnitOfWork unit)
    {
        var (db, actor) = (unit.Db, unit.Actor);
        var (me, orals, linked) = (actor.MembershipId, db.Orals, db.Linked());
        return actor.Source() switch
        {
            SourceKind.TrainingOrganisation => db.Enrolments.Where(e => e.OrganisationId == actor.OrganisationId),
            SourceKind.Tutor => db.Enrolments.Where(e => e.TutorId == actor.Id),
            SourceKind.Commission => db.Enrolments.Where(e => orals.Any(o => o.EnrolmentId == e.Id && (o.ExaminerId == me || o.SecondExaminerId == me)) && !linked.Any(l => l.EnrolmentId == e.Id && l.ExaminerId == me)),
            _ => throw new InvalidOperationException($"Unknown source {actor.Source()}"),
        };
    }

    /// <summary>Opens the actor's own grid, to read or to write in; refuses what is not theirs or not to evaluate.</summary>
    /// <param name="common">The grid two examiners settle together, instead of the actor's own.</param>
    public static async Task<Result<OpenedGrid>> OpenMyGridAsync(this UnitOfWork unit, ReferentialCatalogue catalogue, Guid enrolmentId, string blockCode, CancellationToken ct, bool common = false)
    {
        var enrolment = await unit.MyEnrolments().SingleOrDefaultAsync(e => e.Id == enrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var seat = await unit.SeatOfTwoAsync(enrolmentId, ct);
        if (!common)
        {
            var own = await unit.OpenGridAsync(catalogue, enrolment, blockCode, unit.Actor.Source(), ct, seat);
            if (own.Refused || seat is null || own.Value.Evaluation is { IsSubmitted: true }) return own;
            var settled = await unit.Db.Evaluations.AnyAsync(e => e.EnrolmentId == enrolmentId && e.BlockCode == blockCode && e.Source == SourceKind.Commission, ct);
            return own.Value with { Settled = settled };
        }
        if (seat is null) return SecurityErrors.NotFound;
        var opened = await unit.OpenGridAsync(catalogue, enrolment, blockCode, unit.Actor.Source(), ct);
        if (opened.Refused) return opened;
        return opened.Value.Evaluation is null ? EvaluationErrors.OtherNotSubmitted : opened.Value with { Common = true };
    }

    /// <summary>The actor's membership where they are one of two examiners who rate this candidate blind; null for everybody else.</summary>
    private static async Task<Guid?> SeatOfTwoAsync(this UnitOfWork unit, Guid enrolmentId, CancellationToken ct) =>
        unit.Actor.Source() == SourceKind.Commission && (await unit.Db.OralsOfTwo(unit.Actor.MembershipId, [enrolmentId]).AnyAsync(ct)) ? unit.Actor.MembershipId : null;

    /// <summary>The orals of these enrolments that this examiner hears with another.</summary>
    public static IQueryable<Oral> OralsOfTwo(this CqpDbContext db, Guid? examinerId, IReadOnlyCollection<Guid> enrolmentIds) =>
        db.Orals.Where(o => enrolmentIds.Contains(o.EnrolmentId) && o.SecondExaminerId != null && (o.ExaminerId == examinerId || o.SecondExaminerId == examinerId));

    public static async Task<Result<OpenedGrid>> OpenGridAsync(this UnitOfWork unit, ReferentialCatalogue catalogue, Enrolment enrolment, string blockCode, SourceKind source, CancellationToken ct, Guid? examinerId = null)
    {
        if (enrolment.Status != EnrolmentStatus.Accepted) return EvaluationErrors.EnrolmentNotAccepted;
        if (!enrolment.BlocksToEvaluate.Contains(blockCode)) return EvaluationErrors.BlockNotToEvaluate(blockCode);
        var campaign = await unit.Db.Campaigns.AsNoTracking().SingleAsync(c => c.Id == enrolment.CampaignId, ct);
        var referential = await catalogue.GetAsync(unit.Db, campaign.ReferentialVersionId, ct);
        var block = referential.Block(blockCode);
        if (block.Evaluation(source) is null) return EvaluationErrors.SourceNotRequired(blockCode);
        var evaluation = await unit.Db.EvaluationGrids.Include(e => e.Ratings).Include(e => e.Signatures).AsSplitQuery()
            .SingleOrDefaultAsync(e => e.EnrolmentId == enrolment.Id && e.BlockCode == blockCode && e.Source == source && e.ExaminerId == examinerId, ct);
        return new OpenedGrid(enrolment, campaign, referential, block, source, evaluation) { ExaminerId = examinerId };
    }

    /// <summary>The same, refused while the campaign's step does not accept evaluations.</summary>
    public static async Task<Result<OpenedGrid>> OpenMyGridToWriteAsync(this UnitOfWork unit, ReferentialCatalogue catalogue, Guid enrolmentId, string blockCode, CancellationToken ct, bool common = false) =>
        ToWrite(await unit.OpenMyGridAsync(catalogue, enrolmentId, blockCode, ct, common));

    public static Result<OpenedGrid> ToWrite(Result<OpenedGrid> opened) =>
        opened.Refused ? opened
        : !opened.Value.Campaign.Status.AcceptsEvaluations() ? CampaignErrors.EvaluationClosed
        : opened.Value.Settled ? EvaluationErrors.SettledBefore(opened.Value.Block.Code)
        : opened;
}
