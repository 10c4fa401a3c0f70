using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class TriggerSearchPath : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Without it a temporary table of the same name would answer first, and number the audit.
            migrationBuilder.Sql("""
                alter function audit_chain() set search_path = public, pg_temp;
                alter function audit_detail_only_erases() set search_path = public, pg_temp;
                """);
            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                alter function audit_chain() reset all;
                alter function audit_detail_only_erases() reset all;
                """);
        }
    }
}
