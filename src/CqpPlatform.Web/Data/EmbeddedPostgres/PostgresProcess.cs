using System.Diagnostics;
using Npgsql;

namespace CqpPlatform.Web.Data.EmbeddedPostgres;

/// <summary>The running server: ready before it is returned, started again if it dies, stopped in order.</summary>
internal sealed class PostgresProcess : IDisposable
{
    private const long LargestLog = 20 * 1024 * 1024;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(30);
    // Replaying the log after a power cut takes as long as it takes; a server that is alive and silent longer than this is not coming.
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly ProcessStartInfo command;
    private readonly string connectionString;
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();
    private Process process;

    private PostgresProcess(ProcessStartInfo command, string connectionString, Process process)
    {
        this.command = command;
        this.connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 15 }.ConnectionString;
        this.process = process;
    }

    public int ProcessId => process.Id;

    public static async Task<PostgresProcess> StartAsync(ProcessStartInfo command, string connectionString, string logFile, CancellationToken cancellation)
    {
        if (File.Exists(logFile) && new FileInfo(logFile).Length > LargestLog)
            File.Delete(logFile);
        var logStart = File.Exists(logFile) ? new FileInfo(logFile).Length : 0;
        var server = new PostgresProcess(command, connectionString, Process.Start(command)!);
        try
        {
            // After kill -9 of the server its children hold the shared memory for a moment: the first attempts may fail.
            for (var attempt = 1; !await server.BecomesReadyAsync(cancellation); attempt++)
            {
                var complaint = Complaint(logFile, logStart);
                if (attempt == 20 || !complaint.Contains("shared memory block", StringComparison.Ordinal))
                    throw new StartupRefusal($"PostgreSQL ne démarre pas\u00A0: {complaint} (voir {logFile})");
                await Task.Delay(250, cancellation);
                server.process = Process.Start(command)!;
            }
        }
        catch
        {
            server.Dispose();
            throw;
        }
        _ = server.WatchAsync();
        return server;
    }

    /// <summary>Fast shutdown: open transactions are rolled back, everything committed is on disk.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (stopping.IsCancellationRequested)
                return;
            stopping.Cancel();
            if (!process.HasExited)
                Unix.Signal(process.Id, Unix.SigInt);
            if (!process.WaitForExit(TimeSpan.FromSeconds(30)))
            {
                Unix.Signal(process.Id, Unix.SigQuit);
                process.WaitForExit(TimeSpan.FromSeconds(5));
            }
        }
    }

    private async Task WatchAsync()
    {
        var pause = TimeSpan.FromMilliseconds(100);
        while (true)
        {
            var lived = Stopwatch.StartNew();
            await process.WaitForExitAsync();
            lock (gate)
            {
                if (stopping.IsCancellationRequested)
                    return;
            }
            await Console.Error.WriteLineAsync("PostgreSQL s’est arrêté sans y être invité\u00A0: il est relancé.");
            pause = lived.Elapsed > TimeSpan.FromMinutes(1) ? TimeSpan.FromMilliseconds(100) : pause;
            try
            {
                await Task.Delay(pause, stopping.Token);
                lock (gate)
                {
                    if (stopping.IsCancellationRequested)
                        return;
                    process = Process.Start(command)!;
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<bool> BecomesReadyAsync(CancellationToken cancellation)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < LongestRecovery;)
        {
            if (process.HasExited)
                return false;
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(cancellation);
                return true;
            }
            catch (PostgresException refused) when (refused.SqlState.StartsWith("28", StringComparison.Ordinal) || refused.SqlState.StartsWith("3D", StringComparison.Ordinal))
            {
                throw new StartupRefusal($"La base embarquée refuse son propriétaire\u00A0: {refused.MessageText}", refused);
            }
            catch (NpgsqlException)
            {
                await Task.Delay(Poll, cancellation);
            }
        }
        return false;
    }

    private static string Complaint(string logFile, long from)
    {
        using var log = new FileStream(logFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Seek(Math.Max(from, log.Length - 8192), SeekOrigin.Begin);
        var lines = new StreamReader(log).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return Array.FindLast(lines, l => l.Contains("FATAL:", StringComparison.Ordinal) || l.Contains("PANIC:", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "aucun message";
    }
}
