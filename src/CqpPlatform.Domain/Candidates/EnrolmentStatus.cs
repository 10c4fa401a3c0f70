namespace CqpPlatform.Domain.Candidates;

public enum EnrolmentStatus { Draft, Submitted, Returned, Accepted, Withdrawn }

public static class EnrolmentStatusFacts
{
    public static string French(this EnrolmentStatus status) => status switch
    {
        EnrolmentStatus.Draft => "Brouillon",
        EnrolmentStatus.Submitted => "À examiner",
        EnrolmentStatus.Returned => "Renvoyée",
        EnrolmentStatus.Accepted => "Acceptée",
        EnrolmentStatus.Withdrawn => "Retirée",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>The training organisation may still change what it wrote.</summary>
    public static bool IsEditable(this EnrolmentStatus status) => status is EnrolmentStatus.Draft or EnrolmentStatus.Returned;
}
