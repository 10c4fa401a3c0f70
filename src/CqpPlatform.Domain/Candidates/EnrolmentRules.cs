using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Candidates;

/// <summary>What enrolments in one campaign are checked against: read once, for one candidate or for ten thousand.</summary>
/// <param name="Habilitations">Those of the organisations concerned, of any certification.</param>
public sealed record EnrolmentRules(Referential Referential, IReadOnlyCollection<Habilitation> Habilitations, BirthPlaceRegister Places, DateOnly Today)
{
    /// <summary>The organisation may prepare the certification on the day the candidate engages.</summary>
    public bool IsHabilitated(Guid organisationId, DateOnly engagement) =>
        Habilitations.Any(h => h.OrganisationId == organisationId && h.CertificationCode == Referential.Code && h.Covers(engagement));
}
