using System.Text.RegularExpressions;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Commands;
using CqpPlatform.Web.Data.Auditing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CqpPlatform.Web.Tests.Data;

public sealed class AuditChainTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task Each_write_leaves_one_entry_with_old_and_new_and_no_write_leaves_none()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var membership = await db.Memberships.SingleAsync(m => m.Id == world.Examiner.Id);
        var before = await db.AuditEntries.CountAsync();

        await db.SaveChangesAsync();
        (await db.AuditEntries.CountAsync()).ShouldBe(before);

        (db.Audit.ActorName, db.Audit.Action, db.Audit.Reason) = ("Exploitant", "EndMembership", "départ");
        membership.End();
        await db.SaveChangesAsync();
        var entry = await db.AuditEntries.OrderByDescending(a => a.Sequence).FirstAsync();
        (entry.Action, entry.ActorName, entry.Reason, entry.EntityId, entry.AccountId).ShouldBe(("EndMembership", "Exploitant", "départ", membership.Id, membership.AccountId));
        entry.Changes.ShouldBe("""{"Active":["True","False"]}""");
    }

    [Fact]
    public async Task A_save_that_failed_leaves_no_entry_behind_for_the_next_one()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var twin = Company.Create("Cabinet", world.Company.Siret);
        db.Add(twin);
        await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync());
        db.Remove(twin);
        var company = Company.Create("Cabinet", TestData.NextSiret());
        db.Add(company);
        var before = await db.AuditEntries.CountAsync();
        await db.SaveChangesAsync();
        (await db.AuditEntries.CountAsync()).ShouldBe(before + 1);
        (await db.AuditEntries.OrderByDescending(a => a.Sequence).FirstAsync()).EntityId.ShouldBe(company.Id);
    }

    [Fact]
    public async Task The_chain_references_people_and_holds_nothing_of_them_even_once_they_are_erased()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var (campaign, enrolment, _) = await platform.CreateEvaluationAsync(world, "RNCP31391", "Effacement");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (db.Audit.ActorId, db.Audit.ActorName, db.Audit.Reason) = (world.Manager.AccountId, "MOREL Hélène", "Léa change de nom");
        var candidate = await db.Candidates.SingleAsync(c => c.Id == enrolment.CandidateId);
        db.Entry(candidate).Property(c => c.UsageName).CurrentValue = "Ambrosini";
        await db.SaveChangesAsync();

        var chain = string.Join('\n', (await db.AuditEntries.ToListAsync()).Select(e => $"{e.ActorName}{e.Reason}{e.Changes}"));
        foreach (var personal in new[] { "Marchand", "Léa", "Ambrosini", "Ajaccio", "candidate@exemple.invalid", "Morel", "MOREL", "Garnier" }) chain.ShouldNotContain(personal);
        // The year of birth, alone or in a date; an identifier may hold these figures.
        Regex.IsMatch(Regex.Replace(chain, "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", ""), @"\b1994\b").ShouldBeFalse();
        var told = await (from d in db.AuditDetails join e in db.AuditEntries on d.EntryId equals e.Id where e.CandidateId == candidate.Id orderby e.Sequence select d.Content).ToListAsync();
        told[^1].ShouldBe("""{"Reason":"Léa change de nom","Changes":{"UsageName":[null,"Ambrosini"]}}""");

        (await AuditDetail.EraseCandidateAsync(db, candidate.Id, platform.Clock.Now)).ShouldBe(told.Count);
        (await db.AuditDetails.AnyAsync(d => d.Content!.Contains("Ambrosini") || d.Content.Contains("Marchand"))).ShouldBeFalse();
        (await db.AuditEntries.AnyAsync(e => e.CandidateId == candidate.Id && e.CampaignId == campaign.Id)).ShouldBeTrue();
        var verdict = await VerifyAsync(platform, CqpFixture.Broker);
        (verdict.Fault, verdict.Erased).ShouldBe((null, told.Count));
    }

    [Theory]
    [InlineData("update audit_entries set reason = 'x'")]
    [InlineData("delete from audit_entries")]
    [InlineData("update audit_details set content = 'x'")]
    [InlineData("update audit_details set erased_at = now()")]
    [InlineData("update audit_details set salt = null, content = null, erased_at = now(), entity_id = id")]
    [InlineData("delete from audit_details")]
    public async Task The_application_cannot_rewrite_the_audit(string sql)
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await Should.ThrowAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql))).SqlState.ShouldBe("42501");
    }

    [Fact]
    public async Task Two_writers_at_once_take_two_places_without_a_gap()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        var before = (await VerifyAsync(platform, CqpFixture.Insurer)).Entries;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var db = await platform.Database.OpenAsync(world.TenantId);
            db.Add(Company.Create("Cabinet", TestData.NextSiret()));
            await db.SaveChangesAsync();
        }));
        var verdict = await VerifyAsync(platform, CqpFixture.Insurer);
        (verdict.Fault, verdict.Entries).ShouldBe((null, before + 8));
    }

    [Fact]
    public async Task Everything_of_a_candidate_and_of_a_campaign_is_found_by_it()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP41351", "Sujets");
        var enrolment = await platform.CreateEnrolmentAsync(world, campaign, TestData.UnderwritingChoice, "Lefèvre", new DateOnly(2026, 2, 2));
        await platform.EvaluateAsync(world, enrolment);
        await platform.OpenJuryAsync(world, campaign);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var ofCandidate = await db.AuditEntries.Where(e => e.CandidateId == enrolment.CandidateId).Select(e => e.EntityType).Distinct().ToListAsync();
        ofCandidate.ShouldBe(["Candidate", "Enrolment", "Evaluation", "EvaluationRating", "EvaluationSignature"], ignoreOrder: true);
        var ofCampaign = await db.AuditEntries.Where(e => e.CampaignId == campaign.Id).Select(e => e.EntityType).Distinct().ToListAsync();
        ofCampaign.ShouldBe(["Campaign", "CampaignOrganisation", "Enrolment", "Evaluation", "EvaluationRating", "EvaluationSignature", "JurySession", "JuryMember", "ImpartialityStatement"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_command_says_in_a_sentence_and_by_its_code_whether_the_chain_holds()
    {
        await using var own = new CqpFixture();
        await own.InitializeAsync();
        using var checkpoints = new StringWriter();
        (await AuditCommand.RunAsync(own.Database, null, verify: false, [], checkpoints)).ShouldBe(0);
        var kept = checkpoints.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(l => AuditCheckpoint.Parse(l)!).ToList();
        kept.Select(c => c.Tenant).ShouldBe([CqpFixture.Broker, CqpFixture.Insurer], ignoreOrder: true);
        (await SayAsync(CqpFixture.Broker)).ShouldBe((0, $"cpne-courtage\u00a0: journal intact, {kept.Single(c => c.Tenant == CqpFixture.Broker).Sequence} entrées.\n"));

        await TamperAsync(own, "delete from audit_details where entry_id in (select id from audit_entries where sequence > 2); delete from audit_entries where sequence > 2");
        var (code, said) = await SayAsync(CqpFixture.Broker);
        (code, said.StartsWith("cpne-courtage\u00a0: journal altéré. La fin du journal a été coupée\u00a0: les entrées n° 3 à", StringComparison.Ordinal)).ShouldBe((1, true), said);
        Should.Throw<StartupRefusal>(() => SayAsync("nulle-part")).Message.ShouldContain("cpne-courtage");

        async Task<(int, string)> SayAsync(string slug)
        {
            using var output = new StringWriter { NewLine = "\n" };
            return (await AuditCommand.RunAsync(own.Database, slug, verify: true, kept, output), output.ToString());
        }
    }

    internal static async Task<AuditVerdict> VerifyAsync(CqpFixture platform, string slug, params AuditCheckpoint[] checkpoints) =>
        await new AuditVerifier(platform.Database, platform.Clock).VerifyAsync(await platform.TenantAsync(slug), checkpoints);

    /// <summary>As the owner, whom nothing but another copy can hold to account.</summary>
    internal static async Task TamperAsync(CqpFixture platform, string sql)
    {
        await using var connection = new NpgsqlConnection(platform.OwnerConnection);
        await connection.OpenAsync();
        await using (var set = new NpgsqlCommand("select set_config('app.tenant_id', $1, false)", connection) { Parameters = { new() { Value = (await platform.TenantAsync(CqpFixture.Broker)).Id.ToString() } } })
            await set.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
