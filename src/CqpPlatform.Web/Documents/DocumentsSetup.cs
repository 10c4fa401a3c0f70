using CqpPlatform.Web.Documents.Engine;

namespace CqpPlatform.Web.Documents;

public static class DocumentsSetup
{
    /// <summary>Stops the start before a database is started for nothing.</summary>
    /// <exception cref="DocumentEngineMissingException">Node.js or a package is missing.</exception>
    public static void RefuseMissingEngine(this WebApplicationBuilder builder) => EngineFiles.Find(builder.Configuration[NodePackages.Setting], builder.Environment.ContentRootPath);

    /// <summary>Registers <see cref="DocumentRenderer"/> and its engine; call <see cref="DocumentEngine.CheckAsync"/> at start.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DocumentEngineOptions>().Bind(configuration.GetSection("Documents"));
        services.AddSingleton<DocumentEngine>();
        services.AddSingleton<DocumentRenderer>();
        return services;
    }
}
