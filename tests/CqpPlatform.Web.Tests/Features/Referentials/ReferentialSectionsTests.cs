using Bunit;
using CqpPlatform.Web.Features.Referentials.Components;
using CqpPlatform.Web.Tests.Referentials;

namespace CqpPlatform.Web.Tests.Features.Referentials;

public sealed class ReferentialSectionsTests : BunitContext
{
    [Theory]
    [InlineData("RNCP31391")]
    [InlineData("RNCP31395")]
    [InlineData("RNCP41351")]
    public void Every_competency_criterion_and_situation_of_a_block_is_on_the_page(string code)
    {
        var referential = Shipped.Of(code);
        foreach (var block in referential.Blocks)
        {
            var text = Render<BlockSection>(p => p.Add(b => b.Referential, referential).Add(b => b.Block, block)).Find("section").TextContent;
            text.ShouldContain(block.Code);
            if (block.RncpCode is not null) text.ShouldContain(block.RncpCode);
            foreach (var competency in block.Competencies)
            {
                text.ShouldContain(competency.Title);
                foreach (var criterion in competency.AllCriteria()) text.ShouldContain(criterion);
                foreach (var known in competency.Knowledge.Concat(competency.SubCompetencies.SelectMany(s => s.Knowledge))) text.ShouldContain(known);
            }
            foreach (var evaluation in block.Evaluations)
            {
                text.ShouldContain(evaluation.Modality);
                foreach (var situation in evaluation.Situations) text.ShouldContain(situation.Text);
            }
            foreach (var note in referential.Notes.Where(n => n.Block == block.Code)) text.ShouldContain(note.Text);
        }
    }

    [Fact]
    public void The_composition_is_said_in_words()
    {
        var text = Render<CompositionSection>(p => p.Add(c => c.Referential, Shipped.Rncp31391)).Find("section").TextContent;
        text.ShouldContain("BC1, BC2 et BC3");
        text.ShouldContain("Option production");
        text.ShouldContain("Deux au choix parmi");
        text.ShouldContain("12");
    }

    [Fact]
    public void Routes_that_share_a_jury_share_its_text()
    {
        var section = Render<AccessSection>(p => p.Add(c => c.Referential, Shipped.Rncp41351));
        section.FindAll("blockquote").Count.ShouldBe(2);
        section.Markup.ShouldContain("voix prépondérante");
    }
}
