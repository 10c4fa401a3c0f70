using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class GridChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "comment_change",
                table: "evaluation_ratings",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "criteria",
                table: "evaluation_ratings",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "criteria_change",
                table: "evaluation_ratings",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "rating_change",
                table: "evaluation_ratings",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "evaluation_changes",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    evaluation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    change_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    field = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    before = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    after = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluation_changes", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_evaluation_changes_evaluations_tenant_id_evaluation_id",
                        columns: x => new { x.tenant_id, x.evaluation_id },
                        principalTable: "evaluations",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_evaluation_changes_tenant_id_change_id",
                table: "evaluation_changes",
                columns: new[] { "tenant_id", "change_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_evaluation_changes_tenant_id_evaluation_id",
                table: "evaluation_changes",
                columns: new[] { "tenant_id", "evaluation_id" });

            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "evaluation_changes");

            migrationBuilder.DropColumn(
                name: "comment_change",
                table: "evaluation_ratings");

            migrationBuilder.DropColumn(
                name: "criteria",
                table: "evaluation_ratings");

            migrationBuilder.DropColumn(
                name: "criteria_change",
                table: "evaluation_ratings");

            migrationBuilder.DropColumn(
                name: "rating_change",
                table: "evaluation_ratings");
        }
    }
}
