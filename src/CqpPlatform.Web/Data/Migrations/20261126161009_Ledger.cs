using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class Ledger : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<Guid>(
                name: "jury_session_id",
                table: "acquired_blocks",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<string>(
                name: "origin",
                table: "acquired_blocks",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Jury");

            migrationBuilder.AddColumn<Guid>(
                name: "proof_id",
                table: "acquired_blocks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "acquired_blocks",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "recognised_from_id",
                table: "acquired_blocks",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "counter_entries",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    acquired_block_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_counter_entries", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_counter_entries_acquired_blocks_tenant_id_acquired_block_id",
                        columns: x => new { x.tenant_id, x.acquired_block_id },
                        principalTable: "acquired_blocks",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ledger_proofs",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    candidate_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    file_name = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    content_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_proofs", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_ledger_proofs_candidates_tenant_id_candidate_id",
                        columns: x => new { x.tenant_id, x.candidate_id },
                        principalTable: "candidates",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "open_passerelles",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    certification_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    other_referential = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open_passerelles", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_acquired_blocks_tenant_id_proof_id",
                table: "acquired_blocks",
                columns: new[] { "tenant_id", "proof_id" });

            migrationBuilder.CreateIndex(
                name: "ix_acquired_blocks_tenant_id_recognised_from_id",
                table: "acquired_blocks",
                columns: new[] { "tenant_id", "recognised_from_id" });

            migrationBuilder.CreateIndex(
                name: "ix_counter_entries_tenant_id_acquired_block_id",
                table: "counter_entries",
                columns: new[] { "tenant_id", "acquired_block_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_proofs_tenant_id_candidate_id",
                table: "ledger_proofs",
                columns: new[] { "tenant_id", "candidate_id" });

            migrationBuilder.CreateIndex(
                name: "ix_open_passerelles_tenant_id_certification_code_other_referen~",
                table: "open_passerelles",
                columns: new[] { "tenant_id", "certification_code", "other_referential" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_acquired_blocks_acquired_blocks_tenant_id_recognised_from_id",
                table: "acquired_blocks",
                columns: new[] { "tenant_id", "recognised_from_id" },
                principalTable: "acquired_blocks",
                principalColumns: new[] { "tenant_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_acquired_blocks_ledger_proofs_tenant_id_proof_id",
                table: "acquired_blocks",
                columns: new[] { "tenant_id", "proof_id" },
                principalTable: "ledger_proofs",
                principalColumns: new[] { "tenant_id", "id" },
                onDelete: ReferentialAction.Restrict);
            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_acquired_blocks_acquired_blocks_tenant_id_recognised_from_id",
                table: "acquired_blocks");

            migrationBuilder.DropForeignKey(
                name: "fk_acquired_blocks_ledger_proofs_tenant_id_proof_id",
                table: "acquired_blocks");

            migrationBuilder.DropTable(
                name: "counter_entries");

            migrationBuilder.DropTable(
                name: "ledger_proofs");

            migrationBuilder.DropTable(
                name: "open_passerelles");

            migrationBuilder.DropIndex(
                name: "ix_acquired_blocks_tenant_id_proof_id",
                table: "acquired_blocks");

            migrationBuilder.DropIndex(
                name: "ix_acquired_blocks_tenant_id_recognised_from_id",
                table: "acquired_blocks");

            migrationBuilder.DropColumn(
                name: "origin",
                table: "acquired_blocks");

            migrationBuilder.DropColumn(
                name: "proof_id",
                table: "acquired_blocks");

            migrationBuilder.DropColumn(
                name: "reason",
                table: "acquired_blocks");

            migrationBuilder.DropColumn(
                name: "recognised_from_id",
                table: "acquired_blocks");

            migrationBuilder.AlterColumn<Guid>(
                name: "jury_session_id",
                table: "acquired_blocks",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);
        }
    }
}
