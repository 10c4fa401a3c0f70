using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class JuryLife : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "postponed_because",
                table: "jury_sessions",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "arrived_at",
                table: "jury_members",
                type: "time without time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_vice_president",
                table: "jury_members",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "left_at",
                table: "jury_members",
                type: "time without time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "mandate_from",
                table: "jury_members",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "mandate_until",
                table: "jury_members",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "remote",
                table: "jury_members",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "substitute_for_id",
                table: "jury_members",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "impartiality_statements",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on_paper = table.Column<bool>(type: "boolean", nullable: false),
                    signed_by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoke_reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_impartiality_statements", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_impartiality_statements_jury_members_tenant_id_member_id",
                        columns: x => new { x.tenant_id, x.member_id },
                        principalTable: "jury_members",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_impartiality_statements_jury_sessions_tenant_id_session_id",
                        columns: x => new { x.tenant_id, x.session_id },
                        principalTable: "jury_sessions",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "session_pauses",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_session_pauses", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_session_pauses_jury_sessions_tenant_id_session_id",
                        columns: x => new { x.tenant_id, x.session_id },
                        principalTable: "jury_sessions",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "vote_rounds",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enrolment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    block_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    asked = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    called_by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    called_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    voices = table.Column<int>(type: "integer", nullable: false),
                    by_casting_vote = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vote_rounds", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_vote_rounds_enrolments_tenant_id_enrolment_id",
                        columns: x => new { x.tenant_id, x.enrolment_id },
                        principalTable: "enrolments",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_vote_rounds_jury_sessions_tenant_id_session_id",
                        columns: x => new { x.tenant_id, x.session_id },
                        principalTable: "jury_sessions",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ballots",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    choice = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    cast_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ballots", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_ballots_jury_members_tenant_id_cast_by_id",
                        columns: x => new { x.tenant_id, x.cast_by_id },
                        principalTable: "jury_members",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ballots_jury_members_tenant_id_member_id",
                        columns: x => new { x.tenant_id, x.member_id },
                        principalTable: "jury_members",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ballots_vote_rounds_tenant_id_round_id",
                        columns: x => new { x.tenant_id, x.round_id },
                        principalTable: "vote_rounds",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_jury_members_tenant_id_substitute_for_id",
                table: "jury_members",
                columns: new[] { "tenant_id", "substitute_for_id" });

            migrationBuilder.CreateIndex(
                name: "ix_ballots_tenant_id_cast_by_id",
                table: "ballots",
                columns: new[] { "tenant_id", "cast_by_id" });

            migrationBuilder.CreateIndex(
                name: "ix_ballots_tenant_id_member_id",
                table: "ballots",
                columns: new[] { "tenant_id", "member_id" });

            migrationBuilder.CreateIndex(
                name: "ix_ballots_tenant_id_round_id_member_id",
                table: "ballots",
                columns: new[] { "tenant_id", "round_id", "member_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_impartiality_statements_tenant_id_member_id",
                table: "impartiality_statements",
                columns: new[] { "tenant_id", "member_id" });

            migrationBuilder.CreateIndex(
                name: "ix_impartiality_statements_tenant_id_session_id",
                table: "impartiality_statements",
                columns: new[] { "tenant_id", "session_id" });

            migrationBuilder.CreateIndex(
                name: "ix_session_pauses_tenant_id_session_id",
                table: "session_pauses",
                columns: new[] { "tenant_id", "session_id" });

            migrationBuilder.CreateIndex(
                name: "ix_vote_rounds_tenant_id_enrolment_id",
                table: "vote_rounds",
                columns: new[] { "tenant_id", "enrolment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_vote_rounds_tenant_id_session_id_enrolment_id_block_code_nu~",
                table: "vote_rounds",
                columns: new[] { "tenant_id", "session_id", "enrolment_id", "block_code", "number" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_jury_members_jury_members_tenant_id_substitute_for_id",
                table: "jury_members",
                columns: new[] { "tenant_id", "substitute_for_id" },
                principalTable: "jury_members",
                principalColumns: new[] { "tenant_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_jury_members_jury_members_tenant_id_substitute_for_id",
                table: "jury_members");

            migrationBuilder.DropTable(
                name: "ballots");

            migrationBuilder.DropTable(
                name: "impartiality_statements");

            migrationBuilder.DropTable(
                name: "session_pauses");

            migrationBuilder.DropTable(
                name: "vote_rounds");

            migrationBuilder.DropIndex(
                name: "ix_jury_members_tenant_id_substitute_for_id",
                table: "jury_members");

            migrationBuilder.DropColumn(
                name: "postponed_because",
                table: "jury_sessions");

            migrationBuilder.DropColumn(
                name: "arrived_at",
                table: "jury_members");

            migrationBuilder.DropColumn(
                name: "is_vice_president",
                table: "jury_members");

            migrationBuilder.DropColumn(
                name: "left_at",
                table: "jury_members");

            migrationBuilder.DropColumn(
                name: "mandate_from",
                table: "jury_members");

            migrationBuilder.DropColumn(
                name: "mandate_until",
                table: "jury_members");

            migrationBuilder.DropColumn(
                name: "remote",
                table: "jury_members");

            migrationBuilder.DropColumn(
                name: "substitute_for_id",
                table: "jury_members");
        }
    }
}
