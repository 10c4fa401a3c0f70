using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class EnrolmentLife : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_enrolments_tenant_id_campaign_id_candidate_id",
                table: "enrolments");

            migrationBuilder.AddColumn<List<string>>(
                name: "options",
                table: "habilitations",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "withdrawn_from",
                table: "enrolments",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "merged_into_id",
                table: "candidates",
                type: "uuid",
                nullable: true);


            migrationBuilder.CreateTable(
                name: "duplicate_reviews",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kept_id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_id = table.Column<Guid>(type: "uuid", nullable: false),
                    verdict = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    decided_by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    moved_enrolments = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    moved_candidates = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_duplicate_reviews", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_duplicate_reviews_candidates_tenant_id_kept_id",
                        columns: x => new { x.tenant_id, x.kept_id },
                        principalTable: "candidates",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_duplicate_reviews_candidates_tenant_id_other_id",
                        columns: x => new { x.tenant_id, x.other_id },
                        principalTable: "candidates",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "enrolment_events",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    enrolment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    act = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    detail = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_enrolment_events", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_enrolment_events_enrolments_tenant_id_enrolment_id",
                        columns: x => new { x.tenant_id, x.enrolment_id },
                        principalTable: "enrolments",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "supporting_files",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    enrolment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    added_by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_supporting_files", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_supporting_files_enrolments_tenant_id_enrolment_id",
                        columns: x => new { x.tenant_id, x.enrolment_id },
                        principalTable: "enrolments",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_enrolments_tenant_id_campaign_id_candidate_id",
                table: "enrolments",
                columns: new[] { "tenant_id", "campaign_id", "candidate_id" },
                unique: true,
                filter: "status <> 'Withdrawn'");

            migrationBuilder.CreateIndex(
                name: "ix_candidates_tenant_id_birth_date",
                table: "candidates",
                columns: new[] { "tenant_id", "birth_date" });

            migrationBuilder.CreateIndex(
                name: "ix_candidates_tenant_id_merged_into_id",
                table: "candidates",
                columns: new[] { "tenant_id", "merged_into_id" });

            migrationBuilder.CreateIndex(
                name: "ix_duplicate_reviews_tenant_id_kept_id",
                table: "duplicate_reviews",
                columns: new[] { "tenant_id", "kept_id" });

            migrationBuilder.CreateIndex(
                name: "ix_duplicate_reviews_tenant_id_other_id",
                table: "duplicate_reviews",
                columns: new[] { "tenant_id", "other_id" });

            migrationBuilder.CreateIndex(
                name: "ix_enrolment_events_tenant_id_enrolment_id",
                table: "enrolment_events",
                columns: new[] { "tenant_id", "enrolment_id" });


            migrationBuilder.CreateIndex(
                name: "ix_supporting_files_tenant_id_enrolment_id",
                table: "supporting_files",
                columns: new[] { "tenant_id", "enrolment_id" });

            migrationBuilder.AddForeignKey(
                name: "fk_candidates_candidates_tenant_id_merged_into_id",
                table: "candidates",
                columns: new[] { "tenant_id", "merged_into_id" },
                principalTable: "candidates",
                principalColumns: new[] { "tenant_id", "id" },
                onDelete: ReferentialAction.Restrict);
            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_candidates_candidates_tenant_id_merged_into_id",
                table: "candidates");

            migrationBuilder.DropTable(
                name: "duplicate_reviews");

            migrationBuilder.DropTable(
                name: "enrolment_events");

            migrationBuilder.DropTable(
                name: "supporting_files");

            migrationBuilder.DropIndex(
                name: "ix_enrolments_tenant_id_campaign_id_candidate_id",
                table: "enrolments");

            migrationBuilder.DropIndex(
                name: "ix_candidates_tenant_id_birth_date",
                table: "candidates");

            migrationBuilder.DropIndex(
                name: "ix_candidates_tenant_id_merged_into_id",
                table: "candidates");

            migrationBuilder.DropColumn(
                name: "options",
                table: "habilitations");

            migrationBuilder.DropColumn(
                name: "withdrawn_from",
                table: "enrolments");

            migrationBuilder.DropColumn(
                name: "merged_into_id",
                table: "candidates");


            migrationBuilder.CreateIndex(
                name: "ix_enrolments_tenant_id_campaign_id_candidate_id",
                table: "enrolments",
                columns: new[] { "tenant_id", "campaign_id", "candidate_id" },
                unique: true);
        }
    }
}
