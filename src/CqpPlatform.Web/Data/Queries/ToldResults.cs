using CqpPlatform.Domain.Juries;

namespace CqpPlatform.Web.Data.Queries;

public static class ToldResults
{
    /// <summary>The day the results were told, in Paris; null while they are kept.</summary>
    public static DateOnly? ToldOn(this JurySession session, DateTimeOffset now) => session.ResultsToldAt(now)?.DayInParis();

    /// <summary>Last day in time of an appeal; null while the results are kept.</summary>
    public static DateOnly? AppealsDueOn(this JurySession session, DateTimeOffset now) => session.ToldOn(now) is { } told ? session.AppealsDueOn(told) : null;
}
