using CqpPlatform.Web.BirthPlaces;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Data.Queries;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CqpPlatform.Web.Data;

public static class DataSetup
{
    /// <param name="ownerConnection">The owner's connection string; the application logs in with its own role.</param>
    public static void AddData(this IServiceCollection services, string ownerConnection)
    {
        services.AddSingleton(_ => NpgsqlDataSource.Create(DatabaseSchema.ApplicationConnection(ownerConnection)));
        services.AddSingleton<CqpDatabase>();
        // Identity's stores work on accounts only, so their context has no tenant.
        services.AddScoped(provider => provider.GetRequiredService<CqpDatabase>().OpenGlobal());
        services.AddScoped<WorkFactory>();
        services.AddSingleton<ReferentialCatalogue>();
        services.AddBirthPlaces();
        services.AddSingleton<EnrolmentRulebook>();
        services.AddSingleton<DeclarationQueue>();
        services.AddSingleton<SealStore>();
        services.AddSingleton<TenantCreation>();
        services.AddDataProtection().SetApplicationName("CqpPlatform");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, InstallationKeyRepository>();
        services.AddHostedService<OutboxSender>();
        services.AddHostedService<JobRunner>();
    }
}
