using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace CqpPlatform.Web.Data;

/// <summary>Lets dotnet-ef read the model without a database (eng/EfDesign).</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<CqpDbContext>
{
    public CqpDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<CqpDbContext>();
        CqpDatabase.Configure(options, NpgsqlDataSource.Create("Host=localhost"));
        return new CqpDbContext(options.Options) { TenantId = Guid.Empty };
    }
}
