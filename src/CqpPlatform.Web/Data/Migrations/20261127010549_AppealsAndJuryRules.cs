using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class AppealsAndJuryRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "OpenedUnder_Majority",
                table: "jury_sessions",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OpenedUnder_MinimumPerParitarianCollege",
                table: "jury_sessions",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<int>(
                name: "OpenedUnder_ProxiesPerMember",
                table: "jury_sessions",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<int>(
                name: "appeal_days",
                table: "jury_sessions",
                type: "integer",
                nullable: false,
                defaultValue: 60);

            migrationBuilder.AddColumn<bool>(
                name: "for_appeals",
                table: "jury_sessions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "union_seats",
                table: "jury_sessions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Quorum_Majority",
                table: "certifier_profiles",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "appeal_days",
                table: "certifier_profiles",
                type: "integer",
                nullable: false,
                defaultValue: 60);

            migrationBuilder.CreateTable(
                name: "appeals",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enrolment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    blocks = table.Column<List<string>>(type: "character varying(8)[]", nullable: false),
                    asker = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    asked_by = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ground = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    review_session_id = table.Column<Guid>(type: "uuid", nullable: true),
                    changed = table.Column<bool>(type: "boolean", nullable: true),
                    recorded_by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appeals", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_appeals_enrolments_tenant_id_enrolment_id",
                        columns: x => new { x.tenant_id, x.enrolment_id },
                        principalTable: "enrolments",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appeals_jury_sessions_tenant_id_review_session_id",
                        columns: x => new { x.tenant_id, x.review_session_id },
                        principalTable: "jury_sessions",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appeals_jury_sessions_tenant_id_session_id",
                        columns: x => new { x.tenant_id, x.session_id },
                        principalTable: "jury_sessions",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_appeals_tenant_id_enrolment_id",
                table: "appeals",
                columns: new[] { "tenant_id", "enrolment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_appeals_tenant_id_review_session_id",
                table: "appeals",
                columns: new[] { "tenant_id", "review_session_id" });

            migrationBuilder.CreateIndex(
                name: "ix_appeals_tenant_id_session_id",
                table: "appeals",
                columns: new[] { "tenant_id", "session_id" });

            // Sessions opened before keep what their certifier had set; the owner sees every tenant for this one statement.
            migrationBuilder.Sql("""
                alter table jury_sessions no force row level security;
                alter table certifier_profiles no force row level security;
                update jury_sessions s set union_seats = p.union_seats, "OpenedUnder_MinimumPerParitarianCollege" = p."Quorum_MinimumPerParitarianCollege",
                  "OpenedUnder_ProxiesPerMember" = p."Quorum_ProxiesPerMember" from certifier_profiles p where p.tenant_id = s.tenant_id;
                """);
            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "appeals");

            migrationBuilder.DropColumn(
                name: "OpenedUnder_Majority",
                table: "jury_sessions");

            migrationBuilder.DropColumn(
                name: "OpenedUnder_MinimumPerParitarianCollege",
                table: "jury_sessions");

            migrationBuilder.DropColumn(
                name: "OpenedUnder_ProxiesPerMember",
                table: "jury_sessions");

            migrationBuilder.DropColumn(
                name: "appeal_days",
                table: "jury_sessions");

            migrationBuilder.DropColumn(
                name: "for_appeals",
                table: "jury_sessions");

            migrationBuilder.DropColumn(
                name: "union_seats",
                table: "jury_sessions");

            migrationBuilder.DropColumn(
                name: "Quorum_Majority",
                table: "certifier_profiles");

            migrationBuilder.DropColumn(
                name: "appeal_days",
                table: "certifier_profiles");
        }
    }
}
