using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Domain.Tests.Referentials;

namespace CqpPlatform.Domain.Tests.Evaluations;

/// <summary>Two examiners rate apart, then both confirm one grid.</summary>
public sealed class ReconciliationTests
{
    private static readonly DateTimeOffset Now = new(2021, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly Signatory Marc = new(Guid.NewGuid(), "HASSANI Marc"), Aude = new(Guid.NewGuid(), "PRIGENT Aude");
    private static readonly Referential Referential = TestReferentials.With(TestReferentials.Rncp31391);

    [Fact]
    public void What_both_rated_alike_is_taken_over_with_both_comments_and_what_differs_is_left_to_them()
    {
        var marc = Grid(Marc, ("C8.1", Rating.InProgress, "Hésite."), ("C8.2", Rating.Acquired, null));
        var aude = Grid(Aude, ("C8.1", Rating.InProgress, "Confond deux garanties."), ("C8.2", Rating.NotAcquired, "Ne sait pas."));

        var common = Evaluation.Reconcile(Referential, marc, aude, Now).Value;

        (common.ExaminerId, common.Status, common.EnrolmentId).ShouldBe((null, EvaluationStatus.Draft, marc.EnrolmentId));
        var line = common.Ratings.Single(r => r.ItemCode == "C8.1");
        (line.Rating, line.Comment).ShouldBe((Rating.InProgress, "Hésite.\n\nConfond deux garanties."));
        common.Gaps(Referential).Select(g => g.Field).ShouldBe(["C8.2"]);
        common.Changes.ShouldAllBe(c => c.ByName == "HASSANI Marc et PRIGENT Aude");
    }

    [Fact]
    public void Two_comments_too_long_for_one_are_left_to_write_and_none_is_cut()
    {
        var marc = Grid(Marc, ("C9", Rating.NotAcquired, new string('a', 1500)));
        var aude = Grid(Aude, ("C9", Rating.NotAcquired, new string('b', 1500)));
        Evaluation.Reconcile(Referential, marc, aude, Now).Value.Gaps(Referential).Select(g => g.Field).ShouldBe(["C9"]);
    }

    [Fact]
    public void Nothing_is_reconciled_before_both_have_submitted()
    {
        var aude = Grid(Aude);
        Evaluation.Reconcile(Referential, Start(Marc), aude, Now).Errors.ShouldBe([EvaluationErrors.OtherNotSubmitted]);
        Evaluation.Reconcile(Referential, aude, Start(Marc), Now).Errors.ShouldBe([EvaluationErrors.OtherNotSubmitted]);
    }

    [Fact]
    public void A_file_joined_or_taken_out_after_a_confirmation_takes_it_back()
    {
        var common = Evaluation.Reconcile(Referential, Grid(Marc), Grid(Aude), Now).Value;
        common.Confirm(Referential, Aude, Now).Succeeded.ShouldBeTrue();
        var joined = common.Join("photo.pdf", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"u8.ToArray(), [], Marc, Now).Value;
        common.ConfirmedById.ShouldBeNull("she did not sign this file");
        common.SignaturesInForce.ShouldBeEmpty();
        common.Confirm(Referential, Aude, Now.AddMinutes(1)).Succeeded.ShouldBeTrue();
        common.TakeOut(joined.Id, [], Now.AddMinutes(2)).Succeeded.ShouldBeTrue();
        common.ConfirmedById.ShouldBeNull();
    }

    [Fact]
    public void It_is_submitted_when_both_have_confirmed_the_same_content()
    {
        var common = Evaluation.Reconcile(Referential, Grid(Marc), Grid(Aude), Now).Value;
        common.Confirm(Referential, Marc, Now).Succeeded.ShouldBeTrue();
        common.IsSubmitted.ShouldBeFalse();
        common.Confirm(Referential, Marc, Now).Errors.ShouldBe([EvaluationErrors.AlreadyConfirmed]);

        // Changed since: the first confirmation was of something else.
        common.Rate(Referential, "C9", Rating.NotAcquired, "Relu ensemble.", Aude, Now).Succeeded.ShouldBeTrue();
        common.ConfirmedById.ShouldBeNull();
        common.Confirm(Referential, Aude, Now).Succeeded.ShouldBeTrue();
        common.IsSubmitted.ShouldBeFalse();
        common.Confirm(Referential, Marc, Now.AddMinutes(1)).Succeeded.ShouldBeTrue();

        (common.IsSubmitted, common.SignedByNames, common.Signatures.Count).ShouldBe((true, "PRIGENT Aude et HASSANI Marc", 3));
        common.Signatures.TakeLast(2).Select(s => s.Sha256).Distinct().ShouldBe([common.ContentSha256(Referential)]);
        common.SignaturesInForce.ShouldBe(common.Signatures.TakeLast(2), "the first is of what was changed");
    }

    [Fact]
    public void A_gap_keeps_both_from_confirming()
    {
        var common = Evaluation.Reconcile(Referential, Grid(Marc), Grid(Aude, ("C9", Rating.NotAcquired, "Non.")), Now).Value;
        common.Confirm(Referential, Marc, Now).Errors.Single().Field.ShouldBe("C9");
    }

    [Fact]
    public void Reopened_it_needs_both_again_and_every_signature_stays()
    {
        var common = Evaluation.Reconcile(Referential, Grid(Marc), Grid(Aude), Now).Value;
        common.Confirm(Referential, Marc, Now);
        common.Confirm(Referential, Aude, Now);
        common.Reopen("Erreur de candidat").Succeeded.ShouldBeTrue();
        common.Confirm(Referential, Aude, Now).Succeeded.ShouldBeTrue();
        common.IsSubmitted.ShouldBeFalse();
        common.Signatures.Count.ShouldBe(3);
    }

    [Fact]
    public void Where_one_is_let_suffice_their_own_grid_counts_and_a_grid_they_confirmed_is_submitted()
    {
        var own = Grid(Marc);
        own.CountAlone(Marc.Id);
        (own.ExaminerId, own.IsSubmitted, own.SignedByNames).ShouldBe((null, true, "HASSANI Marc"));

        var confirmed = Evaluation.Reconcile(Referential, Grid(Marc), Grid(Aude), Now).Value;
        confirmed.Confirm(Referential, Marc, Now);
        confirmed.CountAlone(Marc.Id);
        confirmed.IsSubmitted.ShouldBeTrue();

        var waiting = Evaluation.Reconcile(Referential, Grid(Marc), Grid(Aude), Now).Value;
        waiting.CountAlone(Marc.Id);
        waiting.IsSubmitted.ShouldBeFalse("the one who stays has not confirmed it");
        waiting.Submit(Referential, Marc, Now).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, null, false, PairStage.Rating)]
    [InlineData(EvaluationStatus.Draft, null, false, PairStage.Rating)]
    [InlineData(EvaluationStatus.Reopened, null, false, PairStage.Rating)]
    [InlineData(EvaluationStatus.Submitted, null, false, PairStage.WaitingForOther)]
    [InlineData(EvaluationStatus.Submitted, EvaluationStatus.Draft, false, PairStage.Reconciling)]
    [InlineData(EvaluationStatus.Submitted, EvaluationStatus.Draft, true, PairStage.WaitingForConfirmation)]
    [InlineData(EvaluationStatus.Submitted, EvaluationStatus.Reopened, false, PairStage.Reconciling)]
    [InlineData(EvaluationStatus.Submitted, EvaluationStatus.Submitted, false, PairStage.Agreed)]
    public void Each_examiner_is_told_where_the_two_stand(EvaluationStatus? own, EvaluationStatus? common, bool confirmedByMe, PairStage stage) =>
        Evaluation.StageOf(own, common, confirmedByMe).ShouldBe(stage);

    private static readonly Guid Candidate = Guid.NewGuid();

    private static Evaluation Start(Signatory by) => Evaluation.Start(Candidate, "BC4", SourceKind.Commission, by.Id);

    /// <summary>Submitted, « Acquis » but where told otherwise.</summary>
    private static Evaluation Grid(Signatory by, params (string Code, Rating Rating, string? Comment)[] lines)
    {
        var grid = Start(by);
        foreach (var item in Referential.Block("BC4").GridLines(SourceKind.Commission))
        {
            var told = lines.FirstOrDefault(l => l.Code == item.Code);
            grid.Rate(Referential, item.Code, told.Code is null ? Rating.Acquired : told.Rating, told.Comment, by, Now).Succeeded.ShouldBeTrue();
        }
        grid.Submit(Referential, by, Now).Succeeded.ShouldBeTrue();
        return grid;
    }
}
