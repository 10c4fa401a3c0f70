using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Awards.Ledger;
using CqpPlatform.Web.Features.Campaigns.OpenCampaign;
using CqpPlatform.Web.Features.Referentials.Comparing;
using CqpPlatform.Web.Features.Referentials.ReadReferential;
using CqpPlatform.Web.Features.Referentials.Versions;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CqpPlatform.Web.Tests.Features.Referentials;

/// <summary>A version copied, published, closed and back, through the use cases and past them.</summary>
public sealed class VersionLifeTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private CqpFixture Platform => fixture.Platform;

    [Fact]
    public async Task A_new_version_starts_as_a_copy_is_published_and_opens_the_next_campaigns()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var former = await VersionAsync(world, "RNCP31391");
        var running = await Platform.CreateCampaignAsync(world, "RNCP31391", "Sur la première");
        var draftId = (await Platform.RunAsync<CopyVersion, Result<Guid>>(world.Manager, u => u.ExecuteAsync(former.Id))).Value;
        var draft = await VersionAsync(world, draftId);
        (draft.Status, draft.CopiedFromId).ShouldBe((ReferentialStatus.Draft, former.Id));
        draft.Version.ShouldStartWith("2026-11-21");

        var publication = (await Platform.RunAsync<ReadPublication, Result<Publication>>(world.Manager, u => u.ExecuteAsync(draftId))).Value;
        publication.Running.ShouldContain(new RunningCampaignLine("Sur la première", former.Version));
        (publication.Former, publication.Comparison!.Count, publication.Faults.Count).ShouldBe((former.Version, 0, 0));
        (await Platform.RunAsync<PublishVersion, Result>(world.Manager, u => u.ExecuteAsync(new(draftId, publication.RowVersion)))).Succeeded.ShouldBeTrue();

        var opened = (await OpenAsync(world, "Sur la seconde")).Value;
        var onFormer = (await OpenAsync(world, "Sur la première encore", former.Id)).Value;
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.Campaigns.Where(c => new[] { running.Id, opened, onFormer }.Contains(c.Id)).OrderBy(c => c.Name).Select(c => c.ReferentialVersionId).ToListAsync())
            .ShouldBe([former.Id, former.Id, draftId], ignoreOrder: true);

        (await MoveAsync(world, former.Id, VersionMove.Close)).Succeeded.ShouldBeTrue();
        (await OpenAsync(world, "Trop tard", former.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await MoveAsync(world, former.Id, VersionMove.Reopen)).Errors.Single().Code.ShouldBe("reason-required");
        (await MoveAsync(world, former.Id, VersionMove.Reopen, "fermée par erreur")).Succeeded.ShouldBeTrue();
        (await MoveAsync(world, draftId, VersionMove.Unpublish, "à revoir")).Errors.Single().Code.ShouldBe("version-used");
        (await db.AuditEntries.AnyAsync(a => a.EntityId == former.Id && a.Reason == "fermée par erreur" && a.Action == "MoveVersion")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_version_without_campaign_goes_back_to_draft_and_away()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        var draft = await PublishedCopyAsync(world, "RNCP41351");
        (await MoveAsync(world, draft, VersionMove.Unpublish, "coquille au bloc 2")).Succeeded.ShouldBeTrue();
        (await Platform.RunAsync<DiscardDraft, Result>(world.Manager, u => u.ExecuteAsync(draft))).Succeeded.ShouldBeTrue();
        var shipped = await VersionAsync(world, "RNCP41351");
        (await Platform.RunAsync<DiscardDraft, Result>(world.Manager, u => u.ExecuteAsync(shipped.Id))).Errors.Single().Code.ShouldBe("version-frozen");
    }

    [Fact]
    public async Task A_version_under_which_somebody_holds_a_block_does_not_go_back_to_draft()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP41351", "Avant la copie");
        var person = (await Platform.CreateEnrolmentAsync(world, campaign, TestData.UnderwritingChoice)).CandidateId;
        var version = await VersionAsync(world, await PublishedCopyAsync(world, "RNCP41351"));
        (await Platform.RunAsync<ListVersions, Result<CertificationVersions>>(world.Manager, u => u.ExecuteAsync("RNCP41351"))).Value.Versions.Single(v => v.Id == version.Id).OnLedger.ShouldBeFalse();
        (await Platform.RunAsync<EnterEarlierBlocks, Result>(world.Manager, u => u.ExecuteAsync(new()
        {
            CandidateId = person,
            CertificationCode = "RNCP41351",
            Blocks = ["BC01"],
            AcquiredOn = new(2019, 6, 1),
            Reference = "attestation 2019-A-7",
            Reason = "campagne de 2019",
            FileName = "attestation.pdf",
            File = "%PDF-1.4 preuve"u8.ToArray(),
        }))).Message.ShouldBe("");

        (await MoveAsync(world, version.Id, VersionMove.Unpublish, "à revoir")).Errors.Single().Code.ShouldBe("version-held");
        (await Platform.RunAsync<ListVersions, Result<CertificationVersions>>(world.Manager, u => u.ExecuteAsync("RNCP41351"))).Value.Versions.Single(v => v.Id == version.Id).OnLedger.ShouldBeTrue();

        // Nor past the use case; and the ledger takes nothing under a draft.
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        await RefusedAsync(db.ReferentialVersions.Where(v => v.Id == version.Id).ExecuteUpdateAsync(s => s.SetProperty(v => v.Status, ReferentialStatus.Draft)));
        var source = await db.AcquiredBlocks.SingleAsync(b => b.CandidateId == person);
        var draft = await new ReferentialCatalogue().GetAsync(db, await VersionAsync(world, await CopyAsync(world, "RNCP41351")));
        db.Add(AcquiredBlock.Recognise(new(draft.Block("BC02"), source), draft));
        (await Should.ThrowAsync<DbUpdateException>(db.SaveChangesAsync())).InnerException.ShouldBeOfType<PostgresException>().SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    [Fact]
    public async Task A_draft_is_for_its_writer_only()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var draft = await VersionAsync(world, await CopyAsync(world, "RNCP31395"));
        (await ReadAsync(world.Manager, draft.Version)).Succeeded.ShouldBeTrue();
        foreach (var member in new[] { world.Secretary, world.Examiner, world.JuryMember })
        {
            (await ReadAsync(member, draft.Version)).Errors.ShouldBe([SecurityErrors.NotFound]);
            (await Platform.RunAsync<ListVersions, Result<CertificationVersions>>(member, u => u.ExecuteAsync("RNCP31395"))).Value.Versions.ShouldAllBe(v => v.Status != ReferentialStatus.Draft);
            (await Platform.RunAsync<CompareVersions, Result<ComparedVersions>>(member, u => u.ExecuteAsync("RNCP31395", null, draft.Version))).Errors.ShouldBe([SecurityErrors.NotFound]);
            (await Platform.RunAsync<CopyVersion, Result<Guid>>(member, u => u.ExecuteAsync(draft.Id))).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        }

        Task<Result<ReadVersion>> ReadAsync(Membership member, string version) => Platform.RunAsync<ReadReferential, Result<ReadVersion>>(member, u => u.ExecuteAsync("RNCP31395", version));
    }

    [Fact]
    public async Task The_database_itself_keeps_a_published_version_as_it_is()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var version = await VersionAsync(world, "RNCP31391");
        await Platform.CreateCampaignAsync(world, "RNCP31391", "Figée");
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var row = db.ReferentialVersions.Where(v => v.Id == version.Id);
        await RefusedAsync(row.ExecuteUpdateAsync(s => s.SetProperty(v => v.Content, v => v.Content + " ")));
        await RefusedAsync(row.ExecuteUpdateAsync(s => s.SetProperty(v => v.Sha256, new string('0', 64))));
        await RefusedAsync(row.ExecuteUpdateAsync(s => s.SetProperty(v => v.Title, "Autre titre")));
        await RefusedAsync(row.ExecuteUpdateAsync(s => s.SetProperty(v => v.Status, ReferentialStatus.Draft)));
        await RefusedAsync(row.ExecuteDeleteAsync());

        // Not even under a hash that is not its content's, nor for a campaign opened past the use case.
        var draft = await VersionAsync(world, (await Platform.RunAsync<CopyVersion, Result<Guid>>(world.Manager, u => u.ExecuteAsync(version.Id))).Value);
        await RefusedAsync(db.ReferentialVersions.Where(v => v.Id == draft.Id).ExecuteUpdateAsync(s => s.SetProperty(v => v.Status, ReferentialStatus.Published).SetProperty(v => v.Sha256, new string('0', 64))));
        await RefusedAsync(db.Campaigns.Where(c => c.ReferentialVersionId == version.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.ReferentialVersionId, draft.Id)));
    }

    [Fact]
    public async Task Back_to_draft_and_a_new_campaign_at_the_same_time_do_not_both_pass()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        var version = await PublishedCopyAsync(world, "RNCP41351");
        await using var opening = await Platform.Database.OpenAsync(world.TenantId);
        await using var transaction = await opening.Database.BeginTransactionAsync();
        opening.Add(Campaign.Create("En même temps", await opening.ReferentialVersions.SingleAsync(v => v.Id == version), new(new(2027, 1, 1), new(2027, 2, 1), new(2027, 3, 1), new(2027, 4, 1)), [world.Organisation.Id]).Value);
        await opening.SaveChangesAsync();

        // It counts no campaign yet, waits for the row, and is then told.
        var back = Task.Run(() => MoveAsync(world, version, VersionMove.Unpublish, "à revoir"));
        await transaction.CommitAsync();
        var outcome = await back;
        outcome.Errors.Single().Code.ShouldBeOneOf("concurrency", "version-used");
        (await VersionAsync(world, version)).Status.ShouldBe(ReferentialStatus.Published);
    }

    [Fact]
    public async Task A_draft_with_faults_or_changed_meanwhile_is_not_published()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var draft = await CopyAsync(world, "RNCP31395");
        var seen = (await Platform.RunAsync<ReadPublication, Result<Publication>>(world.Manager, u => u.ExecuteAsync(draft))).Value;
        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
        {
            var version = await db.ReferentialVersions.SingleAsync(v => v.Id == draft);
            var changed = ReferentialJson.Read(version.Content).Value with { ShortTitle = "Chargé" };
            version.Rewrite(changed, ReferentialJson.Write(changed));
            await db.SaveChangesAsync();
        }
        (await PublishAsync(seen.RowVersion)).Errors.ShouldBe([UnitOfWork.Conflict]);
        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
        {
            var version = await db.ReferentialVersions.SingleAsync(v => v.Id == draft);
            var empty = ReferentialJson.Read(version.Content).Value with { Title = "" };
            version.Rewrite(empty, ReferentialJson.Write(empty));
            await db.SaveChangesAsync();
        }
        (await PublishAsync(seen.RowVersion)).Errors.Single().Field.ShouldBe("$.title");

        Task<Result> PublishAsync(uint rowVersion) => Platform.RunAsync<PublishVersion, Result>(world.Manager, u => u.ExecuteAsync(new(draft, rowVersion)));
    }

    private static async Task RefusedAsync(Task act) => (await Should.ThrowAsync<PostgresException>(act)).SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);

    private async Task<Guid> CopyAsync(TestWorld world, string code)
    {
        var source = await VersionAsync(world, code);
        return (await Platform.RunAsync<CopyVersion, Result<Guid>>(world.Manager, u => u.ExecuteAsync(source.Id))).Value;
    }

    private async Task<Guid> PublishedCopyAsync(TestWorld world, string code)
    {
        var draft = await CopyAsync(world, code);
        var seen = (await Platform.RunAsync<ReadPublication, Result<Publication>>(world.Manager, u => u.ExecuteAsync(draft))).Value;
        (await Platform.RunAsync<PublishVersion, Result>(world.Manager, u => u.ExecuteAsync(new(draft, seen.RowVersion)))).Succeeded.ShouldBeTrue();
        return draft;
    }

    private async Task<ReferentialVersion> VersionAsync(TestWorld world, string code)
    {
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        return await db.ReferentialVersions.AsNoTracking().FirstAsync(v => v.CertificationCode == code && v.CopiedFromId == null);
    }

    private async Task<ReferentialVersion> VersionAsync(TestWorld world, Guid id)
    {
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        return await db.ReferentialVersions.AsNoTracking().SingleAsync(v => v.Id == id);
    }

    private Task<Result> MoveAsync(TestWorld world, Guid id, VersionMove move, string? reason = null) => Platform.RunAsync<MoveVersion, Result>(world.Manager, u => u.ExecuteAsync(new(id, move, reason)));

    private Task<Result<Guid>> OpenAsync(TestWorld world, string name, Guid? version = null) => Platform.RunAsync<OpenCampaign, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new OpenCampaignInput
    {
        Name = name,
        CertificationCode = "RNCP31391",
        VersionId = version,
        EnrolmentClosesOn = new DateOnly(2026, 12, 31),
        EvaluationDueOn = new DateOnly(2027, 2, 28),
        JuryOn = new DateOnly(2027, 3, 15),
        ClosesOn = new DateOnly(2027, 3, 31),
        OrganisationIds = [world.Organisation.Id],
    }));
}
