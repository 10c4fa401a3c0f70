using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Juries.Appeals;
using CqpPlatform.Web.Features.PersonalData;
using CqpPlatform.Web.Features.PersonalData.ErasePerson;
using CqpPlatform.Web.Tests.Features.Juries;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.PersonalData;

public sealed class AppealedErasureTests(DatabaseFixture database) : AppealTest(database)
{
    [Fact]
    public async Task A_file_is_kept_while_an_appeal_waits_for_its_answer_or_for_its_jury_though_the_campaign_is_closed()
    {
        var (world, jury, candidate, enrolment) = await SealedAsync();
        var appeal = (await RecordAsync(world.Manager, jury, enrolment)).Value;
        await CloseAsync(world, enrolment);
        await ShouldWaitAsync(world, candidate);

        await ReferAsync(world, jury);
        await ShouldWaitAsync(world, candidate);

        (await Platform.RunAsync<WithdrawAppeal, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, appeal, "Renonce")))).Message.ShouldBe("");
        (await EraseAsync(world, candidate)).Value.ShouldBe(ErasureReach.File);
    }

    private async Task ShouldWaitAsync(TestWorld world, Guid candidate)
    {
        (await EraseAsync(world, candidate)).Errors.ShouldBe([ErasureErrors.Appealed]);
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await HeldFiles.ReadAsync(db, null, default)).Single(h => h.CandidateId == candidate).Due(RetentionSchedule.Default(), new(2099, 1, 1)).ShouldBe(ErasureReach.Nothing);
        (await db.Appeals.SingleAsync()).Ground.ShouldNotBeEmpty();
    }

    private async Task CloseAsync(TestWorld world, Guid enrolment)
    {
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        await Platform.ForceStatusAsync(world, await db.Enrolments.Where(e => e.Id == enrolment).Select(e => e.CampaignId).SingleAsync(), CampaignStatus.Closed);
    }

    private Task<Result<ErasureReach>> EraseAsync(TestWorld world, Guid candidate) =>
        Platform.RunAsync<ErasePerson, Result<ErasureReach>>(world.Manager, u => u.ExecuteAsync(new(candidate, "Demande reçue par courrier")));
}
