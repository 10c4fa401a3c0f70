using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class LedgerHoldsItsVersion : Migration
    {
        /// <summary>As in <c>ReferentialLife</c>; and the ledger rests on a version as a campaign does (docs/adr/0007).</summary>
        private const string Hold = """
            create or replace function referential_version_frozen() returns trigger language plpgsql set search_path = public, pg_temp as $$
            begin
              if tg_op = 'DELETE' then
                if old.status <> 'Draft' then
                  raise exception 'A published referential version is never deleted.' using errcode = 'restrict_violation';
                end if;
                return old;
              end if;
              if tg_op = 'UPDATE' and old.status <> 'Draft' then
                if (new.content, new.sha256, new.certification_code, new.version, new.title, new.short_title)
                   is distinct from (old.content, old.sha256, old.certification_code, old.version, old.title, old.short_title) then
                  raise exception 'A published referential version never changes.' using errcode = 'restrict_violation';
                end if;
                if new.status = 'Draft' and exists (select from campaigns c where c.tenant_id = old.tenant_id and c.referential_version_id = old.id) then
                  raise exception 'A campaign rests on this referential version.' using errcode = 'restrict_violation';
                end if;
                if new.status = 'Draft' and exists (select from acquired_blocks b where b.tenant_id = old.tenant_id and b.certification_code = old.certification_code and b.referential_version = old.version) then
                  raise exception 'The ledger rests on this referential version.' using errcode = 'restrict_violation';
                end if;
              end if;
              if new.status <> 'Draft' and new.sha256 <> encode(sha256(convert_to(new.content, 'UTF8')), 'hex') then
                raise exception 'The hash of a published referential version is the hash of its content.' using errcode = 'restrict_violation';
              end if;
              return new;
            end $$;

            -- What a jury decided is held by its campaign. The lock makes a step back of the version wait for this line, or this line for the step back.
            create function acquired_block_on_published_version() returns trigger language plpgsql set search_path = public, pg_temp as $$
            begin
              perform from referential_versions v where v.tenant_id = new.tenant_id and v.certification_code = new.certification_code and v.version = new.referential_version and v.status <> 'Draft' for share;
              if not found then
                raise exception 'A block is acquired under a published referential version.' using errcode = 'restrict_violation';
              end if;
              return new;
            end $$;
            create trigger acquired_block_on_published_version before insert on acquired_blocks for each row when (new.origin <> 'Jury') execute function acquired_block_on_published_version();
            """;

        private const string Release = """
            drop trigger acquired_block_on_published_version on acquired_blocks; drop function acquired_block_on_published_version;
            create or replace function referential_version_frozen() returns trigger language plpgsql set search_path = public, pg_temp as $$
            begin
              if tg_op = 'DELETE' then
                if old.status <> 'Draft' then
                  raise exception 'A published referential version is never deleted.' using errcode = 'restrict_violation';
                end if;
                return old;
              end if;
              if tg_op = 'UPDATE' and old.status <> 'Draft' then
                if (new.content, new.sha256, new.certification_code, new.version, new.title, new.short_title)
                   is distinct from (old.content, old.sha256, old.certification_code, old.version, old.title, old.short_title) then
                  raise exception 'A published referential version never changes.' using errcode = 'restrict_violation';
                end if;
                if new.status = 'Draft' and exists (select from campaigns c where c.tenant_id = old.tenant_id and c.referential_version_id = old.id) then
                  raise exception 'A campaign rests on this referential version.' using errcode = 'restrict_violation';
                end if;
              end if;
              if new.status <> 'Draft' and new.sha256 <> encode(sha256(convert_to(new.content, 'UTF8')), 'hex') then
                raise exception 'The hash of a published referential version is the hash of its content.' using errcode = 'restrict_violation';
              end if;
              return new;
            end $$;
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Hold);
            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Release);
    }
}
