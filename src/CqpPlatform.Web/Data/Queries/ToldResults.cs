using CqpPlatform.Domain.Juries;

namespace CqpPlatform.Web.Data.Queries;

public static class ToldResults
{
    /// <summary>The day the results were told, in Paris; null while they are kept.</summary>
    public static DateOnly? ToldOn(this JurySession session, DateTimeOffset now) => session.ResultsToldAt(now)?.DayInParis();
}
