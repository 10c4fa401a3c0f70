using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CqpPlatform.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class ReferentialSearchPath : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Without it a temporary table of the same name would answer first, and unfreeze what is published.
            migrationBuilder.Sql("""
                alter function referential_version_frozen() set search_path = public, pg_temp;
                alter function campaign_on_published_version() set search_path = public, pg_temp;
                """);
            migrationBuilder.IsolateTenants();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                alter function referential_version_frozen() reset all;
                alter function campaign_on_published_version() reset all;
                """);
        }
    }
}
