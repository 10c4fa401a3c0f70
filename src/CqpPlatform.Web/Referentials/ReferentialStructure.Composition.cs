using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Referentials;

/// <summary>A composition that some choice can satisfy, and where no block has two places.</summary>
internal sealed partial class ReferentialStructure
{
    private void Composition()
    {
        const string path = "$.composition";
        var composition = referential.Composition;
        var before = faults.Count;
        Expect(composition.AllBlocks().Count <= Domain.Referentials.Composition.MostBlocks, path, $"{Domain.Referentials.Composition.MostBlocks} blocs au plus.");
        AllKnown(composition.Common, $"{path}.common");
        Options(composition);
        if (composition.Electives is { } electives) Electives(electives, $"{path}.electives");
        foreach (var (more, i) in Indexed(composition.MoreElectives ?? [])) Electives(more, $"{path}.moreElectives[{i}]");
        if (composition.Groups is { } groups) Groups(groups, $"{path}.groups");
        Prerequisites(composition.Prerequisites ?? [], $"{path}.prerequisites");
        OnePlaceEach(composition);
        var placed = composition.AllBlocks();
        foreach (var block in blocks.Except(placed)) Add(path, $"le bloc {block} n’y a pas de place.");
        if (faults.Count > before) return;
        foreach (var option in composition.Options.Where(o => composition.SetsFor(o.Code).Any(s => s.Blocks.Count < s.Least)))
            Add(path, $"il ne reste pas assez de blocs au choix avec l’{option.Title}.");
        if (faults.Count == before) Expect(composition.CanBeSatisfied(), path, "aucun choix de blocs ne peut la satisfaire.");
    }

    private void Options(Composition composition)
    {
        const string path = "$.composition.options";
        Distinct(composition.Options, path, o => o.Code, "code");
        Distinct(composition.Options, path, o => o.Title, "title");
        foreach (var (option, i) in Indexed(composition.Options))
        {
            Expect(option.Code.Length <= 40, $"{path}[{i}].code", "40 caractères au plus.");
            Expect(option.Blocks.Count > 0, $"{path}[{i}].blocks", "une option a au moins un bloc.");
            AllKnown(option.Blocks, $"{path}[{i}].blocks");
            if (option.Electives is { } electives) Electives(electives, $"{path}[{i}].electives");
        }
    }

    private void Electives(ElectiveRule rule, string path)
    {
        AllKnown(rule.Among, $"{path}.among");
        Count(rule.Count, rule.AtMost, rule.Among.Count, path);
    }

    private void Groups(GroupRule rule, string path)
    {
        Count(rule.Count, rule.AtMost, rule.Among.Count, path);
        Distinct(rule.Among, $"{path}.among", g => g.Title, "title");
        foreach (var (group, i) in Indexed(rule.Among))
        {
            Expect(group.Blocks.Count > 0, $"{path}.among[{i}].blocks", "un groupe a au moins un bloc.");
            AllKnown(group.Blocks, $"{path}.among[{i}].blocks");
        }
    }

    private void Count(int count, int? most, int among, string path)
    {
        Expect(count >= 0 && count <= among, $"{path}.count", $"un nombre de 0 à {among} est attendu.");
        Expect(most is null ? count > 0 : most >= Math.Max(1, count) && most <= among, most is null ? $"{path}.count" : $"{path}.atMost",
            most is null ? "au moins 1, ou un nombre maximal (atMost).".French() : $"un nombre de {Math.Max(1, count)} à {among} est attendu.");
    }

    private void Prerequisites(IReadOnlyList<PrerequisiteRule> rules, string path)
    {
        Distinct(rules, path, r => r.Block, "block");
        foreach (var (rule, i) in Indexed(rules))
        {
            Known(rule.Block, $"{path}[{i}].block");
            Expect(rule.Requires.Count > 0, $"{path}[{i}].requires", "il faut au moins un bloc.");
            AllKnown(rule.Requires, $"{path}[{i}].requires");
            Expect(!rule.Requires.Contains(rule.Block), $"{path}[{i}].requires", $"{rule.Block} ne peut pas se demander lui-même.");
        }
    }

    /// <summary>No block has two places; only an option may share blocks with the electives, which then lose them.</summary>
    private void OnePlaceEach(Composition composition)
    {
        var required = new Dictionary<string, string>();
        Place(required, composition.Common, "$.composition.common");
        foreach (var (group, i) in Indexed(composition.Groups?.Among ?? [])) Place(required, group.Blocks, $"$.composition.groups.among[{i}].blocks");
        var withSets = required.ToDictionary();
        foreach (var (more, i) in Indexed(composition.MoreElectives ?? [])) Place(withSets, more.Among, $"$.composition.moreElectives[{i}].among");
        Place(withSets.ToDictionary(), composition.Electives?.Among ?? [], "$.composition.electives.among");
        foreach (var (option, i) in Indexed(composition.Options))
        {
            Place(required.ToDictionary(), option.Blocks, $"$.composition.options[{i}].blocks");
            Place(withSets.ToDictionary(), option.Electives?.Among ?? [], $"$.composition.options[{i}].electives.among");
        }
    }

    private void Place(Dictionary<string, string> places, IReadOnlyList<string> codes, string path)
    {
        foreach (var (code, i) in Indexed(codes))
            if (!places.TryAdd(code, path) && places[code] != path) Add($"{path}[{i}]", $"« {code} » a déjà une place dans {places[code]}.".French());
    }
}
