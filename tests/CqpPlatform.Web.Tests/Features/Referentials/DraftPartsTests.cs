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
    public void Whoever_held_a_block_that_was_taken_out_does_not_hold_the_one_added_under_its_code()
    {
        var sheet = Sheet(Shipped.Rncp31391);
        var part = Render<BlocksPart>(p => p.Add(b => b.Sheet, sheet));
        part.Find("[aria-label='Retirer le bloc BC9']").Click();
        part.FindAll("button").Single(b => b.TextContent == "Ajouter un bloc").Click();
        sheet.Referential.Blocks[^1].ShouldSatisfyAllConditions(b => b.Code.ShouldBe("BC9"), b => b.Title.ShouldBeEmpty());
        sheet.Referential.Equivalences.ShouldBe([new("2009", "BC9", null)]);
        sheet.Referential.BlocksFor("2009", "BC9").ShouldBeEmpty();
        part.Find("[aria-label='Retirer le bloc BC9']").Click();
        sheet.Referential.Equivalences.ShouldBe([new("2009", "BC9", null)], "declared once");
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
    public void A_composition_of_every_kind_of_rule_is_written_without_the_json_and_says_what_it_allows()
    {
        var r = Shipped.Rncp31391;
        var sheet = Sheet(r with { Composition = new([], [], null) });
        IRenderedComponent<CompositionPart> part = null!;
        part = Render<CompositionPart>(p => p.Add(x => x.Sheet, sheet).Add(x => x.OnEdited, () => part.Render()));
        part.Markup.ShouldContain("les choix possibles s’afficheront ici");
        Tick("$.composition.common", "BC1");
        Press("Ajouter une option");
        Type("$.composition.options[0].code", "production");
        Type("$.composition.options[0].title", "option production");
        Tick("$.composition.options[0].blocks", "BC4");
        part.Find("[id='$.composition.options[0].electives']").Change(true);
        Tick("$.composition.options[0].electives.among", "BC2", "BC3");
        Press("Ajouter une option");
        Type("$.composition.options[1].code", "sinistre");
        Type("$.composition.options[1].title", "option sinistre");
        Tick("$.composition.options[1].blocks", "BC5");
        Press("Ajouter une liste de blocs au choix");
        Tick("$.composition.moreElectives[0].among", "BC6", "BC7");
        Type("$.composition.moreElectives[0].count", "0");
        part.Find("[id='$.composition.moreElectives[0].count']").ParentElement!.TextContent.ShouldContain("Au moins 1, ou un nombre maximal");
        Type("$.composition.moreElectives[0].atMost", "1");
        Press("Ajouter un groupe");
        Type("$.composition.groups.among[0].title", "parcours entreprise");
        Tick("$.composition.groups.among[0].blocks", "BC8");
        Press("Ajouter un groupe");
        Type("$.composition.groups.among[1].title", "parcours particuliers");
        Tick("$.composition.groups.among[1].blocks", "BC9");
        Press("Ajouter un prérequis");
        Type("$.composition.prerequisites[0].block", "BC7");
        Tick("$.composition.prerequisites[0].requires", "BC9");

        ReferentialJson.Write(sheet.Referential with { Composition = sheet.Referential.Composition }).ShouldBe(ReferentialJson.Write(r with
        {
            Composition = new(["BC1"], [new("production", "option production", ["BC4"], new ElectiveRule(1, ["BC2", "BC3"])), new("sinistre", "option sinistre", ["BC5"])], null,
                [new ElectiveRule(0, ["BC6", "BC7"], 1)], new GroupRule(1, [new("parcours entreprise", ["BC8"]), new("parcours particuliers", ["BC9"])]), [new("BC7", ["BC9"])]),
        }));
        sheet.Left.ShouldBeEmpty();
        // Production: two electives of its own × (nothing, BC6, or BC7 with the second group) × groups; sinistre: the same without them.
        part.Find("[aria-labelledby='p-permis']").TextContent.ShouldContain("15 choix possibles");

        Press("Ajouter une liste de blocs au choix");
        part.Find("[id='$.composition.moreElectives[1]'] [aria-label^='Monter']").Click();
        sheet.Referential.Composition.MoreElectives![0].Among.ShouldBeEmpty();
        part.Find("[id='$.composition.moreElectives[0]'] [aria-label^='Retirer']").Click();
        part.Find("[aria-label='Retirer le groupe 1']").Click();
        part.Find("[aria-label='Retirer le groupe 1']").Click();
        part.Find("[aria-label='Retirer le prérequis 1']").Click();
        (sheet.Referential.Composition.Groups, sheet.Referential.Composition.Prerequisites, sheet.Referential.Composition.MoreElectives!.Count).ShouldBe((null, null, 1));

        void Press(string label) => part.FindAll("button").Single(b => b.TextContent == label).Click();
        void Type(string path, string text) => part.Find($"[id='{path}']").Change(text);
        void Tick(string path, params string[] codes) => Array.ForEach(codes, code => part.FindAll($"[id='{path}'] label").Single(l => l.QuerySelector("b")!.TextContent == code).QuerySelector("input")!.Change(true));
    }

    [Fact]
    public void A_fault_of_a_rule_names_the_rule_and_never_a_path()
    {
        var r = Shipped.Rncp31391;
        var composition = r.Composition with { Options = [r.Composition.Options[0], r.Composition.Options[1] with { Blocks = ["BC1", "BC6", "BC7"] }], Electives = new(2, ["BC8"]) };
        var faults = Render<DraftFaults>(p => p.Add(f => f.Sheet, Sheet(r with { Composition = composition })));
        faults.FindAll("a").Select(a => a.TextContent.Replace('\u00A0', ' ')).ShouldBe([
            "Blocs au choix, nombre : Un nombre de 0 à 1 est attendu.", "Options 2, blocs : « BC1 » a déjà une place dans « Blocs communs ».", "Composition : Le bloc BC9 n’y a pas de place."], ignoreOrder: true);
    }

    [Fact]
    public void The_scale_gains_loses_and_orders_its_levels_and_says_which_mean_acquired()
    {
        var sheet = Sheet(Shipped.Rncp31391);
        var part = Render<RulesPart>(p => p.Add(x => x.Sheet, sheet));
        part.Find("[aria-label='Retirer le niveau En cours d’acquisition']").Click();
        part.FindAll("button").Single(b => b.TextContent == "Ajouter un niveau").Click();
        Levels().ShouldBe(["Acquis", "Non acquis", "", "Non observé"]);
        part.Find("[id='$.scale.levels[2].label']").Change("Maîtrisé");
        part.Find("[id='$.scale.levels[2].shortLabel']").Change("Maîtrisé");
        part.Find("[id='$.scale.levels[2].favourable']").Change(true);
        part.Find("[aria-label='Monter le niveau Maîtrisé']").Click();
        part.Find("[aria-label='Monter le niveau Maîtrisé']").Click();
        Levels().ShouldBe(["Maîtrisé", "Acquis", "Non acquis", "Non observé"]);
        sheet.Left.ShouldBeEmpty();
        var scale = sheet.Referential.Scale;
        var added = scale.Levels[0];
        (added.Favourable, added.CommentRequired, added.Rating.Key).ShouldBe((true, false, "Niveau1"));
        scale.Lowest([added.Rating, Rating.Acquired, Rating.NotObserved, null]).ShouldBe(Rating.Acquired);
        foreach (var (label, place) in new[] { ("Fragile", 3), ("Insuffisant", 4) })
        {
            part.FindAll("button").Single(b => b.TextContent == "Ajouter un niveau").Click();
            part.Find($"[id='$.scale.levels[{place}].label']").Change(label);
            part.Find($"[id='$.scale.levels[{place}].shortLabel']").Change(label);
        }
        Levels().ShouldBe(["Maîtrisé", "Acquis", "Non acquis", "Fragile", "Insuffisant", "Non observé"]);
        sheet.Left.ShouldBeEmpty();
        part.Find("[id='$.scale.levels[4].favourable']").Change(true);
        part.Markup.ShouldContain("vient avant ceux qui ne le valent pas");
        part.Find("[id='$.scale.levels[4].favourable']").Change(false);
        part.Find("[aria-label='Retirer le niveau Insuffisant']").Click();
        part.Find("[aria-label='Retirer le niveau Fragile']").Click();

        part.Find("[id='$.scale.levels[2].commentRequired']").Change(false);
        part.Markup.ShouldContain("demande un commentaire");
        part.Find("[aria-label='Retirer le niveau Non acquis']").Click();
        part.Markup.ShouldContain("L’organisme de formation a besoin d’un niveau favorable et d’un niveau défavorable");

        IEnumerable<string> Levels() => sheet.Referential.Scale.Levels.Select(l => l.Label);
    }

    [Fact]
    public void A_proposal_rule_comes_with_its_sentence_and_its_thresholds_are_percentages()
    {
        var sheet = Sheet(Shipped.Rncp31391);
        var part = Render<RulesPart>(p => p.Add(x => x.Sheet, sheet));
        part.Find("[id='$.proposal.kind']").Change("Weighted");
        part.Find("[id='$.proposal.validatedFrom']").Change("75 %");
        part.Find("[id='$.proposal.weights.Commission']").Change("2,5");
        sheet.Left.ShouldBeEmpty();
        sheet.Referential.Proposal.ShouldSatisfyAllConditions(p => p.Explanation.ShouldContain("pondérée"), p => p.ValidatedFrom.ShouldBe(0.75m), p => p.Weights.ShouldBe([new(SourceKind.Commission, 2.5m)]));
        part.Find("[id='$.proposal.weights[0].weight']").Change("-1");
        part.Markup.ShouldContain("Un poids est supérieur à 0");
        part.Find("[id='$.proposal.kind']").Change("CommissionDecides");
        (sheet.Referential.Proposal.Weights, sheet.Referential.Proposal.ValidatedFrom).ShouldBe((null, null));
        part.Find("[aria-label='Retirer la source Tuteur']").Click();
        sheet.Referential.Scale.Level(Rating.NotObserved).Sources.ShouldBe([]);
        sheet.Left.ShouldContain(e => e.Message.Contains("aucune source ne peut le donner"));
    }

    [Fact]
    public void What_a_former_block_counts_for_is_chosen_from_lists()
    {
        var sheet = Sheet(Shipped.Rncp31391);
        var part = Render<ReadingPart>(p => p.Add(x => x.Sheet, sheet));
        part.FindAll("button").Single(b => b.TextContent == "Ajouter une équivalence").Click();
        part.Markup.ShouldContain("Texte vide");
        part.Find("[id='$.equivalences[0].formerBlock']").Change("BC3");
        sheet.Left.ShouldBeEmpty();
        part.Find("[id='$.equivalences[0].block']").Change("BC4");
        sheet.Referential.Equivalences.ShouldBe([new("2009", "BC3", "BC4")]);
        Render<NotesSection>(p => p.Add(n => n.Referential, sheet.Referential).Add(n => n.Sha256, "").Add(n => n.PublishedAt, null)).Markup.ShouldContain("compte pour");
        part.Find("[aria-label='Retirer l’équivalence 1']").Click();
        sheet.Referential.Equivalences.ShouldBeNull();
    }

    [Fact]
    public void A_comparison_reads_without_colour()
    {
        var r = Shipped.Rncp41351;
        var later = r with { Blocks = [.. r.Blocks.Skip(1)], Validity = new Validity(ValidityKind.Years, 5) };
        var view = Render<ComparisonView>(p => p.Add(c => c.Comparison, ReferentialComparison.Of(r, later)));
        view.FindAll("h3").Select(h => h.TextContent).ShouldContain(h => h.Contains("(bloc retiré)"));
        view.FindAll("dt").Select(d => d.TextContent.Trim()).ShouldContain("Validité d’un bloc acquis modifié");
        view.FindAll("ins").ShouldContain(i => i.TextContent.Contains("5 ans"));
        view.FindAll("del .sr").Select(s => s.TextContent).Distinct().ShouldBe([" retiré : "]);
    }

    private DraftSheet Sheet(Referential referential) => new(new(Guid.NewGuid(), 1, referential, Shipped.FaultsOf(referential), null, [new("2009", referential.Blocks)]), input =>
    {
        saved.Add(input.Referential);
        return Task.FromResult<Result<DraftSaved>>(new DraftSaved(DateTimeOffset.UnixEpoch, 1, Shipped.FaultsOf(input.Referential)));
    });
}
