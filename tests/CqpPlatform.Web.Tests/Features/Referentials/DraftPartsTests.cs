using Bunit;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Features.Referentials.Components;
using CqpPlatform.Web.Features.Referentials.Editing;
using CqpPlatform.Web.Features.Referentials.Editing.Parts;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Tests.Referentials;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Referentials;

public sealed class DraftPartsTests : BunitContext
{
    private readonly List<Referential> saved = [];

    public DraftPartsTests() => Services.AddSingleton(TimeProvider.System);

    [Fact]
    public void A_competency_is_added_written_moved_and_taken_away_and_each_change_is_saved()
    {
        var sheet = Sheet(Shipped.Rncp31391);
        var block = Render<BlockPart>(p => p.Add(b => b.Sheet, sheet).Add(b => b.Index, 0));
        block.FindAll("button").Single(b => b.TextContent == "Ajouter une compétence").Click();
        Titles().ShouldBe(["C1", "C2", "C3", "C22"]);
        block.Find("[id='$.blocks[0].competencies[3].title']").ParentElement!.TextContent.ShouldContain("Texte vide");
        block.Find("[id='$.blocks[0].competencies[3].title']").Change("Accueillir");
        sheet.Left.ShouldBeEmpty();
        block.Find("[aria-label='Monter la compétence C22']").Click();
        Titles().ShouldBe(["C1", "C2", "C22", "C3"]);
        block.Find("[id='$.blocks[0].competencies[2].criteria']").Change("Un premier critère\n\n Un second ");
        sheet.Referential.Blocks[0].Competencies[2].Criteria.ShouldBe(["Un premier critère", "Un second"]);
        block.Find("[aria-label='Retirer la compétence C22']").Click();
        Titles().ShouldBe(["C1", "C2", "C3"]);
        saved.Count.ShouldBe(5);

        IEnumerable<string> Titles() => sheet.Referential.Blocks[0].Competencies.Select(c => c.Code);
    }

    [Fact]
    public void What_names_a_block_follows_its_new_code()
    {
        var sheet = Sheet(Shipped.Rncp31391);
        Render<BlockPart>(p => p.Add(b => b.Sheet, sheet).Add(b => b.Index, 3)).Find("[id='$.blocks[3].code']").Change("BC40");
        sheet.Left.ShouldBeEmpty();
        sheet.Referential.Composition.Option("production")!.Blocks.ShouldBe(["BC40", "BC5"]);
    }

    [Fact]
    public void Every_part_of_each_shipped_referential_can_be_shown_and_gives_each_field_one_place()
    {
        foreach (var file in Shipped.Files)
        {
            var sheet = Sheet(file.Referential);
            var markup = new[]
            {
                Render<IdentityPart>(p => p.Add(x => x.Sheet, sheet)).Markup, Render<CompositionPart>(p => p.Add(x => x.Sheet, sheet)).Markup, Render<AccessPart>(p => p.Add(x => x.Sheet, sheet)).Markup,
                Render<RulesPart>(p => p.Add(x => x.Sheet, sheet)).Markup, Render<BlocksPart>(p => p.Add(x => x.Sheet, sheet)).Markup, Render<ReadingPart>(p => p.Add(x => x.Sheet, sheet)).Markup,
            };
            foreach (var page in markup) Ids(page).ShouldBeUnique();
            for (var i = 0; i < file.Referential.Blocks.Count; i++)
                Ids(Render<BlockPart>(p => p.Add(x => x.Sheet, sheet).Add(x => x.Index, i)).Markup).ShouldBeUnique();
        }

        static IEnumerable<string> Ids(string markup) => System.Text.RegularExpressions.Regex.Matches(markup, " id=\"([^\"]+)\"").Select(m => m.Groups[1].Value);
    }

    [Fact]
    public void Each_fault_says_where_it_is_and_leads_there()
    {
        var r = Shipped.Rncp31391;
        var wrong = r with { Title = "", Blocks = [.. r.Blocks.Select(b => b.Code == "BC5" ? b with { Competencies = [.. b.Competencies.Select(c => c with { Criteria = [""] })] } : b)], Composition = r.Composition with { Common = ["BC1", "BC2"] } };
        var faults = Render<DraftFaults>(p => p.Add(f => f.Sheet, Sheet(wrong)));
        faults.FindAll("a").Select(a => a.TextContent).ShouldBe(["Intitulé enregistré : Texte vide.", "BC5, C9, critères : Texte vide.", "Composition : Le bloc BC3 n’y a pas de place."], ignoreOrder: true);
        faults.FindAll("a").Select(a => a.GetAttribute("href")).ShouldContain(h => h!.EndsWith("?partie=bloc-5#%24.blocks%5B4%5D.competencies%5B0%5D.criteria%5B0%5D", StringComparison.Ordinal));
    }

    [Fact]
    public void A_comparison_reads_without_colour()
    {
        var r = Shipped.Rncp41351;
        var later = r with { Blocks = [.. r.Blocks.Skip(1)], Validity = Validity.ForYears(5) };
        var view = Render<ComparisonView>(p => p.Add(c => c.Comparison, ReferentialComparison.Of(r, later)));
        view.FindAll("h3").Select(h => h.TextContent).ShouldContain(h => h.Contains("(bloc retiré)"));
        view.FindAll("dt").Select(d => d.TextContent.Trim()).ShouldContain("Validité d’un bloc acquis modifié");
        view.FindAll("ins").ShouldContain(i => i.TextContent.Contains("5 ans"));
        view.FindAll("del .sr").ShouldAllBe(s => s.TextContent == " retiré : ");
    }

    private DraftSheet Sheet(Referential referential) => new(new(Guid.NewGuid(), 1, referential, ReferentialJson.Faults(referential)), input =>
    {
        saved.Add(input.Referential);
        return Task.FromResult<Result<DraftSaved>>(new DraftSaved(DateTimeOffset.UnixEpoch, 1, ReferentialJson.Faults(input.Referential)));
    });
}
