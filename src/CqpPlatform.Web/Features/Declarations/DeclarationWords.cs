using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Web.Components;

namespace CqpPlatform.Web.Features.Declarations;

internal static class DeclarationWords
{
    public static Tone Tone(DeclarationState state) => state switch
    {
        DeclarationState.Due => Web.Components.Tone.None,
        DeclarationState.Mended or DeclarationState.InFile => Web.Components.Tone.Wait,
        DeclarationState.Accepted => Web.Components.Tone.Ok,
        DeclarationState.Rejected => Web.Components.Tone.Late,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>The field to mend, on the page where an established identity is corrected.</summary>
    public static string MendPath(Guid candidateId, string? field) => $"/candidats/{candidateId}/rectification{(field is null ? "" : "#" + field)}";

    /// <summary>« 2 acceptées, 1 rejetée, aucune en attente. »</summary>
    public static string Read(int accepted, int rejected, int waiting) => French.Capital(string.Join(", ", new[]
    {
        FrenchFormat.Count(accepted, "déclaration acceptée", "déclarations acceptées"),
        FrenchFormat.Count(rejected, "rejetée", "rejetées"),
        waiting > 0 ? $"{FrenchFormat.Count(waiting, "encore sans réponse")}" : null,
    }.OfType<string>())) + ".";
}
