using CqpPlatform.Web.Data;
using Npgsql;

namespace CqpPlatform.Web.Commands;

/// <summary>The database of a platform that runs: one's own server, or the embedded one. A command works on it as the application does.</summary>
public static class RunningDatabase
{
    public static NpgsqlDataSource Open()
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var owner = configuration.GetConnectionString("Cqp")
            ?? Data.EmbeddedPostgres.EmbeddedPostgres.RunningConnectionString(configuration["CQP_DATA"] ?? ".data")
            ?? throw new StartupRefusal("La plateforme n’est pas démarrée\u00a0: lancez d’abord ./cqp run.");
        return NpgsqlDataSource.Create(DatabaseSchema.ApplicationConnection(owner));
    }

    public static StartupRefusal Unreachable(NpgsqlException cause) => new($"La base de données n’est pas accessible\u00a0: {cause.Message}", cause);
}
