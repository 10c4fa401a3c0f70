using System.Diagnostics;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Features.Enrolments.Importing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CqpPlatform.Web.Tests.Features.Enrolments.Importing;

/// <summary>
/// Ten thousand lines, and a serving process killed (SIGKILL) between the two phases and inside the second. A trigger rings when the moment has
/// come, by cutting a connection of the test, and the process is held there until it is dead: nothing is timed.
/// </summary>
public sealed class ImportDeathTests(DatabaseFixture fixture) : ImportStage(fixture), IClassFixture<DatabaseFixture>
{
    private const int Lines = 10_000;
    private const string Moment = "5105";

    [Fact]
    public async Task A_server_killed_between_and_inside_the_phases_leaves_nothing_and_the_next_one_everything_once()
    {
        var (world, campaign) = await OpenAsync();
        var text = TestImports.Csv(Lines);
        var import = (await StartAsync(world.Secretary, campaign, text, saveWhenSound: true)).Value.ImportId;
        var tenant = $"select set_config('app.tenant_id', '{world.TenantId}', false);";
        var leaseRunsOut = tenant + "update jobs set lease_until = now() - interval '1 second' where state = 'Running'";

        // The first phase is committed, and the second waits for the registry, which the test holds.
        await KilledAsync("after update on enrolment_imports for each row when (new.status = 'Sound')", "true", $"hashtextextended('candidate-registry:{world.TenantId}', 0)", async () =>
        {
            // Seen once the transaction that rang has ended. Not by a lock on the row: the second phase may hold it already.
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
            while ((await ReadAsync(world.Secretary, import)).Status != ImportStatus.Sound) patience.Token.ThrowIfCancellationRequested();
        });
        (await EnrolmentsAsync(world, campaign)).ShouldBeEmpty();

        // Candidates are written, and six thousand of their enrolments.
        await AsOwnerAsync(leaseRunsOut);
        await KilledAsync("before insert on enrolments for each row", "nextval('rows_seen') = 6000", Moment);
        (await EnrolmentsAsync(world, campaign)).ShouldBeEmpty();
        await using (var db = await Platform.Database.OpenAsync(world.TenantId)) (await db.Candidates.CountAsync()).ShouldBe(0);
        (await ReadAsync(world.Secretary, import)).Status.ShouldBe(ImportStatus.Sound);

        await AsOwnerAsync(leaseRunsOut);
        await RunJobsAsync(world);
        await ShouldHoldAllOnceAsync(world, campaign.Id, import);

        // Given again, asked again: the first result, and not a row more.
        (await StartAsync(world.Secretary, campaign, text)).Value.AlreadySaved.ShouldBeTrue();
        (await SaveRequestAsync(world.Secretary, import)).Errors.ShouldBe([ImportErrors.AlreadySaved]);
        await RunJobsAsync(world);
        await ShouldHoldAllOnceAsync(world, campaign.Id, import);
    }

    private async Task ShouldHoldAllOnceAsync(TestWorld world, Guid campaignId, Guid import)
    {
        var view = await ReadAsync(world.Secretary, import);
        (view.Status, view.Job.State, view.Lines, view.Errors, view.Warnings).ShouldBe((ImportStatus.Saved, JobState.Succeeded, Lines, 0, 0), view.Job.Message);
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var enrolments = db.Enrolments.Where(e => e.CampaignId == campaignId && e.Status == EnrolmentStatus.Submitted);
        (await enrolments.CountAsync(), await enrolments.Select(e => e.CandidateId).Distinct().CountAsync()).ShouldBe((Lines, Lines));
        (await enrolments.Select(e => e.CompanyId).Distinct().CountAsync(), await enrolments.Select(e => e.TutorId).Distinct().CountAsync()).ShouldBe((Lines / 10, Lines / 5));
        var audited = db.AuditEntries.Where(a => a.Action == nameof(SaveImport) && a.EntityType != nameof(EnrolmentImport));
        const int Rows = (2 * Lines) + (Lines / 10) + (Lines / 5);
        (await audited.CountAsync(), await audited.Select(a => a.EntityId).Distinct().CountAsync()).ShouldBe((Rows, Rows));
    }

    /// <summary>Serves the database from a process of its own and kills it at the moment told.</summary>
    /// <param name="trigger">What may ring; « rows_seen » is a sequence to count with, which no rollback turns back.</param>
    /// <param name="rings">SQL: whether it rings.</param>
    /// <param name="held">The advisory lock, held by the test, that the process cannot pass; <see cref="Moment"/> is asked for by the trigger itself.</param>
    private async Task KilledAsync(string trigger, string rings, string held, Func<Task>? once = null)
    {
        await using var bell = await OwnerAsync();
        await using var hand = await OwnerAsync();
        await using (var hold = new NpgsqlCommand($"select pg_advisory_lock({held})", hand)) await hold.ExecuteNonQueryAsync();
        // As the owner: the application may cut nobody's connection.
        await AsOwnerAsync($"""
            create sequence rows_seen;
            create function ring() returns trigger language plpgsql security definer as $$
            begin
              if {rings} then
                perform pg_terminate_backend({bell.ProcessID});
                {(held == Moment ? $"perform pg_advisory_lock({Moment});" : "")}
              end if;
              return new;
            end $$;
            create trigger ring {trigger} execute function ring();
            """);
        await ServeUntilAsync(bell, once);
        await hand.CloseAsync();
        // Waits for what the dead process left in the database to be rolled back.
        await AsOwnerAsync("drop function ring() cascade; drop sequence rows_seen;");
    }

    private async Task ServeUntilAsync(NpgsqlConnection bell, Func<Task>? once)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CqpPlatform.Web.dll")]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        (start.Environment["ConnectionStrings__Cqp"], start.Environment["CQP_URL"]) = (Platform.OwnerConnection, "http://127.0.0.1:0");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var server = Process.Start(start)!;
        var (output, error) = (server.StandardOutput.ReadToEndAsync(patience.Token), server.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            var rung = Rung(bell, patience.Token);
            if (await Task.WhenAny(rung, server.WaitForExitAsync(patience.Token)) != rung) Assert.Fail(await output + await error);
            await rung;
            if (once is not null) await once();
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task Rung(NpgsqlConnection bell, CancellationToken ct)
    {
        try
        {
            await bell.WaitAsync(ct);
        }
        catch (PostgresException cut) when (cut.SqlState == PostgresErrorCodes.AdminShutdown)
        {
            // That is the ring.
        }
    }
}
