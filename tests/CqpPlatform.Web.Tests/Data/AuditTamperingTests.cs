using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Auditing;
using Npgsql;

namespace CqpPlatform.Web.Tests.Data;

/// <summary>Somebody who holds the owner's password changes the audit; the verification says where.</summary>
public sealed class AuditTamperingTests
{
    private const string Detach = "alter table audit_details drop constraint fk_audit_details_audit_entries_tenant_id_entry_id; ";
    private const string Rehash = "update audit_entries e set hash = encode(sha256(convert_to(audit_chain_text(e), 'UTF8')), 'hex')";

    [Theory]
    [InlineData(AuditFaultKind.Altered, 3, "update audit_entries set changes = '{}' where sequence = 3")]
    [InlineData(AuditFaultKind.Altered, 1, "update audit_entries set at = at + interval '1 microsecond' where sequence = 1")]
    [InlineData(AuditFaultKind.Altered, 7, "update audit_entries set actor_id = gen_random_uuid() where sequence >= 7")]
    [InlineData(AuditFaultKind.Altered, 4, "update audit_entries set hash = repeat('0', 64) where sequence = 4")]
    [InlineData(AuditFaultKind.Missing, 5, Detach + "delete from audit_entries where sequence = 5")]
    [InlineData(AuditFaultKind.Missing, 1, Detach + "delete from audit_entries where sequence < 4")]
    [InlineData(AuditFaultKind.Moved, 4, "update audit_entries set sequence = -1 where sequence = 4; update audit_entries set sequence = 4 where sequence = 5; update audit_entries set sequence = 5 where sequence = -1")]
    [InlineData(AuditFaultKind.Moved, 4, Detach + "delete from audit_entries where sequence = 4; update audit_entries set sequence = -sequence where sequence > 4; update audit_entries set sequence = -sequence - 1 where sequence < 0")]
    [InlineData(AuditFaultKind.Replaced, 3, "update audit_entries set changes = '{}' where sequence = 3; " + Rehash + " where sequence = 3")]
    [InlineData(AuditFaultKind.Replaced, 1, Detach + "delete from audit_entries where sequence = 1; update audit_entries set sequence = -sequence; update audit_entries set sequence = -sequence - 1; " + Rehash)]
    [InlineData(AuditFaultKind.DetailAltered, 0, "alter table audit_details disable trigger user; update audit_details set content = replace(content, 'Garnier', 'Autre')")]
    [InlineData(AuditFaultKind.DetailMissing, 0, "delete from audit_details")]
    public async Task The_first_entry_that_is_not_what_was_written_is_found(AuditFaultKind kind, long sequence, string sql)
    {
        await using var platform = await ChainAsync();
        (await AuditChainTests.VerifyAsync(platform, CqpFixture.Broker)).Fault.ShouldBeNull();
        await AuditChainTests.TamperAsync(platform, sql);
        var fault = (await AuditChainTests.VerifyAsync(platform, CqpFixture.Broker)).Fault.ShouldNotBeNull();
        fault.Kind.ShouldBe(kind, fault.Message);
        if (sequence > 0) fault.Sequence.ShouldBe(sequence, fault.Message);
    }

    [Fact]
    public async Task An_entry_put_in_between_is_found()
    {
        await using var platform = await ChainAsync();
        await AuditChainTests.TamperAsync(platform, """
            alter table audit_entries disable trigger user;
            update audit_entries set sequence = -sequence where sequence >= 4;
            update audit_entries set sequence = -sequence + 1 where sequence < 0;
            insert into audit_entries (tenant_id, id, sequence, at, actor_name, action, entity_type, entity_id, changes, previous_hash)
              select tenant_id, gen_random_uuid(), 4, at, '', action, entity_type, entity_id, '{}', hash from audit_entries where sequence = 3;
            """ + Rehash + " where sequence = 4");
        var fault = (await AuditChainTests.VerifyAsync(platform, CqpFixture.Broker)).Fault.ShouldNotBeNull();
        (fault.Kind, fault.Sequence).ShouldBe((AuditFaultKind.Moved, 5), fault.Message);
    }

    [Fact]
    public async Task Every_column_counts()
    {
        await using var platform = await ChainAsync();
        var columns = new List<(string Name, string Type)>();
        await using (var source = NpgsqlDataSource.Create(platform.OwnerConnection))
        await using (var command = source.CreateCommand("select column_name::text, data_type::text from information_schema.columns where table_name = 'audit_entries' and column_name not in ('tenant_id', 'sequence', 'hash')"))
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) columns.Add((reader.GetString(0), reader.GetString(1)));
        columns.Count.ShouldBeGreaterThanOrEqualTo(14);
        await AuditChainTests.TamperAsync(platform, Detach + "alter table audit_entries disable trigger user; create table kept as select * from audit_entries");
        foreach (var (name, type) in columns)
        {
            var value = type switch { "uuid" => "gen_random_uuid()", "bigint" => "7", _ when type.StartsWith("timestamp", StringComparison.Ordinal) => "now()", _ => "'autre'" };
            await AuditChainTests.TamperAsync(platform, $"update audit_entries set {name} = {value} where sequence = 2");
            (await AuditChainTests.VerifyAsync(platform, CqpFixture.Broker)).Fault.ShouldNotBeNull(name).Sequence.ShouldBe(2, name);
            await AuditChainTests.TamperAsync(platform, "delete from audit_entries; insert into audit_entries select * from kept");
        }
        (await AuditChainTests.VerifyAsync(platform, CqpFixture.Broker)).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task A_checkpoint_kept_elsewhere_shows_a_cut_end_and_a_chain_written_anew()
    {
        await using var platform = await ChainAsync();
        var last = (await AuditChainTests.VerifyAsync(platform, CqpFixture.Broker)).Last.ShouldNotBeNull();
        var early = AuditCheckpoint.Parse(last.ToString()).ShouldNotBeNull();
        await platform.CreateWorldAsync(CqpFixture.Broker);
        var late = (await AuditChainTests.VerifyAsync(platform, CqpFixture.Broker, early)).Last.ShouldNotBeNull();
        (await AuditChainTests.VerifyAsync(platform, CqpFixture.Broker, early, late)).Fault.ShouldBeNull();

        // The last entry changed and hashed again, so that the chain holds in itself.
        await AuditChainTests.TamperAsync(platform, $"update audit_entries set actor_name = 'autre' where sequence = {late.Sequence}; {Rehash} where sequence = {late.Sequence}");
        (await AuditChainTests.VerifyAsync(platform, CqpFixture.Broker)).Fault.ShouldBeNull();
        var rewritten = (await AuditChainTests.VerifyAsync(platform, CqpFixture.Broker, early, late)).Fault.ShouldNotBeNull();
        (rewritten.Kind, rewritten.Sequence).ShouldBe((AuditFaultKind.Rewritten, early.Sequence + 1), rewritten.Message);

        await AuditChainTests.TamperAsync(platform, Detach + $"delete from audit_entries where sequence > {early.Sequence - 2}");
        var cut = (await AuditChainTests.VerifyAsync(platform, CqpFixture.Broker, early, late)).Fault.ShouldNotBeNull();
        (cut.Kind, cut.Sequence).ShouldBe((AuditFaultKind.Cut, early.Sequence - 1), cut.Message);
    }

    private static async Task<CqpFixture> ChainAsync()
    {
        var platform = new CqpFixture();
        await platform.InitializeAsync();
        await platform.CreateWorldAsync(CqpFixture.Broker);
        return platform;
    }
}
