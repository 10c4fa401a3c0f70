using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Amending;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Sealing;
using CqpPlatform.Web.Features.Juries.Sessions;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Juries;

/// <summary>What the tests of amending minutes share: a sealed session, and the doors by which it is corrected.</summary>
public abstract class AmendmentTest(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    protected CqpFixture Platform => database.Platform;

    protected async Task<(TestWorld World, TestJury Jury, Guid Candidate, Guid Enrolment)> SealedAsync(bool refused = false, AnnexKinds annexes = AnnexKinds.None)
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31391", $"À rectifier {Guid.NewGuid():N}");
        var enrolment = await Platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice);
        await Platform.EvaluateAsync(world, enrolment);
        var jury = await Platform.OpenJuryAsync(world, campaign);
        if (refused) (await Platform.RunAsync<DecideBlock, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, enrolment.Id, TestData.ProductionChoice.Blocks[0], Outcome.NotValidated, "Entretien insuffisant.", "Reprendre le bloc.")))).Message.ShouldBe("");
        (await Platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");
        foreach (var president in new[] { jury.President, jury.OtherPresident }) (await Platform.RunAsync<SealSession, Result<SealAnswer>>(president, u => u.ExecuteAsync(new(jury.SessionId, TestData.Password, annexes)))).Message.ShouldBe("");
        return (world, jury, enrolment.CandidateId, enrolment.Id);
    }

    protected Task<Result> DraftAsync(TestWorld world, TestJury jury, Guid enrolment, string block, Outcome after) =>
        Platform.RunAsync<DraftAmendment, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, "Erreur de saisie", [new(enrolment, block, after, "Inversion de deux lignes")])));

    protected async Task<AmendmentAnswer> SealByBothAsync(TestWorld world, TestJury jury)
    {
        var id = (await ReadAsync(world.Manager, jury)).UnderWay!.Id;
        await SealAsync(jury.President, jury, id);
        var answer = await SealAsync(jury.OtherPresident, jury, id);
        answer.Message.ShouldBe("");
        return answer.Value;
    }

    protected Task<Result<AmendmentAnswer>> SealAsync(Membership who, TestJury jury, Guid amendment, string password = TestData.Password) =>
        Platform.RunAsync<SealAmendment, Result<AmendmentAnswer>>(who, u => u.ExecuteAsync(new(jury.SessionId, amendment, password)));

    protected async Task<JurySessionLine> LineAsync(Membership who, TestJury jury) => (await Platform.RunAsync<ReadMySessions, Result<IReadOnlyList<JurySessionLine>>>(who, u => u.ExecuteAsync())).Value.Single(l => l.Id == jury.SessionId);

    protected async Task<AmendmentsView> ReadAsync(Membership who, TestJury jury) => (await Platform.RunAsync<ReadAmendments, Result<AmendmentsView>>(who, u => u.ExecuteAsync(jury.SessionId))).Value;

    protected async Task<IReadOnlyList<string>> HeldAsync(TestWorld world, Guid candidate)
    {
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        return await db.StandingBlocks().Where(b => b.CandidateId == candidate).Select(b => b.BlockCode).ToListAsync();
    }
}
