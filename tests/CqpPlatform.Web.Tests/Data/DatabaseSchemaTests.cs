using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Data;

public sealed class DatabaseSchemaTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    /// <summary>No start asks it: what is built here is what is served.</summary>
    [Fact]
    public async Task Every_change_of_the_model_has_its_migration()
    {
        await using var db = fixture.Platform.Database.OpenGlobal();
        db.Database.HasPendingModelChanges().ShouldBeFalse("dotnet ef migrations add: docs/walkthroughs/enrolment.md");
    }

    // No more of them than a node tries: one at least goes through each time.
    [Fact]
    public async Task Nodes_that_start_at_the_same_moment_all_start() =>
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => DatabaseSchema.MigrateAsync(fixture.Platform.OwnerConnection))));
}
