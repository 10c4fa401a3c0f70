namespace CqpPlatform.Domain.Referentials;

/// <summary>The life of a version: written, then frozen, then closed to new campaigns. Each step has an inverse while nothing depends on it.</summary>
public enum ReferentialStatus { Draft, Published, Closed }

public static class ReferentialStatusFacts
{
    public static string French(this ReferentialStatus status) => status switch
    {
        ReferentialStatus.Draft => "Brouillon",
        ReferentialStatus.Published => "Publiée",
        ReferentialStatus.Closed => "Fermée",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>A frozen version keeps its content and its hash for ever: campaigns, minutes and certificates rest on it.</summary>
    public static bool IsFrozen(this ReferentialStatus status) => status is not ReferentialStatus.Draft;
}
