using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Organisations;

/// <summary>Organisme de formation (OF): trains and enrols candidates, and is one of the evaluation sources.</summary>
public sealed class TrainingOrganisation : TenantEntity
{
    public const int NameMaxLength = 120;

    private TrainingOrganisation() { }

    public string Name { get; private set; } = "";
    public string Siret { get; private set; } = "";

    public static TrainingOrganisation Create(string name, string siret) => new() { Name = name, Siret = siret };
}
