using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CqpPlatform.Web.Referentials;

namespace CqpPlatform.Web.Tests.Hosting;

/// <summary>The real program, started as its operator does: each obstacle is one clear line, exit code 1, and nothing half-written.</summary>
public sealed class StartupRefusalTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cqp-start-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_wrong_connection_string_is_one_line()
    {
        var line = await RefusedAsync(("ConnectionStrings__Cqp", "Host=127.0.0.1;Port=1;Username=nobody;Password=secret;Database=none;Timeout=3"));
        line.ShouldContain("ConnectionStrings__Cqp");
        line.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_connection_string_that_is_not_one_is_one_line() =>
        (await RefusedAsync(("ConnectionStrings__Cqp", "n’importe quoi"))).ShouldContain("ConnectionStrings__Cqp");

    [Fact]
    public async Task A_busy_port_is_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var line = await RefusedAsync(("CQP_URL", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}"));
        line.ShouldContain("déjà utilisée");
    }

    [Fact]
    public async Task A_missing_postgresql_is_one_line_and_leaves_no_data_folder()
    {
        var line = await RefusedAsync(("PG_BIN", Path.Combine(folder, "nulle-part")));
        line.ShouldContain("PG_BIN");
        Directory.Exists(Path.Combine(folder, "data", "postgres")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_damaged_referential_is_one_line_and_starts_nothing()
    {
        var damaged = Directory.CreateDirectory(Path.Combine(folder, "referentiels")).FullName;
        foreach (var file in Directory.EnumerateFiles(ShippedReferentials.DefaultFolder)) File.Copy(file, Path.Combine(damaged, Path.GetFileName(file)));
        var victim = Path.Combine(damaged, "RNCP31391.json");
        await File.WriteAllTextAsync(victim, (await File.ReadAllTextAsync(victim, TestContext.Current.CancellationToken))[..2000], TestContext.Current.CancellationToken);
        var line = await RefusedAsync(("Referentials__Folder", damaged));
        line.ShouldContain("RNCP31391.json");
        Directory.Exists(Path.Combine(folder, "data")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_missing_document_engine_is_one_line_and_starts_nothing()
    {
        (await RefusedAsync(("Documents__NodeModules", Path.Combine(folder, "nulle-part")))).ShouldContain("npm ci");
        Directory.Exists(Path.Combine(folder, "data")).ShouldBeFalse();
    }

    private async Task<string> RefusedAsync(params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CqpPlatform.Web.dll")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["CQP_DATA"] = Path.Combine(folder, "data");
        start.Environment["CQP_URL"] = "http://127.0.0.1:0";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await process.WaitForExitAsync(patience.Token);
        process.ExitCode.ShouldBe(1, await output + await error);
        var lines = (await error).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(1, await error);
        (await output).ShouldNotContain("Exception");
        return lines[0];
    }
}
