using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Tests.Referentials;

public sealed class ReferentialComparisonTests
{
    private static readonly Referential Former = TestReferentials.With(TestReferentials.Rncp31391, new RegistrationPeriod(new(2015, 4, 14), new(2021, 8, 7), "Gestionnaire", null, ""));

    [Fact]
    public void The_same_content_under_another_name_does_not_differ() =>
        ReferentialComparison.Of(Former, Former with { Version = "2027", VersionLabel = "version de 2027" }).Count.ShouldBe(0);

    [Fact]
    public void A_reworded_competency_is_told_word_by_word()
    {
        var change = Changes(Former with { Blocks = [.. Former.Blocks.Select(b => b.Code == "BC4" ? Bc4(c => c.Code == "C9" ? c with { Title = "Suivre les contrats" } : c) : b)] }).Single();
        (change.Section, change.Change.Label, change.Change.Kind).ShouldBe(("BC4", "C9", ChangeKind.Changed));
        change.Change.Words().ShouldBe([new(WordChange.Kept, "Suivre"), new(WordChange.Added, " les contrats")]);
    }

    [Fact]
    public void Blocks_that_come_go_and_move_are_named()
    {
        var moved = ReferentialComparison.Of(Former, Former with { Blocks = [.. Former.Blocks.Where(b => b.Code != "BC2").Reverse()] });
        moved.Sections[0].Section.ShouldBe("blocs");
        moved.Sections.ShouldContain(s => s.Section == "BC2" && s.Kind == ChangeKind.Removed);

        var added = ReferentialComparison.Of(Former, Former with { Blocks = [.. Former.Blocks, TestReferentials.Bc4 with { Code = "BC10" }] });
        added.Sections[0].Changes.ShouldBe([new("Blocs", ChangeKind.Added, null, "BC10")]);
        added.Sections.Single(s => s.Section == "BC10").Kind.ShouldBe(ChangeKind.Added);

        var swapped = ReferentialComparison.Of(Former, Former with { Blocks = [Former.Blocks[1], Former.Blocks[0], .. Former.Blocks.Skip(2)] });
        swapped.Sections.Single().Changes.ShouldBe([new("Blocs", ChangeKind.Moved, "BC1", "BC1")]);
    }

    [Fact]
    public void A_criterion_put_first_does_not_disturb_the_others()
    {
        var former = With("La demande est qualifiée", "Les pièces sont contrôlées");
        var comparison = ReferentialComparison.Of(former, With("L’accueil est soigné", "La demande est qualifiée", "Les pièces reçues sont contrôlées"));
        comparison.Sections.Single().Changes.Select(c => (c.Kind, c.Before, c.After)).ShouldBe([
            (ChangeKind.Changed, "Les pièces sont contrôlées", "Les pièces reçues sont contrôlées"),
            (ChangeKind.Added, null, "L’accueil est soigné")]);

        static Referential With(params string[] criteria) => Former with { Blocks = [Bc4(c => c.Code == "C9" ? c with { Criteria = criteria } : c)] };
    }

    [Fact]
    public void A_rule_that_changes_is_said_in_words()
    {
        var changes = Changes(Former with { Validity = new Validity(ValidityKind.Years, 5) });
        changes.Select(c => (c.Section, c.Change.Before, c.Change.After)).ShouldBe([("identite", "illimitée", "5 ans")]);
    }

    private static Block Bc4(Func<Competency, Competency> change) => TestReferentials.Bc4 with { Competencies = [.. TestReferentials.Bc4.Competencies.Select(change)] };

    private static List<(string Section, ReferentialChange Change)> Changes(Referential later) =>
        [.. ReferentialComparison.Of(Former, later).Sections.SelectMany(s => s.Changes.Select(c => (s.Section, c)))];
}
