using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Features.Evaluations.Supervision;

/// <summary>A source in an address.</summary>
internal static class SourceSlugs
{
    public static SourceKind? Read(string slug) => slug switch
    {
        "organisme" => SourceKind.TrainingOrganisation,
        "tuteur" => SourceKind.Tutor,
        "commission" => SourceKind.Commission,
        _ => null,
    };
}
