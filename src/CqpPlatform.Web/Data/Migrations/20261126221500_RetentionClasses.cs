using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class RetentionClasses : Migration
    {
        // Evidence may lose what names a person, at the end of its term, and change in no other way.
        private const string OnlyErased = """
            create function only_erased() returns trigger language plpgsql set search_path = public, pg_temp as $$
            declare c text; before jsonb := to_jsonb(old); after jsonb := to_jsonb(new);
            begin
              foreach c in array tg_argv loop
                if after ->> c is distinct from before ->> c and coalesce(after ->> c, '') not in ('', '\x') then
                  raise exception 'This may be erased, never changed.' using errcode = 'insufficient_privilege';
                end if;
              end loop;
              return new;
            end $$;
            create trigger only_erased before update on acquired_blocks for each row execute function only_erased('reason');
            create trigger only_erased before update on counter_entries for each row execute function only_erased('reason');
            create trigger only_erased before update on declaration_files for each row execute function only_erased('bytes');
            create trigger only_erased before update on ledger_proofs for each row execute function only_erased('bytes', 'file_name');
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "erased_at",
                table: "accounts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "erased_at",
                table: "declaration_files",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "members_erased_at",
                table: "jury_sessions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "erased_at",
                table: "ledger_proofs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "forgotten_at",
                table: "memberships",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "declaration_years",
                table: "retention_schedules",
                type: "integer",
                nullable: false,
                defaultValue: 5);

            migrationBuilder.AddColumn<int>(
                name: "staff_years",
                table: "retention_schedules",
                type: "integer",
                nullable: false,
                defaultValue: 5);

            migrationBuilder.Sql(OnlyErased);
            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger only_erased on acquired_blocks;
                drop trigger only_erased on counter_entries;
                drop trigger only_erased on declaration_files;
                drop trigger only_erased on ledger_proofs;
                drop function only_erased();
                """);

            migrationBuilder.DropColumn(
                name: "erased_at",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "erased_at",
                table: "declaration_files");

            migrationBuilder.DropColumn(
                name: "members_erased_at",
                table: "jury_sessions");

            migrationBuilder.DropColumn(
                name: "erased_at",
                table: "ledger_proofs");

            migrationBuilder.DropColumn(
                name: "forgotten_at",
                table: "memberships");

            migrationBuilder.DropColumn(
                name: "declaration_years",
                table: "retention_schedules");

            migrationBuilder.DropColumn(
                name: "staff_years",
                table: "retention_schedules");
        }
    }
}
