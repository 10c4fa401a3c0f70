using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Campaigns.CampaignMatrix;
using CqpPlatform.Web.Features.Campaigns.PlanCommission;
using CqpPlatform.Web.Features.Evaluations.CommissionOrals;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Reconciling;
using CqpPlatform.Web.Features.Evaluations.Supervision;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Evaluations.Reconciling;

/// <summary>Two examiners on PostgreSQL: each alone until both have submitted, then one grid that both confirm.</summary>
public sealed class ReconciliationTests(DatabaseFixture fixture) : EvaluationTest(fixture)
{
    private const string Block = "BC4", Line = "C8.1";

    [Fact]
    public async Task Each_writes_in_a_grid_of_their_own_and_sees_nothing_of_the_other()
    {
        var pair = await PairAsync();
        await RateAsync(pair.Marc, new(pair.Enrolment, Block, Line, Rating.NotAcquired, "Mot de Marc"));

        var aude = (await ReadAsync(pair.Aude, pair.Enrolment, Block)).Value;

        aude.Items.ShouldAllBe(i => i.Stored == LineValue.Empty && i.RatingBasis == null);
        (aude.Status, aude.Stage, aude.Pair).ShouldBe((null, PairStage.Rating, null));
        (await CommonAsync(pair.Aude, pair.Enrolment)).Errors.ShouldBe([EvaluationErrors.OtherNotSubmitted]);
        (await RateAsync(pair.Aude, new(pair.Enrolment, Block, Line, Rating.Acquired, null))).Succeeded.ShouldBeTrue("nothing to conflict with");
        (await StoredAsync(pair.World, pair.Enrolment, Block, SourceKind.Commission)).ShouldBeNull("neither is the grid that counts");
        var matrix = (await RunAsync<ReadCampaignMatrix, Result<CampaignMatrixView>>(Platform.As(pair.World.Manager), u => u.ExecuteAsync(pair.Campaign))).Value;
        matrix.Groups.Single().Rows.Single().Cells.Single(c => c is { BlockCode: Block, Source: SourceKind.Commission }).ShouldSatisfyAllConditions(c => c.State.ShouldBe(CellState.Draft), c => c.Result.ShouldBeNull());
    }

    [Fact]
    public async Task Submitted_by_one_it_waits_for_the_other_and_submitted_by_both_they_see_each_line()
    {
        var pair = await PairAsync();
        await SubmitOwnAsync(pair.Marc, pair.Enrolment, (Line, Rating.NotAcquired, "Mot de Marc"));
        (await ReadAsync(pair.Marc, pair.Enrolment, Block)).Value.Stage.ShouldBe(PairStage.WaitingForOther);
        (await CommonAsync(pair.Marc, pair.Enrolment)).Errors.ShouldBe([EvaluationErrors.OtherNotSubmitted]);

        await SubmitOwnAsync(pair.Aude, pair.Enrolment);

        var common = (await CommonAsync(pair.Marc, pair.Enrolment)).Value;
        common.Pair!.Grids.Select(g => g.Examiner).ShouldBe(["HASSANI Marc", "PRIGENT Aude"]);
        common.Pair.Grids[0].Line(Line).ShouldBe(new(Rating.NotAcquired, "Mot de Marc"));
        common.Items.Where(i => !common.Pair.Agrees(i.Code)).Select(i => i.Code).ShouldBe([Line]);
        common.Items.Where(i => i.Stored.Rating is null).Select(i => i.Code).ShouldBe([Line], "where they agree it is taken over");
        common.Stage.ShouldBe(PairStage.Reconciling);
        (await CommonAsync(pair.World.JuryMember, pair.Enrolment)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        (await CommonAsync(pair.Stranger, pair.Enrolment)).Errors.ShouldBe([SecurityErrors.NotFound]);
    }

    [Fact]
    public async Task Both_confirm_each_by_a_signature_and_only_then_the_jury_has_it()
    {
        var pair = await PairAsync();
        await SubmitOwnAsync(pair.Marc, pair.Enrolment, (Line, Rating.NotAcquired, "Mot de Marc"));
        await SubmitOwnAsync(pair.Aude, pair.Enrolment);
        (await SubmitAsync(pair.Marc, pair.Enrolment, Block, common: true)).Errors.Single().Field.ShouldBe(Line, "one difference is not settled");
        (await SettleAsync(pair.Aude, pair.Enrolment, Line, Rating.InProgress, "Vu ensemble.")).Succeeded.ShouldBeTrue();

        (await SubmitAsync(pair.Marc, pair.Enrolment, Block, common: true)).Succeeded.ShouldBeTrue();
        (await SubmitAsync(pair.Marc, pair.Enrolment, Block, common: true)).Errors.ShouldBe([EvaluationErrors.AlreadyConfirmed]);
        (await CommonAsync(pair.Aude, pair.Enrolment)).Value.ShouldSatisfyAllConditions(g => g.Pair!.ConfirmedBy.ShouldBe("HASSANI Marc"), g => g.FormerSignatures.ShouldBeEmpty("his holds"), g => g.SignedByReader.ShouldBeFalse());
        var day = (await RunAsync<ReadMyDay, Result<MyDay?>>(Platform.As(pair.Marc), u => u.ExecuteAsync(pair.OralId))).Value!;
        (await CommonAsync(pair.Marc, pair.Enrolment)).Value.ShouldSatisfyAllConditions(g => g.SignedByReader.ShouldBeTrue(), g => g.FormerSignatures.ShouldBeEmpty(),
            g => day.After(day.Orals.Single(), g).ShouldBe(($"/ma-journee/{pair.OralId}/BC1", "Bloc suivant\u00A0: BC1"), "what is left to do, before it or after"));
        (await JuryReadsAsync(pair)).ShouldBeNull();
        (await SubmitAsync(pair.Aude, pair.Enrolment, Block, common: true)).Succeeded.ShouldBeTrue();

        var read = (await JuryReadsAsync(pair))!;
        (await CommonAsync(pair.Aude, pair.Enrolment)).Value.FormerSignatures.ShouldBeEmpty("the lock names both");
        (read.SignedByNames, read.Ratings.Single(r => r.ItemCode == Line).Rating).ShouldBe(("HASSANI Marc et PRIGENT Aude", Rating.InProgress));
        await using var db = await Platform.Database.OpenAsync(pair.World.TenantId);
        var own = await db.EvaluationGrids.Include(e => e.Signatures).Where(e => e.EnrolmentId == pair.Enrolment && e.ExaminerId != null).ToListAsync();
        own.Select(e => e.Signatures.Count).ShouldBe([1, 1], "both originals stay, each with its signature");
        (await RateAsync(pair.Marc, new(pair.Enrolment, Block, Line, Rating.Acquired, null))).Errors.ShouldBe([EvaluationErrors.Locked]);
    }

    [Fact]
    public async Task Two_who_sign_at_the_same_moment_meet_in_one_grid()
    {
        var pair = await PairAsync();
        await FillAsync(pair.Marc, pair.Enrolment, Block);
        await FillAsync(pair.Aude, pair.Enrolment, Block);

        var signed = await Task.WhenAll(SubmitAsync(pair.Marc, pair.Enrolment, Block), SubmitAsync(pair.Aude, pair.Enrolment, Block));

        signed.ShouldAllBe(s => s.Succeeded);
        (await CommonAsync(pair.Marc, pair.Enrolment)).Value.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_certifier_reads_both_reopens_one_while_it_is_blind_and_then_only_the_common_one()
    {
        var pair = await PairAsync();
        await SubmitOwnAsync(pair.Marc, pair.Enrolment, (Line, Rating.NotAcquired, "Mot de Marc"));
        var marc = (await CertifierAsync(pair)).Pair!.Grids.Single();
        (marc.Examiner, marc.Line(Line).Comment).ShouldBe(("HASSANI Marc", "Mot de Marc"));

        (await ReopenAsync(pair, marc.EvaluationId)).Succeeded.ShouldBeTrue();
        (await ReadAsync(pair.Marc, pair.Enrolment, Block)).Value.Editable.ShouldBeTrue();
        await SubmitAsync(pair.Marc, pair.Enrolment, Block);
        await SubmitOwnAsync(pair.Aude, pair.Enrolment);
        (await ReopenAsync(pair, marc.EvaluationId)).Errors.ShouldBe([EvaluationErrors.AlreadyReconciled]);

        await SettleAsync(pair.Marc, pair.Enrolment, Line, Rating.Acquired, null);
        await SubmitAsync(pair.Marc, pair.Enrolment, Block, common: true);
        await SubmitAsync(pair.Aude, pair.Enrolment, Block, common: true);
        (await ReopenAsync(pair, (await CertifierAsync(pair)).EvaluationId!.Value)).Succeeded.ShouldBeTrue();
        (await SubmitAsync(pair.Aude, pair.Enrolment, Block, common: true)).Succeeded.ShouldBeTrue();
        (await JuryReadsAsync(pair)).ShouldBeNull("both confirm again");
        (await CommonAsync(pair.Marc, pair.Enrolment)).Value.FormerSignatures.Select(s => s.Name).ShouldBe(["HASSANI Marc", "PRIGENT Aude"], "those of what was reopened");
    }

    [Fact]
    public async Task A_grid_is_not_reopened_while_it_is_being_settled_with_the_other()
    {
        var pair = await PairAsync();
        await SubmitOwnAsync(pair.Marc, pair.Enrolment);
        var marc = (await CertifierAsync(pair)).Pair!.Grids.Single();

        await using var db = await Platform.Database.OpenAsync(pair.World.TenantId);
        await using var settling = await db.Database.BeginTransactionAsync();
        await GridLock.TakeAsync(db, pair.Enrolment, SourceKind.Commission, default);
        var reopening = ReopenAsync(pair, marc.EvaluationId);
        while (!reopening.IsCompleted && !await db.Database.SqlQuery<bool>($"select exists (select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())) as \"Value\"").SingleAsync()) await Task.Yield();
        db.Add(Evaluation.Start(pair.Enrolment, Block, SourceKind.Commission));
        await db.SaveChangesAsync();
        await settling.CommitAsync();

        (await reopening).Errors.ShouldBe([EvaluationErrors.AlreadyReconciled]);
    }

    [Fact]
    public async Task Where_one_is_missing_the_certifier_lets_the_other_suffice_and_says_why()
    {
        var pair = await PairAsync();
        await SubmitOwnAsync(pair.Marc, pair.Enrolment);
        await RateAsync(pair.Aude, new(pair.Enrolment, Block, Line, Rating.NotAcquired, "Commencé, puis malade."));

        (await SettleMissingAsync(pair, pair.Aude, null, " ")).Message.ShouldBe(CommissionErrors.AloneReasonRequired.Message);
        (await SettleMissingAsync(pair, pair.Aude, null, "Absente le jour même")).Succeeded.ShouldBeTrue();

        (await JuryReadsAsync(pair))!.SignedByNames.ShouldBe("HASSANI Marc");
        (await ReadAsync(pair.Aude, pair.Enrolment, Block)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await ReadAsync(pair.Marc, pair.Enrolment, Block)).Value.Submitted.ShouldBeTrue();
        (await RateAsync(pair.Marc, new(pair.Enrolment, "BC1", "C1", Rating.Acquired, null))).Succeeded.ShouldBeTrue("the other blocks go on alone");
        (await StoredAsync(pair.World, pair.Enrolment, "BC1", SourceKind.Commission)).ShouldNotBeNull();
        (await CertifierAsync(pair)).Pair!.Grids.Single().Line(Line).Comment.ShouldBe("Commencé, puis malade.", "what the absent one wrote stays, and does not count");
    }

    [Fact]
    public async Task Or_somebody_else_takes_the_seat_blind_while_the_two_have_not_met()
    {
        var pair = await PairAsync();
        await SubmitOwnAsync(pair.Marc, pair.Enrolment, (Line, Rating.NotAcquired, "Mot de Marc"));

        (await SettleMissingAsync(pair, pair.Aude, pair.Stranger, "Train supprimé")).Succeeded.ShouldBeTrue();

        (await ReadAsync(pair.Stranger, pair.Enrolment, Block)).Value.Items.ShouldAllBe(i => i.Stored == LineValue.Empty);
        (await ReadAsync(pair.Aude, pair.Enrolment, Block)).Errors.ShouldBe([SecurityErrors.NotFound]);
        await SubmitOwnAsync(pair.Stranger, pair.Enrolment);
        (await SettleMissingAsync(pair, pair.Marc, pair.Aude, "Trop tard")).Errors.ShouldBe([CommissionErrors.AlreadyMet(Block)]);
        (await SettleMissingAsync(pair, pair.Stranger, null, "Ne peut plus confirmer")).Succeeded.ShouldBeTrue();
        await SettleOwnAsync(pair.Marc, pair.Enrolment, Line, Rating.InProgress, "Vu ensemble.");
        (await SubmitAsync(pair.Marc, pair.Enrolment, Block)).Succeeded.ShouldBeTrue("who stays confirms alone");
        (await JuryReadsAsync(pair)).ShouldNotBeNull();
    }

    private sealed record Pair(TestWorld World, Guid Campaign, Guid Enrolment, Guid OralId, Membership Aude, Membership Stranger)
    {
        public Membership Marc => World.Examiner;
    }

    private async Task<Pair> PairAsync()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var aude = await Platform.CreateMemberAsync(world, "Prigent", Role.Examiner);
        var stranger = await Platform.CreateMemberAsync(world, "Salmon", Role.Examiner);
        var (campaign, enrolment, oral) = await Platform.CreateEvaluationAsync(world, "RNCP31391", Fresh("pair"), secondExaminerId: aude.Id);
        return new(world, campaign.Id, enrolment.Id, oral.Id, aude, stranger);
    }

    private async Task SubmitOwnAsync(Membership examiner, Guid enrolmentId, params (string Code, Rating Rating, string Comment)[] lines)
    {
        await FillAsync(examiner, enrolmentId, Block);
        foreach (var (code, rating, comment) in lines) (await RateAsync(examiner, new(enrolmentId, Block, code, rating, comment))).Succeeded.ShouldBeTrue();
        (await SubmitAsync(examiner, enrolmentId, Block)).Succeeded.ShouldBeTrue();
    }

    private Task<Result<EvaluationGrid>> CommonAsync(Membership member, Guid enrolmentId) =>
        RunAsync<ReadReconciliation, Result<EvaluationGrid>>(Platform.As(member), u => u.ExecuteAsync(enrolmentId, Block));

    private async Task<Result<ChangeSaved>> SettleAsync(Membership member, Guid enrolmentId, string code, Rating rating, string? comment)
    {
        var line = (await CommonAsync(member, enrolmentId)).Value.Items.Single(i => i.Code == code);
        var saved = await ChangeAsync(member, new(enrolmentId, Block, Guid.NewGuid(), code, LineField.Rating, rating.ToString(), line.RatingBasis) { Common = true });
        return comment is null ? saved : await ChangeAsync(member, new(enrolmentId, Block, Guid.NewGuid(), code, LineField.Comment, comment, line.CommentBasis) { Common = true });
    }

    private async Task SettleOwnAsync(Membership member, Guid enrolmentId, string code, Rating rating, string comment) =>
        (await RateAsync(member, new(enrolmentId, Block, code, rating, comment))).Succeeded.ShouldBeTrue();

    private async Task<EvaluationGrid> CertifierAsync(Pair pair) =>
        (await RunAsync<ReadSourceGrid, Result<EvaluationGrid>>(Platform.As(pair.World.Manager), u => u.ExecuteAsync(pair.Enrolment, Block, SourceKind.Commission))).Value;

    private Task<Result> ReopenAsync(Pair pair, Guid evaluationId) =>
        RunAsync<ReopenEvaluation, Result>(Platform.As(pair.World.Manager), u => u.ExecuteAsync(new(evaluationId, "Erreur de saisie")));

    private Task<Result> SettleMissingAsync(Pair pair, Membership absent, Membership? by, string reason) =>
        RunAsync<SettleMissingExaminer, Result>(Platform.As(pair.World.Manager), u => u.ExecuteAsync(new(pair.OralId, absent.Id, by?.Id, reason)));

    /// <summary>The commission's evaluation as a jury is given it.</summary>
    private async Task<Evaluation?> JuryReadsAsync(Pair pair)
    {
        await using var db = await Platform.Database.OpenAsync(pair.World.TenantId);
        return (await SessionCandidates.EvaluationsAsync(db, [pair.Enrolment], CancellationToken.None))[new BlockKey(pair.Enrolment, Block)].SingleOrDefault(e => e.Source == SourceKind.Commission);
    }
}
