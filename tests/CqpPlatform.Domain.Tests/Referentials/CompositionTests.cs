using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Tests.Referentials;

public class CompositionTests
{
    private static readonly string[] Bc1To9 = ["BC1", "BC2", "BC3", "BC4", "BC5", "BC6", "BC7", "BC8", "BC9"];

    [Fact]
    public void Every_subset_of_blocks_of_31391_with_every_option_is_judged_as_the_prose_says() =>
        CompareWithOracle(TestReferentials.Rncp31391, Bc1To9, [null, "production", "sinistre", "autre"], (option, blocks) =>
        {
            if (!(blocks.Contains("BC1") && blocks.Contains("BC2") && blocks.Contains("BC3")))
                return false;
            string[] taken = option switch { "production" => ["BC4", "BC5"], "sinistre" => ["BC6", "BC7"], _ => [] };
            return taken.Length == 2 && taken.All(blocks.Contains) && blocks.Count == 7;
        }).ShouldBe(12);

    [Fact]
    public void Every_subset_of_blocks_of_31395_with_and_without_an_option_is_judged_as_the_prose_says() =>
        CompareWithOracle(TestReferentials.Rncp31395, Bc1To9[..8], [null, "production"], (option, blocks) =>
            option is null && blocks.Count == 7 && Bc1To9[..5].All(blocks.Contains)).ShouldBe(3);

    [Fact]
    public void Every_subset_of_blocks_of_41351_with_every_option_is_judged_as_the_prose_says() =>
        CompareWithOracle(TestReferentials.Rncp41351, ["BC01", "BC02", "BC03"], [null, "souscription", "indemnisation"], (option, blocks) =>
            (option, string.Join(' ', blocks)) is ("souscription", "BC01 BC02") or ("indemnisation", "BC01 BC03")).ShouldBe(2);

    [Fact]
    public void The_order_of_the_blocks_does_not_matter() =>
        Check("production", "BC9", "BC5", "BC3", "BC1", "BC8", "BC2", "BC4").ShouldBeEmpty();

    [Fact]
    public void Every_violation_is_told_at_once_with_the_blocks_at_fault()
    {
        var errors = Check("production", "BC1", "BC3", "BC4", "BC6", "BC7", "BC8", "BC8", "BC12");
        errors.Select(e => e.Code).ShouldBe(["block-unknown", "block-duplicate", "common-missing", "option-blocks-missing", "elective-too-many"]);
        errors.Select(e => string.Join(' ', e.Blocks!)).ShouldBe(["BC12", "BC8", "BC2", "BC5", "BC6 BC7 BC8"]);
    }

    [Fact]
    public void An_option_must_be_chosen_where_there_are_some()
    {
        var error = Check(null, "BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9").ShouldHaveSingleItem();
        error.Code.ShouldBe("option-missing");
        error.Message.ShouldBe("Option\u00A0: aucune n’est choisie. Choix possibles\u00A0: option production ou option sinistre.");
    }

    [Fact]
    public void Both_options_in_full_make_the_other_option_the_two_electives() =>
        Check("sinistre", "BC1", "BC2", "BC3", "BC4", "BC5", "BC6", "BC7").ShouldBeEmpty();

    [Fact]
    public void An_option_the_certification_does_not_have_is_refused() =>
        TestReferentials.Rncp31395.Check(new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC6", "BC7"]))
            .ShouldHaveSingleItem().Code.ShouldBe("option-not-offered");

    [Fact]
    public void An_unknown_option_is_refused_by_name() =>
        Check("retraite", "BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9").ShouldHaveSingleItem().Code.ShouldBe("option-unknown");

    [Fact]
    public void A_missing_elective_names_what_is_left_to_choose_from()
    {
        var error = Check("production", "BC1", "BC2", "BC3", "BC4", "BC5", "BC9").ShouldHaveSingleItem();
        error.Message.ShouldBe("Blocs optionnels, 2 au choix\u00A0: encore 1 bloc à choisir parmi BC6, BC7 et BC8.");
        error.Blocks.ShouldBe(["BC6", "BC7", "BC8"]);
    }

    [Fact]
    public void The_block_of_the_other_option_has_no_place_where_there_is_no_elective() =>
        TestReferentials.Rncp41351.Check(new("souscription", ["BC01", "BC02", "BC03"]))
            .ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Code.ShouldBe("block-out-of-choice"), e => e.Blocks.ShouldBe(["BC03"]));

    [Fact]
    public void An_acquired_block_satisfies_its_place() =>
        TestReferentials.Rncp31391.Check(new("production", ["BC1", "BC3", "BC4", "BC8"]), new HashSet<string> { "BC2", "BC5", "BC9" }).ShouldBeEmpty();

    [Fact]
    public void An_accepted_choice_is_completed_with_the_acquired_blocks_it_left_out()
    {
        var acquired = new HashSet<string> { "BC2", "BC5", "BC6", "BC9" };
        TestReferentials.Rncp31391.Complete(new("production", ["BC1", "BC3", "BC4", "BC8"]), acquired).Blocks.Order()
            .ShouldBe(["BC1", "BC2", "BC3", "BC4", "BC5", "BC6", "BC8"]);
    }

    [Fact]
    public void Without_an_option_every_elective_is_still_open() =>
        Check(null, "BC1", "BC2", "BC3").Single(e => e.Code == "elective-missing").Blocks.ShouldBe(["BC4", "BC5", "BC6", "BC7", "BC8", "BC9"]);

    [Fact]
    public void A_missing_block_of_the_option_is_named() =>
        Check("production", "BC1", "BC2", "BC3", "BC4", "BC8", "BC9").ShouldHaveSingleItem().Message
            .ShouldBe("Option production, blocs tous obligatoires\u00A0: il manque BC5.");

    [Fact]
    public void An_acquired_elective_never_makes_one_too_many() =>
        TestReferentials.Rncp31391.Check(new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9"]), new HashSet<string> { "BC6" }).ShouldBeEmpty();

    [Theory]
    [InlineData("BC1", "production", BlockPlace.Common)]
    [InlineData("BC4", "production", BlockPlace.Option)]
    [InlineData("BC4", "sinistre", BlockPlace.Elective)]
    [InlineData("BC9", "sinistre", BlockPlace.Elective)]
    public void A_block_has_one_place_in_a_choice(string block, string option, BlockPlace place) =>
        TestReferentials.Rncp31391.PlaceOf(block, option).ShouldBe(place);

    [Fact]
    public void A_block_of_the_option_not_chosen_has_no_place_without_electives() =>
        TestReferentials.Rncp41351.PlaceOf("BC03", "souscription").ShouldBeNull();

    [Fact]
    public void An_option_may_have_electives_of_its_own() =>
        Rich.Check(new("a", ["B1", "B2", "L1", "G1"])).ShouldHaveSingleItem().Message.ShouldBe("Approfondissement, 1 au choix\u00A0: encore 1 bloc à choisir parmi B5 et B6.");

    [Fact]
    public void A_set_with_a_range_says_its_two_ends()
    {
        Rich.Check(new("b", ["B1", "B3", "B4", "G1"])).ShouldHaveSingleItem().Message.ShouldBe("Langues, 1 à 2 au choix\u00A0: encore 1 bloc à choisir parmi L1, L2 et L3.");
        Rich.Check(new("b", ["B1", "B3", "B4", "G1", "L1", "L2", "L3"])).ShouldHaveSingleItem().Message
            .ShouldBe("Langues, 1 à 2 au choix\u00A0: 3 sont choisis (L1, L2 et L3). Retirez-en 1.");
    }

    [Fact]
    public void A_group_is_taken_whole_and_in_the_number_asked_for()
    {
        Rich.Check(new("b", ["B1", "B3", "B4", "L1"])).ShouldHaveSingleItem().Message.ShouldBe("Parcours, 1 au choix\u00A0: encore 1 à choisir parmi terrain (G1) et bureau (G2 et G3).");
        Rich.Check(new("b", ["B1", "B3", "B4", "L1", "G2"])).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Message.ShouldBe("Bureau, à prendre en entier\u00A0: il manque G3."), e => e.Blocks.ShouldBe(["G3"]));
        Rich.Check(new("b", ["B1", "B3", "B4", "L1", "G1", "G2", "G3"])).ShouldHaveSingleItem().Message
            .ShouldBe("Parcours, 1 au choix\u00A0: 2 sont choisis, terrain (G1) et bureau (G2 et G3). Retirez-en 1.");
    }

    [Fact]
    public void A_block_asks_for_its_prerequisites_chosen_or_acquired()
    {
        var choice = new BlockChoice("b", ["B1", "B3", "B4", "L3", "G1"]);
        Rich.Check(choice).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Message.ShouldBe("L3 demande L1\u00A0: choisissez-le aussi, ou retirez L3."), e => e.Blocks.ShouldBe(["L3", "L1"]));
        Rich.Check(choice, new HashSet<string> { "L1" }).ShouldBeEmpty();
        Rich.Check(choice, new HashSet<string> { "L3" }).ShouldBeEmpty("an acquired block is not evaluated, so it asks for nothing");
    }

    [Fact]
    public void A_block_renamed_or_gone_is_so_in_every_rule()
    {
        var renamed = Rich.With(codes => [.. codes.Select(c => c == "L1" ? "X" : c)]);
        renamed.AllBlocks().ShouldBe(Rich.AllBlocks().Select(c => c == "L1" ? "X" : c));
        renamed.Prerequisites!.Single().Requires.ShouldBe(["X"]);
        var without = Rich.With(codes => [.. codes.Where(c => c is not ("L1" or "G3" or "B5"))]);
        without.AllBlocks().ShouldBe(Rich.AllBlocks().Except(["L1", "G3", "B5"]));
        without.Prerequisites.ShouldBeEmpty("a rule that asks for nothing more is no rule");
    }

    [Fact]
    public void A_valid_choice_is_recognised_without_a_byte()
    {
        IReadOnlySet<string> acquired = new HashSet<string> { "BC2", "BC9" };
        var (broker, rich) = (TestReferentials.Rncp31391.ValidChoices().ToList(), Rich.ValidChoices().ToList());
        CheckAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        CheckAll();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void CheckAll()
        {
            foreach (var choice in broker)
            {
                TestReferentials.Rncp31391.Check(choice);
                TestReferentials.Rncp31391.Check(choice, acquired);
            }
            foreach (var choice in rich) Rich.Check(choice);
        }
    }

    private static readonly Composition Rich = new(
        ["B1"],
        [new("a", "option a", ["B2"], new(1, ["B5", "B6"], Title: "Approfondissement")), new("b", "option b", ["B3"])],
        new(1, ["B2", "B3", "B4"]),
        [new(1, ["L1", "L2", "L3"], AtMost: 2, "Langues")],
        new(1, [new("terrain", ["G1"]), new("bureau", ["G2", "G3"])], Title: "Parcours"),
        [new("L3", ["L1"])]);

    private static IReadOnlyList<Domain.Common.Error> Check(string? option, params string[] blocks) =>
        TestReferentials.Rncp31391.Check(new BlockChoice(option, blocks));

    private static int CompareWithOracle(Composition composition, string[] all, string?[] options, Func<string?, IReadOnlyList<string>, bool> oracle)
    {
        var valid = 0;
        foreach (var option in options)
            for (var bits = 0; bits < 1 << all.Length; bits++)
            {
                string[] blocks = [.. all.Where((_, i) => (bits >> i & 1) == 1)];
                var expected = oracle(option, blocks);
                var errors = composition.Check(new BlockChoice(option, blocks));
                (errors.Count == 0).ShouldBe(expected, $"{option}: {string.Join(' ', blocks)}");
                errors.ShouldAllBe(e => e.Message.Length > 0 && e.Blocks != null);
                valid += expected ? 1 : 0;
            }
        return valid;
    }

    [Fact]
    public void Choices_are_counted_up_to_a_limit_however_many_there_are_and_however_few_are_valid()
    {
        string[] many = [.. Enumerable.Range(1, 60).Select(i => $"B{i}")];
        new Composition([], [], new ElectiveRule(30, many)).FirstChoices(12).ShouldSatisfyAllConditions(f => f.Choices.Count.ShouldBe(12), f => f.All.ShouldBeFalse());
        TestReferentials.Rncp31391.FirstChoices(12).ShouldSatisfyAllConditions(f => f.Choices.Count.ShouldBe(12), f => f.All.ShouldBeTrue());
        // Each of so many choices lacks a block that its own ask for.
        var vain = new Composition([], [], new ElectiveRule(30, many), Prerequisites: [.. many.Select(b => new PrerequisiteRule(b, [.. many.Where(other => other != b)]))]);
        vain.FirstChoices(12).ShouldSatisfyAllConditions(f => f.Choices.ShouldBeEmpty(), f => f.All.ShouldBeFalse());
        // And a list with too few blocks, after one with too many choices.
        new Composition([], [], new ElectiveRule(30, many), [new ElectiveRule(2, ["Z"])]).FirstChoices(12).ShouldSatisfyAllConditions(f => f.Choices.ShouldBeEmpty(), f => f.All.ShouldBeTrue());
    }
}
