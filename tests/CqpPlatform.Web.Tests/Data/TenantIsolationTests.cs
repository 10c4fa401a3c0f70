using CqpPlatform.Domain.Organisations;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Tests.Isolation;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CqpPlatform.Web.Tests.Data;

public sealed class TenantIsolationTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task The_catalogue_shows_no_fault()
    {
        await using var owner = new NpgsqlConnection(fixture.Platform.OwnerConnection);
        await owner.OpenAsync();
        (await CatalogueGate.FaultsAsync(owner)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tenant_sees_and_writes_its_own_rows_only()
    {
        var broker = await fixture.Platform.CreateWorldAsync(CqpFixture.Broker);
        var insurer = await fixture.Platform.TenantAsync(CqpFixture.Insurer);
        await using var db = await fixture.Platform.Database.OpenAsync(insurer.Id);

        (await db.TrainingOrganisations.IgnoreQueryFilters().CountAsync()).ShouldBe(0, "row-level security holds without the query filter");
        (await db.Database.ExecuteSqlAsync($"update training_organisations set name = 'pris' where id = {broker.Organisation.Id}")).ShouldBe(0);
        await Should.ThrowAsync<PostgresException>(() => db.Database.ExecuteSqlAsync(
            $"insert into companies (tenant_id, id, name, siret) values ({broker.TenantId}, {Guid.NewGuid()}, 'x', '00000000000000')"));
    }

    [Fact]
    public async Task Without_a_tenant_no_row_is_visible()
    {
        await fixture.Platform.CreateWorldAsync(CqpFixture.Broker);
        await using var db = fixture.Platform.Database.OpenGlobal();
        (await db.TrainingOrganisations.IgnoreQueryFilters().AnyAsync()).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => db.Add(Company.Create("x", "00000000000000")));
    }
}
