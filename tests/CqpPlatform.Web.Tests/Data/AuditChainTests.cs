using CqpPlatform.Domain.Organisations;
using CqpPlatform.TestCommon;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CqpPlatform.Web.Tests.Data;

public sealed class AuditChainTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Each_write_leaves_one_entry_with_old_and_new_and_no_write_leaves_none()
    {
        var world = await fixture.Platform.CreateWorldAsync(CqpFixture.Broker);
        await using var db = await fixture.Platform.Database.OpenAsync(world.TenantId);
        var membership = await db.Memberships.SingleAsync(m => m.Id == world.Examiner.Id);
        var before = await db.AuditEntries.CountAsync();

        await db.SaveChangesAsync();
        (await db.AuditEntries.CountAsync()).ShouldBe(before);

        (db.Audit.ActorName, db.Audit.Action, db.Audit.Reason) = ("MOREL Hélène", "EndMembership", "départ");
        membership.End();
        await db.SaveChangesAsync();
        var entry = await db.AuditEntries.OrderByDescending(a => a.Sequence).FirstAsync();
        (entry.Action, entry.ActorName, entry.Reason, entry.EntityId).ShouldBe(("EndMembership", "MOREL Hélène", "départ", membership.Id));
        entry.Changes.ShouldBe("""{"Active":["True","False"]}""");
    }

    [Fact]
    public async Task The_chain_tells_a_changed_removed_or_swapped_entry()
    {
        var world = await fixture.Platform.CreateWorldAsync(CqpFixture.Insurer);
        (await BrokenLinksAsync(world.TenantId)).ShouldBe(0);
        await AsOwnerAsync(world.TenantId, "update audit_entries set changes = '{}' where sequence = 3");
        (await BrokenLinksAsync(world.TenantId)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_application_cannot_rewrite_the_audit()
    {
        var world = await fixture.Platform.CreateWorldAsync(CqpFixture.Broker);
        await using var db = await fixture.Platform.Database.OpenAsync(world.TenantId);
        (await Should.ThrowAsync<PostgresException>(() => db.Database.ExecuteSqlAsync($"update audit_entries set reason = 'x'"))).SqlState.ShouldBe("42501");
        (await Should.ThrowAsync<PostgresException>(() => db.Database.ExecuteSqlAsync($"delete from audit_entries"))).SqlState.ShouldBe("42501");
    }

    [Fact]
    public async Task Two_writers_at_once_take_two_places_without_a_gap()
    {
        var world = await fixture.Platform.CreateWorldAsync(CqpFixture.Broker);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var db = await fixture.Platform.Database.OpenAsync(world.TenantId);
            db.Add(Company.Create("Cabinet", TestData.NextSiret()));
            await db.SaveChangesAsync();
        }));
        await using var read = await fixture.Platform.Database.OpenAsync(world.TenantId);
        var sequences = await read.AuditEntries.OrderBy(a => a.Sequence).Select(a => a.Sequence).ToListAsync();
        sequences.ShouldBe(Enumerable.Range(1, sequences.Count).Select(i => (long)i));
        (await BrokenLinksAsync(world.TenantId)).ShouldBe(0);
    }

    private async Task<long> BrokenLinksAsync(Guid tenantId) => (long)(await AsOwnerAsync(tenantId, """
        select count(*) from (select a.*, lag(hash, 1, '') over (order by sequence) as expected_previous from audit_entries a) x
        where previous_hash <> expected_previous
          or hash <> encode(sha256(convert_to(audit_chain_text((select e from audit_entries e where e.id = x.id)), 'UTF8')), 'hex')
        """))!;


    private async Task<object?> AsOwnerAsync(Guid tenantId, string sql)
    {
        await using var connection = new NpgsqlConnection(fixture.Platform.OwnerConnection);
        await connection.OpenAsync();
        await using (var set = new NpgsqlCommand("select set_config('app.tenant_id', $1, false)", connection) { Parameters = { new() { Value = tenantId.ToString() } } })
            await set.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
