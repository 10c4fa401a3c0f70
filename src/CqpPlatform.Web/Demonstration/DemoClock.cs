using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Web.Data;

namespace CqpPlatform.Web.Demonstration;

/// <summary>Lets a past campaign be played on its own days, so that its minutes and certificates bear plausible hours. Never ahead of the real clock.</summary>
internal sealed class DemoClock(TimeProvider real) : TimeProvider
{
    private readonly DateTimeOffset loadedAt = real.GetUtcNow();
    private DateTimeOffset now = real.GetUtcNow();

    /// <summary>The real day, in Paris.</summary>
    public DateOnly RealToday => loadedAt.DayInParis();

    public override DateTimeOffset GetUtcNow() => now;

    public void GoToEnrolment(CampaignDates dates) => Go(dates.EnrolmentClosesOn.AddDays(-10), new TimeOnly(10, 20));
    public void GoToEvaluation(CampaignDates dates) => Go(dates.EvaluationDueOn.AddDays(-4), new TimeOnly(16, 5));
    public void GoToOpening(CampaignDates dates) => Go(dates.JuryOn, new TimeOnly(9, 42));
    public void GoToSealing(CampaignDates dates) => Go(dates.JuryOn, new TimeOnly(12, 55));
    public void GoToIssue(CampaignDates dates) => Go(dates.JuryOn.AddDays(5), new TimeOnly(11, 0));
    public void GoToDeclaration(CampaignDates dates) => Go(dates.JuryOn.AddDays(60), new TimeOnly(15, 10));
    public void GoToReport(CampaignDates dates) => Go(dates.JuryOn.AddDays(75), new TimeOnly(9, 25));

    private void Go(DateOnly day, TimeOnly parisTime)
    {
        var local = day.ToDateTime(parisTime);
        var wanted = new DateTimeOffset(local, FrenchTime.OffsetOn(local));
        now = wanted < loadedAt ? wanted.ToUniversalTime() : loadedAt;
    }
}
