using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class MailsThatOpen : Migration
    {
        // Those that left before keep their links no longer either. The owner is under the policies too: tenant by tenant.
        private const string Forget = """
            do $$ declare one uuid; begin
              for one in select id from tenants loop
                perform set_config('app.tenant_id', one::text, true);
                update outbox_mails set opens = true where body ~ '/(observation|invitation|mot-de-passe)/' or subject like 'Votre code%';
                update outbox_mails set body = '', subject = regexp_replace(subject, '[0-9]{6}', '••••••') where opens and sent_at is not null;
              end loop;
              perform set_config('app.tenant_id', '', true);
            end $$
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "opens",
                table: "outbox_mails",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql(Forget);
            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "opens",
                table: "outbox_mails");
        }
    }
}
