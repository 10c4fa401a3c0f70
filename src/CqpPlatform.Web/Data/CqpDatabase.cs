using System.Data.Common;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Web.Data.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace CqpPlatform.Web.Data;

/// <summary>Opens units of work as the application role: for one tenant, or for none.</summary>
public sealed class CqpDatabase(NpgsqlDataSource source, TimeProvider time)
{
    private readonly DbContextOptions<CqpDbContext> options =
        Configure(new DbContextOptionsBuilder<CqpDbContext>(), source).AddInterceptors(new PersonalNumberGuard(), new AuditInterceptor(time), new TenantConnectionInterceptor()).Options;

    /// <summary>Sees accounts and the list of tenants, and no tenant's row.</summary>
    public CqpDbContext OpenGlobal() => new(options) { TenantId = Guid.Empty };

    /// <summary>Sees one tenant. The connection is opened once, so that the tenant is set once.</summary>
    public async Task<CqpDbContext> OpenAsync(Guid tenantId, CancellationToken ct = default)
    {
        if (tenantId == Guid.Empty) throw new ArgumentException("A unit of work for a tenant names it.", nameof(tenantId));
        var db = new CqpDbContext(options) { TenantId = tenantId };
        await db.Database.OpenConnectionAsync(ct);
        return db;
    }

    public async Task<IReadOnlyList<Tenant>> TenantsAsync(CancellationToken ct = default)
    {
        await using var db = OpenGlobal();
        return await db.Tenants.AsNoTracking().OrderBy(t => t.Name).ToListAsync(ct);
    }

    /// <summary>By the slug in an address or in a key, compared here: what somebody typed in an address never reaches the database.</summary>
    public async Task<Tenant?> TenantAsync(string slug, CancellationToken ct = default) => (await TenantsAsync(ct)).FirstOrDefault(t => t.Slug == slug);

    // A query of several collections says AsSplitQuery itself: as the default it would cost every query a function compiled for each
    // column it reads, and its rows kept in memory until the last.
    // That no migration is missing is for a test (DatabaseSchemaTests): asked here, each start would compare the whole model.
    internal static DbContextOptionsBuilder<CqpDbContext> Configure(DbContextOptionsBuilder<CqpDbContext> builder, DbDataSource source) =>
        builder.UseNpgsql(source).ConfigureWarnings(warnings => warnings.Throw(RelationalEventId.MultipleCollectionIncludeWarning).Ignore(RelationalEventId.PendingModelChangesWarning));

    private sealed class TenantConnectionInterceptor : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (Command(connection, eventData.Context) is not { } command) return;
            using (command) command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (Command(connection, eventData.Context) is not { } command) return;
            await using (command) await command.ExecuteNonQueryAsync(cancellationToken);
        }

        private static NpgsqlCommand? Command(DbConnection connection, DbContext? context)
        {
            if (context is not CqpDbContext { TenantId: var tenant } || tenant == Guid.Empty) return null;
            var command = ((NpgsqlConnection)connection).CreateCommand();
            command.CommandText = $"select set_config('{TenantIsolation.Setting}', $1, false)";
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant.ToString() });
            return command;
        }
    }
}
