using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Reminders.RemindTutors;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Reminders;

public sealed class RemindTutorsTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private CqpFixture Platform => fixture.Platform;

    [Fact]
    public async Task A_late_tutor_gets_a_working_link_again_from_the_certifier_or_the_candidates_own_organisation()
    {
        var (world, campaign) = await EvaluatingAsync("Relance");
        foreach (var member in new[] { world.Manager, world.Secretary })
        {
            var view = (await ReadAsync(member, campaign)).Value;
            view.Tutors.Single().ShouldSatisfyAllConditions(t => t.Missing.ShouldBe(7), t => t.Candidates.ShouldBe(["MARCHAND Léa"]));
            (await RemindAsync(member, campaign)).Value.ShouldBe(1);
        }
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.OutboxMails.CountAsync(m => m.To == world.Tutor.Email)).ShouldBe(2);
        (await db.TutorLinks.CountAsync(l => l.TutorId == world.Tutor.Id && l.RevokedAt == null)).ShouldBe(2);
        (await ReadAsync(world.Manager, campaign)).Value.Tutors.Single().LinkSentOn.ShouldBe(new DateOnly(2026, 11, 21));
    }

    [Fact]
    public async Task The_organisation_cuts_a_tutor_s_links_at_once_and_opens_a_new_one()
    {
        var (world, campaign) = await EvaluatingAsync("Coupure");
        var (link, _) = await Platform.CreateTutorLinkAsync(world);
        (await RevokeAsync(world.OtherSecretary, campaign, world.Tutor.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await RevokeAsync(world.Secretary, campaign, world.Tutor.Id)).Succeeded.ShouldBeTrue();
        await using (var scope = Platform.AsTutor(link))
            (await scope.ServiceProvider.GetRequiredService<CqpPlatform.Web.Features.Evaluations.Worklist.ListMyEvaluations>().ExecuteAsync()).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        (await ReadAsync(world.Secretary, campaign)).Value.Tutors.Single().HasLink.ShouldBeFalse();
        (await RemindAsync(world.Secretary, campaign)).Succeeded.ShouldBeTrue();
        (await ReadAsync(world.Secretary, campaign)).Value.Tutors.Single().HasLink.ShouldBeTrue();
    }

    [Fact]
    public async Task Another_organisation_sees_nobody_and_other_roles_nothing()
    {
        var (world, campaign) = await EvaluatingAsync("Autres");
        (await ReadAsync(world.OtherSecretary, campaign)).Value.Tutors.ShouldBeEmpty();
        (await RemindAsync(world.OtherSecretary, campaign)).Errors.Single().Code.ShouldBe("tutor-nothing-missing");
        (await RemindAsync(world.Examiner, campaign)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        var insurer = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        (await ReadAsync(insurer.Manager, campaign)).Errors.ShouldBe([SecurityErrors.NotFound]);
    }

    [Fact]
    public async Task Nobody_is_reminded_once_evaluations_are_closed()
    {
        var (world, campaign) = await EvaluatingAsync("Close");
        await Platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Deliberation);
        (await RemindAsync(world.Manager, campaign)).Errors.ShouldBe([CampaignErrors.EvaluationClosed]);
    }

    private async Task<(TestWorld World, Campaign Campaign)> EvaluatingAsync(string name)
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31391", name);
        await Platform.CreateEnrolmentAsync(world, campaign, new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9"]));
        await Platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Evaluation);
        return (world, campaign);
    }

    private Task<Result<TutorReminders>> ReadAsync(Membership member, Campaign campaign) => Platform.RunAsync<ReadTutorReminders, Result<TutorReminders>>(member, u => u.ExecuteAsync(campaign.Id));

    private Task<Result<int>> RemindAsync(Membership member, Campaign campaign) => Platform.RunAsync<RemindTutors, Result<int>>(member, u => u.ExecuteAsync(new(campaign.Id)));

    private Task<Result> RevokeAsync(Membership by, Campaign campaign, Guid tutorId) => Platform.RunAsync<RevokeTutorLinks, Result>(by, u => u.ExecuteAsync(new(campaign.Id, tutorId)));
}
