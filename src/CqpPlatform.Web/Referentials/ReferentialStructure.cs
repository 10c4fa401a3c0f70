using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Referentials;

/// <summary>What a well-formed JSON may still get wrong: a code twice, a block nobody knows, a rule nobody can satisfy.</summary>
internal sealed partial class ReferentialStructure(Referential referential)
{
    private readonly List<Error> faults = [];
    private readonly HashSet<string> blocks = [.. referential.Blocks.Select(b => b.Code)];

    public List<Error> Check()
    {
        Codes();
        Composition();
        for (var i = 0; i < referential.Blocks.Count; i++)
            Block(referential.Blocks[i], $"$.blocks[{i}]");
        Rules();
        foreach (var (note, i) in referential.Notes.Select((n, i) => (n, i)))
            if (note.Block is { } block)
                Known(block, $"$.notes[{i}].block");
        foreach (var (passerelle, i) in referential.Passerelles.Select((p, i) => (p, i)))
            Known(passerelle.Block, $"$.passerelles[{i}].block");
        return faults;
    }

    private void Codes()
    {
        Expect(FicheCode().IsMatch(referential.Code), "$.code", $"«\u00A0{referential.Code}\u00A0» n’est pas un code RNCP (RNCP suivi de 3 à 6 chiffres).");
        Distinct(referential.Blocks, "$.blocks", b => b.Code, "code");
        Distinct(referential.Blocks, "$.blocks", b => b.RncpCode, "rncpCode");
        Distinct(referential.Blocks.SelectMany(b => b.Competencies).ToList(), "$.blocks[*].competencies", c => c.Code, "code");
        Distinct(referential.Composition.Options, "$.composition.options", o => o.Code, "code");
        Distinct(referential.AccessRoutes, "$.accessRoutes", r => r.Route.ToString(), "route");
        Distinct(referential.Sources, "$.sources", s => s.Source.ToString(), "source");
        Distinct(referential.Scale.Levels, "$.scale.levels", l => l.Rating.ToString(), "rating");
        foreach (var (block, i) in referential.Blocks.Select((b, i) => (b, i)))
            if (block.RncpCode is { } code && !(BlockCode().IsMatch(code) && code.StartsWith(referential.Code, StringComparison.Ordinal)))
                Add($"$.blocks[{i}].rncpCode", $"«\u00A0{code}\u00A0» n’est pas un code de bloc de {referential.Code} ({referential.Code}BC suivi de 2 chiffres).");
    }

    private void Composition()
    {
        var composition = referential.Composition;
        AllKnown(composition.Common, "$.composition.common");
        foreach (var (option, i) in composition.Options.Select((o, i) => (o, i)))
            AllKnown(option.Blocks, $"$.composition.options[{i}].blocks");
        if (composition.Electives is { } electives)
            AllKnown(electives.Among, "$.composition.electives.among");
        foreach (var block in blocks.Except(composition.AllBlocks()))
            Add("$.composition", $"le bloc {block} n’y a pas de place.");
        if (faults.Count == 0 && !composition.ValidChoices().Any())
            Add("$.composition", "aucun choix de blocs ne peut la satisfaire.");
    }

    private void Block(Block block, string path)
    {
        var competencies = block.Competencies.Select(c => c.Code).ToHashSet();
        Expect(competencies.Count > 0, $"{path}.competencies", "un bloc a au moins une compétence.");
        foreach (var (competency, i) in block.Competencies.Select((c, i) => (c, i)))
        {
            Distinct(competency.SubCompetencies, $"{path}.competencies[{i}].subCompetencies", s => s.Code, "code");
            foreach (var (sub, j) in competency.SubCompetencies.Select((s, j) => (s, j)))
                Expect(sub.Code.StartsWith(competency.Code + ".", StringComparison.Ordinal), $"{path}.competencies[{i}].subCompetencies[{j}].code", $"«\u00A0{sub.Code}\u00A0» ne relève pas de {competency.Code}.");
        }
        foreach (var (activity, i) in block.Activities.Select((a, i) => (a, i)))
            Competencies(activity.Competencies, $"{path}.activities[{i}].competencies");
        Distinct(block.Evaluations, $"{path}.evaluations", e => e.Source.ToString(), "source");
        foreach (var (evaluation, i) in block.Evaluations.Select((e, i) => (e, i)))
        {
            var at = $"{path}.evaluations[{i}]";
            Expect(referential.Sources.Any(s => s.Source == evaluation.Source), $"{at}.source", "cette source n’est pas dans $.sources.");
            Distinct(evaluation.Parts, $"{at}.parts", p => p.Code, "code");
            Distinct(block.RatedItems(evaluation.Source), $"{at}.parts[*].items", r => r.Code, "code");
            Competencies([.. evaluation.Situations.Select(s => s.Competency)], $"{at}.situations");
        }
        foreach (var source in referential.Sources.Where(s => block.Evaluation(s.Source) is null))
            Add($"{path}.evaluations", $"il manque l’évaluation par {source.Name}.");

        void Competencies(IReadOnlyList<string> codes, string at)
        {
            for (var i = 0; i < codes.Count; i++)
                Expect(competencies.Contains(codes[i]), $"{at}[{i}]", $"«\u00A0{codes[i]}\u00A0» n’est pas une compétence de {block.Code}.");
        }
    }

    private void Rules()
    {
        Expect(referential.RegistrationPeriods.Count > 0, "$.registrationPeriods", "il faut au moins une période d’enregistrement.");
        foreach (var (period, i) in referential.RegistrationPeriods.Select((p, i) => (p, i)))
            Expect(period.From <= period.To, $"$.registrationPeriods[{i}].to", "la fin précède le début.");
        foreach (var (route, i) in referential.AccessRoutes.Select((r, i) => (r, i)))
            Expect(route.Admitted == route.Jury is not null, $"$.accessRoutes[{i}].jury", route.Admitted ? "une voie ouverte a un jury." : "une voie fermée n’a pas de jury.");
        Expect(referential.AdmittedRoutes().Count > 0, "$.accessRoutes", "aucune voie n’est ouverte.");
        Expect(referential.Sources.Count > 0, "$.sources", "il faut au moins une source d’évaluation.");
        Expect(referential.Scale.Levels.Any(l => l.Favourable), "$.scale.levels", "aucun niveau n’est favorable.");
        var validity = referential.Validity;
        Expect(validity.Kind != ValidityKind.Years || validity.Years > 0, "$.validity.years", "un nombre d’années est attendu.");
        Expect(validity.Kind != ValidityKind.Date || validity.Until is not null, "$.validity.until", "une date est attendue.");
        var rule = referential.Proposal;
        if (rule.Kind == ProposalKind.Weighted)
            Expect(rule is { ValidatedFrom: > 0 and <= 1, NotValidatedBelow: >= 0 } && rule.NotValidatedBelow <= rule.ValidatedFrom, "$.proposal", "deux seuils croissants entre 0 et 1 sont attendus.");
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

    [GeneratedRegex(@"^RNCP\d{3,6}$")]
    private static partial Regex FicheCode();

    [GeneratedRegex(@"^RNCP\d{3,6}BC\d{2}$")]
    private static partial Regex BlockCode();
}
