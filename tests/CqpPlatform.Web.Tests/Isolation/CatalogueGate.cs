using Npgsql;

namespace CqpPlatform.Web.Tests.Isolation;

/// <summary>A fault that PostgreSQL's catalogue could show, and the query that would: it returns no row while the walls stand.</summary>
public sealed record CatalogueGate(string Fault, string Query)
{
    private const string Canonical = "(tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS \"nullif\"))";

    // What has a tenant_id column belongs to a tenant, whatever kind of relation it is.
    private const string Owned = """
        owned as (select c.oid, c.relname::text as name, c.relkind, c.relrowsecurity, c.relforcerowsecurity, a.attnum, a.attnotnull, a.atthasdef, a.attidentity, a.atttypid
          from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
          where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'f', 'v', 'm')),
        per_command as (select o.oid, o.name, k.cmd, p.polname, p.polcmd, p.polpermissive, pg_get_expr(p.polqual, p.polrelid) as seen, pg_get_expr(p.polwithcheck, p.polrelid) as written
          from owned o cross join unnest(array['r', 'a', 'w', 'd']) k(cmd)
          left join pg_policy p on p.polrelid = o.oid and p.polcmd in ('*', k.cmd::"char") and p.polroles && array[0::oid, 'cqp_app'::regrole::oid]
          where o.relkind in ('r', 'p'))
        """;

    public static IReadOnlyList<CatalogueGate> All { get; } =
    [
        new("a tenant's table without forced row-level security", $"with {Owned} select name from owned where relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)"),
        new("a tenant_id that may be empty", $"with {Owned} select name from owned where relkind in ('r', 'p', 'f') and not attnotnull"),
        new("a tenant_id that is given by default", $"with {Owned} select name from owned where atthasdef or attidentity <> ''"),
        new("a tenant_id that is not a uuid", $"with {Owned} select name from owned where atttypid <> 'uuid'::regtype"),
        new("a command without a policy", $"with {Owned} select name || ' ' || cmd from per_command group by oid, name, cmd having count(polname) filter (where polpermissive) = 0"),
        new("more than one permissive policy for a command", $"with {Owned} select name || ' ' || cmd from per_command group by oid, name, cmd having count(polname) filter (where polpermissive) > 1"),
        new("a predicate that is not the canonical one", $"""
            with {Owned} select name || ' ' || polname from per_command where polname is not null
              and ((cmd in ('r', 'w', 'd') and seen is distinct from $${Canonical}$$) or (cmd in ('a', 'w') and written is distinct from $${Canonical}$$))
            """),
        new("a foreign key without tenant_id on both sides", $"""
            with {Owned} select k.conname::text from pg_constraint k join owned target on target.oid = k.confrelid left join owned source on source.oid = k.conrelid
            where k.contype = 'f' and (source.oid is null or array_position(k.conkey, source.attnum) is distinct from array_position(k.confkey, target.attnum) or array_position(k.conkey, source.attnum) is null)
            """),
        new("a business key not led by tenant_id", $"with {Owned} select x.indexrelid::regclass::text from pg_index x join owned o on o.oid = x.indrelid where (x.indisunique or x.indisexclusion) and x.indkey[0] <> o.attnum"),
        new("a view that reads as its owner", "select c.relname::text from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false)"),
        new("a copy or a window that no policy guards", "select c.relname::text from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('m', 'f')"),
        new("a rule, which acts as the table's owner", "select r.rulename::text from pg_rewrite r join pg_class c on c.oid = r.ev_class where c.relnamespace = 'public'::regnamespace and not (c.relkind in ('v', 'm') and r.rulename = '_RETURN')"),
        new("a function that acts as its owner", "select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')"),
        new("a trigger function that a temporary table could deceive", """
            select p.proname::text from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prorettype = 'trigger'::regtype
              and not coalesce(array_to_string(p.proconfig, ',') like 'search_path=%pg_temp', false)
            """),
        new("a sequence that counts the rows of several tenants", $"""
            with {Owned} select s.relname::text from pg_class s where s.relkind = 'S' and s.relnamespace = 'public'::regnamespace
              and not exists (select from pg_depend d where d.objid = s.oid and d.deptype in ('a', 'i') and d.refclassid = 'pg_class'::regclass and d.refobjid not in (select oid from owned))
            """),
        new("a table of unknown ownership", $"""
            with {Owned} select c.relname::text from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.oid not in (select oid from owned)
              and c.relname <> all (string_to_array('{string.Join(',', IsolationStage.GlobalTables)}', ','))
            """),
        new("a table outside the one schema", "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('public', 'pg_catalog', 'information_schema') and n.nspname not like 'pg\\_t%'"),
        new("an application role with powers", "select rolname::text from pg_roles where rolname = 'cqp_app' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)"),
        new("an application role that is another role too", "select m.roleid::regrole::text from pg_auth_members m where m.member = 'cqp_app'::regrole"),
        new("an application role that owns something", "select classid::regclass || ' ' || objid from pg_shdepend where refclassid = 'pg_authid'::regclass and refobjid = 'cqp_app'::regrole and deptype = 'o'"),
        new("an application role that may empty, refer to or watch a table", """
            select c.relname || ' ' || p.name from pg_class c cross join unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) p(name)
            where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and has_table_privilege('cqp_app', c.oid, p.name)
            """),
        new("an application role that may create", """
            select nspname::text from pg_namespace where nspname !~ '^pg_' and has_schema_privilege('cqp_app', oid, 'CREATE')
            union all select datname::text from pg_database where datname = current_database() and has_database_privilege('cqp_app', oid, 'CREATE')
            """),
        new("a table given to everybody", "select c.relname::text from pg_class c cross join aclexplode(c.relacl) x where c.relnamespace = 'public'::regnamespace and x.grantee = 0"),
        new("a history the application role may rewrite", $"""
            select t || ' ' || p.name from unnest(string_to_array('{string.Join(',', Web.Data.TenantIsolation.AppendOnly)}', ',')) t cross join unnest(array['UPDATE', 'DELETE']) p(name) where has_table_privilege('cqp_app', 'public.' || t, p.name)
            union all select t || ' DELETE' from unnest(string_to_array('{string.Join(',', Web.Data.TenantIsolation.NeverDeleted)}', ',')) t where has_table_privilege('cqp_app', 'public.' || t, 'DELETE')
            union all select p.name from unnest(array['INSERT', 'UPDATE', 'DELETE']) p(name) where has_table_privilege('cqp_app', 'public."__EFMigrationsHistory"', p.name)
            """),
    ];

    public static async Task<IReadOnlyList<string>> FaultsAsync(NpgsqlConnection owner)
    {
        var faults = new List<string>();
        foreach (var gate in All)
        {
            await using var command = new NpgsqlCommand(gate.Query, owner);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) faults.Add($"{gate.Fault}: {reader.GetValue(0)}");
        }
        return faults;
    }
}
