using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Features.Referentials.Editing;
using CqpPlatform.Web.Features.Referentials.Editing.Parts;
using CqpPlatform.Web.Features.Referentials.Versions;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Referentials;

/// <summary>A candidate carries blocks from one version of a certification to the next, as the next one declares.</summary>
public sealed class EquivalenceTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private CqpFixture Platform => fixture.Platform;

    [Fact]
    public async Task Blocks_of_the_former_version_count_as_the_new_one_declares_from_enrolment_on()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var before = await Platform.CreateCampaignAsync(world, "RNCP31391", "Sous l’ancienne");
        var draftId = await CopyAsync(world, before.ReferentialVersionId);
        var draft = (await ReadAsync(world, draftId)).Value;
        var former = draft.FormerVersions.ShouldHaveSingleItem();

        // BC9 becomes BC90 and goes on counting; BC8 keeps its code for another content and no longer does.
        var renamed = BlockCodes.Renamed(draft.Referential, 8, "BC90", draft.FormerVersions);
        renamed.Equivalences.ShouldBe([new(former.Version, "BC9", "BC90")]);
        BlockCodes.Renamed(renamed, 8, "BC9", draft.FormerVersions).Equivalences.ShouldBeNull();
        BlockCodes.Dropped(renamed, 8).Equivalences.ShouldBe([new(former.Version, "BC9", null)]);
        var declared = renamed with { Equivalences = [.. renamed.Equivalences!, new(former.Version, "BC8", null)] };
        (await SaveAsync(world, draft, declared)).Value.Left.ShouldBeEmpty();

        var seen = (await Platform.RunAsync<ReadPublication, Result<Publication>>(world.Manager, u => u.ExecuteAsync(draftId))).Value;
        seen.Uncounted.ShouldBe(["BC8"]);
        (await Platform.RunAsync<PublishVersion, Result>(world.Manager, u => u.ExecuteAsync(new(draftId, seen.RowVersion)))).Message.ShouldBe("");

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var after = Campaign.Create("Sous la nouvelle", await db.ReferentialVersions.SingleAsync(v => v.Id == draftId), new(new(2021, 6, 30), new(2021, 11, 24), new(2021, 12, 9), new(2021, 12, 23)), [world.Organisation.Id]).Value;
        after.Advance(CampaignProgress.Nothing);
        db.Add(after);
        await db.SaveChangesAsync();
        var input = await Platform.WriteEnrolmentAsync(world.Secretary, after, "Ambrosini", new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC90"]));
        var person = await db.Enrolments.Where(e => e.Id == input.EnrolmentId).Select(e => e.CandidateId).SingleAsync();
        await Platform.AcquireAsync(world, before, person, "BC1", "BC8", "BC9");
        (await LedgerQuery.AcquiredAsync(db, person, declared, new(2021, 1, 1))).ShouldBe(["BC1", "BC90"], ignoreOrder: true);

        (await Platform.RunAsync<SubmitEnrolment, Result>(world.Secretary, u => u.ExecuteAsync(input.EnrolmentId))).Message.ShouldBe("");
        var enrolment = await db.Enrolments.AsNoTracking().SingleAsync(e => e.Id == input.EnrolmentId);
        enrolment.BlocksToEvaluate.ShouldBe(["BC2", "BC3", "BC4", "BC5", "BC8"]);
    }

    [Fact]
    public async Task An_equivalence_names_another_version_and_a_block_of_this_one()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31395", "Règles");
        var draft = (await ReadAsync(world, await CopyAsync(world, campaign.ReferentialVersionId))).Value;
        var wrong = draft.Referential with { Equivalences = [new(draft.Referential.Version, "BC1", "BC2"), new("2009", "BC1", "BC99"), new("2009", "", null)] };
        (await SaveAsync(world, draft, wrong)).Value.Left.Select(e => e.Field).ShouldBe(["$.equivalences[0].version", "$.equivalences[1].block", "$.equivalences[2].formerBlock"], ignoreOrder: true);
    }

    private Task<Result<DraftView>> ReadAsync(TestWorld world, Guid id) => Platform.RunAsync<ReadDraft, Result<DraftView>>(world.Manager, u => u.ExecuteAsync(id));
    private Task<Result<DraftSaved>> SaveAsync(TestWorld world, DraftView draft, Referential referential) => Platform.RunAsync<SaveDraft, Result<DraftSaved>>(world.Manager, u => u.ExecuteAsync(new(draft.Id, draft.RowVersion, referential)));
    private async Task<Guid> CopyAsync(TestWorld world, Guid version) => (await Platform.RunAsync<CopyVersion, Result<Guid>>(world.Manager, u => u.ExecuteAsync(version))).Value;
}
