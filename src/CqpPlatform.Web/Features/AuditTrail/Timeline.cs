namespace CqpPlatform.Web.Features.AuditTrail;

/// <summary>One value that changed, in words. Both null where the value is erased or too long to show.</summary>
public sealed record TimelineChange(string Label, string? Before, string? After, bool Erased = false);

/// <summary>One row of an act: what it is, which one, and what of it changed.</summary>
/// <param name="Verb">« créée », « modifiée », « supprimée ».</param>
/// <param name="Gist">What of it says the most: « BC2, validé »; empty where nothing does.</param>
public sealed record TimelineObject(string Noun, string Verb, string? Name, string Gist, IReadOnlyList<TimelineChange> Changes);

/// <summary>What one person did in one go.</summary>
public sealed record TimelineAct(long Sequence, DateTimeOffset At, string Actor, string Title, string? Reason, IReadOnlyList<TimelineObject> Objects);

/// <param name="Title">Whose timeline it is.</param>
/// <param name="Page">From 1, the newest acts.</param>
public sealed record Timeline(string Title, IReadOnlyList<TimelineAct> Acts, int Page, int Pages)
{
    public const int EntriesPerPage = 100;

    /// <summary>A page's number as an address says it; anything else is the first.</summary>
    public static int Number(string? typed) => int.TryParse(typed, out var number) ? number : 1;
}
