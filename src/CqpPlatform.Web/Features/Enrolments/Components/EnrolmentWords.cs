using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;

namespace CqpPlatform.Web.Features.Enrolments.Components;

/// <summary>How these pages say a status, a choice of blocks or an acquired block.</summary>
public static class EnrolmentWords
{
    // What is merely not typed yet is no fault: it is said in amber, and listed only when the file is sent.
    private static readonly HashSet<string> Unfinished =
        [EnrolmentErrors.MissingCode, EnrolmentErrors.AccessRouteMissing.Code, EnrolmentErrors.EngagementMissing.Code, EnrolmentErrors.TutorMissing.Code, "elective-missing", "group-missing", "option-missing", "common-missing", "option-blocks-missing"];

    public static bool IsUnfinished(Error error) => Unfinished.Contains(error.Code);

    /// <summary>What was typed of them.</summary>
    public static string Joined(string separator, params string?[] parts) => string.Join(separator, parts.Where(p => !string.IsNullOrWhiteSpace(p)));

    public static string Sentence(this AcquiredLine line) => $"Acquis le {FrenchFormat.Date(line.AcquiredOn)} ({line.MinutesNumber}). Ne sera pas évalué de nouveau.";

    public static string French(this Sex sex) => sex switch
    {
        Sex.Female => "Madame",
        Sex.Male => "Monsieur",
        _ => throw new ArgumentOutOfRangeException(nameof(sex), sex, null),
    };

    /// <summary>« 7 blocs : les 3 communs, les 2 d’une option, et 2 au choix parmi ceux qui restent. »</summary>
    public static string Describe(Composition composition)
    {
        var option = composition.Options.Count == 0 ? null : composition.Options[0];
        var sets = composition.SetsFor(option?.Code);
        var parts = new List<string>();
        if (composition.Common.Count > 0) parts.Add(composition.Common.Count == 1 ? "le bloc commun" : $"les {composition.Common.Count} communs");
        if (option is not null) parts.Add(option.Blocks.Count == 1 ? "celui d’une option" : $"les {option.Blocks.Count} d’une option");
        if (composition.Groups is { } groups) parts.Add($"{CompositionWords.Title(groups).ToLowerInvariant()}, {CompositionWords.Wanted(groups)}");
        parts.AddRange(sets.Select(s => s.Title == CompositionWords.Electives ? $"{s.Wanted} parmi ceux qui restent" : $"{s.Title.ToLowerInvariant()}, {s.Wanted}"));
        var exact = composition.Groups is null && sets.All(s => s.Least == s.Most) && composition.Options.All(o => o.Blocks.Count == option!.Blocks.Count && o.Electives is null);
        var total = composition.Common.Count + (option?.Blocks.Count ?? 0) + sets.Sum(s => s.Least);
        return $"{(exact ? $"{total} blocs" : "Blocs")} : {Domain.Common.French.List(parts)}.".French();
    }
}
