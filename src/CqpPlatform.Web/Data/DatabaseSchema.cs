using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CqpPlatform.Web.Data;

/// <summary>Brings a database to the current schema as its owner, and tells how the application logs in.</summary>
public static class DatabaseSchema
{
    private const int MostAttempts = 10;

    /// <summary>The application's own login, derived from the owner's: one secret to configure, and never the owner's rights at work.</summary>
    public static string ApplicationConnection(string ownerConnection)
    {
        var owner = new NpgsqlConnectionStringBuilder(ownerConnection);
        owner.Password = ApplicationPassword(owner.Password ?? "");
        owner.Username = TenantIsolation.ApplicationRole;
        // The same queries all day, each with the isolation of its rows: a connection keeps those it has had planned twice.
        if (!new DbConnectionStringBuilder { ConnectionString = ownerConnection }.ContainsKey("Max Auto Prepare"))
            (owner.MaxAutoPrepare, owner.AutoPrepareMinUsages) = (100, 2);
        return owner.ConnectionString;
    }

    public static async Task MigrateAsync(string ownerConnection, CancellationToken ct = default)
    {
        await using var source = NpgsqlDataSource.Create(ownerConnection);
        await EnsureApplicationRoleAsync(source, ApplicationPassword(new NpgsqlConnectionStringBuilder(ownerConnection).Password ?? ""), ct);
        var options = new DbContextOptionsBuilder<CqpDbContext>();
        CqpDatabase.Configure(options, source);
        await using var db = new CqpDbContext(options.Options) { TenantId = Guid.Empty };
        await db.Database.MigrateAsync(ct);
    }

    private static async Task EnsureApplicationRoleAsync(NpgsqlDataSource source, string password, CancellationToken ct)
    {
        // The password is hexadecimal, so it can stand in the statement: CREATE ROLE takes no parameter. Two nodes starting at once give the same one.
        await using var command = source.CreateCommand($"""
            do $$ begin
              if not exists (select from pg_roles where rolname = '{TenantIsolation.ApplicationRole}') then
                create role {TenantIsolation.ApplicationRole} login nosuperuser nocreatedb nocreaterole nobypassrls password '{password}';
              elsif (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) then
                alter role {TenantIsolation.ApplicationRole} login password '{password}';
              end if;
            end $$;
            """);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await command.ExecuteNonQueryAsync(ct);
                return;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InternalError or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateObject && attempt < MostAttempts)
            {
                // « tuple concurrently updated », or there already: another node was making the role, or setting the same password, at that moment.
            }
        }
    }

    internal static string ApplicationPassword(string ownerPassword) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(ownerPassword), Encoding.UTF8.GetBytes(TenantIsolation.ApplicationRole)));
}
