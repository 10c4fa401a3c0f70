using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Campaigns.PlanCommission;
using CqpPlatform.Web.Features.Evaluations.Evidence;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Links;
using CqpPlatform.Web.Features.Evaluations.Reconciling;
using CqpPlatform.Web.Features.Evaluations.Supervision;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Tests.Features.Evaluations.Takeovers;

/// <summary>Examiners change once an oral is planned: one takes over from another, or a second one joins.</summary>
public sealed class ExaminerTakeoverTests(DatabaseFixture fixture) : EvaluationTest(fixture)
{
    private const string Block = "BC4";
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"u8];

    [Fact]
    public async Task A_lone_examiners_work_goes_on_in_anothers_hands_or_is_set_aside_and_who_wrote_what_stays_true()
    {
        var stage = await StageAsync("alone");
        (await SettleAsync(stage, stage.Marc, stage.Aude, null)).Errors.ShouldBe([EvaluationErrors.SayWhatBecomes]);
        (await SettleAsync(stage, stage.Marc, stage.Aude, WrittenWork.Kept, " ")).Message.ShouldBe(CommissionErrors.AloneReasonRequired.Message);
        (await SettleAsync(stage, stage.Marc, stage.Aude, WrittenWork.Kept)).Message.ShouldBe("");
        (await ReadAsync(stage.Marc, stage.Enrolment, Block)).Errors.ShouldBe([SecurityErrors.NotFound], "who left no longer opens it");
        (await RateAsync(stage.Marc, new(stage.Enrolment, Block, "C8.2", Rating.Acquired, null))).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await ReadAsync(stage.Aude, stage.Enrolment, Block)).Value.Items.Single(i => i.Code == "C8.1").Stored.Comment.ShouldBe("Mot de Marc");
        await RateAsync(stage.Aude, new(stage.Enrolment, Block, "C8.2", Rating.NotAcquired, "Mot d’Aude"));

        // Back again, from nothing this time.
        (await SettleAsync(stage, stage.Aude, stage.Marc, WrittenWork.Discarded)).Message.ShouldBe("");
        (await ReadAsync(stage.Marc, stage.Enrolment, Block)).Value.Items.ShouldAllBe(i => i.Stored == LineValue.Empty);
        await FillAsync(stage.Marc, stage.Enrolment, Block);
        (await SubmitAsync(stage.Marc, stage.Enrolment, Block)).Message.ShouldBe("");
        (await StoredAsync(stage.World, stage.Enrolment, Block, SourceKind.Commission))!.SignedByNames.ShouldBe("HASSANI Marc");
        var aside = (await CertifierAsync(stage)).Apart.Single();
        aside.History.Where(h => !h.Step).Select(h => h.ByName).Distinct().ShouldBe(["HASSANI Marc", "PRIGENT Aude"], ignoreOrder: true);
        aside.History.Where(h => h.Step).Select(h => h.What).ShouldBe([EvaluationAct.SetAside.French(), EvaluationAct.HandedOver.French()]);

        // Signed: it is not reassigned without reopening, and what is kept stays signed.
        (await SettleAsync(stage, stage.Marc, stage.Aude, WrittenWork.Discarded)).Message.ShouldBe(EvaluationErrors.SignedNotSetAside(Block).Message);
        (await SettleAsync(stage, stage.Marc, stage.Aude, WrittenWork.Kept)).Message.ShouldBe("");
        (await ReadAsync(stage.Aude, stage.Enrolment, Block)).Value.SignedBy.ShouldBe("HASSANI Marc");
        var signed = (await StoredAsync(stage.World, stage.Enrolment, Block, SourceKind.Commission))!;
        (await RunAsync<ReopenEvaluation, Result>(Platform.As(stage.World.Manager), u => u.ExecuteAsync(new(signed.Id, "Erreur de ligne.")))).Message.ShouldBe("");
        (await CertifierAsync(stage)).History[0].ShouldSatisfyAllConditions(h => h.What.ShouldBe("Grille rouverte"), h => h.ByName.ShouldBe("MOREL Hélène"), h => h.Reason.ShouldBe("Erreur de ligne."));
    }

    [Fact]
    public async Task Whoever_is_linked_takes_no_seat_and_another_tenants_certifier_finds_no_oral()
    {
        var stage = await StageAsync("linked");
        (await SettleAsync(stage, stage.Marc, stage.Aude, WrittenWork.Kept)).Message.ShouldBe("");
        (await RunAsync<DeclareExaminerLink, Result>(Platform.As(stage.Aude), u => u.ExecuteAsync(new(stage.Oral, "Sa voisine")))).Message.ShouldBe("");
        (await SettleAsync(stage, stage.Aude, stage.Marc, WrittenWork.Kept)).Message.ShouldBe("");
        (await SettleAsync(stage, stage.Marc, stage.Aude, WrittenWork.Kept)).Errors.Single().Code.ShouldBe("oral-examiner-linked");
        (await JoinAsync(stage.World.Manager, stage.Oral, stage.Aude)).Errors.Single().Code.ShouldBe("oral-examiner-linked");
        var insurer = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        (await JoinAsync(insurer.Manager, stage.Oral, insurer.Examiner)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await JoinAsync(stage.World.Secretary, stage.Oral, stage.Aude)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
    }

    [Fact]
    public async Task A_second_examiner_joins_a_planned_oral_each_rates_apart_and_the_files_follow_to_the_common_grid()
    {
        var stage = await StageAsync("joins");
        (await JoinAsync(stage.World.Manager, stage.Oral, null)).Errors.ShouldBe([CommissionErrors.SecondRequired]);
        (await JoinAsync(stage.World.Manager, stage.Oral, stage.Marc)).Errors.ShouldBe([CommissionErrors.SameExaminerTwice]);
        (await JoinAsync(stage.World.Manager, stage.Oral, stage.Aude)).Message.ShouldBe("");
        (await JoinAsync(stage.World.Manager, stage.Oral, stage.Aude)).Errors.ShouldBe([CommissionErrors.TwoAlready]);

        (await ReadAsync(stage.Marc, stage.Enrolment, Block)).Value.ShouldSatisfyAllConditions(g => g.Stage.ShouldBe(PairStage.Rating), g => g.Items.Single(i => i.Code == "C8.1").Stored.Comment.ShouldBe("Mot de Marc"));
        (await ReadAsync(stage.Aude, stage.Enrolment, Block)).Value.ShouldSatisfyAllConditions(g => g.Files.ShouldBeEmpty(), g => g.Items.ShouldAllBe(i => i.Stored == LineValue.Empty));
        (await RunAsync<AddEvidence, Result<JoinedFile>>(Platform.As(stage.Aude), u => u.ExecuteAsync(new(stage.Enrolment, Block, "La même.pdf", Pdf)))).Succeeded.ShouldBeTrue();
        foreach (var examiner in new[] { stage.Marc, stage.Aude })
        {
            await FillAsync(examiner, stage.Enrolment, Block);
            (await SubmitAsync(examiner, stage.Enrolment, Block)).Message.ShouldBe("");
        }

        var common = (await RunAsync<ReadReconciliation, Result<EvaluationGrid>>(Platform.As(stage.Aude), u => u.ExecuteAsync(stage.Enrolment, Block))).Value;
        var file = common.Files.ShouldHaveSingleItem("the same file of both is one");
        (await RunAsync<ReadEvidence, Result<FileToRead>>(Platform.As(stage.Aude), u => u.ExecuteAsync(stage.Enrolment, Block, file.Id, common: true))).Value.Bytes.ShouldBe(Pdf);
        foreach (var examiner in new[] { stage.Marc, stage.Aude }) (await SubmitAsync(examiner, stage.Enrolment, Block, common: true)).Message.ShouldBe("");
        var counts = (await StoredAsync(stage.World, stage.Enrolment, Block, SourceKind.Commission))!;
        counts.FilesSha256.ShouldNotBeNull("both signatures cover it");
        var whole = await CertifierAsync(stage);
        whole.Files.Single().Id.ShouldBe(file.Id);
        whole.Apart.Select(a => (a.SetAsideAt, a.Files.Count)).ShouldBe([(null, 1), (null, 1)], "each examiner's own grid keeps its files");
        whole.Apart.ShouldContain(a => a.History.Any(h => h.After == "«\u00a0Mot de Marc\u00a0»" && h.ByName == "HASSANI Marc"));
        (await SettleAsync(stage, stage.Marc, stage.World.JuryMember, WrittenWork.Kept)).Errors.ShouldBe([SecurityErrors.NotFound], "nobody but an examiner");

        // Whoever takes a seat now has nothing to rate in what the two settled.
        var third = await Platform.CreateMemberAsync(stage.World, "Salmon", Role.Examiner);
        (await SettleAsync(stage, stage.Marc, third, null)).Message.ShouldBe("");
        (await ReadAsync(third, stage.Enrolment, Block)).Value.ShouldSatisfyAllConditions(g => g.Stage.ShouldBe(PairStage.Agreed), g => g.Editable.ShouldBeFalse());
        (await RateAsync(third, new(stage.Enrolment, Block, "C8.1", Rating.Acquired, null))).Errors.Single().Message.ShouldBe(EvaluationErrors.SettledBefore(Block).Message);
        (await RunAsync<AddEvidence, Result<JoinedFile>>(Platform.As(third), u => u.ExecuteAsync(new(stage.Enrolment, Block, "Tard.pdf", Pdf)))).Errors.Single().Code.ShouldBe("pair-settled-before");
    }

    [Fact]
    public async Task Whoever_wrote_in_the_grid_that_is_now_the_others_does_not_join_them()
    {
        var stage = await StageAsync("not apart");
        var third = await Platform.CreateMemberAsync(stage.World, "Salmon", Role.Examiner);
        (await SettleAsync(stage, stage.Marc, stage.Aude, WrittenWork.Kept)).Message.ShouldBe("");
        (await JoinAsync(stage.World.Manager, stage.Oral, stage.Marc)).Message.ShouldBe(CommissionErrors.NotApart([Block]).Message);
        (await JoinAsync(stage.World.Manager, stage.Oral, third)).Message.ShouldBe("");
        (await SettleAsync(stage, third, stage.Marc, null)).Message.ShouldBe(CommissionErrors.NotApart([Block]).Message);
        // Once what Marc wrote is set aside nobody holds it, and Marc may come back.
        (await SettleAsync(stage, stage.Aude, stage.Marc, WrittenWork.Discarded)).Message.ShouldBe("");
    }

    [Fact]
    public async Task Whoever_was_one_of_two_may_go_on_alone_in_the_grid_that_counts()
    {
        var stage = await StageAsync("alone again");
        (await JoinAsync(stage.World.Manager, stage.Oral, stage.Aude)).Message.ShouldBe("");
        (await RateAsync(stage.Aude, new(stage.Enrolment, Block, "C8.1", Rating.Acquired, "Mot d’Aude"))).Message.ShouldBe("");
        (await SettleAsync(stage, stage.Aude, null, null)).Message.ShouldBe("");
        (await SettleAsync(stage, stage.Marc, stage.Aude, WrittenWork.Kept)).Message.ShouldBe("");
        (await ReadAsync(stage.Aude, stage.Enrolment, Block)).Value.Items.Single(i => i.Code == "C8.1").Stored.Comment.ShouldBe("Mot de Marc");
    }

    [Fact]
    public async Task Of_two_the_seat_goes_on_with_what_was_written_and_what_is_signed_is_reopened_first()
    {
        var stage = await StageAsync("seat");
        var third = await Platform.CreateMemberAsync(stage.World, "Salmon", Role.Examiner);
        (await JoinAsync(stage.World.Manager, stage.Oral, stage.Aude)).Message.ShouldBe("");
        (await SettleAsync(stage, stage.Marc, third, WrittenWork.Kept)).Message.ShouldBe("");
        (await ReadAsync(third, stage.Enrolment, Block)).Value.Items.Single(i => i.Code == "C8.1").Stored.Comment.ShouldBe("Mot de Marc");
        (await ReadAsync(stage.Aude, stage.Enrolment, Block)).Value.Items.ShouldAllBe(i => i.Stored == LineValue.Empty);

        await FillAsync(third, stage.Enrolment, Block);
        (await SubmitAsync(third, stage.Enrolment, Block)).Message.ShouldBe("");
        foreach (var written in Enum.GetValues<WrittenWork>()) (await SettleAsync(stage, third, stage.Marc, written)).Errors.Single().Code.ShouldBe("evaluation-submitted");
    }

    private sealed record OralStage(TestWorld World, Guid Enrolment, Guid Oral, Membership Aude)
    {
        public Membership Marc => World.Examiner;
    }

    /// <summary>Marc alone has begun, with a comment and a file.</summary>
    private async Task<OralStage> StageAsync(string name)
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var aude = await Platform.CreateMemberAsync(world, "Prigent", Role.Examiner);
        var (_, enrolment, oral) = await Platform.CreateEvaluationAsync(world, "RNCP31391", Fresh(name));
        await RateAsync(world.Examiner, new(enrolment.Id, Block, "C8.1", Rating.NotAcquired, "Mot de Marc"));
        (await RunAsync<AddEvidence, Result<JoinedFile>>(Platform.As(world.Examiner), u => u.ExecuteAsync(new(enrolment.Id, Block, "Cas traité.pdf", Pdf)))).Succeeded.ShouldBeTrue();
        Platform.Clock.Now = Platform.Clock.Now.AddMinutes(1);
        return new(world, enrolment.Id, oral.Id, aude);
    }

    private Task<Result> SettleAsync(OralStage stage, Membership absent, Membership? by, WrittenWork? written, string reason = "Train supprimé")
    {
        Platform.Clock.Now = Platform.Clock.Now.AddMinutes(1);
        return RunAsync<SettleMissingExaminer, Result>(Platform.As(stage.World.Manager), u => u.ExecuteAsync(new(stage.Oral, absent.Id, by?.Id, reason, written)));
    }

    private Task<Result> JoinAsync(Membership by, Guid oral, Membership? second) => RunAsync<AddExaminer, Result>(Platform.As(by), u => u.ExecuteAsync(new(oral, second?.Id)));

    private async Task<EvaluationGrid> CertifierAsync(OralStage stage) =>
        (await RunAsync<ReadSourceGrid, Result<EvaluationGrid>>(Platform.As(stage.World.Manager), u => u.ExecuteAsync(stage.Enrolment, Block, SourceKind.Commission))).Value;
}
