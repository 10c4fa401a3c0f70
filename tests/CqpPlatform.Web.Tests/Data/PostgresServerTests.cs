using CqpPlatform.TestCommon;
using Npgsql;

namespace CqpPlatform.Web.Tests.Data;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task A_clone_has_its_templates_tables_and_goes_away_when_dropped()
    {
        var server = await PostgresServer.Shared;
        var template = await server.CreateDatabaseAsync();
        await using (var connection = new NpgsqlConnection(server.ConnectionStringFor(template)))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("create table kept as select 1 as n", connection);
            await command.ExecuteNonQueryAsync();
        }

        var clones = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => server.CreateDatabaseAsync(template)));

        clones.Distinct().Count().ShouldBe(3);
        await using (var clone = new NpgsqlConnection(server.ConnectionStringFor(clones[0])))
        {
            await clone.OpenAsync();
            await using var read = new NpgsqlCommand("select n from kept", clone);
            (await read.ExecuteScalarAsync()).ShouldBe(1);
        }
        foreach (var name in clones.Append(template))
            await server.DropDatabaseAsync(name);
        await using var gone = new NpgsqlConnection(server.ConnectionStringFor(clones[0]));
        await Should.ThrowAsync<PostgresException>(() => gone.OpenAsync());
    }
}
