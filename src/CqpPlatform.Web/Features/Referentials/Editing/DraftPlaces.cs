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
        ("$.composition.common", Composition, "Blocs communs"),
        ("$.composition.options", Composition, "Options"),
        ("$.composition.electives", Composition, "Blocs au choix"),
        ("$.composition.moreElectives", Composition, "Autres blocs au choix"),
        ("$.composition.groups", Composition, "Groupes de blocs"),
        ("$.composition.prerequisites", Composition, "Prérequis"),
        ("$.composition", Composition, "Composition"),
        ("$.accessRoutes", Access, "Accès et jury"),
        ("$.sources", Evaluation, "Sources"),
        ("$.scale", Evaluation, "Échelle"),
        ("$.proposal", Evaluation, "Proposition au jury"),
        ("$.notes", Reading, "Notes de lecture"),
        ("$.passerelles", Reading, "Passerelles"),
        ("$.equivalences", Reading, "Équivalences entre versions"),
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
        ["atMost"] = "nombre maximal",
        ["among"] = "blocs parmi lesquels choisir",
        ["electives"] = "blocs au choix",
        ["block"] = "bloc",
        ["blocks"] = "blocs",
        ["requires"] = "blocs demandés",
        ["shortLabel"] = "libellé court",
        ["favourable"] = "vaut acquis",
        ["commentRequired"] = "commentaire",
        ["weight"] = "poids",
        ["formerBlock"] = "ancien bloc",
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
        else if (Of(path) is { } known) places.Add(NumberedItem().Match(path) is { Success: true } item ? $"{known.Label} {int.Parse(item.Groups[1].Value) + 1}" : known.Label);
        if (path.Count(c => c == '.') > 1 && LastProperty().Match(path) is { Success: true } last && Properties.GetValueOrDefault(last.Groups[1].Value) is { } property) places.Add(property);
        return string.Join(", ", places);
    }

    /// <summary>The message without the path it begins with.</summary>
    public static string Reason(Error error)
    {
        var lead = error.Field + "\u00A0: ";
        var reason = error.Field is not null && error.Message.StartsWith(lead, StringComparison.Ordinal) ? French.Capital(error.Message[lead.Length..]) : error.Message;
        return OtherPath().Replace(reason, m => Of(m.Value) is { } known ? $"« {known.Label} »".French() : m.Value);
    }

    private static (string Prefix, string Part, string Label)? Of(string? path) =>
        path is null ? null : Array.Find(Known, k => path.StartsWith(k.Prefix, StringComparison.Ordinal)) is { Prefix: not null } known ? known : null;

    [GeneratedRegex(@"^\$\.blocks\[(\d+)\]")]
    private static partial Regex BlockPath();

    /// <summary>An item of a list that stands at the top, or of the composition.</summary>
    [GeneratedRegex(@"^\$(?:\.composition|\.scale|\.proposal)?\.(?:groups\.)?(?!common\b|accessRoutes\b)\w+\[(\d+)\]")]
    private static partial Regex NumberedItem();

    /// <summary>A path that a message names beside its own.</summary>
    [GeneratedRegex(@"\$(?:\.\w+(?:\[\d+\])?)+")]
    private static partial Regex OtherPath();

    [GeneratedRegex(@"\.competencies\[(\d+)\]")]
    private static partial Regex CompetencyPath();

    [GeneratedRegex(@"\.(\w+)(?:\[[^\]]*\])?$")]
    private static partial Regex LastProperty();
}
