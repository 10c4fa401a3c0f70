using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Domain.Tests.Referentials;

namespace CqpPlatform.Domain.Tests.Campaigns;

public sealed class CampaignTests
{
    private static readonly CampaignProgress Ready = CampaignProgress.Nothing with { Enrolments = 3, AcceptedEnrolments = 3 };

    [Fact]
    public void Dates_that_do_not_follow_each_other_are_refused() =>
        new CampaignDates(new(2026, 6, 1), new(2026, 5, 1), new(2026, 7, 1), new(2026, 8, 1)).InOrder.ShouldBeFalse();

    [Fact]
    public void Evaluations_do_not_open_while_an_enrolment_waits_for_an_answer() =>
        At(CampaignStatus.EnrolmentOpen).Advance(Ready with { PendingEnrolments = 1 }).Errors.Single().Code.ShouldBe("campaign-enrolments-pending");

    [Fact]
    public void Evaluations_do_not_open_without_an_accepted_candidate() =>
        At(CampaignStatus.EnrolmentOpen).Advance(CampaignProgress.Nothing).Errors.Single().Code.ShouldBe("campaign-no-enrolment");

    [Fact]
    public void Whoever_opens_evaluations_was_told_how_many_enrolments_stay_without_an_acceptance()
    {
        var campaign = At(CampaignStatus.EnrolmentOpen);
        var progress = Ready with { ReturnedEnrolments = 2, DraftEnrolments = 1 };
        campaign.Advance(progress, leftBehind: 2).Errors.ShouldBe([CampaignErrors.LeftBehindChanged]);
        campaign.Advance(progress, leftBehind: 3).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void The_jury_does_not_deliberate_while_an_evaluation_is_missing() =>
        At(CampaignStatus.Evaluation).Advance(Ready with { MissingEvaluations = 2 }).Errors.Single().Code.ShouldBe("campaign-evaluations-missing");

    [Fact]
    public void A_campaign_closes_only_once_every_candidate_has_a_sealed_decision()
    {
        var campaign = At(CampaignStatus.Deliberation);
        campaign.Advance(Ready).Errors.Single().Code.ShouldBe("campaign-not-sealed");
        campaign.Advance(Ready with { SealedSessions = 1, UndecidedCandidates = 1 }).Errors.Single().Code.ShouldBe("campaign-candidates-undecided");
        campaign.Advance(Ready with { SealedSessions = 1 }).Succeeded.ShouldBeTrue();
        campaign.Status.ShouldBe(CampaignStatus.Closed);
        campaign.Advance(Ready).Errors.Single().Code.ShouldBe("campaign-wrong-step");
    }

    [Fact]
    public void Every_step_has_an_inverse_with_a_reason_while_nothing_depends_on_it()
    {
        var campaign = At(CampaignStatus.Deliberation);
        campaign.StepBack(" ", Ready).Errors.ShouldBe([CampaignErrors.ReasonRequired]);
        campaign.StepBack("une évaluation à rouvrir", Ready with { OpenSessions = 1 }).Errors.Single().Code.ShouldBe("campaign-cannot-step-back");
        campaign.StepBack("une évaluation à rouvrir", Ready).Succeeded.ShouldBeTrue();
        campaign.StepBack("une inscription oubliée", Ready with { StartedEvaluations = 1 }).Refused.ShouldBeTrue();
        campaign.StepBack("une inscription oubliée", Ready).Succeeded.ShouldBeTrue();
        campaign.StepBack("dates", Ready).Refused.ShouldBeTrue("candidates are enrolled");
        campaign.StepBack("dates", CampaignProgress.Nothing).Succeeded.ShouldBeTrue();
        campaign.StepBack("dates", CampaignProgress.Nothing).Refused.ShouldBeTrue("a draft has no step before it");
    }

    private static Campaign At(CampaignStatus status)
    {
        var version = ReferentialVersion.Publish(TestReferentials.With(TestReferentials.Rncp31391), "{}", DateTimeOffset.UnixEpoch);
        var campaign = Campaign.Create("Automne", version, new(new(2026, 1, 1), new(2026, 2, 1), new(2026, 3, 1), new(2026, 4, 1)), [Guid.NewGuid()]).Value;
        var done = Ready with { SealedSessions = 1 };
        while (campaign.Status < status) campaign.Advance(done).Succeeded.ShouldBeTrue();
        return campaign;
    }
}
