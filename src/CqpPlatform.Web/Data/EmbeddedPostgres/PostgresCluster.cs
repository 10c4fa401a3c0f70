using System.Diagnostics;

namespace CqpPlatform.Web.Data.EmbeddedPostgres;

/// <summary>The server's files: made beside their place and renamed once complete, so that nothing half-written is ever found.</summary>
internal sealed class PostgresCluster(string directory, PostgresBinaries binaries, ServerAccount account)
{
    public const string OwnerRole = "cqp_owner";
    public const string ApplicationRole = "cqp_app";
    public const string Database = "cqp";

    public static int? VersionOf(string directory) =>
        Path.Combine(directory, "PG_VERSION") is var file && File.Exists(file) && int.TryParse(File.ReadAllText(file), out var major) ? major : null;

    public async Task CreateAsync(string ownerPassword, EmbeddedPostgresOptions options, CancellationToken cancellation)
    {
        var unfinished = directory + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished, Unix.OwnerFolder);
        try
        {
            account.Own(unfinished);
            await InitialiseAsync(unfinished, options.DurableWrites, cancellation);
            // Single-user mode needs no password: the superuser never gets one and cannot sign in over the socket at all.
            await RunAsync([binaries.Postgres, "--single", "-j", "-D", unfinished, "postgres"], Bootstrap(ownerPassword, options.OwnerCreatesDatabases), cancellation);
            Directory.Move(unfinished, directory);
        }
        catch
        {
            Directory.Delete(unfinished, recursive: true);
            throw;
        }
    }

    /// <summary>Stops a server left behind by a killed platform and removes the pid file of a killed server.</summary>
    public async Task ClearLeftoversAsync(CancellationToken cancellation)
    {
        var pidFile = Path.Combine(directory, "postmaster.pid");
        if (!File.Exists(pidFile))
            return;
        if (int.TryParse((await File.ReadAllLinesAsync(pidFile, cancellation)).FirstOrDefault(), out var pid) && IsOurs(pid))
        {
            Unix.Signal(pid, Unix.SigInt);
            if (!await EndedAsync(pid, TimeSpan.FromSeconds(20), cancellation))
            {
                Unix.Signal(pid, Unix.SigQuit);
                if (!await EndedAsync(pid, TimeSpan.FromSeconds(10), cancellation))
                    throw new StartupRefusal($"Un ancien serveur PostgreSQL ne s’arrête pas (pid {pid})\u00A0: arrêtez-le, puis relancez.");
            }
        }
        // The pid may by now be another program's: PostgreSQL would then refuse to start.
        File.Delete(pidFile);
    }

    private bool IsOurs(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0').Contains(directory);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<bool> EndedAsync(int pid, TimeSpan patience, CancellationToken cancellation)
    {
        for (var started = Stopwatch.StartNew(); started.Elapsed < patience;)
        {
            if (!IsOurs(pid))
                return true;
            await Task.Delay(50, cancellation);
        }
        return false;
    }

    private async Task InitialiseAsync(string unfinished, bool durable, CancellationToken cancellation)
    {
        string[] common = [binaries.InitDb, "-D", unfinished, "--username=postgres", "--encoding=UTF8", "--auth=scram-sha-256", "--no-instructions"];
        if (!durable)
            common = [.. common, "--no-sync"];
        // Without a superuser password initdb refuses scram; the one given here is unknown to all and dropped by the bootstrap.
        var passwordFile = Path.Combine(unfinished + ".pw");
        try
        {
            await File.WriteAllTextAsync(passwordFile, Secrets.Random(), cancellation);
            File.SetUnixFileMode(passwordFile, Unix.OwnerOnly);
            account.Own(passwordFile);
            common = [.. common, "--pwfile=" + passwordFile];
            try
            {
                await RunAsync([.. common, "--locale-provider=icu", "--icu-locale=fr-FR", "--locale=C.UTF-8"], input: null, cancellation);
            }
            catch (StartupRefusal)
            {
                // PostgreSQL before 15, or built without ICU.
                await RunAsync([.. common, "--locale=C.UTF-8"], input: null, cancellation);
            }
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    // ADMIN OPTION: from PostgreSQL 16 on, CREATEROLE alone no longer lets the owner set the application role's password.
    private static string Bootstrap(string ownerPassword, bool createsDatabases) => $"""
        ALTER ROLE postgres PASSWORD NULL;

        CREATE ROLE {OwnerRole} LOGIN NOSUPERUSER NOBYPASSRLS CREATEROLE {(createsDatabases ? "CREATEDB" : "NOCREATEDB")} PASSWORD '{ownerPassword}';

        CREATE ROLE {ApplicationRole} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD '{DatabaseSchema.ApplicationPassword(ownerPassword)}';

        GRANT {ApplicationRole} TO {OwnerRole} WITH ADMIN OPTION;

        CREATE DATABASE {Database} OWNER {OwnerRole};

        REVOKE CONNECT, TEMPORARY ON DATABASE {Database} FROM PUBLIC;

        GRANT CONNECT ON DATABASE {Database} TO {ApplicationRole};


        """;

    private async Task RunAsync(string[] command, string? input, CancellationToken cancellation)
    {
        var start = account.Command(command);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellation);
        var said = $"{await errors}\n{await output}";
        // Single-user mode answers 0 even when a statement failed.
        if (process.ExitCode != 0 || said.Contains("ERROR:", StringComparison.Ordinal) || said.Contains("FATAL:", StringComparison.Ordinal))
            throw new StartupRefusal($"PostgreSQL n’a pas pu préparer ses fichiers ({Path.GetFileName(command[0])})\u00A0: {FirstComplaint(said)}");
    }

    private static string FirstComplaint(string said)
    {
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Array.Find(lines, l => l.Contains("error:", StringComparison.OrdinalIgnoreCase) || l.Contains("FATAL:", StringComparison.Ordinal))
            ?? lines.LastOrDefault() ?? "aucun message";
    }
}
