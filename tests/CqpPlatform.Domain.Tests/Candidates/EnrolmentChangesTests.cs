using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Domain.Tests.Referentials;

namespace CqpPlatform.Domain.Tests.Candidates;

public sealed class EnrolmentChangesTests
{
    private static readonly DateTimeOffset Now = new(2021, 9, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly (Guid Own, Guid Other) Organisations = (Guid.NewGuid(), Guid.NewGuid());
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>();
    private static readonly CandidateIdentity Identity = new("Marchand", null, "Léa, Anne", Sex.Female, new(1994, 3, 14), "Ajaccio", "2A004");
    private static readonly Referential Referential = TestReferentials.With(TestReferentials.Rncp31391, new RegistrationPeriod(new(2015, 4, 14), new(2021, 8, 7), "Gestionnaire", null, ""));
    private static readonly BlockChoice Production = new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9"]);
    private static readonly BlockChoice Claims = new("sinistre", ["BC1", "BC2", "BC3", "BC6", "BC7", "BC8", "BC9"]);

    [Fact]
    public void A_withdrawal_says_why_and_is_taken_back_to_where_it_stood()
    {
        var enrolment = Accepted();
        enrolment.Withdraw(" ", decided: false).Errors.ShouldBe([EnrolmentErrors.ReasonRequired]);
        enrolment.Withdraw("a quitté l’entreprise", decided: true).Errors.ShouldBe([EnrolmentErrors.JuryDecided]);
        enrolment.Withdraw("a quitté l’entreprise", decided: false).Succeeded.ShouldBeTrue();
        enrolment.Withdraw("encore", decided: false).Errors.ShouldBe([EnrolmentErrors.NotWithdrawable]);
        enrolment.Reinstate(enrolledAgain: true, Nothing).Errors.ShouldBe([EnrolmentErrors.AlreadyEnrolled]);
        enrolment.Reinstate(enrolledAgain: false, Nothing).Succeeded.ShouldBeTrue();
        (enrolment.Status, enrolment.WithdrawnFrom).ShouldBe((EnrolmentStatus.Accepted, null));
        Draft().Withdraw("brouillon", decided: false).Errors.ShouldBe([EnrolmentErrors.NotWithdrawable]);
    }

    [Fact]
    public void What_was_acquired_while_it_was_withdrawn_is_not_evaluated_and_what_was_cancelled_is()
    {
        var enrolment = Accepted();
        enrolment.Withdraw("a quitté l’entreprise", decided: false);
        enrolment.Reinstate(enrolledAgain: false, Production.Blocks.ToHashSet()).Errors.ShouldBe([EnrolmentErrors.NothingToEvaluate]);
        enrolment.Reinstate(enrolledAgain: false, new HashSet<string> { "BC2", "BC7" }).Succeeded.ShouldBeTrue();
        enrolment.AcquiredBlocks.ShouldBe(["BC2"]);
        enrolment.Withdraw("a quitté l’entreprise", decided: false);
        enrolment.Reinstate(enrolledAgain: false, Nothing).Succeeded.ShouldBeTrue();
        enrolment.AcquiredBlocks.ShouldBeEmpty();
    }

    [Fact]
    public void A_transfer_goes_to_an_organisation_habilitated_on_the_engagement_date_for_the_option()
    {
        var enrolment = Accepted();
        enrolment.TransferTo(Organisations.Other, "fermeture", Rules(), evaluationStarted: true).Errors.ShouldBe([EnrolmentErrors.ChangeAfterStart]);
        enrolment.TransferTo(Organisations.Own, "fermeture", Rules(), evaluationStarted: false).Errors.ShouldBe([EnrolmentErrors.SameOrganisation]);
        enrolment.TransferTo(Organisations.Other, "fermeture", Rules(), evaluationStarted: false).Errors.ShouldHaveSingleItem().Code.ShouldBe("organisation-not-habilitated");
        enrolment.TransferTo(Organisations.Other, "fermeture", Rules(Of(Organisations.Other, "sinistre")), evaluationStarted: false).Errors.ShouldHaveSingleItem().Code.ShouldBe("option-not-habilitated");
        enrolment.TransferTo(Organisations.Other, "fermeture", Rules(Of(Organisations.Other, "production")), evaluationStarted: false).Succeeded.ShouldBeTrue();
        enrolment.OrganisationId.ShouldBe(Organisations.Other);
    }

    [Fact]
    public void Another_tutor_of_the_same_company_or_of_another_is_named_with_a_reason()
    {
        var enrolment = Accepted();
        var (company, tutor) = Workplace();
        enrolment.ConfideTo(company, tutor, " ").Errors.ShouldBe([EnrolmentErrors.ReasonRequired]);
        enrolment.ConfideTo(company, tutor, "départ").Succeeded.ShouldBeTrue();
        (enrolment.CompanyId, enrolment.TutorId).ShouldBe((company.Id, tutor.Id));
        enrolment.ConfideTo(company, tutor, "départ").Errors.ShouldBe([EnrolmentErrors.SameTutor]);
        enrolment.Contacts.ShouldBeNull("nothing was typed, and nothing is after an erasure");
    }

    [Fact]
    public void The_contacts_name_the_next_tutor_and_keep_those_of_the_candidate()
    {
        var enrolment = Draft();
        var (company, tutor) = Workplace();
        enrolment.Note(new("lea@exemple.invalid", "06 39 98 41 07", "11122233300011", "Cabinet Aurélane", "Garnier", "Sylvie", "gérante", "garnier@exemple.invalid")).Succeeded.ShouldBeTrue();
        enrolment.Submit(Rules(), Identity, Nothing, Now).Succeeded.ShouldBeTrue();
        enrolment.ConfideTo(company, tutor, "départ").Succeeded.ShouldBeTrue();
        enrolment.Contacts.ShouldBe(new("lea@exemple.invalid", "06 39 98 41 07", company.Siret, "Cabinet Brévent", "Lacaze", "Rémi", "associé", tutor.Email));
    }

    [Fact]
    public void What_was_typed_of_the_tutor_it_has_stays_as_typed()
    {
        var enrolment = Draft();
        var (company, tutor) = Workplace();
        var typed = new EnrolmentContacts(null, null, "404 833 048 00022", "Brevent", "LACAZE", "Rémi", null, " Lacaze@exemple.invalid");
        enrolment.Note(typed).Succeeded.ShouldBeTrue();
        enrolment.KeepTutor(company, tutor);
        enrolment.Contacts.ShouldBe(typed);
        enrolment.Note(typed with { TutorEmail = "garnier@exemple.invalid" }).Succeeded.ShouldBeTrue();
        enrolment.KeepTutor(company, tutor);
        enrolment.Contacts!.TutorEmail.ShouldBe(tutor.Email);
    }

    [Fact]
    public void Another_choice_of_blocks_meets_the_same_rules_and_counts_what_is_acquired()
    {
        var enrolment = Accepted();
        enrolment.ChangeBlocks(Claims with { Blocks = ["BC1"] }, "erreur", Rules(), Nothing, evaluationStarted: false).Refused.ShouldBeTrue();
        enrolment.Choice.Option.ShouldBe("production");
        enrolment.ChangeBlocks(Claims, "erreur", Rules(), new HashSet<string> { "BC6" }, evaluationStarted: true).Errors.ShouldBe([EnrolmentErrors.ChangeAfterStart]);
        enrolment.ChangeBlocks(Claims, "erreur", Rules(), new HashSet<string> { "BC6" }, evaluationStarted: false).Succeeded.ShouldBeTrue();
        (enrolment.Option, string.Join(' ', enrolment.BlocksToEvaluate)).ShouldBe(("sinistre", "BC1 BC2 BC3 BC7 BC8 BC9"));
    }

    [Fact]
    public void A_habilitation_limited_to_an_option_is_enforced_when_sending() =>
        Draft().Submit(Rules(Of(Organisations.Own, "sinistre"), unlimited: false), Identity, Nothing, Now).Errors.ShouldHaveSingleItem().Code.ShouldBe("option-not-habilitated");

    private static (Company Company, Tutor Tutor) Workplace()
    {
        var company = Company.Create("Cabinet Brévent", "40483304800022");
        return (company, Tutor.Create(company.Id, "Lacaze", "Rémi", "associé", "lacaze@exemple.invalid"));
    }

    private static Enrolment Draft() => Enrolment.Create(Guid.NewGuid(), Guid.NewGuid(), Organisations.Own, new(AccessRoute.ContinuingEducation, new(2021, 3, 1), Production, Guid.NewGuid(), Guid.NewGuid(), null));

    private static Enrolment Accepted()
    {
        var enrolment = Draft();
        enrolment.Submit(Rules(), Identity, Nothing, Now).Succeeded.ShouldBeTrue();
        enrolment.Accept(Nothing, Now).Succeeded.ShouldBeTrue();
        return enrolment;
    }

    private static Habilitation Of(Guid organisation, params string[] options) => Habilitation.Create(organisation, "RNCP31391", new(2015, 1, 1), null, options);

    private static EnrolmentRules Rules(Habilitation? more = null, bool unlimited = true) =>
        new(Referential, [.. unlimited ? new[] { Of(Organisations.Own) } : [], .. more is null ? Array.Empty<Habilitation>() : [more]], TestPlaces.Register, new(2021, 9, 1));
}
