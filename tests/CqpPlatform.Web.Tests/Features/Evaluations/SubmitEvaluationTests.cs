using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Submission;
using CqpPlatform.Web.Features.Evaluations.Supervision;
using CqpPlatform.Web.Features.Evaluations.Worklist;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Evaluations;

public sealed class SubmitEvaluationTests(DatabaseFixture fixture) : EvaluationTest(fixture)
{
    private const string Gap = "RNCP31391";

    [Fact]
    public async Task What_is_missing_comes_back_line_by_line()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("gaps"));
        await RateAsync(world.Examiner, new(enrolment.Id, "BC1", "C1", Rating.Acquired, null));
        await RateAsync(world.Examiner, new(enrolment.Id, "BC1", "C2", Rating.InProgress, null));

        var refused = await SubmitAsync(world.Examiner, enrolment.Id, "BC1");

        refused.Errors.Select(e => (e.Field, e.Code)).ShouldBe(
            [("connaissances.fondamentaux", "rating-missing"), ("connaissances.reglementation", "rating-missing"), ("C2", "comment-missing"), ("C3", "rating-missing")]);
        refused.Errors[0].Message.ShouldStartWith("«\u00a0Fondamentaux de l’assurance\u00a0»");
    }

    [Fact]
    public async Task Submitting_signs_with_the_hash_and_locks()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("signed"));
        await FillAsync(world.Secretary, enrolment.Id, "BC1");
        var read = (await ReadAsync(world.Secretary, enrolment.Id, "BC1")).Value;

        (await SubmitAsync(world.Secretary, enrolment.Id, "BC1", read.Sha256)).Succeeded.ShouldBeTrue();

        var grid = (await ReadAsync(world.Secretary, enrolment.Id, "BC1")).Value;
        grid.Submitted.ShouldBeTrue();
        read.Term.ShouldNotBeNull();
        grid.Term.ShouldBeNull("nobody has to hurry any more");
        grid.Signatures.ShouldBe([new GridSignature("ROCHETTE Benoît", Platform.Clock.Now, read.Sha256!)]);
        (await RateAsync(world.Secretary, new(enrolment.Id, "BC1", "C1", Rating.NotAcquired, "Non"))).Errors.ShouldBe([EvaluationErrors.Locked]);
        (await SubmitAsync(world.Secretary, enrolment.Id, "BC1")).Errors.ShouldBe([EvaluationErrors.Locked]);
    }

    [Fact]
    public async Task What_changed_since_it_was_read_is_not_signed()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("seen"));
        await FillAsync(world.Secretary, enrolment.Id, "BC1");
        var read = (await ReadAsync(world.Secretary, enrolment.Id, "BC1")).Value;
        await RateAsync(world.Secretary, new(enrolment.Id, "BC1", "C1", Rating.NotAcquired, "Relu autrement"));

        (await SubmitAsync(world.Secretary, enrolment.Id, "BC1", read.Sha256)).Errors.ShouldBe([EvaluationErrors.ChangedSinceRead]);
    }

    [Fact]
    public async Task A_tutor_signs_their_own_observation()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("tutor"));
        var link = await EnteredAsync(world);
        foreach (var code in new[] { "C1", "C2", "C3" }) await RateAsync(link, new(enrolment.Id, "BC1", code, Rating.Acquired, null));

        (await RunAsync<SubmitEvaluation, Result>(Platform.AsTutor(link), u => u.ExecuteAsync(new(enrolment.Id, "BC1")))).Succeeded.ShouldBeTrue();

        var signature = (await StoredAsync(world, enrolment.Id, "BC1", SourceKind.Tutor))!.Signatures.Single();
        (signature.SignedById, signature.SignedByName).ShouldBe((world.Tutor.Id, "GARNIER Sylvie"));
    }

    [Fact]
    public async Task Whoever_is_replaced_while_they_sign_signs_nothing()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var next = await Platform.CreateMemberAsync(world, "Prigent", Role.Examiner);
        var (_, enrolment, oral) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("replaced"));
        await FillAsync(world.Examiner, enrolment.Id, "BC1");

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        await using var takeover = await db.Database.BeginTransactionAsync();
        await GridLock.TakeAsync(db, enrolment.Id, SourceKind.Commission, default);
        var signing = SubmitAsync(world.Examiner, enrolment.Id, "BC1");
        // They had the right when they began, and wait for their turn.
        while (!signing.IsCompleted && !await db.Database.SqlQuery<bool>($"select exists (select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())) as \"Value\"").SingleAsync()) await Task.Yield();
        await db.Orals.Where(o => o.Id == oral.Id).ExecuteUpdateAsync(s => s.SetProperty(o => o.ExaminerId, next.Id));
        await takeover.CommitAsync();

        (await signing).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await StoredAsync(world, enrolment.Id, "BC1", SourceKind.Commission))!.ShouldSatisfyAllConditions(e => e.IsSubmitted.ShouldBeFalse(), e => e.Signatures.ShouldBeEmpty());
    }

    [Fact]
    public async Task Reopening_needs_the_certifier_and_a_reason_and_keeps_the_first_signature()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var insurer = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("reopened"));
        await FillAsync(world.Secretary, enrolment.Id, "BC1");
        await SubmitAsync(world.Secretary, enrolment.Id, "BC1");
        var first = (await StoredAsync(world, enrolment.Id, "BC1", SourceKind.TrainingOrganisation))!;

        (await ReopenAsync(world.Secretary, first.Id, "Erreur")).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        (await ReopenAsync(insurer.Manager, first.Id, "Erreur")).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await ReopenAsync(world.Manager, first.Id, " ")).Errors.ShouldBe([EvaluationErrors.ReasonRequired]);
        (await ReopenAsync(world.Manager, first.Id, "Madame 2 94 03 2A 004 123")).Message.ShouldContain("sécurité sociale");
        (await ReopenAsync(world.Manager, first.Id, "Erreur de ligne sur C2")).Succeeded.ShouldBeTrue();
        (await ReopenAsync(world.Manager, first.Id, "Encore")).Errors.ShouldBe([EvaluationErrors.NotSubmitted]);

        (await RateAsync(world.Secretary, new(enrolment.Id, "BC1", "C2", Rating.InProgress, "Corrigé"))).Succeeded.ShouldBeTrue();
        Platform.Clock.Now += TimeSpan.FromHours(1);
        (await SubmitAsync(world.Secretary, enrolment.Id, "BC1")).Succeeded.ShouldBeTrue();
        var again = (await StoredAsync(world, enrolment.Id, "BC1", SourceKind.TrainingOrganisation))!;
        again.Signatures.Count.ShouldBe(2);
        again.Signatures.Select(s => s.Sha256).ShouldContain(first.Signatures.Single().Sha256);
        again.Signature!.Sha256.ShouldNotBe(first.Signatures.Single().Sha256);
    }

    [Fact]
    public async Task Nothing_is_reopened_once_the_jury_deliberates()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (campaign, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("jury"));
        await FillAsync(world.Secretary, enrolment.Id, "BC1");
        await SubmitAsync(world.Secretary, enrolment.Id, "BC1");
        await Platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Deliberation);
        var id = (await StoredAsync(world, enrolment.Id, "BC1", SourceKind.TrainingOrganisation))!.Id;

        (await ReopenAsync(world.Manager, id, "Trop tard")).Errors.ShouldBe([CampaignErrors.EvaluationClosed]);
    }

    [Fact]
    public async Task The_worklist_holds_ones_own_candidates_and_counts_what_is_submitted()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (campaign, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("list"));
        await FillAsync(world.Secretary, enrolment.Id, "BC1");
        await SubmitAsync(world.Secretary, enrolment.Id, "BC1");
        await RateAsync(world.Secretary, new(enrolment.Id, "BC4", "C8.1", Rating.Acquired, null));
        await RateAsync(world.Secretary, new(enrolment.Id, "BC4", "C8.2", Rating.InProgress, null));

        var mine = (await ListAsync(world.Secretary)).Value.Single();

        (mine.Id, mine.Done, mine.Total, mine.Open).ShouldBe((campaign.Id, 1, 7, true));
        var blocks = mine.Candidates.Single().Blocks;
        blocks.Single(b => b.Code == "BC4").ShouldSatisfyAllConditions(b => b.Done.ShouldBe(1, "a comment is still due on C8.2"), b => b.Total.ShouldBe(10, "eight lines and the results of two parts"), b => b.Status.ShouldBe(EvaluationStatus.Draft));
        mine.Candidates.Single().NextBlock!.Code.ShouldBe("BC2");
        (await ListAsync(world.OtherSecretary)).Value.ShouldBeEmpty();
        (await ListAsync(world.Examiner)).Value.Single().Done.ShouldBe(0);
        (await ListAsync(world.Manager)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
    }

    private Task<Result> ReopenAsync(Membership member, Guid evaluationId, string reason) =>
        RunAsync<ReopenEvaluation, Result>(Platform.As(member), u => u.ExecuteAsync(new(evaluationId, reason)));

    private Task<Result<IReadOnlyList<MyCampaign>>> ListAsync(Membership member) =>
        RunAsync<ListMyEvaluations, Result<IReadOnlyList<MyCampaign>>>(Platform.As(member), u => u.ExecuteAsync());
}
