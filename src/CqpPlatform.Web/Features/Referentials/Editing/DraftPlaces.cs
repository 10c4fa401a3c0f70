using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Features.Referentials.Editing;

/// <summary>Where a path of the JSON is on the editor's screens, and how it is called there.</summary>
internal static partial class DraftPlaces
{
    public const string Identity = "identite", Blocks = "blocs", Composition = "composition", Access = "acces", Evaluation = "evaluation", Reading = "lecture";

    private static readonly (string Prefix, string Part, string Label)[] Known =
    [
        ("$.composition", Composition, "Composition"),
        ("$.accessRoutes", Access, "Accès et jury"),
        ("$.sources", Evaluation, "Sources"),
        ("$.scale", Evaluation, "Échelle"),
        ("$.proposal", Evaluation, "Proposition au jury"),
        ("$.notes", Reading, "Notes de lecture"),
        ("$.passerelles", Reading, "Passerelles"),
        ("$.blocks", Blocks, "Blocs"),
        ("$.registrationPeriods", Identity, "Périodes d’enregistrement"),
        ("$.regulation", Identity, "Activité réglementée"),
        ("$.validity", Identity, "Validité"),
        ("$.title", Identity, "Intitulé enregistré"),
        ("$.shortTitle", Identity, "Intitulé court"),
        ("$.code", Identity, "Code RNCP"),
        ("$.versionLabel", Identity, "Nom de la version"),
        ("$.version", Identity, "Version"),
        ("$.certifierLegalName", Identity, "Certificateur"),
        ("$.replaces", Identity, "Remplace"),
        ("$.nsfCodes", Identity, "Codes NSF"),
        ("$.romeCodes", Identity, "Codes ROME"),
        ("$.formacodes", Identity, "Formacodes"),
        ("$.collectiveAgreements", Identity, "Conventions collectives"),
    ];

    private static readonly Dictionary<string, string> Properties = new()
    {
        ["code"] = "code",
        ["rncpCode"] = "code enregistré",
        ["title"] = "intitulé",
        ["referentialTitle"] = "intitulé dans le référentiel",
        ["competencies"] = "compétences",
        ["subCompetencies"] = "sous-compétences",
        ["criteria"] = "critères",
        ["knowledge"] = "savoirs",
        ["activities"] = "activités",
        ["evaluations"] = "évaluations",
        ["modality"] = "modalité",
        ["parts"] = "parties",
        ["situations"] = "situations",
        ["from"] = "début",
        ["to"] = "fin",
        ["text"] = "texte",
        ["jury"] = "jury",
        ["seats"] = "sièges",
        ["label"] = "libellé",
        ["count"] = "nombre",
        ["options"] = "options",
        ["common"] = "blocs communs",
        ["explanation"] = "explication",
        ["articles"] = "articles",
        ["capacityMention"] = "mention de capacité",
    };

    public static string BlockPart(int index) => $"bloc-{index + 1}";

    /// <summary>The part of the editor that holds the path.</summary>
    public static string Part(string? path) =>
        path is not null && BlockPath().Match(path) is { Success: true } block ? BlockPart(int.Parse(block.Groups[1].Value)) : Of(path)?.Part ?? Identity;

    /// <summary>« BC4, C8, critères ».</summary>
    public static string Place(Error error, Referential referential)
    {
        if (error.Field is not { } path) return "";
        var places = new List<string>();
        if (BlockPath().Match(path) is { Success: true } found && referential.Blocks.ElementAtOrDefault(int.Parse(found.Groups[1].Value)) is { } block)
        {
            places.Add(block.Code.Length == 0 ? $"bloc {int.Parse(found.Groups[1].Value) + 1}" : block.Code);
            if (CompetencyPath().Match(path) is { Success: true } competency && block.Competencies.ElementAtOrDefault(int.Parse(competency.Groups[1].Value)) is { Code.Length: > 0 } c) places.Add(c.Code);
        }
        else if (Of(path) is { } known) places.Add(known.Label);
        if (path.Count(c => c == '.') > 1 && LastProperty().Match(path) is { Success: true } last && Properties.GetValueOrDefault(last.Groups[1].Value) is { } property) places.Add(property);
        return string.Join(", ", places);
    }

    /// <summary>The message without the path it begins with.</summary>
    public static string Reason(Error error)
    {
        var lead = error.Field + "\u00A0: ";
        return error.Field is not null && error.Message.StartsWith(lead, StringComparison.Ordinal) ? French.Capital(error.Message[lead.Length..]) : error.Message;
    }

    private static (string Prefix, string Part, string Label)? Of(string? path) =>
        path is null ? null : Array.Find(Known, k => path.StartsWith(k.Prefix, StringComparison.Ordinal)) is { Prefix: not null } known ? known : null;

    [GeneratedRegex(@"^\$\.blocks\[(\d+)\]")]
    private static partial Regex BlockPath();

    [GeneratedRegex(@"\.competencies\[(\d+)\]")]
    private static partial Regex CompetencyPath();

    [GeneratedRegex(@"\.(\w+)(?:\[[^\]]*\])?$")]
    private static partial Regex LastProperty();
}
