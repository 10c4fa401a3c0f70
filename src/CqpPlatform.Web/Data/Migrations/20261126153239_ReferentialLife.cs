using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class ReferentialLife : Migration
    {
        /// <summary>A published version is never rewritten nor dropped, and goes back to draft only while no campaign rests on it; a campaign opens on a published one, and stays on it (docs/adr/0007).</summary>
        private const string Freeze = """
            create function referential_version_frozen() returns trigger language plpgsql as $$
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
            create trigger referential_version_frozen before insert or update or delete on referential_versions for each row execute function referential_version_frozen();

            -- The lock makes a step back of the version wait for this campaign, or this campaign for the step back.
            create function campaign_on_published_version() returns trigger language plpgsql as $$
            begin
              perform from referential_versions v where v.tenant_id = new.tenant_id and v.id = new.referential_version_id and v.status = 'Published' for share;
              if not found then
                raise exception 'A campaign opens on a published referential version.' using errcode = 'restrict_violation';
              end if;
              return new;
            end $$;
            create trigger campaign_on_published_version before insert or update of referential_version_id on campaigns for each row execute function campaign_on_published_version();
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "closed_at",
                table: "referential_versions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "copied_from_id",
                table: "referential_versions",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "referential_imports",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    certification_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    title = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    fiche = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_referential_imports", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_referential_versions_tenant_id_copied_from_id",
                table: "referential_versions",
                columns: new[] { "tenant_id", "copied_from_id" });

            migrationBuilder.AddForeignKey(
                name: "fk_referential_versions_referential_versions_tenant_id_copied_~",
                table: "referential_versions",
                columns: new[] { "tenant_id", "copied_from_id" },
                principalTable: "referential_versions",
                principalColumns: new[] { "tenant_id", "id" },
                onDelete: ReferentialAction.Restrict);
            migrationBuilder.Sql(Freeze);
            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger campaign_on_published_version on campaigns; drop function campaign_on_published_version; drop trigger referential_version_frozen on referential_versions; drop function referential_version_frozen;");
            migrationBuilder.DropForeignKey(
                name: "fk_referential_versions_referential_versions_tenant_id_copied_~",
                table: "referential_versions");

            migrationBuilder.DropTable(
                name: "referential_imports");

            migrationBuilder.DropIndex(
                name: "ix_referential_versions_tenant_id_copied_from_id",
                table: "referential_versions");

            migrationBuilder.DropColumn(
                name: "closed_at",
                table: "referential_versions");

            migrationBuilder.DropColumn(
                name: "copied_from_id",
                table: "referential_versions");
        }
    }
}
