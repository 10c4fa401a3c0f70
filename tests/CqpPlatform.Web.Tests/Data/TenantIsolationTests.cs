using CqpPlatform.Domain.Organisations;
using CqpPlatform.TestCommon;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CqpPlatform.Web.Tests.Data;

public sealed class TenantIsolationTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Theory]
    [InlineData("a table with tenant_id that is nullable", "select table_name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id' and is_nullable = 'YES'")]
    [InlineData("a table with tenant_id without forced row-level security", """
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not (c.relrowsecurity and c.relforcerowsecurity)
        """)]
    [InlineData("a policy that is not the canonical one", """
        select tablename from pg_policies where schemaname = 'public' and (cmd <> 'ALL' or permissive <> 'PERMISSIVE' or qual <> with_check
          or qual <> '(tenant_id = ( SELECT (NULLIF(current_setting(''app.tenant_id''::text, true), ''''::text))::uuid AS "nullif"))')
        """)]
    [InlineData("a table with tenant_id without exactly one policy", """
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and (select count(*) from pg_policy p where p.polrelid = c.oid) <> 1
        """)]
    [InlineData("a foreign key between tenant-owned tables without tenant_id on both sides", """
        select conname::text from pg_constraint k
        where contype = 'f'
          and exists (select from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'tenant_id')
          and exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'tenant_id')
          and not (exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'tenant_id' and a.attnum = any (k.conkey))
               and exists (select from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'tenant_id' and a.attnum = any (k.confkey)))
        """)]
    [InlineData("a unique key that is not led by tenant_id", """
        select i.relname::text from pg_index x join pg_class i on i.oid = x.indexrelid join pg_attribute t on t.attrelid = x.indrelid and t.attname = 'tenant_id'
        where x.indisunique and x.indkey[0] <> t.attnum
        """)]
    [InlineData("a table of unknown ownership", """
        select c.relname from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
          and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
          and c.relname not in ('accounts', 'account_claims', 'account_logins', 'account_tokens', 'account_passkeys', 'account_sessions', 'password_resets', 'recovery_codes', 'sign_in_failures', 'tenants', 'installation_keys', '__EFMigrationsHistory')
        """)]
    [InlineData("an application role with more rights than it needs", "select rolname::text from pg_roles where rolname = 'cqp_app' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)")]
    [InlineData("a table owned by the application role", "select tablename::text from pg_tables where tableowner = 'cqp_app'")]
    [InlineData("a table the application role may truncate", "select relname::text from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and has_table_privilege('cqp_app', oid, 'TRUNCATE')")]
    [InlineData("a history the application role may rewrite", """
        select t from unnest(array['audit_entries', 'acquired_blocks', 'evaluation_signatures']) t where has_table_privilege('cqp_app', t, 'UPDATE') or has_table_privilege('cqp_app', t, 'DELETE')
        """)]
    [InlineData("a security definer function", "select proname::text from pg_proc where prosecdef and pronamespace = 'public'::regnamespace")]
    public async Task The_catalogue_has_no(string fault, string query)
    {
        await using var source = NpgsqlDataSource.Create(fixture.Platform.OwnerConnection);
        await using var command = source.CreateCommand(query);
        var found = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) found.Add(reader.GetString(0));
        found.ShouldBeEmpty(fault);
    }

    [Fact]
    public async Task A_tenant_sees_and_writes_its_own_rows_only()
    {
        var broker = await fixture.Platform.CreateWorldAsync(CqpFixture.Broker);
        var insurer = await fixture.Platform.TenantAsync(CqpFixture.Insurer);
        await using var db = await fixture.Platform.Database.OpenAsync(insurer.Id);

        (await db.TrainingOrganisations.IgnoreQueryFilters().CountAsync()).ShouldBe(0, "row-level security holds without the query filter");
        (await db.Database.ExecuteSqlAsync($"update training_organisations set name = 'pris' where id = {broker.Organisation.Id}")).ShouldBe(0);
        await Should.ThrowAsync<PostgresException>(() => db.Database.ExecuteSqlAsync(
            $"insert into companies (tenant_id, id, name, siret) values ({broker.TenantId}, {Guid.NewGuid()}, 'x', '00000000000000')"));
    }

    [Fact]
    public async Task Without_a_tenant_no_row_is_visible()
    {
        await fixture.Platform.CreateWorldAsync(CqpFixture.Broker);
        await using var db = fixture.Platform.Database.OpenGlobal();
        (await db.TrainingOrganisations.IgnoreQueryFilters().AnyAsync()).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => db.Add(Company.Create("x", "00000000000000")));
    }
}
