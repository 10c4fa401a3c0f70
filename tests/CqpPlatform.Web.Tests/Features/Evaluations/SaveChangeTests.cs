using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Evaluations;

public sealed class SaveChangeTests(DatabaseFixture fixture) : EvaluationTest(fixture)
{
    private const string Gap = "RNCP31391", Crca = "RNCP41351";

    [Fact]
    public async Task The_first_rating_starts_the_evaluation_and_each_one_is_saved_at_once()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("saved"));
        (await StoredAsync(world, enrolment.Id, "BC4", SourceKind.TrainingOrganisation)).ShouldBeNull();

        var saved = await RateAsync(world.Secretary, new(enrolment.Id, "BC4", "C8.1", Rating.InProgress, "  À consolider.  "));

        saved.Value.SavedAt.ShouldBe(Platform.Clock.Now);
        var stored = await StoredAsync(world, enrolment.Id, "BC4", SourceKind.TrainingOrganisation);
        stored!.Ratings.Single().Rating.ShouldBe(Rating.InProgress);
        stored.Ratings.Single().Comment.ShouldBe("À consolider.");
        stored.Status.ShouldBe(EvaluationStatus.Draft);
        var grid = (await ReadAsync(world.Secretary, enrolment.Id, "BC4")).Value;
        grid.Items.First(i => i.Code == "C8.1").Stored.ShouldBe(new LineValue(Rating.InProgress, "À consolider."));
        grid.SavedAt.ShouldBe(Platform.Clock.Now);
    }

    [Fact]
    public async Task Only_those_who_evaluate_the_candidate_reach_the_grid()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var insurer = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("mine"));
        var input = new LineToRate(enrolment.Id, "BC4", "C8.1", Rating.Acquired, null);
        var otherExaminer = await Platform.CreateMemberAsync(world, "Prigent", Role.Examiner);
        var (otherLink, _) = await Platform.CreateTutorLinkAsync(world, (await Platform.CreateTutorAsync(world, "Roche")).Id);

        foreach (var stranger in new[] { world.OtherSecretary, otherExaminer, insurer.Secretary, insurer.Examiner })
        {
            (await RateAsync(stranger, input)).Errors.ShouldBe([SecurityErrors.NotFound]);
            (await ReadAsync(stranger, enrolment.Id, "BC4")).Errors.ShouldBe([SecurityErrors.NotFound]);
        }
        (await RateAsync(otherLink, input)).Errors.ShouldBe([SecurityErrors.NotFound]);
        foreach (var member in new[] { world.Manager, world.JuryMember }) (await RateAsync(member, input)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        (await StoredAsync(world, enrolment.Id, "BC4", SourceKind.TrainingOrganisation)).ShouldBeNull();
    }

    [Fact]
    public async Task Each_source_writes_its_own_grid_and_sees_no_other()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("blind"));
        var (link, _) = await Platform.CreateTutorLinkAsync(world);
        await RateAsync(world.Secretary, new(enrolment.Id, "BC4", "C8.1", Rating.Acquired, "Vu par l’organisme"));
        await RateAsync(link, new(enrolment.Id, "BC4", "C8.1", Rating.NotObserved, "Pas vu au poste"));

        var examiners = (await ReadAsync(world.Examiner, enrolment.Id, "BC4")).Value;
        examiners.Source.ShouldBe(SourceKind.Commission);
        examiners.Items.ShouldAllBe(i => i.Stored == LineValue.Empty);
        examiners.Status.ShouldBeNull();
        (await StoredAsync(world, enrolment.Id, "BC4", SourceKind.Tutor))!.Ratings.Single().Rating.ShouldBe(Rating.NotObserved);
        (await StoredAsync(world, enrolment.Id, "BC4", SourceKind.TrainingOrganisation))!.Ratings.Single().Rating.ShouldBe(Rating.Acquired);
    }

    [Fact]
    public async Task Not_observed_is_for_the_tutor_only()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("observed"));

        var refused = await RateAsync(world.Secretary, new(enrolment.Id, "BC4", "C8.1", Rating.NotObserved, "x"));

        refused.Errors.Single().Code.ShouldBe("rating-not-offered");
        (await ReadAsync(world.Secretary, enrolment.Id, "BC4")).Value.Levels.Select(l => l.Rating).ShouldBe([Rating.Acquired, Rating.InProgress, Rating.NotAcquired]);
    }

    [Fact]
    public async Task Only_blocks_and_sources_the_referential_requires_are_evaluated()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("blocks"));
        (await RateAsync(world.Secretary, new(enrolment.Id, "BC6", "C10.1", Rating.Acquired, null))).Errors.Single().Code.ShouldBe("block-not-to-evaluate");
        (await RateAsync(world.Secretary, new(enrolment.Id, "BC4", "C9.1", Rating.Acquired, null))).Errors.Single().Code.ShouldBe("evaluation-unknown-item");

        var insurer = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        var (_, single, _) = await Platform.CreateEvaluationAsync(insurer, Crca, Fresh("sources"));
        (await RateAsync(insurer.Secretary, new(single.Id, "BC01", "C1.1", Rating.Acquired, null))).Errors.Single().Code.ShouldBe("source-not-required");
        (await RateAsync(insurer.Examiner, new(single.Id, "BC01", "C1.1", Rating.Acquired, null))).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData(CampaignStatus.EnrolmentOpen)]
    [InlineData(CampaignStatus.Deliberation)]
    [InlineData(CampaignStatus.Closed)]
    public async Task Another_step_of_the_campaign_takes_no_rating_but_can_be_read(CampaignStatus step)
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (campaign, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("step"));
        await Platform.ForceStatusAsync(world, campaign.Id, step);

        (await RateAsync(world.Secretary, new(enrolment.Id, "BC4", "C8.1", Rating.Acquired, null))).Errors.ShouldBe([CampaignErrors.EvaluationClosed]);
        (await SubmitAsync(world.Secretary, enrolment.Id, "BC4")).Errors.ShouldBe([CampaignErrors.EvaluationClosed]);
        (await ReadAsync(world.Secretary, enrolment.Id, "BC4")).Value.Editable.ShouldBeFalse();
    }

    [Fact]
    public async Task An_enrolment_that_is_not_accepted_is_not_evaluated()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("pending"));
        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
            await db.Enrolments.Where(e => e.Id == enrolment.Id).ExecuteUpdateAsync(s => s.SetProperty(e => e.Status, EnrolmentStatus.Submitted));

        (await RateAsync(world.Secretary, new(enrolment.Id, "BC4", "C8.1", Rating.Acquired, null))).Errors.ShouldBe([EvaluationErrors.EnrolmentNotAccepted]);
    }

    [Fact]
    public async Task A_social_security_number_in_a_comment_is_refused_and_what_was_saved_stays()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("nir"));
        await RateAsync(world.Secretary, new(enrolment.Id, "BC4", "C8.1", Rating.InProgress, "À revoir."));

        var refused = await RateAsync(world.Secretary, new(enrolment.Id, "BC4", "C8.1", Rating.NotAcquired, "Madame 2 94 03 2A 004 123"));

        refused.Errors.Single().Field.ShouldBe("C8.1");
        refused.Message.ShouldContain("sécurité sociale");
        (await StoredAsync(world, enrolment.Id, "BC4", SourceKind.TrainingOrganisation))!.Ratings.Single().Comment.ShouldBe("À revoir.");
        (await RateAsync(world.Secretary, new(enrolment.Id, "BC4", "C8.1", Rating.NotAcquired, new string('x', EvaluationRating.CommentMaxLength + 1)))).Message.ShouldContain("2000");
    }

    [Fact]
    public async Task The_second_writer_of_one_field_is_told_both_values_and_may_then_replace_it()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("twice"));
        var (first, second) = (Mark(enrolment.Id, "NotAcquired", null), Mark(enrolment.Id, "Acquired", null));
        (await ChangeAsync(world.Secretary, first)).Value.Basis.ShouldBe(first.ChangeId);

        var told = await ChangeAsync(world.Secretary, second);

        told.Errors.Single().ShouldSatisfyAllConditions(e => e.Code.ShouldBe(EvaluationErrors.ChangedMeanwhileCode), e => e.Message.ShouldContain("C8.1"));
        var stored = await RunAsync<ReadField, Result<FieldState>>(Platform.As(world.Secretary), u => u.ExecuteAsync(enrolment.Id, "BC4", "C8.1", LineField.Rating));
        stored.Value.ShouldBe(new FieldState("NotAcquired", first.ChangeId, "ROCHETTE Benoît", Platform.Clock.Now));
        (await ChangeAsync(world.Secretary, second with { ChangeId = Guid.NewGuid(), Basis = first.ChangeId })).Succeeded.ShouldBeTrue();
        (await StoredAsync(world, enrolment.Id, "BC4", SourceKind.TrainingOrganisation))!.Changes.OrderBy(c => c.Id).Select(c => (c.Before, c.After)).ShouldBe([(null, "NotAcquired"), ("NotAcquired", "Acquired")]);
    }

    [Fact]
    public async Task A_rating_and_a_comment_of_one_line_stand_in_nobodys_way()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("fields"));
        (await ChangeAsync(world.Secretary, Mark(enrolment.Id, "InProgress", null))).Succeeded.ShouldBeTrue();
        (await ChangeAsync(world.Secretary, Mark(enrolment.Id, "À revoir.", null) with { Field = LineField.Comment })).Succeeded.ShouldBeTrue();

        (await ReadAsync(world.Secretary, enrolment.Id, "BC4")).Value.Items.Single(i => i.Code == "C8.1").Stored.ShouldBe(new LineValue(Rating.InProgress, "À revoir."));
    }

    [Fact]
    public async Task A_change_sent_again_after_a_lost_answer_is_one_change_whatever_came_since()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("again"));
        var first = Mark(enrolment.Id, "Acquired", null);
        var second = Mark(enrolment.Id, "InProgress", first.ChangeId);
        foreach (var change in new[] { first, second, first, second, first }) (await ChangeAsync(world.Secretary, change)).Value.Basis.ShouldNotBeNull();

        var stored = (await StoredAsync(world, enrolment.Id, "BC4", SourceKind.TrainingOrganisation))!;
        stored.Ratings.Single().Rating.ShouldBe(Rating.InProgress);
        stored.Changes.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Ticked_criteria_are_kept_and_set_no_rating()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("ticks"));
        (await ChangeAsync(world.Secretary, Mark(enrolment.Id, "2,0", null) with { Field = LineField.Criteria })).Succeeded.ShouldBeTrue();
        (await ChangeAsync(world.Secretary, Mark(enrolment.Id, "3", null) with { Field = LineField.Criteria })).Errors.Single().Code.ShouldBe("criterion-unknown");

        var line = (await ReadAsync(world.Secretary, enrolment.Id, "BC4")).Value.Items.Single(i => i.Code == "C8.1");
        line.Ticked.ShouldBe([0, 2]);
        line.Stored.ShouldBe(LineValue.Empty);
    }

    private static SaveChangeInput Mark(Guid enrolmentId, string value, Guid? basis) => new(enrolmentId, "BC4", Guid.NewGuid(), "C8.1", LineField.Rating, value, basis);
}
