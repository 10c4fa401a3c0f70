using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Appeals;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Publication;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Tests.Features.Juries;

/// <summary>What the tests of appeals share: a session sealed with one block refused, and the doors by which that is contested.</summary>
public abstract class AppealTest(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    protected static readonly string Refused = TestData.ProductionChoice.Blocks[0];

    protected CqpFixture Platform => database.Platform;

    protected async Task<(TestWorld World, TestJury Jury, Guid Candidate, Guid Enrolment)> SealedAsync(bool keep = false, string? alsoRefused = null)
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31391", $"Recours {Guid.NewGuid():N}");
        var enrolment = await Platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice);
        await Platform.EvaluateAsync(world, enrolment);
        var jury = await Platform.OpenJuryAsync(world, campaign);
        await DecideAsync(jury, enrolment.Id, Refused, Outcome.NotValidated);
        if (alsoRefused is not null) await DecideAsync(jury, enrolment.Id, alsoRefused, Outcome.NotValidated);
        (await Platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");
        if (keep) await KeepAsync(world, jury.SessionId);
        (await Platform.SealByBothAsync(jury)).Message.ShouldBe("");
        return (world, jury, enrolment.CandidateId, enrolment.Id);
    }

    protected Task<Result> KeepAsync(TestWorld world, Guid session) => Platform.RunAsync<KeepResults, Result>(world.Manager, u => u.ExecuteAsync(new(session, null, null)));

    protected Task<Result<Guid>> RecordAsync(Membership who, TestJury jury, Guid enrolment, DateOnly? received = null, string? block = null) => Platform.RunAsync<RecordAppeal, Result<Guid>>(who, u => u.ExecuteAsync(
        new(jury.SessionId, enrolment, [block ?? Refused], AppealAsker.Candidate, null, received ?? DateOnly.FromDateTime(Platform.Clock.Now.UtcDateTime), "L’entretien a été écourté.")));

    protected Task<Result<Guid>> TrySendAsync(Membership who, TestJury jury, Guid appeal, string? reason, DateOnly? date = null) =>
        Platform.RunAsync<ReferAppeal, Result<Guid>>(who, u => u.ExecuteAsync(new(jury.SessionId, appeal, reason, date ?? new(2022, 2, 10), "10 rue Auber, 75009 Paris")));

    protected async Task<TestJury> ReferAsync(TestWorld world, TestJury jury)
    {
        var sent = await TrySendAsync(world.Manager, jury, (await ReadAsync(world, jury)).Appeals[0].Id, null);
        sent.Message.ShouldBe("");
        return jury with { SessionId = sent.Value };
    }

    protected Task OpenAsync(TestWorld world, TestJury review, Presence presence = Presence.Present) => Platform.OpenSessionAsync(world, review.SessionId, presence);

    protected Task<Result> DecideAsync(TestJury jury, Guid enrolment, string block, Outcome outcome) =>
        Platform.RunAsync<DecideBlock, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, enrolment, block, outcome, outcome == Outcome.Validated ? "Réentendu." : "Entretien insuffisant.")));

    protected async Task<AppealsView> ReadAsync(TestWorld world, TestJury jury) => (await Platform.RunAsync<ReadAppeals, Result<AppealsView>>(world.Manager, u => u.ExecuteAsync(jury.SessionId))).Value;
}
