using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Domain.Tests.Referentials;

namespace CqpPlatform.Domain.Tests.Candidates;

public sealed class EnrolmentTests
{
    private static readonly DateTimeOffset Now = new(2021, 9, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Organisation = Guid.NewGuid();
    private static readonly IReadOnlySet<string> NothingAcquired = new HashSet<string>();
    private static readonly CandidateIdentity Identity = new("Marchand", null, "Léa, Anne", Sex.Female, new(1994, 3, 14), "Ajaccio", "2A004");
    private static readonly Referential Referential = TestReferentials.With(TestReferentials.Rncp31391, new RegistrationPeriod(new(2015, 4, 14), new(2021, 8, 7), "Gestionnaire", null, ""));
    private static readonly EnrolmentDetails Complete = new(AccessRoute.ContinuingEducation, new(2021, 3, 1), new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9"]), Guid.NewGuid(), Guid.NewGuid(), null);

    [Fact]
    public void A_complete_enrolment_is_submitted_accepted_and_taken_back_while_nothing_is_evaluated()
    {
        var enrolment = Enrolment(Complete);
        Submit(enrolment).Succeeded.ShouldBeTrue();
        enrolment.Accept(NothingAcquired, Now).Succeeded.ShouldBeTrue();
        enrolment.UndoAccept(evaluationStarted: true).Errors.ShouldBe([EnrolmentErrors.EvaluationStarted]);
        enrolment.UndoAccept(evaluationStarted: false).Succeeded.ShouldBeTrue();
        enrolment.Status.ShouldBe(EnrolmentStatus.Submitted);
        enrolment.UndoAccept(evaluationStarted: false).Errors.ShouldBe([EnrolmentErrors.NotAccepted]);
    }

    [Theory]
    [InlineData(" Lea.Marchand@exemple.fr", true)]
    [InlineData("sylvie.garnier@exemple.fr", false)]
    [InlineData(null, false)]
    public void Whoever_is_observed_is_not_their_own_tutor(string? candidate, bool refused) =>
        new EnrolmentContacts(candidate, null, "73282932000074", "Cabinet Aurélane", "Garnier", "Sylvie", null, "lea.marchand@exemple.fr").Check(tutorRequired: true)
            .ShouldBe(refused ? [EnrolmentErrors.TutorIsCandidate] : []);

    [Theory]
    [InlineData("as.petit@demo", false)]
    [InlineData("as.petit@demo.", false)]
    [InlineData("as petit@demo.fr", false)]
    [InlineData("as.petit@demo.fr", true)]
    public void An_address_has_a_name_and_a_host_with_a_dot(string typed, bool fits) => EmailAddress.Fits(typed).ShouldBe(fits);

    [Fact]
    public void Every_refusal_comes_back_at_once()
    {
        var enrolment = Enrolment(new(AccessRoute.Apprenticeship, new(2021, 9, 6), new(null, ["BC1"]), null, null, null));
        var codes = enrolment.Submit(Rules(), Identity with { BirthInseeCode = "2A04" }, NothingAcquired, Now).Errors.Select(e => e.Code).ToList();
        codes.ShouldContain("insee-code");
        codes.ShouldContain("organisation-not-habilitated");
        codes.ShouldContain("tutor-missing");
        codes.ShouldContain("option-missing");
        codes.ShouldContain("common-missing");
        codes.Count.ShouldBeGreaterThan(6);
        enrolment.Status.ShouldBe(EnrolmentStatus.Draft);
    }

    [Fact]
    public void A_conge_VAE_goes_with_a_VAE_only()
    {
        var misplaced = Enrolment(Complete with { VaeLeave = true });
        Submit(misplaced).Errors.ShouldBe([EnrolmentErrors.LeaveWithoutVae]);
        misplaced.Change(Complete with { AccessRoute = AccessRoute.ValidationOfExperience, VaeLeave = true });
        Submit(misplaced).Succeeded.ShouldBeTrue();
        misplaced.Details.VaeLeave.ShouldBeTrue();
        Enrolment(Complete with { AccessRoute = null, VaeLeave = true }).Check(Rules(), Identity, NothingAcquired).ShouldNotContain(EnrolmentErrors.LeaveWithoutVae, "the route is still to come");
    }

    [Fact]
    public void The_engagement_date_decides_and_not_today()
    {
        Submit(Enrolment(Complete with { EngagementDate = new(2021, 8, 7) })).Succeeded.ShouldBeTrue("the last day of registration, judged later");
        Submit(Enrolment(Complete with { EngagementDate = new(2021, 8, 8) })).Refused.ShouldBeTrue();
    }

    [Fact]
    public void A_habilitation_counts_on_the_engagement_date()
    {
        var ended = Habilitation.Create(Organisation, "RNCP31391", new(2015, 1, 1), new(2020, 12, 31));
        Enrolment(Complete).Submit(Rules(ended), Identity, NothingAcquired, Now).Errors.ShouldBe([EnrolmentErrors.NotHabilitated]);
    }

    [Fact]
    public void An_acquired_block_keeps_its_place_and_is_not_evaluated_again()
    {
        var enrolment = Enrolment(Complete);
        enrolment.Submit(Habilitated, Identity, new HashSet<string> { "BC2", "BC7" }, Now).Succeeded.ShouldBeTrue();
        enrolment.AcquiredBlocks.ShouldBe(["BC2"]);
        enrolment.BlocksToEvaluate.ShouldBe(["BC1", "BC3", "BC4", "BC5", "BC8", "BC9"]);
    }

    [Fact]
    public void An_acquired_block_nobody_ticked_takes_its_place_in_the_choice()
    {
        var enrolment = Enrolment(Complete with { Choice = new("production", ["BC1", "BC3", "BC4", "BC5", "BC8"]) });
        enrolment.Submit(Habilitated, Identity, new HashSet<string> { "BC2", "BC7" }, Now).Succeeded.ShouldBeTrue();
        enrolment.Blocks.ShouldBe(["BC1", "BC2", "BC3", "BC4", "BC5", "BC7", "BC8"]);
        enrolment.BlocksToEvaluate.ShouldBe(["BC1", "BC3", "BC4", "BC5", "BC8"]);
    }

    [Fact]
    public void Nobody_is_enrolled_to_be_evaluated_on_nothing() =>
        Enrolment(Complete).Submit(Habilitated, Identity, Complete.Choice.Blocks.ToHashSet(), Now).Errors.ShouldContain(EnrolmentErrors.NothingToEvaluate);

    [Fact]
    public void A_returned_enrolment_says_why_and_can_be_mended_and_sent_again()
    {
        var enrolment = Enrolment(Complete);
        Submit(enrolment);
        enrolment.Change(Complete).Errors.ShouldBe([EnrolmentErrors.NotEditable]);
        enrolment.Return("  ", Now).Errors.ShouldBe([EnrolmentErrors.ReasonRequired]);
        enrolment.Return("tuteur sans adresse", Now).Succeeded.ShouldBeTrue();
        enrolment.Change(Complete).Succeeded.ShouldBeTrue();
        Submit(enrolment).Succeeded.ShouldBeTrue();
        enrolment.ReturnReason.ShouldBeNull();
    }

    private static EnrolmentRules Habilitated => Rules(Habilitation.Create(Organisation, "RNCP31391", new(2015, 1, 1)));

    private static EnrolmentRules Rules(params IReadOnlyCollection<Habilitation> habilitations) => new(Referential, habilitations, TestPlaces.Register, new(2021, 9, 1));

    private static Enrolment Enrolment(EnrolmentDetails details) => Domain.Candidates.Enrolment.Create(Guid.NewGuid(), Guid.NewGuid(), Organisation, details);

    private static Result Submit(Enrolment enrolment) => enrolment.Submit(Habilitated, Identity, NothingAcquired, Now);
}
