using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Sealing;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Tests.Features.Juries;

/// <summary>What the tests of sealing share: a jury with one candidate evaluated, and the doors to its minutes.</summary>
public abstract class SealingTest(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    protected CqpFixture Platform => database.Platform;

    protected async Task<(TestWorld World, TestJury Jury, Guid CandidateId)> BrokerJuryAsync()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31391", $"Session {Guid.NewGuid():N}");
        var enrolment = await Platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice);
        await Platform.EvaluateAsync(world, enrolment);
        return (world, await Platform.OpenJuryAsync(world, campaign), enrolment.CandidateId);
    }

    protected async Task AcceptAllAsync(TestJury jury) =>
        (await Platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");

    protected Task<Result<SealAnswer>> SealAsync(Membership by, TestJury jury, string password = TestData.Password) =>
        Platform.RunAsync<SealSession, Result<SealAnswer>>(by, u => u.ExecuteAsync(new(jury.SessionId, password)));
}
