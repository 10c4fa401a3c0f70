using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Awards.Ledger;
using CqpPlatform.Web.Features.Candidates;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Awards;

public sealed class LedgerWorkTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task Blocks_from_before_the_platform_enter_with_their_proof_and_count_at_once()
    {
        var (world, candidate) = await PersonAsync();
        (await EnterAsync(world, candidate, "BC1", "BC2")).Message.ShouldBe("");
        (await EnterAsync(world, candidate, "BC2")).Errors.Single().Code.ShouldBe("ledger-held");
        (await HeldAsync(world, candidate)).Order().ShouldBe(["BC1", "BC2"]);

        var ledger = await ReadAsync(world, candidate);
        ledger.Lines.ShouldAllBe(l => l.Origin == BlockOrigin.Earlier && l.Reference == "attestation 2015-A-114" && l.ProofId == ledger.Lines[0].ProofId);
        await using var scope = platform.As(world.Manager);
        (await scope.ServiceProvider.GetRequiredService<ReadProof>().ExecuteAsync(ledger.Lines[0].ProofId!.Value)).Value.Bytes.ShouldBe("%PDF-1.4 preuve"u8.ToArray());
        var left = (await scope.ServiceProvider.GetRequiredService<ReadHoldings>().ExecuteAsync(candidate)).Value.Progress;
        left.Select(p => (p.Code, p.IsTheirs)).ShouldBe([("RNCP31391", true), ("RNCP31395", false)], "each certification, theirs first");
        left[1].Options.Single().French().ShouldBe("il manque BC1, BC2, BC3, BC4 et BC5, et deux blocs parmi BC6, BC7 et BC8");
        left[0].Options[0].French().ShouldBe("il manque BC3, BC4 et BC5, et deux blocs parmi BC6, BC7, BC8 et BC9");
    }

    [Fact]
    public async Task A_wrong_entry_is_cancelled_by_a_counter_entry_and_both_stay()
    {
        var (world, candidate) = await PersonAsync();
        await EnterAsync(world, candidate, "BC1");
        var line = (await ReadAsync(world, candidate)).Lines.Single();
        (await CancelAsync(world.Secretary, line.Id)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        (await CancelAsync(world.Manager, line.Id)).Message.ShouldBe("");
        (await CancelAsync(world.Manager, line.Id)).Errors.ShouldBe([AwardErrors.AlreadyCancelled]);
        (await HeldAsync(world, candidate)).ShouldBeEmpty();
        (await ReadAsync(world, candidate)).Lines.Single().CancelledBecause.ShouldBe("mauvais dossier");
        (await EnterAsync(world, candidate, "BC1")).Message.ShouldBe("", "the block may be entered rightly afterwards");

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        foreach (var statement in new[] { "delete from acquired_blocks", "delete from counter_entries", "delete from ledger_proofs" })
            (await Should.ThrowAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(statement))).SqlState.ShouldBe(Npgsql.PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task What_was_recognised_from_a_line_falls_with_it_and_what_was_recognised_from_that_too()
    {
        var (world, candidate) = await PersonAsync();
        await EnterAsync(world, candidate, "BC1", "BC2");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var entered = await db.AcquiredBlocks.AsNoTracking().Where(b => b.CandidateId == candidate).ToDictionaryAsync(b => b.BlockCode);
        var recognised = await platform.RecogniseAsync(world, entered["BC1"], "RNCP31395", "BC1");
        await platform.RecogniseAsync(world, recognised, "RNCP31391", "BC9");
        await platform.RecogniseAsync(world, entered["BC2"], "RNCP31395", "BC2");

        (await CancelAsync(world.Manager, entered["BC1"].Id)).Message.ShouldBe("");

        (await HeldAsync(world, candidate)).ShouldBe(["BC2"]);
        (await HeldAsync(world, candidate, "RNCP31395")).ShouldBe(["BC2"]);
        (await ReadAsync(world, candidate)).Lines.Where(l => l.CancelledBecause == "mauvais dossier").Select(l => $"{l.CertificationCode} {l.BlockCode}").ShouldBe(["RNCP31391 BC1", "RNCP31391 BC9", "RNCP31395 BC1"]);
        (await CancelAsync(world.Manager, recognised.Id)).Errors.ShouldBe([AwardErrors.AlreadyCancelled]);
    }

    [Fact]
    public async Task What_was_recognised_from_a_line_cancelled_long_ago_falls_with_the_first_source()
    {
        var (world, candidate) = await PersonAsync();
        await EnterAsync(world, candidate, "BC1");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var entered = await db.AcquiredBlocks.AsNoTracking().SingleAsync(b => b.CandidateId == candidate);
        var between = await platform.RecogniseAsync(world, entered, "RNCP31395", "BC1");
        await platform.RecogniseAsync(world, between, "RNCP31391", "BC9");
        // As before cancellations were followed.
        db.Add(CounterEntry.Cancel(between, "ancienne erreur", platform.Clock.Now).Value);
        await db.SaveChangesAsync();

        (await CancelAsync(world.Manager, entered.Id)).Message.ShouldBe("");

        (await HeldAsync(world, candidate)).ShouldBeEmpty();
        (await ReadAsync(world, candidate)).Lines.Single(l => l.CertificationCode == "RNCP31395").CancelledBecause.ShouldBe("ancienne erreur", "cancelled once");
    }

    [Fact]
    public async Task A_jury_s_decision_is_not_cancelled_in_the_ledger()
    {
        var story = await platform.IssueAsync();
        var line = (await ReadAsync(story.World, story.Part.CandidateId)).Lines[0];
        (await CancelAsync(story.World.Manager, line.Id)).Errors.ShouldBe([AwardErrors.JuryDecisionStands]);
    }

    [Fact]
    public async Task A_passerelle_is_off_then_proposed_then_recognised_by_somebody()
    {
        var story = await platform.IssueAsync();
        var candidate = story.Whole.CandidateId;
        (await ReadAsync(story.World, candidate)).Proposals.ShouldBeEmpty();
        await using var scope = platform.As(story.World.Manager);
        var passerelles = (await scope.ServiceProvider.GetRequiredService<ReadPasserelles>().ExecuteAsync()).Value;
        var declared = passerelles.First(p => p.OtherReferential == "RNCP31391");
        (await scope.ServiceProvider.GetRequiredService<OpenPasserelles>().ExecuteAsync(new(declared.CertificationCode, declared.OtherReferential, Open: true))).Message.ShouldBe("");
        try
        {
            var proposals = (await ReadAsync(story.World, candidate)).Proposals;
            proposals.Count.ShouldBeGreaterThan(3);
            (await HeldAsync(story.World, candidate, "RNCP31395")).ShouldBeEmpty("proposed, never automatic");
            var one = proposals[0];
            var recognise = scope.ServiceProvider.GetRequiredService<RecognisePasserelle>();
            (await recognise.ExecuteAsync(new(one.CertificationCode, one.Block.Code, one.SourceId))).Message.ShouldBe("");
            (await recognise.ExecuteAsync(new(one.CertificationCode, one.Block.Code, one.SourceId))).Errors.ShouldBe([AwardErrors.NotProposed]);
            (await HeldAsync(story.World, candidate, "RNCP31395")).ShouldBe([one.Block.Code]);
        }
        finally
        {
            await scope.ServiceProvider.GetRequiredService<OpenPasserelles>().ExecuteAsync(new(declared.CertificationCode, declared.OtherReferential, Open: false));
        }
    }

    [Fact]
    public async Task The_api_gives_a_person_s_ledger_to_whom_it_may_concern()
    {
        var story = await platform.IssueAsync();
        var path = $"/api/v1/candidates/{story.Part.CandidateId}/ledger";
        using var own = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.TrainingOrganisation, story.World.Organisation.Id));
        var body = await own.GetFromJsonAsync<JsonElement>(path);
        body.GetProperty("blocks").EnumerateArray().Select(b => b.GetProperty("code").GetString()).ShouldBe(["BC1", "BC2"]);
        var first = body.GetProperty("blocks")[1];
        (first.GetProperty("rncpCode").GetString(), first.GetProperty("origin").GetString(), first.GetProperty("valid").GetBoolean()).ShouldBe(("RNCP31391BC02", "jury", true));
        body.GetProperty("remaining")[0].GetProperty("missing").EnumerateArray().Select(m => m.GetString()).ShouldContain("BC3");

        foreach (var (tenant, role, organisation) in new (string, Role, Guid?)[] { (CqpFixture.Broker, Role.TrainingOrganisation, story.World.OtherOrganisation.Id), (CqpFixture.Insurer, Role.CertifierManager, null) })
        {
            using var other = fixture.Host.Client(await fixture.Host.KeyAsync(tenant, role, organisation));
            (await other.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task The_api_verifies_by_number_and_code()
    {
        var story = await platform.IssueAsync();
        using var client = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Insurer, Role.CertifierManager));
        var body = await client.GetFromJsonAsync<JsonElement>($"/api/v1/verification/{story.Certificate.Number}/{story.Certificate.CheckCode}");
        (body.GetProperty("state").GetString(), body.GetProperty("sha256").GetString(), body.GetProperty("facts").GetProperty("holder").GetString()).ShouldBe(("valid", story.Certificate.Sha256, "Léa, Anne LEFÈVRE"));
        (await client.GetAsync($"/api/v1/verification/{story.Certificate.Number}/{story.Attestation.CheckCode}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(TestWorld World, Guid CandidateId)> PersonAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Automne {Guid.NewGuid():N}");
        return (world, (await platform.CreateEnrolmentAsync(world, campaign, TestData.Production)).CandidateId);
    }

    private async Task<Result> EnterAsync(TestWorld world, Guid candidateId, params string[] blocks)
    {
        await using var scope = platform.As(world.Manager);
        return await scope.ServiceProvider.GetRequiredService<EnterEarlierBlocks>().ExecuteAsync(new()
        {
            CandidateId = candidateId,
            CertificationCode = "RNCP31391",
            Blocks = blocks,
            AcquiredOn = new(2015, 6, 1),
            Reference = "attestation 2015-A-114",
            Reason = "campagne de 2015",
            FileName = "attestation.pdf",
            File = "%PDF-1.4 preuve"u8.ToArray(),
        });
    }

    private async Task<Result> CancelAsync(Membership member, Guid lineId)
    {
        await using var scope = platform.As(member);
        return await scope.ServiceProvider.GetRequiredService<CancelLedgerLine>().ExecuteAsync(new(lineId, "mauvais dossier"));
    }

    private async Task<PersonLedger> ReadAsync(TestWorld world, Guid candidateId)
    {
        await using var scope = platform.As(world.Manager);
        return (await scope.ServiceProvider.GetRequiredService<ReadLedger>().ExecuteAsync(candidateId)).Value;
    }

    private async Task<IReadOnlySet<string>> HeldAsync(TestWorld world, Guid candidateId, string certification = "RNCP31391")
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var version = await db.ReferentialVersions.SingleAsync(v => v.CertificationCode == certification && v.CopiedFromId == null);
        return await LedgerQuery.AcquiredAsync(db, candidateId, await new ReferentialCatalogue().GetAsync(db, version), new(2026, 11, 21));
    }
}
