using CqpPlatform.Domain.Campaigns;

namespace CqpPlatform.Web.Components;

/// <summary>The four steps of a campaign as the chain shows them.</summary>
public static class CampaignSteps
{
    public static IReadOnlyList<ChainStep> Of(CampaignStatus status, CampaignDates dates)
    {
        return
        [
            new("Inscriptions", Until(CampaignStatus.EnrolmentOpen, dates.EnrolmentClosesOn), State(CampaignStatus.EnrolmentOpen)),
            new("Évaluations", Until(CampaignStatus.Evaluation, dates.EvaluationDueOn), State(CampaignStatus.Evaluation)),
            new("Délibération", $"le {FrenchFormat.ShortDate(dates.JuryOn)}", State(CampaignStatus.Deliberation)),
            new("Clôture", $"le {FrenchFormat.ShortDate(dates.ClosesOn)}", status == CampaignStatus.Closed ? ChainState.Done : ChainState.ToCome),
        ];

        ChainState State(CampaignStatus step) => status > step ? ChainState.Done : status == step ? ChainState.Now : ChainState.ToCome;
        string Until(CampaignStatus step, DateOnly date) => (status > step ? "closes le " : "jusqu’au ") + FrenchFormat.ShortDate(date);
    }
}
