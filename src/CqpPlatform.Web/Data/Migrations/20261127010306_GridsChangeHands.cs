using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class GridsChangeHands : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_evaluations_tenant_id_enrolment_id_block_code_source_examin~",
                table: "evaluations");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "set_aside_at",
                table: "evaluations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "evaluation_events",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    evaluation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    act = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluation_events", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_evaluation_events_evaluations_tenant_id_evaluation_id",
                        columns: x => new { x.tenant_id, x.evaluation_id },
                        principalTable: "evaluations",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "reminders",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    recipient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminders", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_reminders_campaigns_tenant_id_campaign_id",
                        columns: x => new { x.tenant_id, x.campaign_id },
                        principalTable: "campaigns",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_tenant_id_enrolment_id_block_code_source_examin~",
                table: "evaluations",
                columns: new[] { "tenant_id", "enrolment_id", "block_code", "source", "examiner_id", "set_aside_at" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_evaluation_events_tenant_id_evaluation_id",
                table: "evaluation_events",
                columns: new[] { "tenant_id", "evaluation_id" });

            migrationBuilder.CreateIndex(
                name: "ix_reminders_tenant_id_campaign_id_recipient_id_sent_at",
                table: "reminders",
                columns: new[] { "tenant_id", "campaign_id", "recipient_id", "sent_at" });

            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "evaluation_events");

            migrationBuilder.DropTable(
                name: "reminders");

            migrationBuilder.DropIndex(
                name: "ix_evaluations_tenant_id_enrolment_id_block_code_source_examin~",
                table: "evaluations");

            migrationBuilder.DropColumn(
                name: "set_aside_at",
                table: "evaluations");

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_tenant_id_enrolment_id_block_code_source_examin~",
                table: "evaluations",
                columns: new[] { "tenant_id", "enrolment_id", "block_code", "source", "examiner_id" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);
        }
    }
}
