using System.Globalization;
using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Referentials.FranceCompetences;

/// <summary>From the elements of the format to a <see cref="Fiche"/>.</summary>
internal static partial class FicheMap
{
    // FI and CA are closed to most CQP; the codes are the format's.
    private static readonly (string Element, AccessRoute Route)[] Routes =
    [
        ("SI_JURY_FC", AccessRoute.ContinuingEducation), ("SI_JURY_CQ", AccessRoute.ProfessionalisationContract), ("SI_JURY_VAE", AccessRoute.ValidationOfExperience),
        ("SI_JURY_FI", AccessRoute.StudentStatus), ("SI_JURY_CA", AccessRoute.Apprenticeship), ("SI_JURY_CL", AccessRoute.IndividualApplication),
    ];

    /// <summary>As fiches are asked for.</summary>
    public static string Number(string text) => text.Trim().ToUpperInvariant();

    public static string NumberOf(FicheNode fiche) => Number(fiche.TextOf(FicheFormat.Number));

    public static Fiche Of(FicheNode fiche)
    {
        var remarks = new List<string>();
        return new(
            NumberOf(fiche), Line(fiche.TextOf("INTITULE")), Level(fiche.Child("NOMENCLATURE_EUROPE")?.TextOf("NIVEAU") ?? ""),
            Coded(fiche.Items("CODES_NSF", "NSF")), Coded(fiche.Items("CODES_ROME", "ROME")), Coded(fiche.Items("FORMACODES", "FORMACODE")),
            [.. new[] { "CCN_1", "CCN_2", "CCN_3" }.Select(fiche.Child).OfType<FicheNode>().Select(c => new CodedLabel(Line(c.TextOf("NUMERO")), Line(c.TextOf("LIBELLE")))).Where(c => c.Code.Length > 0)],
            [.. fiche.Items("CERTIFICATEURS", "CERTIFICATEUR").Select(c => Line(c.TextOf("NOM_CERTIFICATEUR"))).Where(n => n.Length > 0)],
            [.. fiche.Items("BLOCS_COMPETENCES", "BLOC_COMPETENCES").Select(b => new FicheBlock(Number(b.TextOf("CODE")), Line(b.TextOf("LIBELLE")),
                b.TextOf("LISTE_COMPETENCES"), PlainText.Of(b.TextOf("MODALITES_EVALUATION")), PlainText.Of(b.TextOf("PREREQUIS_VALIDATION_BLOC"))))],
            [.. Routes.Select(r => Route(r.Route, fiche.Child(r.Element), remarks))],
            PlainText.Of(fiche.TextOf("REGLEMENTATIONS_ACTIVITES")), Line(fiche.TextOf("TYPE_ENREGISTREMENT")),
            Date("DATE_DECISION"), Date("DATE_EFFET"), Date("DATE_DE_PUBLICATION"), Date("DATE_FIN_ENREGISTREMENT"),
            [.. fiche.Items("ANCIENNES_CERTIFICATIONS", "ANCIENNE_CERTIFICATION").Select(a => Number(a.TextOf("ID_FICHE_ANCIENNE_CERTIFICATION"))).Where(n => n.Length > 0)],
            remarks);

        DateOnly? Date(string element)
        {
            var text = fiche.TextOf(element).Trim();
            if (text.Length == 0) return null;
            if (DateOnly.TryParseExact(text, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            remarks.Add($"{element} : « {Cut(text)} » n’est pas une date JJ/MM/AAAA, elle est laissée de côté.".French());
            return null;
        }
    }

    private static FicheRoute Route(AccessRoute route, FicheNode? node, List<string> remarks)
    {
        var open = node?.TextOf("ACTIF").Trim() ?? "";
        bool? answer = open.Equals("Oui", StringComparison.OrdinalIgnoreCase) ? true : open.Equals("Non", StringComparison.OrdinalIgnoreCase) ? false : null;
        if (answer is null && open.Length > 0)
            remarks.Add($"Voie « {route.French()} » : « {Cut(open)} » n’est ni Oui ni Non, la voie est laissée fermée.".French());
        return new(route, answer, PlainText.Of(node?.TextOf("COMPOSITION") ?? ""));
    }

    private static List<CodedLabel> Coded(IEnumerable<FicheNode> nodes) =>
        [.. nodes.Select(n => (Code: Line(n.TextOf("CODE")), Label: Line(n.TextOf("LIBELLE") is { Length: > 0 } label ? label : n.TextOf("INTITULE"))))
            .Where(n => n.Code.Length > 0)
            // The format repeats the code in some labels: « 313 : Finances, banque… ».
            .Select(n => new CodedLabel(n.Code, n.Label.StartsWith(n.Code, StringComparison.Ordinal) ? n.Label[n.Code.Length..].TrimStart(' ', ':', '-', '\u00A0') : n.Label))];

    private static int? Level(string text) => LevelPattern().Match(text) is { Success: true } match ? match.Value[^1] - '0' : null;

    private static string Line(string text) => string.Join(' ', PlainText.Of(text).Split([' ', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries));

    private static string Cut(string text) => text.Length <= 40 ? text : text[..40] + "…";

    [GeneratedRegex(@"^\s*(NIV|Niveau)?\s*[1-8]\b", RegexOptions.IgnoreCase)]
    private static partial Regex LevelPattern();
}
