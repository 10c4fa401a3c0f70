using CqpPlatform.Domain.Candidates;

namespace CqpPlatform.Web.BirthPlaces;

public static class BirthPlacesSetup
{
    // One list for the process, whatever the number of hosts in it (the tests start many): it never changes, and takes about 15 MB.
    private static readonly Lock Gate = new();
    private static Task<BirthPlaceRegister>? reading;

    /// <summary>Registers the one <see cref="BirthPlaceRegister"/> everybody shares.</summary>
    public static void AddBirthPlaces(this IServiceCollection services) => services.AddSingleton(provider =>
    {
        var configured = provider.GetRequiredService<IConfiguration>()[NodePackages.Setting];
        var contentRoot = provider.GetService<IHostEnvironment>()?.ContentRootPath ?? AppContext.BaseDirectory;
        lock (Gate) reading ??= Read(configured, contentRoot);
        return reading.GetAwaiter().GetResult();
    });

    internal static Task<BirthPlaceRegister> Read(string? configured, string contentRoot)
    {
        var folder = NodePackages.Find(configured, contentRoot, CommuneFile.Package);
        return folder is not null && Directory.Exists(Path.Combine(folder, CommuneFile.Package))
            ? Task.Run(() => CommuneFile.ReadAsync(folder))
            : throw new StartupRefusal($"La liste des communes est absente (package {CommuneFile.Package} missing)\u00A0: {NodePackages.Remedy}");
    }
}
