using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Organisations;

/// <summary>The certifier's permission for one training organisation to prepare one certification, between two dates (both included).</summary>
public sealed class Habilitation : TenantEntity
{
    private Habilitation() { }

    public Guid OrganisationId { get; private set; }
    public string CertificationCode { get; private set; } = "";
    public DateOnly From { get; private set; }
    public DateOnly? To { get; private set; }

    /// <summary>The options (mentions) it is limited to; empty: every option of the certification.</summary>
    public List<string> Options { get; private set; } = [];

    public static Habilitation Create(Guid organisationId, string certificationCode, DateOnly from, DateOnly? to = null, params IReadOnlyCollection<string> options) =>
        new() { OrganisationId = organisationId, CertificationCode = certificationCode, From = from, To = to, Options = [.. options] };

    public Result Change(DateOnly from, DateOnly? to, IReadOnlyCollection<string> options)
    {
        if (to < from) return HabilitationErrors.EndsBeforeStart;
        (From, To, Options) = (from, to, [.. options]);
        return Result.Success;
    }

    /// <summary>It may be removed as a mistake, while no enrolment stands on it; one that did is ended, so that what was allowed remains told.</summary>
    /// <param name="relying">Enrolments that it covers and that no other habilitation does.</param>
    public static Result CheckRemoval(int relying) => relying > 0 ? HabilitationErrors.Relied(relying) : Result.Success;

    public bool Allows(string option) => Options.Count == 0 || Options.Contains(option);

    public bool Allows(DateOnly engagement, string? option) => Covers(engagement) && (option is null || Allows(option));

    public bool Covers(DateOnly date) => From <= date && (To is null || date <= To);
}
