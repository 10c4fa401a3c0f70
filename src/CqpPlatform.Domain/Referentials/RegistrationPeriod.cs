namespace CqpPlatform.Domain.Referentials;

/// <summary>A period during which the certification was registered; both days included.</summary>
/// <param name="Title">The title it was registered under.</param>
/// <param name="LegalAct">The act, as a certificate names it; null where no source gives its date: the certifier must supply it before a certificate is issued.</param>
/// <param name="Text">The fiche, word for word.</param>
public sealed record RegistrationPeriod(DateOnly From, DateOnly To, string Title, string? LegalAct, string Text)
{
    public bool Contains(DateOnly day) => From <= day && day <= To;

    /// <summary>The certifier is warned six months before a registration ends.</summary>
    public bool EndsWithinSixMonthsOf(DateOnly today) => today <= To && today >= To.AddMonths(-6);
}
