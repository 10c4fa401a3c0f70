using CqpPlatform.Domain.Campaigns;

namespace CqpPlatform.Web.Demonstration;

/// <param name="Stage">How far the story is played.</param>
/// <param name="JuryInDays">The jury's day, from the day the demonstration is loaded.</param>
/// <param name="Retakes">Name of an earlier campaign whose partial candidates come back for their missing blocks.</param>
/// <param name="Declared">Its holders are declared to the Caisse des Dépôts, which rejected one; otherwise they are due.</param>
public sealed record DemoCampaign(string Certification, string Name, DemoStage Stage, int Candidates, int JuryInDays, string? Retakes = null, bool Declared = false);

public enum DemoStage { EnrolmentOpen, EvaluationStarted, EvaluationNearlyDone, Deliberating, Awarded }

/// <summary>One campaign at each stage of the chain for each certification that fits one.</summary>
public static class DemoPlan
{
    public static IReadOnlyList<DemoCampaign> Broker { get; } =
    [
        new("RNCP31391", "Printemps 2026", DemoStage.Awarded, 7, -150, Declared: true),
        new("RNCP31391", "Automne 2026", DemoStage.Deliberating, 8, 0, Retakes: "Printemps 2026"),
        new("RNCP31391", "Hiver 2027", DemoStage.EvaluationStarted, 7, 40),
        new("RNCP31395", "Automne 2026", DemoStage.EvaluationNearlyDone, 7, 10),
        new("RNCP31395", "Hiver 2027", DemoStage.EnrolmentOpen, 8, 90),
    ];

    public static IReadOnlyList<DemoCampaign> Insurer { get; } =
    [
        new("RNCP41351", "Printemps 2026", DemoStage.Awarded, 6, -85),
        new("RNCP41351", "Automne 2026", DemoStage.Deliberating, 6, 0, Retakes: "Printemps 2026"),
        new("RNCP41351", "Hiver 2027", DemoStage.EvaluationStarted, 6, 35),
        new("RNCP41351", "Printemps 2027", DemoStage.EnrolmentOpen, 5, 120),
    ];

    /// <summary>The dates around a jury's day.</summary>
    public static CampaignDates Dates(DemoCampaign campaign, DateOnly today)
    {
        var jury = today.AddDays(campaign.JuryInDays);
        return new(jury.AddDays(-75), jury.AddDays(-14), jury, jury.AddDays(14));
    }
}
