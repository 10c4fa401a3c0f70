using System.Text.RegularExpressions;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Tests.Referentials;

namespace CqpPlatform.Web.Tests.Features.Evaluations;

/// <summary>Every grid that exists, certification by certification, block by block, source by source, against the words of its fiche.</summary>
public sealed partial class GridsOfTheSourcesTests
{
    public static TheoryData<string, string, SourceKind> Grids
    {
        get
        {
            var grids = new TheoryData<string, string, SourceKind>();
            foreach (var referential in new[] { Shipped.Rncp31391, Shipped.Rncp31395, Shipped.Rncp41351 })
                foreach (var block in referential.Blocks)
                    foreach (var evaluation in block.Evaluations) grids.Add(referential.Code, block.Code, evaluation.Source);
            return grids;
        }
    }

    [Fact]
    public void There_are_fifty_four_grids() => Grids.Count.ShouldBe((9 * 3) + (8 * 3) + 3);

    [Theory]
    [MemberData(nameof(Grids))]
    public void A_grid_asks_for_what_its_fiche_says_and_nothing_else(string code, string blockCode, SourceKind source)
    {
        var block = Shipped.Of(code).Block(blockCode);
        var evaluation = block.Evaluation(source)!;
        var parts = GridReader.Parts(block, source, evaluation, Evaluation.Start(Guid.NewGuid(), blockCode, source));
        var lines = parts.SelectMany(p => p.Groups).SelectMany(g => g.Items).ToList();
        var fiche = Fiche(code, block);

        // The modality and each part are the fiche's own words, at this source's place.
        var modality = Modality(fiche, code, source);
        SourceText.Reduce(evaluation.Modality).ShouldBe(modality);
        foreach (var part in evaluation.Parts) modality.ShouldContain(SourceText.Reduce(part.Title));
        evaluation.Parts.Select(p => p.Code).ShouldBe((code, source) switch
        {
            ("RNCP41351", _) => blockCode == "BC03" ? ["etude-de-cas", "presentation", "entretien"] : ["mise-en-situation", "entretien"],
            (_, SourceKind.TrainingOrganisation) => ["ecrit", "oral"],
            (_, SourceKind.Tutor) => ["observation"],
            _ => ["connaissances", "cas"],
        });
        // Each part has a result of its own: by its items, by the competencies rated in it alone, or by a line.
        foreach (var part in evaluation.Parts)
            (lines.Any(l => l.Code == $"partie.{part.Code}") || part.Items.Count > 0 || evaluation.Parts.Count(p => p.Items.Count == 0) == 1).ShouldBeTrue(part.Title);

        // The competencies are those of the block in the fiche, in its order and in its words.
        var rated = block.RatedItems(source).Select(i => i.CompetencyCode).OfType<string>().Distinct().ToList();
        rated.ShouldBe(block.Competencies.Select(c => c.Code));
        if (code == "RNCP41351") rated.Count.ShouldBe(Paragraphs(fiche).Count);
        else rated.ShouldBe(CompetencyCode().Matches(Competencies(fiche)).Select(m => m.Groups[1].Value));
        foreach (var competency in block.Competencies) SourceText.Reduce(fiche).ShouldContain(SourceText.Reduce(competency.Title));
        foreach (var group in parts.SelectMany(p => p.Groups).Where(g => g.Code is not null))
            group.Items.Count.ShouldBe(Math.Max(1, block.FindCompetency(group.Code!)!.SubCompetencies.Count));
        lines.Select(l => l.Code).ShouldBe(block.GridLines(source).Select(i => i.Code));
    }

    // The rows of the evaluation table of a fiche; BC1 of RNCP31391 has none, and its competencies stand among the « capacités attestées ».
    private static string Fiche(string code, Block block)
    {
        var raw = SourceText.Raw(code switch { "RNCP31391" => "rncp-31391-fiche", "RNCP31395" => "rncp-31395-fiche", _ => "rncp-41351-fiche" });
        if (code == "RNCP41351")
        {
            var starts = raw.IndexOf($"{block.RncpCode} - ", StringComparison.Ordinal);
            var next = new[] { raw.IndexOf($"RNCP41351BC0{block.Code[^1] - '0' + 1} - ", StringComparison.Ordinal), raw.IndexOf("Description des modalités d'acquisition", StringComparison.Ordinal) }.Where(i => i > starts).Min();
            return raw[starts..next];
        }
        if (block.RncpCode is null)
        {
            var listed = raw.IndexOf($"{block.Code} - ", StringComparison.Ordinal);
            return raw[listed..raw.IndexOf("BC2 - ", listed, StringComparison.Ordinal)] + Row(raw, 2)[Row(raw, 2).IndexOf("Modalités", StringComparison.Ordinal)..];
        }
        return Row(raw, int.Parse(block.RncpCode[^2..], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Row(string raw, int number)
    {
        var starts = RowStart().Matches(raw).Single(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) == number).Index;
        var next = RowStart().Match(raw, starts + 10);
        return raw[starts..(next.Success ? next.Index : raw.Length)];
    }

    private static string Competencies(string fiche) => fiche[..fiche.IndexOf("Modalités d", StringComparison.Ordinal)];

    private static string Modality(string fiche, string code, SourceKind source)
    {
        if (code == "RNCP41351") return SourceText.Reduce(fiche[fiche.LastIndexOf(fiche.Contains("Etude individuelle", StringComparison.Ordinal) ? "Etude individuelle" : "Mise en situation", StringComparison.Ordinal)..]);
        var words = SourceText.Reduce(fiche);
        var headings = new[] { "Evaluation par l’organisme de formation", "Evaluation par le référent en entreprise", "Evaluation par la commission d’évaluation" }.Select(SourceText.Reduce).ToList();
        var place = words.IndexOf(headings[(int)source], StringComparison.Ordinal) + headings[(int)source].Length;
        var last = SourceText.Reduce("présenter oralement");
        if (source == SourceKind.Commission) return words[place..(words.IndexOf(last, place, StringComparison.Ordinal) + last.Length)];
        // The number of the next source stands before its heading.
        return words[place..(words.IndexOf(headings[(int)source + 1], place, StringComparison.Ordinal) - 1)];
    }

    private static List<string> Paragraphs(string fiche) =>
        [.. fiche.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 60 && !l.StartsWith("RNCP", StringComparison.Ordinal) && !l.StartsWith("Mise en situation", StringComparison.Ordinal) && !l.StartsWith("Etude", StringComparison.Ordinal))];

    [GeneratedRegex(@"Bloc de compétence n°\s?(\d) de")]
    private static partial Regex RowStart();

    [GeneratedRegex(@"•\s?(C\d+)\s?-")]
    private static partial Regex CompetencyCode();
}
