using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class DocumentEnds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "check_code",
                table: "issued_documents",
                type: "character varying(8)",
                maxLength: 8,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "end_reason",
                table: "issued_documents",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ended_at",
                table: "issued_documents",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ended_by",
                table: "issued_documents",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "supersedes_id",
                table: "issued_documents",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_issued_documents_tenant_id_sha256",
                table: "issued_documents",
                columns: new[] { "tenant_id", "sha256" });

            migrationBuilder.CreateIndex(
                name: "ix_issued_documents_tenant_id_supersedes_id",
                table: "issued_documents",
                columns: new[] { "tenant_id", "supersedes_id" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_issued_documents_issued_documents_tenant_id_supersedes_id",
                table: "issued_documents",
                columns: new[] { "tenant_id", "supersedes_id" },
                principalTable: "issued_documents",
                principalColumns: new[] { "tenant_id", "id" },
                onDelete: ReferentialAction.Restrict);
            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_issued_documents_issued_documents_tenant_id_supersedes_id",
                table: "issued_documents");

            migrationBuilder.DropIndex(
                name: "ix_issued_documents_tenant_id_sha256",
                table: "issued_documents");

            migrationBuilder.DropIndex(
                name: "ix_issued_documents_tenant_id_supersedes_id",
                table: "issued_documents");

            migrationBuilder.DropColumn(
                name: "check_code",
                table: "issued_documents");

            migrationBuilder.DropColumn(
                name: "end_reason",
                table: "issued_documents");

            migrationBuilder.DropColumn(
                name: "ended_at",
                table: "issued_documents");

            migrationBuilder.DropColumn(
                name: "ended_by",
                table: "issued_documents");

            migrationBuilder.DropColumn(
                name: "supersedes_id",
                table: "issued_documents");
        }
    }
}
