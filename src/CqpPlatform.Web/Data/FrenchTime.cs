namespace CqpPlatform.Web.Data;

/// <summary>Europe/Paris, summer and winter: what a French reader calls today.</summary>
public static class FrenchTime
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static DateTimeOffset InParis(this DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Paris);
    public static TimeSpan OffsetOn(DateTime parisTime) => Paris.GetUtcOffset(parisTime);

    /// <summary>An hour of a day in Paris, as an instant.</summary>
    public static DateTimeOffset AtParis(DateOnly day, TimeOnly hour)
    {
        var local = day.ToDateTime(hour);
        return new DateTimeOffset(local, OffsetOn(local)).ToUniversalTime();
    }

    /// <summary>The first moment after a day.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        var next = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(next, OffsetOn(next)).ToUniversalTime();
    }

    /// <summary>The day it is in Paris at that instant.</summary>
    public static DateOnly DayInParis(this DateTimeOffset at) => DateOnly.FromDateTime(at.InParis().DateTime);

    public static DateOnly Today(this TimeProvider time) => time.GetUtcNow().DayInParis();
}
