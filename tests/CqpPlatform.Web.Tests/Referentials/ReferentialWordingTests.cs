using System.Text.RegularExpressions;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Tests.Referentials;

public partial class ReferentialWordingTests
{
    [Theory]
    [InlineData("RNCP31391")]
    [InlineData("RNCP31395")]
    [InlineData("RNCP41351")]
    public void Every_word_of_a_shipped_referential_is_in_its_sources(string code) =>
        Words(Shipped.Of(code)).Where(w => !SourceText.Has(code, w)).ShouldBeEmpty();

    [Fact]
    public void Every_sub_competency_the_2017_referential_numbers_is_there() =>
        Shipped.Rncp31391.Blocks.SelectMany(b => b.Competencies).SelectMany(c => c.SubCompetencies).Select(s => s.Code).Order()
            .ShouldBe(SubCompetencyCode().Matches(SourceText.Raw("cqp-gap-31391-referentiel-2017")).Select(m => m.Value).Distinct().Order());

    [Fact]
    public void Nothing_of_the_evaluation_tables_of_the_2017_referential_is_left_out()
    {
        var raw = SourceText.Raw("cqp-gap-31391-referentiel-2017");
        var tables = SourceText.Reduce(raw[raw.IndexOf("OPTION PRODUCTION", StringComparison.Ordinal)..]);
        var header = SourceText.Reduce("Activité(s) Compétences évaluées Savoirs associés Situations d'évaluation Critères d'évaluation OF Tuteur Commission d'évaluation");
        var words = Words(Shipped.Rncp31391).Append(header).Select(SourceText.Reduce).Where(w => w.Length > 14).OrderByDescending(w => w.Length);
        words.Aggregate(tables, (left, w) => left.Replace(w, "|")).Split('|').Where(left => left.Length > 24).ShouldBeEmpty();
    }

    [Fact]
    public void Every_activity_the_41351_referential_numbers_is_there() =>
        Shipped.Rncp41351.Blocks.SelectMany(b => b.Activities).Select(a => a.Code!).Order()
            .ShouldBe(ActivityCode().Matches(SourceText.Raw("cqp-crca-41351-referentiel")).Select(m => m.Value.Replace(" ", "")).Distinct().Order());

    [Fact]
    public void The_41351_competencies_bear_the_numbers_of_the_referential_and_the_words_of_the_fiche() =>
        Shipped.Rncp41351.Blocks.SelectMany(b => b.Competencies)
            .Where(c => !SourceText.Reduce(SourceText.Raw("cqp-crca-41351-referentiel")).Contains(SourceText.Reduce(c.Code + c.Title)[..25]))
            .Select(c => c.Code)
            .ShouldBe(["C1.11", "C2A.1"], "these two are torn apart by the scan");

    [Fact]
    public void Only_typographic_apostrophes_and_no_plain_space_before_a_French_double_sign()
    {
        foreach (var file in Shipped.Files)
        {
            file.Json.ShouldNotContain("'");
            PlainSpaceBeforeSign().IsMatch(string.Join("\n", Words(file.Referential).Concat(file.Referential.Notes.Select(n => n.Text)))).ShouldBeFalse();
        }
    }

    private static IEnumerable<string> Words(Referential r) =>
    [
        r.Title, r.ShortTitle, r.Regulation!.Text,
        .. r.Code == "RNCP41351" ? [] : new[] { r.CertifierLegalName },
        .. r.NsfCodes.Concat(r.RomeCodes).Concat(r.Formacodes).Concat(r.CollectiveAgreements).SelectMany(c => new[] { c.Code, c.Label }),
        .. r.RegistrationPeriods.SelectMany(p => new[] { p.Title, p.Text, p.LegalAct ?? "" }),
        .. r.AccessRoutes.Where(a => a.Jury is not null).Select(a => a.Jury!.Text),
        .. r.Composition.Options.Select(o => o.Title),
        .. r.Blocks.SelectMany(Words),
    ];

    private static IEnumerable<string> Words(Block b) =>
    [
        b.Title, b.ReferentialTitle ?? "",
        .. b.Activities.SelectMany(a => a.Items.Prepend(a.Title)),
        .. b.Competencies.SelectMany(c => new[] { c.Title }.Concat(c.AllCriteria()).Concat(c.Knowledge)),
        .. b.Competencies.SelectMany(c => c.SubCompetencies).SelectMany(s => new[] { s.Code + s.Title }.Concat(s.Knowledge)),
        .. b.Evaluations.SelectMany(e => e.Situations.Select(s => s.Text).Prepend(e.Modality)),
        .. b.Evaluations.SelectMany(e => e.Parts).SelectMany(p => p.Items.Select(i => i.Title).Concat([p.Title, p.Text ?? ""])),
    ];

    [GeneratedRegex(@"\bC\d+\.\d+")]
    private static partial Regex SubCompetencyCode();

    [GeneratedRegex(@"\bA \d[AB]?\.\d")]
    private static partial Regex ActivityCode();

    [GeneratedRegex(" [:;?!»]|« ")]
    private static partial Regex PlainSpaceBeforeSign();
}
