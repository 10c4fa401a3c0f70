namespace CqpPlatform.Web.Documents;

public static class DocumentsSetup
{
    /// <summary>Registers <see cref="DocumentRenderer"/> and its engine; call <see cref="DocumentEngine.CheckAsync"/> at start.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DocumentEngineOptions>().Bind(configuration.GetSection("Documents"));
        services.AddSingleton<DocumentEngine>();
        services.AddSingleton<DocumentRenderer>();
        return services;
    }
}
