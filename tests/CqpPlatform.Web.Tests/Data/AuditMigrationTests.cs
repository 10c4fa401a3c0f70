using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace CqpPlatform.Web.Tests.Data;

public sealed class AuditMigrationTests
{
    [Fact]
    public async Task Entries_of_the_first_form_lose_their_personal_values_to_details_and_make_a_chain_that_holds()
    {
        var server = await PostgresServer.Shared;
        var name = await server.CreateDatabaseAsync();
        var connection = server.ConnectionStringFor(name);
        await using (var source = NpgsqlDataSource.Create(connection))
        {
            var options = new DbContextOptionsBuilder<CqpDbContext>();
            CqpDatabase.Configure(options, source);
            await using (var db = new CqpDbContext(options.Options) { TenantId = Guid.Empty })
                await db.GetService<IMigrator>().MigrateAsync("EnrolmentContacts");
            await using var command = source.CreateCommand("""
                insert into tenants (id, slug, name, document_prefix) values ('11111111-1111-1111-1111-111111111111', 'ancien', 'Ancien', 'ANC');
                select set_config('app.tenant_id', '11111111-1111-1111-1111-111111111111', false);
                insert into audit_entries (tenant_id, id, at, actor_id, actor_name, action, reason, entity_type, entity_id, changes) values
                  ('11111111-1111-1111-1111-111111111111', gen_random_uuid(), now(), gen_random_uuid(), 'MOREL Hélène', 'SaveEnrolment', 'mal orthographié', 'Candidate', gen_random_uuid(), '{"BirthName":[null,"Marchand"],"Status":[null,"x"]}'),
                  ('11111111-1111-1111-1111-111111111111', gen_random_uuid(), now(), null, 'Exploitant', 'TenantCreation', 'ouverture', 'Campaign', gen_random_uuid(), '{"Name":[null,"Automne"]}');
                """);
            await command.ExecuteNonQueryAsync();
        }
        await DatabaseSchema.MigrateAsync(connection);

        await using (var source = NpgsqlDataSource.Create(DatabaseSchema.ApplicationConnection(connection)))
        {
            var database = new CqpDatabase(source, TimeProvider.System);
            var tenant = (await database.TenantsAsync()).Single();
            (await new AuditVerifier(database, TimeProvider.System).VerifyAsync(tenant, [])).ShouldSatisfyAllConditions(v => v.Fault.ShouldBeNull(), v => v.Entries.ShouldBe(2));
            await using var db = await database.OpenAsync(tenant.Id);
            var entries = await db.AuditEntries.OrderBy(e => e.Sequence).ToListAsync();
            (entries[0].ActorName, entries[0].Reason, entries[0].Changes).ShouldBe(("", null, """{"Status": [null, "x"], "BirthName": null}"""));
            (entries[1].ActorName, entries[1].Reason, entries[1].Changes).ShouldBe(("Exploitant", "ouverture", """{"Name":[null,"Automne"]}"""));
            (await db.AuditDetails.SingleAsync()).Content.ShouldNotBeNull().ShouldContain("Marchand");
        }
        await server.DropDatabaseAsync(name);
    }
}
