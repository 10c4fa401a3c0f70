using System.Linq.Expressions;
using CqpPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CqpPlatform.Web.Data;

/// <summary>
/// The three walls between tenants: a query filter on every entity, keys that all start with tenant_id (Configurations/TenantEntityConfiguration),
/// and row-level security in the database that holds even when the first two are forgotten (docs/adr/0003); CqpDatabase tells it the tenant.
/// </summary>
public static class TenantIsolation
{
    public const string ApplicationRole = "cqp_app", Setting = "app.tenant_id";

    public static void Configure(ModelBuilder builder, CqpDbContext context)
    {
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => typeof(ITenantOwned).IsAssignableFrom(e.ClrType)))
        {
            var row = Expression.Parameter(entity.ClrType);
            var owner = Expression.Property(row, nameof(ITenantOwned.TenantId));
            var current = Expression.Property(Expression.Constant(context), nameof(CqpDbContext.TenantId));
            entity.SetQueryFilter(Expression.Lambda(Expression.Equal(owner, current), row));

            builder.Entity(entity.ClrType).Property(nameof(ITenantOwned.TenantId)).ValueGeneratedNever();
            if (typeof(TenantEntity).IsAssignableFrom(entity.ClrType))
                builder.Entity(entity.ClrType).Property(nameof(TenantEntity.Id)).ValueGeneratedNever();
        }
    }

    /// <summary>Gives every new row the tenant of its unit of work, before EF builds its key from it.</summary>
    public static void StampNewRows(CqpDbContext context) => context.ChangeTracker.Tracking += (_, e) =>
    {
        if (e.FromQuery || e.Entry.Entity is not ITenantOwned row || (row.TenantId == context.TenantId && context.TenantId != Guid.Empty)) return;
        if (context.TenantId == Guid.Empty || row.TenantId != Guid.Empty)
            throw new InvalidOperationException($"{e.Entry.Metadata.ShortName()} belongs to a tenant that is not this unit of work's.");
        e.Entry.Property(nameof(ITenantOwned.TenantId)).CurrentValue = context.TenantId;
    };

    /// <summary>Ends every migration: forces row-level security on every table that has a tenant_id and grants the application role what it needs.</summary>
    public static void IsolateTenants(this MigrationBuilder migration) => migration.Sql(Sql);

    /// <summary>Tables the application role may add to and read, and never change: history and evidence.</summary>
    internal static readonly string[] AppendOnly =
    [
        "amended_decisions",
        "audit_entries",
        "ballots",
        "certifier_identities",
        "convocations",
        "declaration_lines",
        "declaration_reports",
        "erasures",
        "evaluation_signatures",
        "minutes_signatures",
        "reminders",
        "signed_sheets",
    ];

    /// <summary>Tables whose rows may change state but never go.</summary>
    internal static readonly string[] NeverDeleted =
    [
        "acquired_blocks",
        "appeals",
        "audit_details",
        "counter_entries",
        "declaration_files",
        "declared_passages",
        "document_counters",
        "duplicate_reviews",
        "enrolment_events",
        "evaluation_changes",
        "evaluation_events",
        "examiner_links",
        "issued_documents",
        "jury_sessions",
        "ledger_proofs",
        "minutes_amendments",
        "session_pauses",
        "support_accesses",
        "vote_rounds",
    ];

    /// <summary>What may still change in a row that is evidence; every other column of these tables stays as it was written. Bytes, names and reasons may only go (trigger only_erased).</summary>
    internal static readonly string[] OnlyTheseColumns =
    [
        "acquired_blocks.reason",
        "counter_entries.reason",
        "declaration_files.bytes",
        "declaration_files.erased_at",
        "declared_passages.state",
        "declared_passages.file_id",
        "declared_passages.digest",
        "declared_passages.message",
        "declared_passages.answered_at",
        "evaluation_changes.before",
        "evaluation_changes.after",
        "issued_documents.state",
        "issued_documents.ended_at",
        "issued_documents.end_reason",
        "issued_documents.ended_by",
        "ledger_proofs.bytes",
        "ledger_proofs.file_name",
        "ledger_proofs.erased_at",
    ];

    // Idempotent, so that the last migration always leaves the whole schema isolated; a table that a later migration makes is passed over. The predicate's form and its cost: docs/adr/0003.
    private static string Sql => $$"""
        do $$
        declare t record;
        begin
          for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                   join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
                   where n.nspname = 'public' and c.relkind in ('r', 'p')
          loop
            execute format('alter table public.%I enable row level security', t.relname);
            execute format('alter table public.%I force row level security', t.relname);
            execute format('drop policy if exists tenant_isolation on public.%I', t.relname);
            execute format($p$create policy tenant_isolation on public.%I
              using (tenant_id = (select nullif(current_setting('{{Setting}}', true), '')::uuid))
              with check (tenant_id = (select nullif(current_setting('{{Setting}}', true), '')::uuid))$p$, t.relname);
          end loop;
        end $$;
        -- A temporary table would stand before the real one in a trigger's eyes.
        do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;
        revoke all on schema public from public;
        grant usage on schema public to {{ApplicationRole}};
        revoke all on all tables in schema public from public, {{ApplicationRole}};
        grant select, insert, update, delete on all tables in schema public to {{ApplicationRole}};
        do $$
        declare t text;
        begin
          foreach t in array string_to_array('{{string.Join(',', AppendOnly)}}', ',') loop
            if to_regclass('public.' || t) is not null then execute format('revoke update, delete on public.%I from {{ApplicationRole}}', t); end if;
          end loop;
          foreach t in array string_to_array('{{string.Join(',', NeverDeleted)}}', ',') loop
            if to_regclass('public.' || t) is not null then execute format('revoke delete on public.%I from {{ApplicationRole}}', t); end if;
          end loop;
          foreach t in array string_to_array('{{string.Join(',', OnlyTheseColumns)}}', ',') loop
            if to_regclass('public.' || split_part(t, '.', 1)) is not null then execute format('revoke update on public.%I from {{ApplicationRole}}', split_part(t, '.', 1)); end if;
          end loop;
          foreach t in array string_to_array('{{string.Join(',', OnlyTheseColumns)}}', ',') loop
            if exists (select from information_schema.columns where table_schema = 'public' and table_name = split_part(t, '.', 1) and column_name = split_part(t, '.', 2)) then
              execute format('grant update (%I) on public.%I to {{ApplicationRole}}', split_part(t, '.', 2), split_part(t, '.', 1));
            end if;
          end loop;
        end $$;
        revoke insert, update, delete on "__EFMigrationsHistory" from {{ApplicationRole}};
        """;
}
