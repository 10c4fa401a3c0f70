using System.Diagnostics;
using CqpPlatform.Web.Data.EmbeddedPostgres;
using Npgsql;

namespace CqpPlatform.Web.Tests.Data;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private static readonly EmbeddedPostgresOptions Quick = new() { DurableWrites = false };
    private readonly string folder = Directory.CreateTempSubdirectory("cqp-embedded-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Starts_with_an_owner_and_an_application_role_without_power_over_the_rules()
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(folder, Quick);

        var roles = await ReadAsync(postgres.ConnectionString,
            "select string_agg(rolname || ' ' || rolsuper || ' ' || rolbypassrls, ', ' order by rolname) from pg_roles where rolname like 'cqp%'");

        roles.ShouldBe("cqp_app false false, cqp_owner false false");
        (await ReadAsync(postgres.ConnectionString, "select pg_get_userbyid(datdba) from pg_database where datname = 'cqp'")).ShouldBe("cqp_owner");
        (await ReadAsync(postgres.ConnectionString, "show listen_addresses")).ShouldBe("");
        (await ReadAsync(postgres.ConnectionString, "show server_encoding")).ShouldBe("UTF8");
    }

    [Fact]
    public async Task The_owner_sets_the_application_roles_password_and_it_signs_in_with_it()
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(folder, Quick);

        await ExecuteAsync(postgres.ConnectionString, "alter role cqp_app password 'derived'");
        var application = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Username = "cqp_app", Password = "derived" };

        (await ReadAsync(application.ConnectionString, "select current_user::text")).ShouldBe("cqp_app");
        application.Password = "guessed";
        await Should.ThrowAsync<PostgresException>(() => ReadAsync(application.ConnectionString, "select 'in'"));
    }

    [Fact]
    public async Task Nobody_signs_in_as_superuser()
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(folder, Quick);
        var superuser = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Username = "postgres", Password = "postgres" };

        await Should.ThrowAsync<PostgresException>(() => ReadAsync(superuser.ConnectionString, "select 'in'"));
    }

    [Fact]
    public async Task Stops_with_its_owner_and_leaves_neither_process_nor_socket_nor_connection_file()
    {
        var postgres = await EmbeddedPostgres.StartAsync(folder, Quick);
        var pid = postgres.ServerProcessId;
        EmbeddedPostgres.RunningConnectionString(folder).ShouldBe(postgres.ConnectionString);
        (File.GetUnixFileMode(Path.Combine(folder, "connection")) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)).ShouldBe(UnixFileMode.None);

        await postgres.DisposeAsync();

        Directory.Exists($"/proc/{pid}").ShouldBeFalse();
        Directory.Exists(Path.Combine(folder, "socket")).ShouldBeFalse();
        EmbeddedPostgres.RunningConnectionString(folder).ShouldBeNull();
    }

    [Fact]
    public async Task A_restart_keeps_the_data()
    {
        await using (var first = await EmbeddedPostgres.StartAsync(folder, Quick))
            await ExecuteAsync(first.ConnectionString, "create table kept as select 'Œuvre' as word");

        await using var second = await EmbeddedPostgres.StartAsync(folder, Quick);

        (await ReadAsync(second.ConnectionString, "select word from kept")).ShouldBe("Œuvre");
    }

    [Fact]
    public async Task A_killed_server_comes_back_by_itself_with_everything_committed()
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(folder);
        await ExecuteAsync(postgres.ConnectionString, "create table kept as select 'committed' as word");

        var killed = postgres.ServerProcessId;
        using (var server = Process.GetProcessById(killed))
        {
            server.Kill();
            await server.WaitForExitAsync();
        }

        (await EventuallyReadAsync(postgres.ConnectionString, "select word from kept")).ShouldBe("committed");
        postgres.ServerProcessId.ShouldNotBe(killed);
    }

    [Fact]
    public async Task A_server_left_running_by_a_killed_platform_is_replaced_and_keeps_the_data()
    {
        int leftover;
        await using (var first = await EmbeddedPostgres.StartAsync(folder))
            await ExecuteAsync(first.ConnectionString, "create table kept as select 'committed' as word");
        using (var orphan = await StartOutsideAsync())
            leftover = orphan.Id;

        await using var second = await EmbeddedPostgres.StartAsync(folder);

        Directory.Exists($"/proc/{leftover}").ShouldBeFalse();
        (await ReadAsync(second.ConnectionString, "select word from kept")).ShouldBe("committed");
    }

    [Fact]
    public async Task A_stale_pid_file_naming_another_program_is_no_obstacle()
    {
        await using (await EmbeddedPostgres.StartAsync(folder, Quick))
        {
        }
        await File.WriteAllTextAsync(Path.Combine(folder, "postgres", "postmaster.pid"), $"{Environment.ProcessId}\n{folder}/postgres\n");

        await using var again = await EmbeddedPostgres.StartAsync(folder, Quick);

        (await ReadAsync(again.ConnectionString, "select 'up'")).ShouldBe("up");
    }

    [Fact]
    public async Task A_second_platform_on_the_same_folder_is_refused_in_one_line_and_the_first_goes_on()
    {
        await using var first = await EmbeddedPostgres.StartAsync(folder, Quick);

        var refusal = await Should.ThrowAsync<StartupRefusal>(() => EmbeddedPostgres.StartAsync(folder, Quick));

        refusal.Message.ShouldBe($"Le dossier {folder} est déjà utilisé par un autre processus (pid {Environment.ProcessId}).");
        (await ReadAsync(first.ConnectionString, "select 'up'")).ShouldBe("up");
    }

    [Fact]
    public async Task A_missing_binary_is_refused_in_one_line_and_nothing_is_written()
    {
        var data = Path.Combine(folder, "data");

        var refusal = await Should.ThrowAsync<StartupRefusal>(() => EmbeddedPostgres.StartAsync(data, Quick with { BinDirectory = "/nowhere" }));

        refusal.Message.ShouldContain("/nowhere");
        refusal.Message.ShouldNotContain("\n");
        Directory.Exists(data).ShouldBeFalse();
    }

    [Fact]
    public async Task A_failed_initialisation_leaves_nothing_half_written()
    {
        var broken = Directory.CreateDirectory(Path.Combine(folder, "bin")).FullName;
        WriteScript(Path.Combine(broken, "postgres"), "echo 'postgres (PostgreSQL) 15.9'");
        WriteScript(Path.Combine(broken, "initdb"), "mkdir -p \"$2/base\"; echo 'initdb: error: disk full' >&2; exit 1");
        var data = Path.Combine(folder, "data");

        var refusal = await Should.ThrowAsync<StartupRefusal>(() => EmbeddedPostgres.StartAsync(data, Quick with { BinDirectory = broken }));

        refusal.Message.ShouldContain("disk full");
        Directory.GetDirectories(data).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_is_served_from_a_private_temporary_folder()
    {
        var deep = Path.Combine(folder, new string('d', 100), "accentué, avec espace");

        string socket;
        await using (var postgres = await EmbeddedPostgres.StartAsync(deep, Quick))
        {
            socket = new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Host!;
            (await ReadAsync(postgres.ConnectionString, "select 'up'")).ShouldBe("up");
            socket.ShouldNotStartWith(folder);
            File.GetUnixFileMode(socket).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.Exists(socket).ShouldBeFalse();
    }

    /// <summary>The server as a killed platform leaves it: running, its files unlocked.</summary>
    private async Task<Process> StartOutsideAsync()
    {
        var platform = await EmbeddedPostgres.StartAsync(folder);
        var pid = platform.ServerProcessId;
        var arguments = (await File.ReadAllTextAsync($"/proc/{pid}/cmdline")).TrimEnd('\0').Split('\0');
        await platform.DisposeAsync();

        Directory.CreateDirectory(Path.Combine(folder, "socket"));
        File.SetUnixFileMode(Path.Combine(folder, "socket"), (UnixFileMode)0b111_111_111);
        string[] account = Environment.UserName == "root" ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
        string[] command = [.. account, .. arguments];
        var orphan = Process.Start(new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = "/", RedirectStandardError = true })!;
        while (await orphan.StandardError.ReadLineAsync() is { } line && !line.Contains("ready to accept connections", StringComparison.Ordinal))
        {
        }
        return orphan;
    }

    private static void WriteScript(string path, string body)
    {
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(Path.GetDirectoryName(path)!, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(Path.GetDirectoryName(Path.GetDirectoryName(path))!, (UnixFileMode)0b111_101_101);
    }

    private static async Task<string?> ReadAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (string?)await command.ExecuteScalarAsync();
    }

    private static async Task<string?> EventuallyReadAsync(string connectionString, string sql)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Yield())
        {
            try
            {
                return await ReadAsync(connectionString, sql);
            }
            catch (NpgsqlException) when (waited.Elapsed < TimeSpan.FromMinutes(3))
            {
                // Not back yet: each refused connection is the wait.
            }
        }
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
