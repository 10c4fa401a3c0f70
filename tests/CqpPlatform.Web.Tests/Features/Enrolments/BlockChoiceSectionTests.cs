using Bunit;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Features.Enrolments;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Tests.Referentials;

namespace CqpPlatform.Web.Tests.Features.Enrolments;

public sealed class BlockChoiceSectionTests : BunitContext
{
    private BlockChoice? chosen;

    [Fact]
    public void Taking_the_other_option_frees_its_blocks_and_keeps_the_electives_that_still_fit()
    {
        var section = Show(Shipped.Rncp31391, new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC9"]));

        section.FindAll(".opt-card p").ShouldHaveSingleItem().TextContent.ShouldBe("La choisir rendra BC4 et BC5 disponibles parmi les blocs optionnels. BC9 restera choisi.");
        section.Find("[role=status]").TextContent.ShouldBe("Votre choix\u00a0: 6 blocs sur 7");
        section.FindAll(".opt-card input")[1].GetAttribute("aria-describedby")!.Split(' ').Select(id => section.Find($"[id='{id}']").TextContent.Trim()[..9]).ShouldBe(["BC6 Réali", "La choisi"]);
        section.FindAll(".opt-card input")[1].Change("sinistre");

        chosen.ShouldNotBeNull();
        (chosen.Option, string.Join(" ", chosen.Blocks)).ShouldBe(("sinistre", "BC1 BC2 BC3 BC6 BC7 BC9"));
    }

    [Fact]
    public void What_the_option_took_stays_in_view_with_its_reason_and_one_place_is_still_free()
    {
        var section = Show(Shipped.Rncp31391, new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC9"]));

        section.FindAll(".blk.off .why").Select(w => w.TextContent).ShouldBe(["Déjà pris par l’option production", "Déjà pris par l’option production"]);
        section.FindAll(".slot.free").Count.ShouldBe(1);
        section.Find("#reste").TextContent.ShouldBe("2 au choix, encore 1 à choisir");
        section.FindAll("label.blk .why").Select(w => w.TextContent).ShouldBe(["Possible sans BC7", "Possible sans BC6"]);

        section.Find("input[value=BC6]").Change(true);
        chosen!.Blocks.ShouldBe(["BC1", "BC2", "BC3", "BC4", "BC5", "BC6", "BC9"]);
    }

    [Fact]
    public void A_full_choice_takes_no_further_elective()
    {
        var section = Show(Shipped.Rncp31391, new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9"]));

        section.Find("input[value=BC6]").HasAttribute("disabled").ShouldBeTrue();
        section.FindAll("label.blk .why").Select(w => w.TextContent).Distinct().ShouldBe(["Choix complet\u00a0: retirez-en un pour le prendre"]);
        section.Find("input[value=BC8]").HasAttribute("disabled").ShouldBeFalse();
        section.Find(".note").TextContent.ShouldContain("21\u00a0évaluations");

        section = Show(Shipped.Rncp31391, new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9"]), new AcquiredLine("BC8", new(2020, 12, 10), "PV"), new AcquiredLine("BC9", new(2020, 12, 10), "PV"));
        section.FindAll("label.blk .why").Select(w => w.TextContent).Distinct().ShouldBe(["Choix complet avec les blocs déjà acquis"], "an acquired block cannot be given back");
    }

    [Fact]
    public void An_acquired_block_keeps_its_place_and_is_not_to_evaluate()
    {
        var section = Show(Shipped.Rncp31391, new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC9"]), new AcquiredLine("BC2", new(2020, 12, 10), "PV 2020-2-14"));

        section.Find(".slot.had").TextContent.ShouldStartWith("BC2");
        section.Markup.ShouldContain("Acquis le 10/12/2020 (PV 2020-2-14). Ne sera pas évalué de nouveau.");
        section.Find(".note").TextContent.ShouldContain("6\u00a0blocs une fois le choix complet (BC2 est acquis), chacun par l’organisme de formation, le tuteur et la commission\u00a0: 18\u00a0évaluations");
    }

    [Fact]
    public void Where_a_block_has_fewer_sources_not_everybody_is_said_to_evaluate_each()
    {
        var shipped = Shipped.Rncp31395;
        var uneven = shipped with { Blocks = [.. shipped.Blocks.Select(b => b.Code == "BC2" ? b with { Evaluations = [.. b.Evaluations.Skip(1)] } : b)] };
        const string By = "par l’organisme de formation, le tuteur ou la commission selon le bloc";
        Show(uneven, new(null, ["BC1", "BC2", "BC3", "BC4", "BC5", "BC6", "BC7"])).Find(".note").TextContent.ShouldContain($"7\u00a0blocs, {By}\u00a0: 20\u00a0évaluations.");
        Show(uneven, new(null, ["BC1", "BC2", "BC3", "BC4", "BC5"])).Find(".note").TextContent.ShouldContain($"7\u00a0blocs une fois le choix complet, {By}.");
    }

    [Theory]
    [InlineData("RNCP31391", 2, 6)]
    [InlineData("RNCP31395", 0, 3)]
    [InlineData("RNCP41351", 2, 0)]
    public void The_form_follows_the_composition_of_the_referential(string code, int options, int electives)
    {
        var referential = Shipped.Of(code);
        var section = Show(referential, new(null, referential.Composition.Common));

        section.FindAll(".opt-card").Count.ShouldBe(options);
        section.FindAll("input[type=checkbox]").Count.ShouldBe(electives);
    }

    [Fact]
    public void Every_valid_choice_can_be_reached_by_the_gestures_of_the_form()
    {
        foreach (var referential in new[] { Shipped.Rncp31391, Shipped.Rncp31395, Shipped.Rncp41351 })
        {
            var picker = new BlockPicker(referential, new HashSet<string>());
            foreach (var valid in referential.Composition.ValidChoices())
            {
                var choice = picker.Start();
                if (valid.Option is not null) choice = picker.TakeOption(choice, valid.Option);
                foreach (var block in referential.Composition.ElectivesFor(valid.Option).Where(valid.Blocks.Contains)) choice = picker.Toggle(choice, block, true);
                choice.Blocks.ShouldBe(referential.InOrder(valid.Blocks));
                referential.Composition.Check(choice).ShouldBeEmpty();
            }
        }
    }

    private IRenderedComponent<BlockChoiceSection> Show(Referential referential, BlockChoice choice, params AcquiredLine[] acquired) => Render<BlockChoiceSection>(p => p
        .Add(s => s.Referential, referential).Add(s => s.Choice, choice).Add(s => s.Acquired, acquired).Add(s => s.OnChoose, (BlockChoice c) => chosen = c));
}
