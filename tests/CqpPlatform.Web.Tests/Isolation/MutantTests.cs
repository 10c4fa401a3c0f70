using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Tests.Architecture;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CqpPlatform.Web.Tests.Isolation;

/// <summary>Each wall, taken down on purpose: the gates or the matrix must see it.</summary>
public sealed class MutantTests(IsolationStage stage) : IClassFixture<IsolationStage>
{
    private const string Canonical = "tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)";

    // Name, what is done as the owner, what the gates say, and the table that leaks, where the matrix must see it too.
    public static TheoryData<string, string, string, string?> Mutants => new()
    {
        { "row-level security off", "alter table candidates disable row level security", "a tenant's table without forced row-level security: candidates", "candidates" },
        { "not forced on the owner", "alter table enrolments no force row level security", "a tenant's table without forced row-level security: enrolments", null },
        { "no policy", "drop policy tenant_isolation on tutors", "a command without a policy: tutors r", "tutors" },
        { "a policy for reading only", $"drop policy tenant_isolation on tutors; create policy p on tutors for select using ({Canonical})", "a command without a policy: tutors w", "tutors" },
        { "a policy for another role", $"alter policy tenant_isolation on companies to cqp_owner", "a command without a policy: companies r", "companies" },
        { "everybody may read", "create policy open on evaluations for select using (true)", "more than one permissive policy for a command: evaluations r", "evaluations" },
        { "everybody may write", "create policy open on companies for insert with check (true)", "more than one permissive policy for a command: companies a", "companies" },
        { "using true", "alter policy tenant_isolation on campaigns using (true)", "a predicate that is not the canonical one: campaigns tenant_isolation", "campaigns" },
        { "with check true", "alter policy tenant_isolation on companies with check (true)", "a predicate that is not the canonical one: companies tenant_isolation", "companies" },
        { "an open door for no tenant", $"alter policy tenant_isolation on orals using ({Canonical} or nullif(current_setting('app.tenant_id', true), '') is null)", "a predicate that is not the canonical one: orals tenant_isolation", "orals" },
        { "an inverted predicate", "alter policy tenant_isolation on memberships using (tenant_id <> (select nullif(current_setting('app.tenant_id', true), '')::uuid))", "a predicate that is not the canonical one: memberships tenant_isolation", "memberships" },
        { "a nullable tenant_id", "alter table candidates drop constraint pk_candidates cascade; alter table candidates alter tenant_id drop not null", "a tenant_id that may be empty: candidates", null },
        { "a default tenant_id", "alter table candidates alter tenant_id set default '00000000-0000-0000-0000-000000000000'", "a tenant_id that is given by default: candidates", null },
        { "a foreign key on the id alone", "alter table companies add constraint by_id unique (id); alter table tutors drop constraint fk_tutors_companies_tenant_id_company_id; alter table tutors add constraint loose foreign key (company_id) references companies (id)", "a foreign key without tenant_id on both sides: loose", "tutors" },
        { "a business key across tenants", "create unique index ix_siret on companies (siret)", "a business key not led by tenant_id: ix_siret", null },
        { "a view that reads as its owner", "create view everyone as select * from candidates; grant select on everyone to cqp_app", "a view that reads as its owner: everyone", null },
        { "a materialized view", "create materialized view counts as select count(*) from candidates; grant select on counts to cqp_app", "a copy or a window that no policy guards: counts", null },
        { "a function that acts as its owner", "create function peek() returns bigint language sql security definer as 'select count(*) from candidates'", "a function that acts as its owner: peek()", null },
        { "an application that may truncate", "grant truncate on candidates to cqp_app", "an application role that may empty, refer to or watch a table: candidates TRUNCATE", null },
        { "an application that may rewrite the audit", "grant update, delete on audit_entries to cqp_app", "a history the application role may rewrite: audit_entries UPDATE", "audit_entries" },
        { "an application that may bring its own tables", "grant create on schema public to cqp_app", "an application role that may create: public", null },
        { "a table for everybody", "grant select on candidates to public", "a table given to everybody: candidates", null },
        { "a forgotten table", "create table notes (id uuid primary key)", "a table of unknown ownership: notes", null },
        { "a sequence over all tenants", "create sequence dossier_numbers", "a sequence that counts the rows of several tenants: dossier_numbers", null },
        { "a trigger a temporary table deceives", "alter function audit_chain() reset all", "a trigger function that a temporary table could deceive: audit_chain", null },
        { "a rule", "create rule copy_out as on insert to companies do also notify elsewhere", "a rule, which acts as the table's owner: copy_out", null },
    };

    [Theory]
    [MemberData(nameof(Mutants))]
    public async Task A_wall_taken_down_in_the_database_is_seen(string name, string sql, string expected, string? leaking)
    {
        var connection = await stage.CloneAsync();
        await using var owner = await IsolationStage.OpenAsync(connection, stage.Ours.ToString());
        await IsolationStage.ExecuteAsync(owner, sql);
        (await CatalogueGate.FaultsAsync(owner)).ShouldContain(expected, name);
        if (leaking is not null) (await stage.Matrix.FaultsAsync(connection, leaking)).ShouldNotBeEmpty(name);
    }

    // Roles are the whole server's: nothing here is ever committed. The two powers an owner cannot give are shown to the gate as the catalogue would show them.
    [Theory]
    [InlineData("an application role with powers: cqp_app", "alter role cqp_app createrole")]
    [InlineData("an application role with powers: cqp_app", "create temp view pg_roles as select rolname, true as rolbypassrls, rolsuper, rolcreaterole, rolcreatedb, rolreplication from pg_catalog.pg_roles; set local search_path = pg_temp, pg_catalog, public")]
    [InlineData("an application role with powers: cqp_app", "create temp view pg_roles as select rolname, true as rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_catalog.pg_roles; set local search_path = pg_temp, pg_catalog, public")]
    [InlineData("an application role that is another role too: cqp_helper", "create role cqp_helper; grant cqp_helper to cqp_app")]
    [InlineData("an application role that owns something", "create schema theirs authorization cqp_app")]
    public async Task A_power_given_to_the_application_is_seen(string expected, string sql)
    {
        await using var owner = await IsolationStage.OpenAsync(await stage.CloneAsync());
        await using var transaction = await owner.BeginTransactionAsync();
        await IsolationStage.ExecuteAsync(owner, sql);
        (await CatalogueGate.FaultsAsync(owner)).ShouldContain(f => f.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void A_filter_taken_off_or_bent_is_seen()
    {
        var elsewhere = Guid.NewGuid();
        using var context = new CqpDbContext(new DbContextOptionsBuilder<CqpDbContext>().UseNpgsql("Host=nowhere").Options) { TenantId = elsewhere };
        Strays(b => TenantIsolation.Configure(b, context)).ShouldBeEmpty();
        Strays(_ => { }).ShouldBe(["Company"]);
        Strays(b => b.Entity<Company>().HasQueryFilter(c => true)).ShouldBe(["Company"]);
        Strays(b => b.Entity<Company>().HasQueryFilter(c => c.TenantId != context.TenantId)).ShouldBe(["Company"]);
        Strays(b => b.Entity<Company>().HasQueryFilter(c => c.TenantId == elsewhere)).ShouldBe(["Company"]);
        Strays(b => b.Entity<Company>().HasQueryFilter(c => c.TenantId == context.TenantId || c.Name == "")).ShouldBe(["Company"]);

        static IEnumerable<string> Strays(Action<ModelBuilder> filter)
        {
            var builder = new ModelBuilder();
            builder.Entity<Company>();
            builder.Entity<Tenant>();
            filter(builder);
            return ModelGate.Strays(builder.Model);
        }
    }

    [Theory]
    [InlineData("await db.Candidates.IgnoreQueryFilters().ToListAsync()")]
    [InlineData("db.Database.SqlQuery<int>($\"select 1\")")]
    [InlineData("db.Candidates.FromSqlRaw(sql)")]
    [InlineData("new NpgsqlCommand(sql, connection)")]
    [InlineData("connection.BeginBinaryImportAsync(sql)")]
    public void A_way_around_the_filters_in_the_source_is_seen(string line) => (ModelGate.IgnoresFilters(line) || ModelGate.SpeaksSql(line)).ShouldBeTrue();
}
