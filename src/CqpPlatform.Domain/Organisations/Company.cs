using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Organisations;

/// <summary>The candidate's company, where the tutor observes the work.</summary>
public sealed class Company : TenantEntity
{
    public const int NameMaxLength = 120;

    private Company() { }

    public string Name { get; private set; } = "";
    public string Siret { get; private set; } = "";

    public static Company Create(string name, string siret) => new() { Name = name, Siret = siret };
}
