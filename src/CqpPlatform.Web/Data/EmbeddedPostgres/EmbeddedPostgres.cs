using System.Runtime.InteropServices;
using Npgsql;

namespace CqpPlatform.Web.Data.EmbeddedPostgres;

/// <summary>
/// A private PostgreSQL for a single machine: no port, one folder, started and stopped with the process (docs/adr/0004).
/// In that folder: postgres/ (the files), postgres.log, owner-password, connection (while it runs), lock.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly string dataDirectory;
    private readonly FileStream folderLock;
    private readonly PostgresProcess server;
    private readonly List<PosixSignalRegistration> signals;
    private int stopped;

    private EmbeddedPostgres(string dataDirectory, FileStream folderLock, PostgresProcess server, string connectionString)
    {
        this.dataDirectory = dataDirectory;
        this.folderLock = folderLock;
        this.server = server;
        ConnectionString = connectionString;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        // Before the host listens, a signal ends .NET without ProcessExit; from then on HandOverTo withdraws these.
        signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(s => PosixSignalRegistration.Create(s, _ => Stop()))];
    }

    /// <summary>The owner's connection string; the application role's is made from it.</summary>
    public string ConnectionString { get; }

    /// <summary>Process id of the server, for those who want to watch it or kill it.</summary>
    public int ServerProcessId => server.ProcessId;

    /// <exception cref="StartupRefusal">No binaries, folder in use or unreadable, or the server will not start.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(string dataDirectory, EmbeddedPostgresOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        dataDirectory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataDirectory));
        var clusterDirectory = Path.Combine(dataDirectory, "postgres");
        var binaries = PostgresBinaries.Locate(options.BinDirectory, PostgresCluster.VersionOf(clusterDirectory));
        var folderLock = Lock(dataDirectory);
        try
        {
            var account = ServerAccount.For(dataDirectory, binaries);
            var cluster = new PostgresCluster(clusterDirectory, binaries, account);
            var passwordFile = Path.Combine(dataDirectory, "owner-password");
            if (!Directory.Exists(clusterDirectory))
            {
                Secrets.Write(passwordFile, Secrets.Random());
                await cluster.CreateAsync(await File.ReadAllTextAsync(passwordFile, cancellation), options, cancellation);
            }
            if (!File.Exists(passwordFile))
                throw new StartupRefusal($"Le fichier {passwordFile} a disparu\u00A0: sans lui la base n’est plus accessible, reprenez-le d’une sauvegarde.");
            await cluster.ClearLeftoversAsync(cancellation);

            var socketFolder = SocketFolder.Prepare(dataDirectory, account);
            var connectionString = new NpgsqlConnectionStringBuilder
            {
                Host = socketFolder,
                Port = 5432,
                Database = PostgresCluster.Database,
                Username = PostgresCluster.OwnerRole,
                Password = await File.ReadAllTextAsync(passwordFile, cancellation),
            }.ConnectionString;
            var command = account.Server(ServerCommand(binaries, clusterDirectory, socketFolder, options), Path.Combine(dataDirectory, "postgres.log"));
            var server = await PostgresProcess.StartAsync(command, connectionString, Path.Combine(dataDirectory, "postgres.log"), cancellation);
            Secrets.Write(ConnectionFile(dataDirectory), connectionString);
            return new EmbeddedPostgres(dataDirectory, folderLock, server, connectionString);
        }
        catch (Exception failure)
        {
            await folderLock.DisposeAsync();
            if (failure is UnauthorizedAccessException or IOException)
                throw new StartupRefusal($"Le dossier {dataDirectory} ne peut pas être utilisé\u00A0: {failure.Message}", failure);
            throw;
        }
    }

    /// <summary>The connection string of the server another process runs on this folder; null when none is running.</summary>
    public static string? RunningConnectionString(string dataDirectory)
    {
        var file = ConnectionFile(Path.GetFullPath(dataDirectory));
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }

    /// <summary>From the host's start on, signals are the host's: it finishes the requests under way before the server stops.</summary>
    public void HandOverTo(IHostApplicationLifetime lifetime) => lifetime.ApplicationStarted.Register(LeaveSignals);

    public ValueTask DisposeAsync()
    {
        Stop();
        return ValueTask.CompletedTask;
    }

    private void OnProcessExit(object? sender, EventArgs e) => Stop();

    private void Stop()
    {
        if (Interlocked.Exchange(ref stopped, 1) == 1)
            return;
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        File.Delete(ConnectionFile(dataDirectory));
        server.Dispose();
        SocketFolder.Remove(dataDirectory);
        folderLock.Dispose();
        LeaveSignals();
    }

    private void LeaveSignals() => signals.ForEach(s => s.Dispose());

    private static string ConnectionFile(string dataDirectory) => Path.Combine(dataDirectory, "connection");

    private static FileStream Lock(string dataDirectory)
    {
        var holder = Path.Combine(dataDirectory, "platform.pid");
        try
        {
            Directory.CreateDirectory(dataDirectory, Unix.TraversableFolder);
            var folderLock = new FileStream(Path.Combine(dataDirectory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(holder, Environment.ProcessId.ToString());
            return folderLock;
        }
        catch (IOException inUse) when (File.Exists(holder))
        {
            throw new StartupRefusal($"Le dossier {dataDirectory} est déjà utilisé par un autre processus (pid {File.ReadAllText(holder).Trim()}).", inUse);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupRefusal($"Le dossier {dataDirectory} ne peut pas être utilisé\u00A0: {failure.Message}", failure);
        }
    }

    private static List<string> ServerCommand(PostgresBinaries binaries, string cluster, string socketFolder, EmbeddedPostgresOptions options)
    {
        List<string> settings =
        [
            "listen_addresses=", $"unix_socket_directories=\"{socketFolder}\"", "unix_socket_permissions=0700", "port=5432",
            $"max_connections={options.MaxConnections}", "logging_collector=off", "log_destination=stderr", "log_line_prefix=%m [%p] ",
            "timezone=UTC", "jit=off",
        ];
        if (!options.DurableWrites)
            settings.AddRange(["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=4GB", "autovacuum=off"]);
        return [binaries.Postgres, "-D", cluster, .. settings.SelectMany(s => new[] { "-c", s })];
    }
}
