using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Candidates;

public enum EnrolmentAct { Submitted, Accepted, AcceptanceUndone, Returned, Withdrawn, Reinstated, OrganisationChanged, TutorChanged, BlocksChanged }

/// <summary>One line of an enrolment's history: who did what, when and why. Never removed, and changed only to forget a person.</summary>
public sealed class EnrolmentEvent : TenantEntity
{
    public const int DetailMaxLength = 400;

    private EnrolmentEvent() { }

    public Guid EnrolmentId { get; private set; }
    public EnrolmentAct Act { get; private set; }
    public DateTimeOffset At { get; private set; }
    public Guid ById { get; private set; }
    public string ByName { get; private set; } = "";
    public string? Reason { get; private set; }

    /// <summary>What it was and what it became: « Institut Corvalle → Campus Orlandre ».</summary>
    public string? Detail { get; private set; }

    /// <summary>What was written about the person; who did what and when stays.</summary>
    public void EraseText() => (Reason, Detail) = (null, null);

    public static EnrolmentEvent Of(Guid enrolmentId, EnrolmentAct act, Signatory by, DateTimeOffset at, string? reason = null, string? detail = null) =>
        new() { EnrolmentId = enrolmentId, Act = act, At = at, ById = by.Id, ByName = by.Name, Reason = reason?.Trim(), Detail = detail is { Length: > DetailMaxLength } ? detail[..DetailMaxLength] : detail };
}

public static class EnrolmentActFacts
{
    public static string French(this EnrolmentAct act) => act switch
    {
        EnrolmentAct.Submitted => "Envoyée au certificateur",
        EnrolmentAct.Accepted => "Acceptée",
        EnrolmentAct.AcceptanceUndone => "Acceptation annulée",
        EnrolmentAct.Returned => "Renvoyée à l’organisme",
        EnrolmentAct.Withdrawn => "Retirée",
        EnrolmentAct.Reinstated => "Retrait annulé",
        EnrolmentAct.OrganisationChanged => "Transférée à un autre organisme",
        EnrolmentAct.TutorChanged => "Confiée à un autre tuteur",
        EnrolmentAct.BlocksChanged => "Choix des blocs modifié",
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };
}
