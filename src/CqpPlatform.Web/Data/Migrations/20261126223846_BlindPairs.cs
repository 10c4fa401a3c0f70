using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class BlindPairs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_evaluations_tenant_id_enrolment_id_block_code_source",
                table: "evaluations");

            migrationBuilder.AddColumn<Guid>(
                name: "absent_examiner_id",
                table: "orals",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "alone_reason",
                table: "orals",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "second_examiner_id",
                table: "orals",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "confirmed_by_id",
                table: "evaluations",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "examiner_id",
                table: "evaluations",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "examiner_links",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    examiner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enrolment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    detail = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    declared_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    declared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_examiner_links", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_examiner_links_enrolments_tenant_id_enrolment_id",
                        columns: x => new { x.tenant_id, x.enrolment_id },
                        principalTable: "enrolments",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_examiner_links_memberships_tenant_id_examiner_id",
                        columns: x => new { x.tenant_id, x.examiner_id },
                        principalTable: "memberships",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_orals_tenant_id_absent_examiner_id",
                table: "orals",
                columns: new[] { "tenant_id", "absent_examiner_id" });

            migrationBuilder.CreateIndex(
                name: "ix_orals_tenant_id_second_examiner_id",
                table: "orals",
                columns: new[] { "tenant_id", "second_examiner_id" });

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_tenant_id_enrolment_id_block_code_source_examin~",
                table: "evaluations",
                columns: new[] { "tenant_id", "enrolment_id", "block_code", "source", "examiner_id" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_tenant_id_examiner_id",
                table: "evaluations",
                columns: new[] { "tenant_id", "examiner_id" });

            migrationBuilder.CreateIndex(
                name: "ix_examiner_links_tenant_id_enrolment_id",
                table: "examiner_links",
                columns: new[] { "tenant_id", "enrolment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_examiner_links_tenant_id_examiner_id_enrolment_id",
                table: "examiner_links",
                columns: new[] { "tenant_id", "examiner_id", "enrolment_id" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_evaluations_memberships_tenant_id_examiner_id",
                table: "evaluations",
                columns: new[] { "tenant_id", "examiner_id" },
                principalTable: "memberships",
                principalColumns: new[] { "tenant_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_orals_memberships_tenant_id_absent_examiner_id",
                table: "orals",
                columns: new[] { "tenant_id", "absent_examiner_id" },
                principalTable: "memberships",
                principalColumns: new[] { "tenant_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_orals_memberships_tenant_id_second_examiner_id",
                table: "orals",
                columns: new[] { "tenant_id", "second_examiner_id" },
                principalTable: "memberships",
                principalColumns: new[] { "tenant_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_evaluations_memberships_tenant_id_examiner_id",
                table: "evaluations");

            migrationBuilder.DropForeignKey(
                name: "fk_orals_memberships_tenant_id_absent_examiner_id",
                table: "orals");

            migrationBuilder.DropForeignKey(
                name: "fk_orals_memberships_tenant_id_second_examiner_id",
                table: "orals");

            migrationBuilder.DropTable(
                name: "examiner_links");

            migrationBuilder.DropIndex(
                name: "ix_orals_tenant_id_absent_examiner_id",
                table: "orals");

            migrationBuilder.DropIndex(
                name: "ix_orals_tenant_id_second_examiner_id",
                table: "orals");

            migrationBuilder.DropIndex(
                name: "ix_evaluations_tenant_id_enrolment_id_block_code_source_examin~",
                table: "evaluations");

            migrationBuilder.DropIndex(
                name: "ix_evaluations_tenant_id_examiner_id",
                table: "evaluations");

            migrationBuilder.DropColumn(
                name: "absent_examiner_id",
                table: "orals");

            migrationBuilder.DropColumn(
                name: "alone_reason",
                table: "orals");

            migrationBuilder.DropColumn(
                name: "second_examiner_id",
                table: "orals");

            migrationBuilder.DropColumn(
                name: "confirmed_by_id",
                table: "evaluations");

            migrationBuilder.DropColumn(
                name: "examiner_id",
                table: "evaluations");

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_tenant_id_enrolment_id_block_code_source",
                table: "evaluations",
                columns: new[] { "tenant_id", "enrolment_id", "block_code", "source" },
                unique: true);
        }
    }
}
