namespace CqpPlatform.Web.Documents.Engine;

/// <summary>Where the worker, its templates, its packages and Node.js are on this machine.</summary>
internal sealed record EngineFiles(string Node, string NodeModules, string Worker, string Templates)
{
    private static readonly string[] Compilers =
        ["@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu", "@myriaddreamin/typst-ts-node-compiler-linux-x64-musl"];

    /// <summary>The weights the templates use, and no other: each folder holds one font file.</summary>
    private static readonly string[] FontFolders =
    [
        "@expo-google-fonts/source-serif-4/400Regular", "@expo-google-fonts/source-serif-4/400Regular_Italic",
        "@expo-google-fonts/source-serif-4/600SemiBold", "@expo-google-fonts/source-sans-3/400Regular", "@expo-google-fonts/source-sans-3/600SemiBold",
    ];

    public IEnumerable<string> Fonts => FontFolders.Select(f => Path.Combine(NodeModules, f));

    public static EngineFiles Find(string? nodeModules, string contentRoot)
    {
        var own = Path.Combine(AppContext.BaseDirectory, "Documents");
        var files = new EngineFiles(
            FindNode(),
            NodePackages.Find(nodeModules, contentRoot, "@expo-google-fonts")
                ?? throw new DocumentEngineMissingException($"Moteur de documents absent (node_modules not found)\u00A0: {NodePackages.Remedy}"),
            Path.Combine(own, "Worker", "worker.mjs"),
            Path.Combine(own, "Templates"));
        foreach (var font in files.Fonts)
            if (!Directory.Exists(font))
                throw new DocumentEngineMissingException($"Police de caractères absente (font package {Path.GetRelativePath(files.NodeModules, font)} missing)\u00A0: {NodePackages.Remedy}");
        if (!Array.Exists(Compilers, c => Directory.Exists(Path.Combine(files.NodeModules, c))))
            throw new DocumentEngineMissingException($"Moteur de documents absent (package {Compilers[0]} or -musl missing)\u00A0: {NodePackages.Remedy}");
        return files;
    }

    private static string FindNode() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "node")).FirstOrDefault(File.Exists)
        ?? throw new DocumentEngineMissingException("Node.js est absent (node not found on PATH)\u00A0: installez Node.js 20 ou plus récent.");
}
