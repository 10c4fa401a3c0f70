using CqpPlatform.Domain.Candidates;

namespace CqpPlatform.Domain.Declarations;

/// <summary>A datum that a rejection points at.</summary>
/// <param name="Field">Name of the property of the identity, which is the field's on screen.</param>
public sealed record RejectionCause(string Field, string Label)
{
    private static readonly (RejectionCause Cause, string[] Words)[] Known =
    [
        (new(nameof(CandidateIdentity.BirthName), "Nom de naissance"), ["nom de naissance", "nomnaissance", "nom du titulaire", "nomtitulaire", "nom patronymique"]),
        (new(nameof(CandidateIdentity.UsageName), "Nom d’usage"), ["nom d usage", "nom usage", "nomusage"]),
        (new(nameof(CandidateIdentity.FirstNames), "Prénoms"), ["prenom"]),
        (new(nameof(CandidateIdentity.Sex), "Sexe"), ["sexe", "civilite"]),
        (new(nameof(CandidateIdentity.BirthDate), "Date de naissance"), ["date de naissance", "datenaissance", "jour de naissance", "journaissance", "mois de naissance", "moisnaissance", "annee de naissance", "anneenaissance", "du jour et du mois"]),
        (new(nameof(CandidateIdentity.BirthInseeCode), "Code commune de naissance"), ["commune", "insee", "code postal", "codepostal", "pays de naissance", "paysnaissance", "lieu de naissance"]),
    ];

    /// <summary>What a message in the words of the Caisse des Dépôts, or in those of its schema, asks to verify. The whole identity where it names nothing of it.</summary>
    public static IReadOnlyList<RejectionCause> Of(string message)
    {
        var text = PlaceName.Fold(message);
        var named = Known.Where(k => k.Words.Any(w => text.Contains(w, StringComparison.Ordinal))).Select(k => k.Cause).ToList();
        return named.Count > 0 ? named : [.. Known.Where(k => k.Cause.Field is not (nameof(CandidateIdentity.UsageName) or nameof(CandidateIdentity.Sex))).Select(k => k.Cause)];
    }
}
