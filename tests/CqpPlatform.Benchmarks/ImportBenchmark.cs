using System.Diagnostics;
using System.Globalization;
using System.Text;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Features.Enrolments.Importing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CqpPlatform.Benchmarks;

/// <summary>
/// The second phase of an import (every rule, the search for duplicates, the audit, one transaction, as the application role under row-level
/// security) against a bare binary COPY of the rows it wrote into the same tables of a twin database, as their owner with the policies off.
/// </summary>
internal static class ImportBenchmark
{
    private const int Lines = 10_000, Rounds = 3;
    private const double MostTimes = 2.5, MostMebibytes = 96, MostTripsPerThousand = 10;
    private static readonly string[] Tables = ["companies", "tutors", "candidates", "enrolments", "audit_entries", "audit_details"];

    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        var places = await BirthPlacesHeldAsync();
        var rounds = new List<(double Import, double Copy, double Unchained, double Mebibytes, int Trips)>();
        // The first round warms up and is dropped.
        for (var round = 0; round <= Rounds; round++)
        {
            var measure = await RoundAsync();
            if (round > 0) rounds.Add(measure);
        }
        var (times, strict) = (SideBySide.Median(rounds.Select(r => r.Import / r.Copy)), SideBySide.Median(rounds.Select(r => r.Import / r.Unchained)));
        var (mebibytes, trips) = (SideBySide.Median(rounds.Select(r => r.Mebibytes)), SideBySide.Median(rounds.Select(r => r.Trips * 1000.0 / Lines)));
        Console.WriteLine(FormattableString.Invariant($"import: {Lines} candidates, second phase, median of {Rounds} rounds"));
        Line("bare binary COPY into the same tables", "1.00×", $"{SideBySide.Median(rounds.Select(r => r.Copy)) * 1000:0} ms");
        Line("the same, the audit chain's trigger off", FormattableString.Invariant($"{SideBySide.Median(rounds.Select(r => r.Unchained / r.Copy)):0.00}×"), $"{SideBySide.Median(rounds.Select(r => r.Unchained)) * 1000:0} ms");
        Line("import: rules, duplicates, audit, commit", FormattableString.Invariant($"{times:0.00}×"), $"{SideBySide.Median(rounds.Select(r => r.Import)) * 1000:0} ms", $"at most {MostTimes.ToString(CultureInfo.InvariantCulture)}×", times <= MostTimes);
        Line("  against the COPY without the chain", FormattableString.Invariant($"{strict:0.00}×"), "");
        Line("  allocated", FormattableString.Invariant($"{mebibytes:0.0} MiB"), "", $"at most {MostMebibytes} MiB", mebibytes <= MostMebibytes);
        Line("  database round trips per thousand", FormattableString.Invariant($"{trips:0.0}"), "", $"at most {MostTripsPerThousand}", trips <= MostTripsPerThousand);
        Line("  birth places kept in memory, once a process", FormattableString.Invariant($"{places:0.0} MiB"), "");
    }

    private static async Task<double> BirthPlacesHeldAsync()
    {
        await using var fixture = new CqpFixture();
        await fixture.InitializeAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var register = fixture.Services.GetRequiredService<BirthPlaceRegister>();
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(register);
        return held / (double)(1 << 20);
    }

    private static async Task<(double Import, double Copy, double Unchained, double Mebibytes, int Trips)> RoundAsync()
    {
        await using var fixture = new CqpFixture();
        await fixture.InitializeAsync();
        var world = await fixture.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await fixture.CreateCampaignAsync(world, "RNCP31391");
        var runner = new JobRunner(fixture.Database, fixture.Services.GetServices<JobHandler>(), fixture.Services.GetRequiredService<IServiceScopeFactory>(), fixture.Clock, NullLogger<JobRunner>.Instance);
        Guid import;
        await using (var scope = fixture.As(world.Secretary))
        {
            var started = await scope.ServiceProvider.GetRequiredService<StartImport>().ExecuteAsync(new(campaign.Id, "candidats.csv", Encoding.UTF8.GetBytes(TestImports.Csv(Lines)), AsDrafts: false));
            import = started.Value.ImportId;
            await runner.RunNextAsync(world.TenantId);
            var asked = await scope.ServiceProvider.GetRequiredService<RequestSave>().ExecuteAsync(import);
            if (asked.Refused) throw new InvalidOperationException(asked.Message);
        }
        // A database is copied while nobody is connected to it.
        fixture.Services.GetRequiredService<NpgsqlDataSource>().Clear();
        var server = await PostgresServer.Shared;
        var database = new NpgsqlConnectionStringBuilder(fixture.OwnerConnection).Database!;
        var (twin, other) = (await server.CreateDatabaseAsync(database), await server.CreateDatabaseAsync(database));
        try
        {
            var trips = 0;
            using var listener = new ActivityListener { ShouldListenTo = s => s.Name == "Npgsql", Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData, ActivityStopped = trip => Interlocked.Add(ref trips, ByTheClock(trip) ? -1 : 1) };
            ActivitySource.AddActivityListener(listener);
            GC.Collect();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var clock = Stopwatch.StartNew();
            await runner.RunNextAsync(world.TenantId);
            var seconds = clock.Elapsed.TotalSeconds;
            var mebibytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)(1 << 20);
            listener.Dispose();

            var rows = await ExportAsync(fixture.OwnerConnection, world.TenantId, campaign.Id);
            return (seconds, await CopyAsync(server.ConnectionStringFor(twin), rows, chained: true), await CopyAsync(server.ConnectionStringFor(other), rows, chained: false), mebibytes, trips);
        }
        finally
        {
            await server.DropDatabaseAsync(twin);
            await server.DropDatabaseAsync(other);
        }
    }

    // The runner renews its lease twice a second, however many lines there are: its two commands, opening included, are not the import's.
    private static bool ByTheClock(Activity trip) => (trip.GetTagItem("db.query.text") ?? trip.GetTagItem("db.statement")) is string text && text.Contains("lease_until = now()", StringComparison.Ordinal);

    /// <summary>What the import wrote, table by table, as COPY writes it.</summary>
    private static async Task<IReadOnlyList<(string Table, byte[] Rows)>> ExportAsync(string connection, Guid tenant, Guid campaign)
    {
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        await ExecuteAsync(db, $"select set_config('app.tenant_id', '{tenant}', false)");
        var written = new Dictionary<string, string>
        {
            ["companies"] = "select * from companies where id in (select company_id from enrolments)",
            ["tutors"] = "select * from tutors where id in (select tutor_id from enrolments)",
            ["candidates"] = "select * from candidates",
            ["enrolments"] = $"select * from enrolments where campaign_id = '{campaign}'",
            ["audit_entries"] = $"select * from audit_entries where action = '{nameof(SaveImport)}' order by sequence",
            ["audit_details"] = $"select d.* from audit_details d join audit_entries e on e.tenant_id = d.tenant_id and e.id = d.entry_id where e.action = '{nameof(SaveImport)}'",
        };
        var rows = new List<(string, byte[])>();
        foreach (var table in Tables)
        {
            await using var source = await db.BeginRawBinaryCopyAsync($"copy ({written[table]}) to stdout (format binary)");
            using var bytes = new MemoryStream();
            await source.CopyToAsync(bytes);
            rows.Add((table, bytes.ToArray()));
        }
        return rows;
    }

    private static async Task<double> CopyAsync(string connection, IReadOnlyList<(string Table, byte[] Rows)> rows, bool chained)
    {
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync();
        foreach (var table in Tables) await ExecuteAsync(db, $"alter table {table} disable row level security");
        if (!chained) await ExecuteAsync(db, "alter table audit_entries disable trigger user");
        var clock = Stopwatch.StartNew();
        await using (var transaction = await db.BeginTransactionAsync())
        {
            foreach (var (table, bytes) in rows)
            {
                await using var target = await db.BeginRawBinaryCopyAsync($"copy {table} from stdin (format binary)");
                await target.WriteAsync(bytes);
            }
            await transaction.CommitAsync();
        }
        return clock.Elapsed.TotalSeconds;
    }

    private static async Task ExecuteAsync(NpgsqlConnection db, string sql)
    {
        await using var command = new NpgsqlCommand(sql, db);
        await command.ExecuteNonQueryAsync();
    }

    private static void Line(string what, string ratio, string time, string? aim = null, bool held = true) =>
        Console.WriteLine($"  {what,-44} {ratio,10} {time,9}{(aim is null ? "" : $"   {aim}: {(held ? "held" : "NOT HELD")}")}");
}
