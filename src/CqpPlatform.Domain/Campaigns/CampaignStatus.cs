namespace CqpPlatform.Domain.Campaigns;

/// <summary>The chain of a campaign; each step has an inverse.</summary>
public enum CampaignStatus { Draft, EnrolmentOpen, Evaluation, Deliberation, Closed }

public static class CampaignStatusFacts
{
    public static string French(this CampaignStatus status) => status switch
    {
        CampaignStatus.Draft => "Brouillon",
        CampaignStatus.EnrolmentOpen => "Inscriptions",
        CampaignStatus.Evaluation => "Évaluations",
        CampaignStatus.Deliberation => "Délibération",
        CampaignStatus.Closed => "Close",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static bool AcceptsEnrolments(this CampaignStatus status) => status is CampaignStatus.EnrolmentOpen;
    public static bool AcceptsEvaluations(this CampaignStatus status) => status is CampaignStatus.Evaluation;
    public static bool AcceptsDecisions(this CampaignStatus status) => status is CampaignStatus.Deliberation;
}
