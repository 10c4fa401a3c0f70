using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Tests.Referentials;

public class ShippedReferentialsTests
{
    [Fact]
    public void Three_referentials_are_shipped() =>
        Shipped.Files.Select(f => f.Referential.Code).ShouldBe(["RNCP31391", "RNCP31395", "RNCP41351"]);

    [Theory]
    [InlineData("RNCP31391", 12)]
    [InlineData("RNCP31395", 3)]
    [InlineData("RNCP41351", 2)]
    public void There_are_as_many_valid_choices_as_the_product_says(string code, int count)
    {
        var referential = Shipped.Of(code);
        var choices = referential.Composition.ValidChoices().ToList();
        choices.Count.ShouldBe(count);
        choices.ShouldAllBe(c => referential.Composition.Check(c, null).Count == 0);
    }

    [Theory]
    [InlineData("RNCP31391", 9, 21, 30, 3)]
    [InlineData("RNCP31395", 8, 19, 0, 3)]
    [InlineData("RNCP41351", 3, 21, 0, 1)]
    public void Blocks_competencies_sub_competencies_and_sources_are_all_there(string code, int blocks, int competencies, int subCompetencies, int sources)
    {
        var referential = Shipped.Of(code);
        referential.Blocks.Count.ShouldBe(blocks);
        referential.Blocks.Sum(b => b.Competencies.Count).ShouldBe(competencies);
        referential.Blocks.SelectMany(b => b.Competencies).Sum(c => c.SubCompetencies.Count).ShouldBe(subCompetencies);
        referential.Blocks.ShouldAllBe(b => b.Evaluations.Count == sources);
    }

    [Theory]
    [InlineData("BC4", "C8", 8, 14, 10)]
    [InlineData("BC5", "C9", 8, 12, 10)]
    [InlineData("BC6", "C10", 6, 11, 3)]
    [InlineData("BC6", "C11", 2, 2, 4)]
    [InlineData("BC7", "C12", 2, 3, 7)]
    [InlineData("BC7", "C13", 4, 7, 6)]
    public void The_2017_referential_gives_a_specialty_competency_its_sub_competencies_criteria_knowledge_and_three_situations(
        string block, string code, int subCompetencies, int criteria, int knowledge)
    {
        var competency = Shipped.Rncp31391.Block(block).FindCompetency(code)!;
        competency.SubCompetencies.Select(s => s.Code).ShouldBe(Enumerable.Range(1, subCompetencies).Select(n => $"{code}.{n}"));
        competency.AllCriteria().Count().ShouldBe(criteria);
        competency.Knowledge.Count.ShouldBe(knowledge);
        Shipped.Rncp31391.Block(block).Evaluations.ShouldAllBe(e => e.Situation(code) != null);
    }

    [Fact]
    public void Eighteen_situations_in_all() =>
        Shipped.Rncp31391.Blocks.SelectMany(b => b.Evaluations).Sum(e => e.Situations.Count).ShouldBe(18);

    [Theory]
    [InlineData("BC01", 5, 25, "5 2 7 2 5 3 4 5 3 3 3")]
    [InlineData("BC02", 2, 10, "5 3 3 6")]
    [InlineData("BC03", 2, 13, "5 8 5 6 4 3")]
    public void The_41351_referential_gives_a_block_its_activities_and_each_competency_its_criteria(string code, int activities, int items, string criteria)
    {
        var block = Shipped.Rncp41351.Block(code);
        block.Activities.Count.ShouldBe(activities);
        block.Activities.Sum(a => a.Items.Count).ShouldBe(items);
        block.Activities.SelectMany(a => a.Competencies).ShouldBe(block.Competencies.Select(c => c.Code));
        string.Join(' ', block.Competencies.Select(c => c.Criteria.Count)).ShouldBe(criteria);
    }

    [Theory]
    [InlineData("RNCP31391", "-- 02 03 04 05 06 07 08 01")]
    [InlineData("RNCP31395", "05 01 02 03 06 07 08 04")]
    [InlineData("RNCP41351", "01 02 03")]
    public void A_block_keeps_its_registered_code_beside_the_referentials(string code, string registered) =>
        string.Join(' ', Shipped.Of(code).Blocks.Select(b => b.RncpCode?[^2..] ?? "--")).ShouldBe(registered);

    [Fact]
    public void BC5_bears_the_registered_title_and_remembers_the_referentials()
    {
        var block = Shipped.Rncp31391.Block("BC5");
        block.Title.ShouldBe("Gérer un portefeuille clients et contribuer au développement commercial");
        block.Title.ShouldBe(Shipped.Rncp31391.Block("BC8").Title);
        block.ReferentialTitle.ShouldBe("Assurer la gestion des contrats d’assurances");
    }

    [Theory]
    [InlineData("RNCP31391", "2015-04-14", true)]
    [InlineData("RNCP31391", "2021-08-07", true)]
    [InlineData("RNCP31391", "2021-08-08", false)]
    [InlineData("RNCP31395", "2009-02-06", false)]
    [InlineData("RNCP41351", "2028-09-24", true)]
    [InlineData("RNCP41351", "2028-09-25", false)]
    public void The_engagement_date_falls_in_a_registration_period(string code, string date, bool admitted) =>
        (Shipped.Of(code).CheckEngagement(DateOnly.Parse(date)) is null).ShouldBe(admitted);

    [Fact]
    public void The_same_three_routes_are_open_everywhere()
    {
        foreach (var file in Shipped.Files)
        {
            file.Referential.AdmittedRoutes().ShouldBe([AccessRoute.ContinuingEducation, AccessRoute.ProfessionalisationContract, AccessRoute.ValidationOfExperience]);
            file.Referential.AccessRoutes.Count.ShouldBe(6);
        }
    }

    [Fact]
    public void Each_route_has_the_jury_of_its_fiche()
    {
        Shipped.Rncp31391.JuryFor(AccessRoute.ContinuingEducation)!.Seats.Sum(s => s.Count).ShouldBe(13);
        Shipped.Rncp31395.JuryFor(AccessRoute.ValidationOfExperience)!.Seats.Select(s => s.Count).ShouldBe([5, 5, 2, 1]);
        var training = Shipped.Rncp41351.JuryFor(AccessRoute.ContinuingEducation)!;
        training.Seats.ShouldContain(s => s.Count == null, "the tenant's setting");
        training.Presidency.ShouldBe(JuryPresidency.Paritarian);
        var experience = Shipped.Rncp41351.JuryFor(AccessRoute.ValidationOfExperience)!;
        experience.Seats.Sum(s => s.Count).ShouldBe(5);
        experience.CastingVote.ShouldBeTrue();
        experience.Presidency.ShouldBe(JuryPresidency.QualifiedPerson);
    }

    [Fact]
    public void The_commission_rates_two_subjects_and_eight_sub_competencies_of_BC4_and_the_others_eight()
    {
        Shipped.Rncp31391.Block("BC4").RatedItems(SourceKind.Commission).Count.ShouldBe(10);
        Shipped.Rncp31391.Block("BC4").RatedItems(SourceKind.Tutor).Count.ShouldBe(8);
        Shipped.Rncp31391.Block("BC9").RatedItems(SourceKind.TrainingOrganisation).Select(i => i.Code).ShouldBe(["C17", "C18", "C19", "C20", "C21"]);
        Shipped.Rncp41351.Block("BC03").RatedItems(SourceKind.Commission).Count.ShouldBe(6);
    }

    [Fact]
    public void Recognition_between_the_two_courtage_referentials_is_declared_both_ways_and_joins_the_same_competencies()
    {
        foreach (var p in Shipped.Rncp31391.Passerelles)
        {
            Shipped.Rncp31395.Passerelles.ShouldContain(new Passerelle(p.OtherBlock, "RNCP31391", p.Block));
            Shipped.Rncp31395.Block(p.OtherBlock).Competencies.Select(c => SourceText.Reduce(c.Title))
                .ShouldBe(Shipped.Rncp31391.Block(p.Block).Competencies.Select(c => SourceText.Reduce(c.Title)));
        }
        Shipped.Rncp31391.Passerelles.Count.ShouldBe(8);
    }

    [Fact]
    public void Contradictions_are_noted_where_they_occur()
    {
        Shipped.Rncp31391.Notes.ShouldContain(n => n.Block == "BC5");
        Shipped.Rncp41351.Notes.ShouldNotBeEmpty();
        Shipped.Rncp41351.RegistrationPeriods.ShouldHaveSingleItem().LegalAct.ShouldBeNull("no source gives the decision's date");
    }
}
