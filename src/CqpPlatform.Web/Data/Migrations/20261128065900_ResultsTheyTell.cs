using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class ResultsTheyTell : Migration
    {
        // Mails that wait already are told apart by their address. The owner is under the policies too: tenant by tenant.
        internal const string Recognise = """
            do $$ declare one uuid; begin
              for one in select id from tenants loop
                perform set_config('app.tenant_id', one::text, true);
                update outbox_mails m set results_for = told.enrolment from (
                  select w.id, min(e.id::text)::uuid as enrolment from outbox_mails w join jury_sessions s on s.id = w.results_of
                    join enrolments e on e.campaign_id = s.campaign_id join candidates c on c.id = e.candidate_id and c.email = w."to"
                    group by w.id having count(*) = 1) told
                where m.id = told.id and m.results_for is null;
              end loop;
              perform set_config('app.tenant_id', '', true);
            end $$
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "results_for",
                table: "outbox_mails",
                type: "uuid",
                nullable: true);

            migrationBuilder.Sql(Recognise);
            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "results_for",
                table: "outbox_mails");
        }
    }
}
