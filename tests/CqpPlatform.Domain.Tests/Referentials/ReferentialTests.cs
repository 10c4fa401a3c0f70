using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Tests.Referentials;

public class ReferentialTests
{
    private static readonly Referential Gestionnaire = TestReferentials.With(
        TestReferentials.Rncp31391,
        new(new(2009, 2, 7), new(2011, 2, 7), "Ancien", "arrêté du 28 janvier 2009", ""),
        new(new(2011, 2, 7), new(2015, 4, 14), "Ancien", "arrêté du 5 avril 2012", ""),
        new(new(2015, 4, 14), new(2021, 8, 7), "Nouveau", "arrêté du 30 juillet 2018", ""));

    [Fact]
    public void An_engagement_on_the_last_day_of_the_registration_is_admitted() =>
        Gestionnaire.CheckEngagement(new(2021, 8, 7)).ShouldBeNull();

    [Fact]
    public void An_engagement_after_the_registration_is_refused_in_the_words_of_the_enrolment_page() =>
        Gestionnaire.CheckEngagement(new(2021, 9, 6))!.Message.ShouldBe(
            "Le 06/09/2021 est postérieur au 07/08/2021, fin de l’enregistrement de RNCP31391. Vérifiez la date\u202F; si elle est exacte, cette inscription est impossible.");

    [Fact]
    public void An_engagement_before_the_first_registration_is_refused() =>
        Gestionnaire.CheckEngagement(new(2009, 2, 6))!.Code.ShouldBe("engagement-before-registration");

    [Fact]
    public void An_engagement_between_two_registrations_is_refused()
    {
        var gap = TestReferentials.With(
            TestReferentials.Rncp31391, new(new(2010, 1, 1), new(2011, 1, 1), "", null, ""), new(new(2012, 1, 1), new(2013, 1, 1), "", null, ""));
        gap.CheckEngagement(new(2011, 6, 1))!.Code.ShouldBe("engagement-outside-registration");
    }

    [Fact]
    public void A_day_two_periods_share_belongs_to_the_later_one() =>
        Gestionnaire.PeriodAt(new(2015, 4, 14))!.Title.ShouldBe("Nouveau");

    [Fact]
    public void The_certifier_is_warned_in_the_last_six_months_of_a_registration()
    {
        var last = Gestionnaire.LastPeriod();
        last.EndsWithinSixMonthsOf(new(2021, 2, 6)).ShouldBeFalse();
        last.EndsWithinSixMonthsOf(new(2021, 2, 7)).ShouldBeTrue();
        last.EndsWithinSixMonthsOf(new(2021, 8, 8)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(AccessRoute.ContinuingEducation, true)]
    [InlineData(AccessRoute.ProfessionalisationContract, true)]
    [InlineData(AccessRoute.ValidationOfExperience, true)]
    [InlineData(AccessRoute.StudentStatus, false)]
    [InlineData(AccessRoute.Apprenticeship, false)]
    [InlineData(AccessRoute.IndividualApplication, false)]
    public void Only_the_routes_the_fiche_opens_are_admitted(AccessRoute route, bool admitted) =>
        (Gestionnaire.CheckRoute(route) is null).ShouldBe(admitted);

    [Fact]
    public void A_closed_route_says_which_are_open() =>
        Gestionnaire.CheckRoute(AccessRoute.Apprenticeship)!.Message.ShouldBe(
            "La voie «\u00A0Contrat d’apprentissage\u00A0» n’est pas ouverte pour RNCP31391. Voies ouvertes\u00A0: formation continue, contrat de professionnalisation et VAE.");

    [Fact]
    public void A_block_is_found_by_either_code() =>
        Gestionnaire.Block("RNCP31391BC04").Code.ShouldBe("BC4");

    [Fact]
    public void Blocks_are_told_in_the_referentials_order() =>
        Gestionnaire.InOrder(["BC9", "BC8", "BC5", "BC4", "BC3", "BC2", "BC1"])
            .ShouldBe(["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9"]);

    [Fact]
    public void The_commission_rates_the_knowledge_question_then_the_sub_competencies_or_the_competency() =>
        Gestionnaire.Block("BC4").RatedItems(SourceKind.Commission).ShouldBe(
        [
            new("connaissances.fondamentaux", "Fondamentaux", null, "connaissances"),
            new("C8.1", "Etudier", "C8", "cas"), new("C8.2", "Elaborer", "C8", "cas"), new("C9", "Suivre", "C9", "cas"),
        ]);

    [Fact]
    public void Competencies_are_rated_once_over_the_two_parts_of_the_training_organisation() =>
        Gestionnaire.Block("BC4").RatedItems(SourceKind.TrainingOrganisation).ShouldAllBe(i => i.PartCode == null);

    [Fact]
    public void Validity_is_unlimited_or_ends_after_years_or_at_a_date()
    {
        var acquired = new DateOnly(2020, 12, 10);
        Validity.Unlimited.LastDay(acquired).ShouldBeNull();
        new Validity(ValidityKind.Years, 5).LastDay(acquired).ShouldBe(new(2025, 12, 10));
        new Validity(ValidityKind.Date, Until: new(2022, 1, 1)).LastDay(acquired).ShouldBe(new(2022, 1, 1));
    }

    [Theory]
    [InlineData("Organisme de formation", "OF")]
    [InlineData("Tuteur", "TUT")]
    [InlineData("Comité d’évaluation", "CE")]
    [InlineData("Maître d’apprentissage", "MA")]
    public void A_source_without_a_short_name_is_headed_by_its_initials(string label, string expected) =>
        new SourceRequirement(SourceKind.Commission, label, label).Short().ShouldBe(expected);

    [Theory]
    [InlineData("le tuteur", "du tuteur")]
    [InlineData("la commission", "de la commission")]
    [InlineData("l’organisme de formation", "de l’organisme de formation")]
    [InlineData("les examinateurs", "des examinateurs")]
    [InlineData("Institut Corvalle", "d’Institut Corvalle")]
    [InlineData("Écoles réunies", "d’Écoles réunies")]
    public void A_source_stands_in_a_sentence_after_de(string name, string expected) => Domain.Common.French.Of(name).ShouldBe(expected);

    [Fact]
    public void A_block_of_a_former_version_counts_as_declared_or_for_the_one_of_its_code()
    {
        var referential = TestReferentials.With(TestReferentials.Rncp31391) with { Equivalences = [new("2009", "BC2", "BC4"), new("2009", "BC2", "BC5"), new("2009", "BC3", null)] };
        referential.BlocksFor("2009", "BC1").ShouldBe(["BC1"]);
        referential.BlocksFor("2009", "BC2").ShouldBe(["BC4", "BC5"]);
        referential.BlocksFor("2009", "BC3").ShouldBeEmpty();
        referential.BlocksFor("2009", "BC77").ShouldBeEmpty();
        referential.BlocksFor("2012", "BC3").ShouldBe(["BC3"]);
        referential.BlocksFor(referential.Version, "BC2").ShouldBe(["BC2"]);
    }

    [Fact]
    public void A_block_of_a_later_version_counts_for_the_block_it_came_from_whatever_its_code()
    {
        var former = TestReferentials.With(TestReferentials.Rncp31391) with { Version = "2017" };
        // BC4 and BC5 exchanged, BC6 split, BC8 merged into BC7, and a new block under the code of one that went.
        var later = former with
        {
            Version = "2026",
            Equivalences = [new("2017", "BC4", "BC5"), new("2017", "BC5", "BC4"), new("2017", "BC6", "BC6"), new("2017", "BC6", "BC8"), new("2017", "BC8", "BC7"), new("2017", "BC9", null)],
        };
        Read("BC1").ShouldBe(["BC1"]);
        Read("BC4").ShouldBe(["BC5"]);
        Read("BC5").ShouldBe(["BC4"]);
        Read("BC6").ShouldBeEmpty("a part of what it was");
        Read("BC7").ShouldBe(["BC7", "BC8"]);
        Read("BC9").ShouldBeEmpty("another block");
        later.BlocksFor("2017", "BC4", former).ShouldBe(["BC5"], "forwards, as declared");
        (former with { Equivalences = [new("2026", "BC4", "BC3")] }).BlocksFor("2026", "BC5", later).ShouldBe(["BC5"], "it says itself what that version’s blocks count for");

        former.Moved(later).ShouldBe([new("2026", "BC4", "BC5"), new("2026", "BC5", "BC4"), new("2026", "BC6", null), new("2026", "BC7", "BC7"), new("2026", "BC7", "BC8"), new("2026", "BC8", null), new("2026", "BC9", null)]);

        IReadOnlyList<string> Read(string block) => former.BlocksFor("2026", block, later);
    }
}
