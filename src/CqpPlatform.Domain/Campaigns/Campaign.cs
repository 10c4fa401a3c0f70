using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Campaigns;

/// <summary>The dates of a campaign, each included.</summary>
public sealed record CampaignDates(DateOnly EnrolmentClosesOn, DateOnly EvaluationDueOn, DateOnly JuryOn, DateOnly ClosesOn)
{
    public bool InOrder => EnrolmentClosesOn <= EvaluationDueOn && EvaluationDueOn <= JuryOn && JuryOn <= ClosesOn;
}

/// <summary>What still depends on a step, counted by the caller in the same transaction.</summary>
/// <param name="UndecidedCandidates">Accepted candidates with a block that no sealed session has decided: several sessions may judge one campaign.</param>
/// <param name="ReturnedEnrolments">Sent back to their organisation, which has not sent them again.</param>
/// <param name="DraftEnrolments">Never sent.</param>
public sealed record CampaignProgress(int Enrolments, int PendingEnrolments, int AcceptedEnrolments, int MissingEvaluations, int StartedEvaluations, int SealedSessions, int OpenSessions,
    int UndecidedCandidates = 0, int ReturnedEnrolments = 0, int DraftEnrolments = 0)
{
    /// <summary>Enrolments that nobody can send nor accept any more once evaluations open.</summary>
    public int LeftBehind => ReturnedEnrolments + DraftEnrolments;

    public static readonly CampaignProgress Nothing = new(0, 0, 0, 0, 0, 0, 0);
}

/// <summary>One round of one certification, frozen on one published version of its referential.</summary>
public sealed class Campaign : TenantEntity
{
    public const int NameMaxLength = 80;
    private readonly List<CampaignOrganisation> organisations = [];

    private Campaign() { }

    public string Name { get; private set; } = "";
    public string CertificationCode { get; private set; } = "";
    public Guid ReferentialVersionId { get; private set; }
    public CampaignStatus Status { get; private set; }
    public DateOnly EnrolmentClosesOn { get; private set; }
    public DateOnly EvaluationDueOn { get; private set; }
    public DateOnly JuryOn { get; private set; }
    public DateOnly ClosesOn { get; private set; }
    public CampaignDates Dates => new(EnrolmentClosesOn, EvaluationDueOn, JuryOn, ClosesOn);
    public IReadOnlyList<CampaignOrganisation> Organisations => organisations;

    /// <summary>Whether what is not submitted by that day is late.</summary>
    public bool EvaluationsLateOn(DateOnly today) => Status == CampaignStatus.Evaluation && EvaluationDueOn < today;

    public static Result<Campaign> Create(string name, ReferentialVersion version, CampaignDates dates, IEnumerable<Guid> organisationIds)
    {
        var invited = organisationIds.Distinct().ToList();
        var errors = new List<Error>();
        if (version.Status != ReferentialStatus.Published) errors.Add(CampaignErrors.NotPublished);
        if (!dates.InOrder) errors.Add(CampaignErrors.DatesOutOfOrder);
        if (invited.Count == 0) errors.Add(CampaignErrors.NoOrganisation);
        if (errors.Count > 0) return errors;

        var campaign = new Campaign
        {
            Name = name,
            CertificationCode = version.CertificationCode,
            ReferentialVersionId = version.Id,
            EnrolmentClosesOn = dates.EnrolmentClosesOn,
            EvaluationDueOn = dates.EvaluationDueOn,
            JuryOn = dates.JuryOn,
            ClosesOn = dates.ClosesOn,
        };
        campaign.organisations.AddRange(invited.Select(id => new CampaignOrganisation(campaign.Id, id)));
        return campaign;
    }

    /// <summary>Goes one step down the chain, or says what is still missing.</summary>
    /// <param name="leftBehind">The enrolments that whoever opens evaluations was told they leave behind; null where nobody reads them.</param>
    public Result Advance(CampaignProgress progress, int? leftBehind = null)
    {
        Error? obstacle = Status switch
        {
            CampaignStatus.Draft => null,
            CampaignStatus.EnrolmentOpen when progress.PendingEnrolments > 0 => CampaignErrors.EnrolmentsPending(progress.PendingEnrolments),
            CampaignStatus.EnrolmentOpen when progress.AcceptedEnrolments == 0 => CampaignErrors.NoAcceptedEnrolment,
            CampaignStatus.EnrolmentOpen when leftBehind is { } told && told != progress.LeftBehind => CampaignErrors.LeftBehindChanged,
            CampaignStatus.EnrolmentOpen => null,
            CampaignStatus.Evaluation when progress.MissingEvaluations > 0 => CampaignErrors.EvaluationsMissing(progress.MissingEvaluations),
            CampaignStatus.Evaluation => null,
            CampaignStatus.Deliberation when progress.SealedSessions == 0 => CampaignErrors.NotSealed,
            CampaignStatus.Deliberation when progress.UndecidedCandidates > 0 => CampaignErrors.CandidatesUndecided(progress.UndecidedCandidates),
            CampaignStatus.Deliberation => null,
            CampaignStatus.Closed => CampaignErrors.WrongStep(Status),
            _ => throw new InvalidOperationException($"Unknown status {Status}"),
        };
        if (obstacle is not null) return obstacle;
        Status += 1;
        return Result.Success;
    }

    /// <summary>Goes one step back up, with a reason, only while nothing done since depends on the step.</summary>
    public Result StepBack(string reason, CampaignProgress progress)
    {
        if (string.IsNullOrWhiteSpace(reason)) return CampaignErrors.ReasonRequired;
        Error? obstacle = Status switch
        {
            CampaignStatus.Draft => CampaignErrors.WrongStep(Status),
            CampaignStatus.EnrolmentOpen when progress.Enrolments > 0 => CampaignErrors.CannotStepBack("des inscriptions ont été saisies."),
            CampaignStatus.Evaluation when progress.StartedEvaluations > 0 => CampaignErrors.CannotStepBack("des évaluations ont été saisies."),
            CampaignStatus.Deliberation when progress.OpenSessions + progress.SealedSessions > 0 => CampaignErrors.CannotStepBack("une séance du jury est ouverte ou scellée."),
            _ => null,
        };
        if (obstacle is not null) return obstacle;
        Status -= 1;
        return Result.Success;
    }
}

/// <summary>A training organisation invited to a campaign.</summary>
public sealed class CampaignOrganisation : TenantEntity
{
    private CampaignOrganisation() { }
    internal CampaignOrganisation(Guid campaignId, Guid organisationId) => (CampaignId, OrganisationId) = (campaignId, organisationId);

    public Guid CampaignId { get; private set; }
    public Guid OrganisationId { get; private set; }
}
