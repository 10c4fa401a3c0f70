using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Referentials;

/// <summary>What a well-formed JSON may still get wrong: a code twice, a block nobody knows, a rule nobody can satisfy.</summary>
internal sealed partial class ReferentialStructure(Referential referential)
{
    private const int LongestItem = 60;

    private readonly List<Error> faults = [];
    private readonly HashSet<string> blocks = [.. referential.Blocks.Select(b => b.Code)];

    public List<Error> Check()
    {
        Codes();
        Composition();
        for (var i = 0; i < referential.Blocks.Count; i++)
            Block(referential.Blocks[i], $"$.blocks[{i}]");
        Routes();
        Registrations();
        Evaluation();
        Proposal();
        Validity();
        Notes();
        Prints();
        return faults;
    }

    private void Codes()
    {
        Expect(FicheCode().IsMatch(referential.Code), "$.code", $"«\u00A0{referential.Code}\u00A0» n’est pas un code RNCP (RNCP suivi de 3 à 6 chiffres).");
        Expect(referential.Replaces is not { } replaced || FicheCode().IsMatch(replaced), "$.replaces", $"«\u00A0{referential.Replaces}\u00A0» n’est pas un code RNCP (RNCP suivi de 3 à 6 chiffres).");
        Expect(VersionName().IsMatch(referential.Version), "$.version", "1 à 40 lettres sans accent, chiffres, points, tirets, par exemple 2026-11-26.");
        Expect(referential.Level is null or (>= 1 and <= 8), "$.level", "un niveau de 1 à 8 est attendu.");
        Expect(referential.EuropeanLevel is null or (>= 1 and <= 8), "$.europeanLevel", "un niveau de 1 à 8 est attendu.");
        Expect(referential.Blocks.Count > 0, "$.blocks", "il faut au moins un bloc.");
        Distinct(referential.Blocks, "$.blocks", b => b.Code, "code");
        Distinct(referential.Blocks, "$.blocks", b => b.RncpCode, "rncpCode");
        Distinct(referential.Blocks.SelectMany(b => b.Competencies).ToList(), "$.blocks[*].competencies", c => c.Code, "code");
        foreach (var (block, i) in Indexed(referential.Blocks))
        {
            // Codes stand in addresses, columns and file names.
            Expect(ShortCode().IsMatch(block.Code), $"$.blocks[{i}].code", $"«\u00A0{block.Code}\u00A0» n’est pas un code de bloc (8 caractères au plus\u00A0: lettres sans accent, chiffres, points, tirets).");
            Expect(block.RncpCode is not { } code || (BlockCode().IsMatch(code) && code.StartsWith(referential.Code, StringComparison.Ordinal)),
                $"$.blocks[{i}].rncpCode", $"«\u00A0{block.RncpCode}\u00A0» n’est pas un code de bloc de {referential.Code} ({referential.Code}BC suivi de 2 chiffres).");
        }
    }

    private void Block(Block block, string path)
    {
        var competencies = block.Competencies.Select(c => c.Code).ToHashSet();
        Expect(competencies.Count > 0, $"{path}.competencies", "un bloc a au moins une compétence.");
        foreach (var (competency, i) in Indexed(block.Competencies))
        {
            Expect(competency.Code.Length <= LongestItem, $"{path}.competencies[{i}].code", $"{LongestItem} caractères au plus.");
            Distinct(competency.SubCompetencies, $"{path}.competencies[{i}].subCompetencies", s => s.Code, "code");
            foreach (var (sub, j) in Indexed(competency.SubCompetencies))
                Expect(sub.Code.Length <= LongestItem && sub.Code.StartsWith(competency.Code + ".", StringComparison.Ordinal), $"{path}.competencies[{i}].subCompetencies[{j}].code", $"«\u00A0{sub.Code}\u00A0» ne relève pas de {competency.Code}.");
        }
        foreach (var (activity, i) in Indexed(block.Activities))
            Competencies(activity.Competencies, $"{path}.activities[{i}].competencies");
        Distinct(block.Evaluations, $"{path}.evaluations", e => e.Source.ToString(), "source");
        Expect(block.Evaluations.Count > 0, $"{path}.evaluations", "personne n’évalue ce bloc\u00A0: il faut au moins une évaluation.");
        foreach (var (evaluation, i) in Indexed(block.Evaluations))
        {
            var at = $"{path}.evaluations[{i}]";
            Expect(evaluation.Parts.Count > 0, $"{at}.parts", "une évaluation a au moins une partie.");
            foreach (var (item, j) in Indexed([.. evaluation.Parts.SelectMany(p => p.Items)]))
                Expect(item.Code.Length <= LongestItem, $"{at}.parts[*].items[{j}].code", $"{LongestItem} caractères au plus.");
            Expect(referential.Sources.Any(s => s.Source == evaluation.Source), $"{at}.source", "cette source n’est pas dans $.sources.");
            Distinct(evaluation.Parts, $"{at}.parts", p => p.Code, "code");
            Distinct(block.RatedItems(evaluation.Source), $"{at}.parts[*].items", r => r.Code, "code");
            Competencies([.. evaluation.Situations.Select(s => s.Competency)], $"{at}.situations");
        }
        void Competencies(IReadOnlyList<string> codes, string at)
        {
            for (var i = 0; i < codes.Count; i++)
                Expect(competencies.Contains(codes[i]), $"{at}[{i}]", $"«\u00A0{codes[i]}\u00A0» n’est pas une compétence de {block.Code}.");
        }
    }

    private void AllKnown(IReadOnlyList<string> codes, string path)
    {
        Distinct(codes, path, c => c, "");
        for (var i = 0; i < codes.Count; i++)
            Known(codes[i], $"{path}[{i}]");
    }

    private void Known(string block, string path) => Expect(blocks.Contains(block), path, $"«\u00A0{block}\u00A0» n’est pas un bloc de {referential.Code}.");

    private void Distinct<T>(IReadOnlyList<T> items, string path, Func<T, string?> key, string property)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < items.Count; i++)
            if (key(items[i]) is { } value && !seen.Add(value))
                Add(path.Contains('*') ? path : $"{path}[{i}]{(property.Length == 0 ? "" : "." + property)}", $"«\u00A0{value}\u00A0» est donné deux fois.");
    }

    private void Expect(bool right, string path, string reason)
    {
        if (!right)
            Add(path, reason);
    }

    private void Add(string path, string reason) => faults.Add(ReferentialJson.Fault(path, reason));

    private static IEnumerable<(T Item, int Index)> Indexed<T>(IReadOnlyList<T> items) => items.Select((item, i) => (item, i));

    [GeneratedRegex(@"^RNCP\d{3,6}\z")]
    private static partial Regex FicheCode();

    [GeneratedRegex(@"^RNCP\d{3,6}BC\d{2}\z")]
    private static partial Regex BlockCode();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,7}\z")]
    private static partial Regex ShortCode();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}\z")]
    private static partial Regex VersionName();
}
