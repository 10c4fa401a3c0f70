using System.Diagnostics;

namespace CqpPlatform.Web.Data.EmbeddedPostgres;

/// <summary>The account the server runs under: ours, or nobody when we are root, which PostgreSQL refuses.</summary>
internal sealed class ServerAccount
{
    private const uint Nobody = 65534;

    // Root may have put the data under a folder nobody cannot cross (/root is 0700): this one capability crosses it.
    private static readonly string[] AsNobody = ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups"];
    private static readonly string[] CrossingFolders = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"];

    private readonly string[] prefix;

    private ServerAccount(string[] prefix) => this.prefix = prefix;

    public static ServerAccount For(string dataDirectory, PostgresBinaries binaries)
    {
        if (!Unix.IsRoot)
            return new([]);
        foreach (var candidate in new[] { AsNobody, [.. AsNobody, .. CrossingFolders] })
        {
            var account = new ServerAccount(candidate);
            if (account.Reaches(dataDirectory) && account.Reaches(binaries.InitDb))
                return account;
        }
        throw new StartupRefusal($"Le compte «\u00A0nobody\u00A0» ne peut pas atteindre {dataDirectory}\u00A0: choisissez un autre dossier dans CQP_DATA.");
    }

    public void Own(string path)
    {
        if (prefix.Length > 0)
            Unix.GiveTo(path, Nobody, Nobody);
    }

    /// <summary>A command under this account, from /, since the current folder may be closed to it.</summary>
    public ProcessStartInfo Command(IEnumerable<string> command)
    {
        string[] all = [.. prefix, .. command];
        var start = new ProcessStartInfo(all[0], all[1..]) { WorkingDirectory = "/" };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }

    /// <summary>A lasting server: its own session, so that Ctrl-C reaches us first, and its log in a file, so that it outlives a broken pipe.</summary>
    public ProcessStartInfo Server(IEnumerable<string> command, string logFile) =>
        WithoutPrefix(["/bin/sh", "-c", "log=$1; shift; exec setsid \"$@\" </dev/null >>\"$log\" 2>&1", "sh", logFile, .. prefix, .. command]);

    private static ProcessStartInfo WithoutPrefix(IEnumerable<string> command) => new ServerAccount([]).Command(command);

    private bool Reaches(string path)
    {
        var start = Command(["test", "-e", Directory.Exists(path) ? path + "/." : path]);
        start.RedirectStandardError = true;
        try
        {
            using var process = Process.Start(start)!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new StartupRefusal("La commande «\u00A0setpriv\u00A0» manque (paquet util-linux)\u00A0: PostgreSQL ne peut pas être lancé en tant que root.", missing);
        }
    }
}
