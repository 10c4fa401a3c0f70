using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Components;

/// <summary>A source in an address.</summary>
public static class SourceSlugs
{
    public static SourceKind? Read(string slug) => slug switch
    {
        "organisme" => SourceKind.TrainingOrganisation,
        "tuteur" => SourceKind.Tutor,
        "commission" => SourceKind.Commission,
        _ => null,
    };

    public static string Write(SourceKind source) => source switch
    {
        SourceKind.TrainingOrganisation => "organisme",
        SourceKind.Tutor => "tuteur",
        SourceKind.Commission => "commission",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };
}
