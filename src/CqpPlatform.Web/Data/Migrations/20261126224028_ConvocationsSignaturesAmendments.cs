using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class ConvocationsSignaturesAmendments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "attachment",
                table: "outbox_mails",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "attachment_name",
                table: "outbox_mails",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "results_of",
                table: "outbox_mails",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "agenda",
                table: "jury_sessions",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "results_at",
                table: "jury_sessions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "results_held",
                table: "jury_sessions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "starts_at",
                table: "jury_sessions",
                type: "time without time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "email",
                table: "jury_members",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "signing_asked_at",
                table: "jury_members",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "convocations",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    starts_at = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    place = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    by_mail = table.Column<bool>(type: "boolean", nullable: false),
                    sent_by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_convocations", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_convocations_jury_sessions_tenant_id_session_id",
                        columns: x => new { x.tenant_id, x.session_id },
                        principalTable: "jury_sessions",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "minutes_amendments",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    drafted_by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    drafted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    second_confirmed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    sealed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    abandoned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_minutes_amendments", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_minutes_amendments_jury_members_tenant_id_confirmed_by_id",
                        columns: x => new { x.tenant_id, x.confirmed_by_id },
                        principalTable: "jury_members",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_minutes_amendments_jury_members_tenant_id_second_confirmed_~",
                        columns: x => new { x.tenant_id, x.second_confirmed_by_id },
                        principalTable: "jury_members",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_minutes_amendments_jury_sessions_tenant_id_session_id",
                        columns: x => new { x.tenant_id, x.session_id },
                        principalTable: "jury_sessions",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "signed_sheets",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    added_by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_signed_sheets", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_signed_sheets_jury_sessions_tenant_id_session_id",
                        columns: x => new { x.tenant_id, x.session_id },
                        principalTable: "jury_sessions",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "amended_decisions",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    amendment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enrolment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    block_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    before = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    after = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    motive = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_amended_decisions", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_amended_decisions_enrolments_tenant_id_enrolment_id",
                        columns: x => new { x.tenant_id, x.enrolment_id },
                        principalTable: "enrolments",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_amended_decisions_minutes_amendments_tenant_id_amendment_id",
                        columns: x => new { x.tenant_id, x.amendment_id },
                        principalTable: "minutes_amendments",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "minutes_signatures",
                columns: table => new
                {
                    tenant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sheet_id = table.Column<Guid>(type: "uuid", nullable: true),
                    signed_by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    minutes_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_minutes_signatures", x => new { x.tenant_id, x.id });
                    table.ForeignKey(
                        name: "fk_minutes_signatures_jury_members_tenant_id_member_id",
                        columns: x => new { x.tenant_id, x.member_id },
                        principalTable: "jury_members",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_minutes_signatures_jury_sessions_tenant_id_session_id",
                        columns: x => new { x.tenant_id, x.session_id },
                        principalTable: "jury_sessions",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_minutes_signatures_signed_sheets_tenant_id_sheet_id",
                        columns: x => new { x.tenant_id, x.sheet_id },
                        principalTable: "signed_sheets",
                        principalColumns: new[] { "tenant_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_amended_decisions_tenant_id_amendment_id_enrolment_id_block~",
                table: "amended_decisions",
                columns: new[] { "tenant_id", "amendment_id", "enrolment_id", "block_code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_amended_decisions_tenant_id_enrolment_id",
                table: "amended_decisions",
                columns: new[] { "tenant_id", "enrolment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_convocations_tenant_id_session_id",
                table: "convocations",
                columns: new[] { "tenant_id", "session_id" });

            migrationBuilder.CreateIndex(
                name: "ix_minutes_amendments_tenant_id_confirmed_by_id",
                table: "minutes_amendments",
                columns: new[] { "tenant_id", "confirmed_by_id" });

            migrationBuilder.CreateIndex(
                name: "ix_minutes_amendments_tenant_id_number",
                table: "minutes_amendments",
                columns: new[] { "tenant_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_minutes_amendments_tenant_id_second_confirmed_by_id",
                table: "minutes_amendments",
                columns: new[] { "tenant_id", "second_confirmed_by_id" });

            migrationBuilder.CreateIndex(
                name: "ix_minutes_amendments_tenant_id_session_id",
                table: "minutes_amendments",
                columns: new[] { "tenant_id", "session_id" });

            migrationBuilder.CreateIndex(
                name: "ix_minutes_signatures_tenant_id_member_id",
                table: "minutes_signatures",
                columns: new[] { "tenant_id", "member_id" });

            migrationBuilder.CreateIndex(
                name: "ix_minutes_signatures_tenant_id_session_id_member_id",
                table: "minutes_signatures",
                columns: new[] { "tenant_id", "session_id", "member_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_minutes_signatures_tenant_id_sheet_id",
                table: "minutes_signatures",
                columns: new[] { "tenant_id", "sheet_id" });

            migrationBuilder.CreateIndex(
                name: "ix_signed_sheets_tenant_id_session_id",
                table: "signed_sheets",
                columns: new[] { "tenant_id", "session_id" });

            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "amended_decisions");

            migrationBuilder.DropTable(
                name: "convocations");

            migrationBuilder.DropTable(
                name: "minutes_signatures");

            migrationBuilder.DropTable(
                name: "minutes_amendments");

            migrationBuilder.DropTable(
                name: "signed_sheets");

            migrationBuilder.DropColumn(
                name: "attachment",
                table: "outbox_mails");

            migrationBuilder.DropColumn(
                name: "attachment_name",
                table: "outbox_mails");

            migrationBuilder.DropColumn(
                name: "results_of",
                table: "outbox_mails");

            migrationBuilder.DropColumn(
                name: "agenda",
                table: "jury_sessions");

            migrationBuilder.DropColumn(
                name: "results_at",
                table: "jury_sessions");

            migrationBuilder.DropColumn(
                name: "results_held",
                table: "jury_sessions");

            migrationBuilder.DropColumn(
                name: "starts_at",
                table: "jury_sessions");

            migrationBuilder.DropColumn(
                name: "email",
                table: "jury_members");

            migrationBuilder.DropColumn(
                name: "signing_asked_at",
                table: "jury_members");
        }
    }
}
