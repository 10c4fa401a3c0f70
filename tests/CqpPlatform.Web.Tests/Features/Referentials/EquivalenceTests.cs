using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using CqpPlatform.Web.Features.Awards.Ledger;
using CqpPlatform.Web.Features.Candidates;
using CqpPlatform.Web.Features.Enrolments.Examining;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Features.Referentials.Editing;
using CqpPlatform.Web.Features.Referentials.Editing.Parts;
using CqpPlatform.Web.Features.Referentials.Importing;
using CqpPlatform.Web.Features.Referentials.Versions;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Tests.Features.Awards;
using CqpPlatform.Web.Tests.Referentials;
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
        BlockCodes.Dropped(renamed, 8, draft.FormerVersions).Equivalences.ShouldBe([new(former.Version, "BC9", null)]);
        var declared = renamed with { Equivalences = [.. renamed.Equivalences!, new(former.Version, "BC8", null)] };
        (await SaveAsync(world, draft, declared)).Value.Left.ShouldBeEmpty();

        var seen = (await Platform.RunAsync<ReadPublication, Result<Publication>>(world.Manager, u => u.ExecuteAsync(draftId))).Value;
        seen.Uncounted.ShouldHaveSingleItem().ShouldSatisfyAllConditions(u => u.Version.ShouldBe(former.Version), u => u.Blocks.ShouldBe(["BC8"]));
        (await Platform.RunAsync<PublishVersion, Result>(world.Manager, u => u.ExecuteAsync(new(draftId, seen.RowVersion)))).Message.ShouldBe("");

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var after = await OpenAsync(world, draftId, "Sous la nouvelle");
        var input = await Platform.WriteEnrolmentAsync(world.Secretary, after, "Ambrosini", new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC90"]));
        var person = await db.Enrolments.Where(e => e.Id == input.EnrolmentId).Select(e => e.CandidateId).SingleAsync();
        await Platform.AcquireAsync(world, before, person, "BC1", "BC8", "BC9");
        (await LedgerQuery.AcquiredAsync(db, person, declared, new(2021, 1, 1))).ShouldBe(["BC1", "BC90"], ignoreOrder: true);

        (await Platform.RunAsync<SubmitEnrolment, Result>(world.Secretary, u => u.ExecuteAsync(input.EnrolmentId))).Message.ShouldBe("");
        var enrolment = await db.Enrolments.AsNoTracking().SingleAsync(e => e.Id == input.EnrolmentId);
        enrolment.BlocksToEvaluate.ShouldBe(["BC2", "BC3", "BC4", "BC5", "BC8"]);

        // The jury of the new version judges those five, and the certificate has all seven, under the codes they were acquired by.
        (await Platform.RunAsync<AcceptEnrolment, Result>(world.Manager, u => u.ExecuteAsync(enrolment.Id))).Message.ShouldBe("");
        await Platform.SealSessionAsync(world, after, new Dictionary<Guid, string[]> { [enrolment.Id] = [.. enrolment.BlocksToEvaluate] });
        var certificate = await CertificateAsync(world, after);
        certificate.Blocks.Select(b => (b.Code, b.RncpCode)).ShouldBe([("BC1", null), ("BC2", "RNCP31391BC02"), ("BC3", "RNCP31391BC03"), ("BC4", "RNCP31391BC04"), ("BC5", "RNCP31391BC05"),
            ("BC8", "RNCP31391BC08"), ("BC9", "RNCP31391BC01")]);
        certificate.Blocks[^1].Title.ShouldBe(draft.Referential.Block("BC9").Title);
    }

    [Fact]
    public async Task A_campaign_of_the_former_version_counts_a_block_of_the_new_one_for_what_it_came_from()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var before = await Platform.CreateCampaignAsync(world, "RNCP31395", "Avant l’échange");
        var draft = (await ReadAsync(world, await CopyAsync(world, before.ReferentialVersionId))).Value;
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var former = draft.FormerVersions[^1].Version;
        (await SaveAsync(world, draft, draft.Referential with { Equivalences = [new(former, "BC4", "BC5"), new(former, "BC5", "BC4")] })).Value.Left.ShouldBeEmpty();
        await PublishAsync(world, draft.Id);
        var after = await OpenAsync(world, draft.Id, "Après l’échange");
        var person = (await Platform.CreateEnrolmentAsync(world, before, new(null, ["BC1", "BC2", "BC3", "BC4", "BC5", "BC6", "BC7"]))).CandidateId;
        await Platform.AcquireAsync(world, after, person, "BC4");

        (await LedgerQuery.AcquiredAsync(db, person, await new ReferentialCatalogue().GetAsync(db, before.ReferentialVersionId), new(2021, 1, 1))).ShouldBe(["BC5"]);
        var towards = (await Platform.RunAsync<ReadHoldings, Result<Holdings>>(world.Manager, u => u.ExecuteAsync(person))).Value.Progress[0];
        (towards.Code, towards.Options[0].French()).ShouldBe(("RNCP31395", "il manque BC1, BC2, BC3 et BC4, et deux blocs parmi BC6, BC7 et BC8"));

        // A version copied from the former one after that says what the new one moved.
        (await ReadAsync(world, await CopyAsync(world, before.ReferentialVersionId))).Value.Referential.Equivalences!.Where(e => e.Version == draft.Referential.Version)
            .ShouldBe([new(draft.Referential.Version, "BC4", "BC5"), new(draft.Referential.Version, "BC5", "BC4")]);
    }

    [Fact]
    public async Task A_block_that_the_new_version_dropped_owes_nobody_a_document_of_its_jury()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var before = await Platform.CreateCampaignAsync(world, "RNCP31395", "Avec le bloc");
        var draft = (await ReadAsync(world, await CopyAsync(world, before.ReferentialVersionId))).Value;
        (await SaveAsync(world, draft, draft.Referential with { Equivalences = [new(draft.FormerVersions[^1].Version, "BC6", null)] })).Value.Left.ShouldBeEmpty();
        await PublishAsync(world, draft.Id);
        var after = await OpenAsync(world, draft.Id, "Sans le bloc");
        var enrolment = await Platform.CreateEnrolmentAsync(world, after, new(null, ["BC1", "BC2", "BC3", "BC4", "BC5", "BC6", "BC7"]));
        await Platform.AcquireAsync(world, before, enrolment.CandidateId, "BC6");
        await Platform.SealSessionAsync(world, after, new Dictionary<Guid, string[]> { [enrolment.Id] = [] });
        (await OwedScreens.ReadAsync(Platform, world, after)).ShouldBe(OwedScreens.None);

        await Platform.AcquireAsync(world, before, enrolment.CandidateId, "BC1");
        (await OwedScreens.ReadAsync(Platform, world, after)).ShouldBe(OwedScreens.All, "an attestation");
    }

    /// <summary>RNCP36140, which RNCP41351 replaces: another fiche, whose blocks count by passerelle once somebody says so.</summary>
    [Fact]
    public async Task Blocks_of_the_fiche_it_replaces_are_recognised_and_complete_the_certificate()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        var former = ReferentialJson.Write(Shipped.Rncp41351 with { Replaces = null }).Replace("RNCP41351", "RNCP36140", StringComparison.Ordinal);
        await PublishAsync(world, (await ImportAsync(world, former)).DraftId!.Value);
        var shipped = await Platform.CreateCampaignAsync(world, "RNCP41351", "Avant les passerelles");
        var draft = (await ReadAsync(world, await CopyAsync(world, shipped.ReferentialVersionId))).Value;
        (await SaveAsync(world, draft, draft.Referential with { Passerelles = [new("BC01", "RNCP36140", "BC01")] })).Value.Left.ShouldBeEmpty();
        await PublishAsync(world, draft.Id);
        (await Platform.RunAsync<ListVersions, Result<CertificationVersions>>(world.Manager, u => u.ExecuteAsync("RNCP36140"))).Value.Successor.ShouldBe("RNCP41351");

        // Training organisations habilitated for both fiches.
        world = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        var before = await Platform.CreateCampaignAsync(world, "RNCP36140", "Sous la fiche remplacée");
        var first = await Platform.CreateEnrolmentAsync(world, before, TestData.UnderwritingChoice, "Bertolucci");
        await Platform.SealSessionAsync(world, before, new Dictionary<Guid, string[]> { [first.Id] = ["BC01"] }, new(2020, 12, 10));
        (await Platform.RunAsync<OpenPasserelles, Result>(world.Manager, u => u.ExecuteAsync(new("RNCP41351", "RNCP36140", Open: true)))).Message.ShouldBe("");
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var source = await db.AcquiredBlocks.Where(b => b.CandidateId == first.CandidateId).Select(b => b.Id).SingleAsync();
        (await Platform.RunAsync<RecognisePasserelle, Result>(world.Manager, u => u.ExecuteAsync(new("RNCP41351", "BC01", source)))).Message.ShouldBe("");

        var after = await OpenAsync(world, draft.Id, "Sous la fiche qui remplace");
        var held = await LedgerQuery.AcquiredAsync(db, first.CandidateId, draft.Referential, new(2021, 1, 1));
        held.ShouldBe(["BC01"]);
        var second = Enrolment.Create(after.Id, first.CandidateId, first.OrganisationId, new(first.AccessRoute, first.EngagementDate, TestData.UnderwritingChoice, first.CompanyId, first.TutorId, null));
        second.Submit(await Platform.RulesAsync(db, draft.Referential), TestData.Identity("Bertolucci"), held, Platform.Clock.Now).Succeeded.ShouldBeTrue();
        second.Accept(held, Platform.Clock.Now).Succeeded.ShouldBeTrue();
        db.Add(second);
        await db.SaveChangesAsync();
        second.BlocksToEvaluate.ShouldBe(["BC02"]);

        await Platform.SealSessionAsync(world, after, new Dictionary<Guid, string[]> { [second.Id] = ["BC02"] });
        var certificate = await CertificateAsync(world, after);
        (certificate.RncpCode, certificate.Option).ShouldBe(("RNCP41351", draft.Referential.OptionTitle("souscription")));
        certificate.Blocks.Select(b => (b.Code, b.RncpCode)).ShouldBe([("BC01", "RNCP41351BC01"), ("BC02", "RNCP41351BC02")]);
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

    private async Task<Campaign> OpenAsync(TestWorld world, Guid versionId, string name)
    {
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var campaign = Campaign.Create(name, await db.ReferentialVersions.SingleAsync(v => v.Id == versionId), new(new(2021, 6, 30), new(2021, 11, 24), new(2021, 12, 9), new(2021, 12, 23)), [world.Organisation.Id]).Value;
        campaign.Advance(CampaignProgress.Nothing);
        db.Add(campaign);
        await db.SaveChangesAsync();
        return campaign;
    }

    private async Task<PrintedFacts> CertificateAsync(TestWorld world, Campaign campaign)
    {
        (await Platform.RunAsync<IssueDocuments, Result<IssuedCount>>(world.Manager, u => u.ExecuteAsync(new(campaign.Id)))).Value.ShouldBe(new IssuedCount(1, 0));
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        return TestData.PrintedBy(await db.IssuedDocuments.SingleAsync(d => d.CampaignId == campaign.Id && d.Kind == DocumentKind.Certificate));
    }

    private async Task<FileReceived> ImportAsync(TestWorld world, string json)
    {
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        return (await Platform.RunAsync<ReceiveFile, Result<FileReceived>>(world.Manager, u => u.ExecuteAsync(new() { FileName = "referentiel.json", Content = file }))).Value;
    }

    private async Task PublishAsync(TestWorld world, Guid draftId)
    {
        var seen = (await Platform.RunAsync<ReadPublication, Result<Publication>>(world.Manager, u => u.ExecuteAsync(draftId))).Value;
        (await Platform.RunAsync<PublishVersion, Result>(world.Manager, u => u.ExecuteAsync(new(draftId, seen.RowVersion)))).Message.ShouldBe("");
    }

    private Task<Result<DraftView>> ReadAsync(TestWorld world, Guid id) => Platform.RunAsync<ReadDraft, Result<DraftView>>(world.Manager, u => u.ExecuteAsync(id));
    private Task<Result<DraftSaved>> SaveAsync(TestWorld world, DraftView draft, Referential referential) => Platform.RunAsync<SaveDraft, Result<DraftSaved>>(world.Manager, u => u.ExecuteAsync(new(draft.Id, draft.RowVersion, referential)));
    private async Task<Guid> CopyAsync(TestWorld world, Guid version) => (await Platform.RunAsync<CopyVersion, Result<Guid>>(world.Manager, u => u.ExecuteAsync(version))).Value;
}
