namespace CqpPlatform.Domain.Juries;

public enum JurySessionStatus { Convened, Open, Suspended, Postponed, Sealed }

public static class JurySessionStatusFacts
{
    public static string French(this JurySessionStatus status) => status switch
    {
        JurySessionStatus.Convened => "fixée",
        JurySessionStatus.Open => "ouverte",
        JurySessionStatus.Suspended => "suspendue",
        JurySessionStatus.Postponed => "reportée",
        JurySessionStatus.Sealed => "scellée",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>Between its opening and its end.</summary>
    public static bool IsUnderWay(this JurySessionStatus status) => status is JurySessionStatus.Open or JurySessionStatus.Suspended;

    /// <summary>Its minutes are written: nothing of it changes any more.</summary>
    public static bool IsOver(this JurySessionStatus status) => status is JurySessionStatus.Sealed or JurySessionStatus.Postponed;
}
