using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class EnrolmentsOfImports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "import_id",
                table: "enrolments",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_enrolments_tenant_id_import_id",
                table: "enrolments",
                columns: new[] { "tenant_id", "import_id" });

            migrationBuilder.AddForeignKey(
                name: "fk_enrolments_enrolment_imports_tenant_id_import_id",
                table: "enrolments",
                columns: new[] { "tenant_id", "import_id" },
                principalTable: "enrolment_imports",
                principalColumns: new[] { "tenant_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_enrolments_enrolment_imports_tenant_id_import_id",
                table: "enrolments");

            migrationBuilder.DropIndex(
                name: "ix_enrolments_tenant_id_import_id",
                table: "enrolments");

            migrationBuilder.DropColumn(
                name: "import_id",
                table: "enrolments");
        }
    }
}
