using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Domain.Tests.Referentials;

namespace CqpPlatform.Domain.Tests.Evaluations;

public sealed class EvaluationTests
{
    private static readonly DateTimeOffset Now = new(2021, 11, 8, 14, 32, 0, TimeSpan.Zero);
    private static readonly Signatory Tutor = new(Guid.NewGuid(), "GARNIER Sylvie");
    private static readonly Referential Referential = TestReferentials.With(TestReferentials.Rncp31391);

    [Fact]
    public void A_grid_with_a_gap_is_not_submitted_and_each_gap_is_named()
    {
        var evaluation = Start(SourceKind.Tutor);
        evaluation.Rate(Referential, "C8.1", Rating.Acquired, null, Tutor, Now);
        evaluation.Rate(Referential, "C8.2", Rating.InProgress, " ", Tutor, Now);
        var refused = evaluation.Submit(Referential, Tutor, Now);
        refused.Errors.Select(e => (e.Code, e.Field)).ShouldBe([("comment-missing", "C8.2"), ("rating-missing", "C9")]);
        evaluation.IsSubmitted.ShouldBeFalse();
    }

    [Fact]
    public void A_grid_changes_hands_or_is_set_aside_until_it_is_signed()
    {
        var evaluation = Complete();
        var examiner = Guid.NewGuid();
        evaluation.HandOver(examiner).Succeeded.ShouldBeTrue();
        (evaluation.ExaminerId, evaluation.Changes.Select(c => c.ByName).Distinct().Single()).ShouldBe((examiner, Tutor.Name), "each entry keeps its writer's name");
        evaluation.Submit(Referential, Tutor, Now).Succeeded.ShouldBeTrue();
        evaluation.HandOver(null).Message.ShouldBe(EvaluationErrors.SignedNotHandedOver("BC4").Message);
        evaluation.RateApart(examiner).Message.ShouldBe(EvaluationErrors.SignedAlone("BC4").Message);
        evaluation.SetAside(Now).Message.ShouldBe(EvaluationErrors.SignedNotSetAside("BC4").Message);
        evaluation.Reopen("autre tuteur").Succeeded.ShouldBeTrue();
        evaluation.SetAside(Now).Succeeded.ShouldBeTrue();
        (evaluation.SetAsideAt, evaluation.Signatures.Count, evaluation.Ratings.Count > 0).ShouldBe((Now, 1, true), "all of it stays");
    }

    [Fact]
    public void A_submitted_grid_is_signed_and_locked_and_every_signature_stays()
    {
        var evaluation = Complete();
        evaluation.Submit(Referential, Tutor, Now).Succeeded.ShouldBeTrue();
        var first = evaluation.Signature!;
        (first.SignedByName, first.SignedAt, first.Sha256).ShouldBe(("GARNIER Sylvie", Now, evaluation.ContentSha256(Referential)));
        evaluation.Rate(Referential, "C9", Rating.NotAcquired, "non", Tutor, Now).Errors.ShouldBe([EvaluationErrors.Locked]);
        evaluation.Submit(Referential, Tutor, Now).Errors.ShouldBe([EvaluationErrors.Locked]);

        evaluation.Reopen("").Errors.ShouldBe([EvaluationErrors.ReasonRequired]);
        evaluation.Reopen("erreur de candidat").Succeeded.ShouldBeTrue();
        evaluation.Rate(Referential, "C9", Rating.NotAcquired, "Ne relance pas les impayés.", Tutor, Now).Succeeded.ShouldBeTrue();
        evaluation.Submit(Referential, Tutor, Now.AddHours(1)).Succeeded.ShouldBeTrue();
        evaluation.Signatures.Count.ShouldBe(2);
        evaluation.Signatures[0].ShouldBe(first);
        evaluation.Signature!.Sha256.ShouldNotBe(first.Sha256);
    }

    [Fact]
    public void Not_observed_is_the_tutors_alone_and_asks_for_a_comment()
    {
        Start(SourceKind.TrainingOrganisation).Rate(Referential, "C9", Rating.NotObserved, "x", Tutor, Now).Errors.Single().Code.ShouldBe("rating-not-offered");
        var evaluation = Complete();
        evaluation.Rate(Referential, "C9", Rating.NotObserved, null, Tutor, Now).Succeeded.ShouldBeTrue("a draft may lack its comment");
        evaluation.Submit(Referential, Tutor, Now).Errors.Single().Code.ShouldBe("comment-missing");
    }

    [Fact]
    public void A_change_that_builds_on_what_its_writer_did_not_see_is_refused_and_the_history_tells_each_one()
    {
        var evaluation = Start(SourceKind.Tutor);
        var first = new FieldChange(Guid.NewGuid(), "C9", LineField.Rating, "InProgress", null);
        evaluation.Change(Referential, first, Tutor, Now).Succeeded.ShouldBeTrue();
        evaluation.Change(Referential, new(Guid.NewGuid(), "C9", LineField.Rating, "Acquired", null), Tutor, Now).Errors.Single().Code.ShouldBe(EvaluationErrors.ChangedMeanwhileCode);
        evaluation.Change(Referential, new(Guid.NewGuid(), "C9", LineField.Rating, "InProgress", null), Tutor, Now).Succeeded.ShouldBeTrue("the same answer is nobody's loss");
        evaluation.Change(Referential, new(Guid.NewGuid(), "C9", LineField.Comment, "Relance à temps.", null), Tutor, Now).Succeeded.ShouldBeTrue("another field stands in nobody's way");
        evaluation.Change(Referential, new(Guid.NewGuid(), "C9", LineField.Rating, "Acquired", first.Id), Tutor, Now.AddMinutes(1)).Succeeded.ShouldBeTrue();

        evaluation.Changes.Select(c => (c.Field, c.Before, c.After, c.ByName)).ShouldBe(
            [(LineField.Rating, null, "InProgress", "GARNIER Sylvie"), (LineField.Comment, null, "Relance à temps.", "GARNIER Sylvie"), (LineField.Rating, "InProgress", "Acquired", "GARNIER Sylvie")]);
    }

    [Theory]
    [InlineData(0, 3, null)]
    [InlineData(0, 0, null)]
    [InlineData(1, 3, "InProgress")]
    [InlineData(3, 3, "Acquired")]
    public void Ticked_criteria_suggest_a_level(int ticked, int criteria, string? suggested) => (RatingScale.Default.Suggestion(ticked, criteria)?.Key).ShouldBe(suggested);

    /// <summary>What was signed when the levels were four names of the code is still what its hash says.</summary>
    [Fact]
    public void A_signature_is_made_over_the_keys_of_the_levels()
    {
        var evaluation = Complete();
        evaluation.Rate(Referential, "C9", Rating.InProgress, "Relance tard.", Tutor, Now).Succeeded.ShouldBeTrue();
        var text = $"{evaluation.EnrolmentId}\nBC4\nTutor\nC8.1\tAcquired\t\nC8.2\tAcquired\t\nC9\tInProgress\tRelance tard.\n";
        evaluation.ContentSha256(Referential).ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void A_rating_that_the_scale_does_not_have_is_refused()
    {
        var two = Referential with { Scale = TestReferentials.Scale(2, 1) };
        var evaluation = Start(SourceKind.Tutor);
        foreach (var value in new[] { "InProgress", "level1", "Level3", "1" })
            evaluation.Change(two, new(Guid.NewGuid(), "C9", LineField.Rating, value, null), Tutor, Now).Errors.Single().Code.ShouldBe("rating-unknown");
        evaluation.Rate(two, "C9", two.Scale.Levels[1].Rating, "Ne relance pas.", Tutor, Now).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void A_line_that_the_grid_does_not_have_is_refused() =>
        Start(SourceKind.Tutor).Rate(Referential, "C8", Rating.Acquired, null, Tutor, Now).Errors.Single().Code.ShouldBe("evaluation-unknown-item");

    [Fact]
    public void The_commission_also_rates_the_question_of_knowledge() =>
        Referential.Block("BC4").RatedItems(SourceKind.Commission).Select(i => i.Code).ShouldBe(["connaissances.fondamentaux", "C8.1", "C8.2", "C9"]);

    private static Evaluation Start(SourceKind source) => Evaluation.Start(Guid.NewGuid(), "BC4", source);

    private static Evaluation Complete()
    {
        var evaluation = Start(SourceKind.Tutor);
        foreach (var item in Referential.Block("BC4").RatedItems(SourceKind.Tutor)) evaluation.Rate(Referential, item.Code, Rating.Acquired, null, Tutor, Now).Succeeded.ShouldBeTrue();
        return evaluation;
    }
}
