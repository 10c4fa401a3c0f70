namespace CqpPlatform.Web;

/// <summary>Where the installation's npm packages are: the document engine with its fonts, and the official list of communes.</summary>
internal static class NodePackages
{
    public const string Setting = "Documents:NodeModules";

    /// <summary>What to do where a package is missing.</summary>
    public const string Remedy = "lancez «\u00A0npm ci --omit=dev --ignore-scripts\u00A0» à la racine de l’installation, ou renseignez Documents:NodeModules.";

    /// <summary>The node_modules folder that holds the package: the one configured, else the first found upwards from the content root, then from the program.</summary>
    public static string? Find(string? configured, string contentRoot, string package) =>
        configured is { Length: > 0 } ? Path.GetFullPath(configured, contentRoot) : WalkUp(contentRoot, package) ?? WalkUp(AppContext.BaseDirectory, package);

    private static string? WalkUp(string from, string package)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "node_modules", package)))
                return Path.Combine(folder.FullName, "node_modules");
        return null;
    }
}
