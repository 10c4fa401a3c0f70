using System.Text;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Features.Enrolments.Importing;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CqpPlatform.Web.Tests.Features.Enrolments.Importing;

/// <summary>An organisation before an open campaign, with files to give: what every test of the import begins with.</summary>
public abstract class ImportStage(DatabaseFixture fixture)
{
    private static int next;

    protected CqpFixture Platform { get; } = fixture.Platform;

    // Persons are the tenant's, and the tests of a class share it: each brings its own.
    protected int First { get; } = Interlocked.Add(ref next, 3000);

    protected string Csv(int lines, int from = 0) => TestImports.Csv(lines, First + from);

    /// <summary>Two lines, the second with one cell of its own.</summary>
    protected string With(string column, string value)
    {
        var cells = TestImports.Cells(First + 2);
        cells[Array.IndexOf(TestImports.Header.Split(';'), column)] = value;
        return Csv(1) + string.Join(';', cells) + "\r\n";
    }

    protected async Task<(TestWorld World, Campaign Campaign)> OpenAsync()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        return (world, await Platform.CreateCampaignAsync(world, "RNCP31391", $"Import {Guid.NewGuid():N}"));
    }

    protected Task<Result<ImportStarted>> StartAsync(Membership member, Campaign campaign, string text, bool asDrafts = false, bool saveWhenSound = false) =>
        StartAsync(member, campaign, "candidats.csv", Encoding.UTF8.GetBytes(text), asDrafts, saveWhenSound);

    protected Task<Result<ImportStarted>> StartAsync(Membership member, Campaign campaign, string name, byte[] file, bool asDrafts = false, bool saveWhenSound = false) =>
        Platform.RunAsync<StartImport, Result<ImportStarted>>(member, u => u.ExecuteAsync(new(campaign.Id, name, file, asDrafts, saveWhenSound)));

    protected Task<ImportView> CheckAsync(TestWorld world, Campaign campaign, string text, bool asDrafts = false) => CheckAsync(world, campaign, "candidats.csv", Encoding.UTF8.GetBytes(text), asDrafts);

    protected async Task<ImportView> CheckAsync(TestWorld world, Campaign campaign, string name, byte[] file, bool asDrafts = false)
    {
        var started = await StartAsync(world.Secretary, campaign, name, file, asDrafts);
        started.Message.ShouldBe("");
        await RunJobsAsync(world);
        return await ReadAsync(world.Secretary, started.Value.ImportId);
    }

    protected async Task<ImportView> SaveAsync(TestWorld world, Guid import)
    {
        (await SaveRequestAsync(world.Secretary, import)).Message.ShouldBe("");
        await RunJobsAsync(world);
        return await ReadAsync(world.Secretary, import);
    }

    protected Task<Result<Guid>> SaveRequestAsync(Membership member, Guid import) => Platform.RunAsync<RequestSave, Result<Guid>>(member, u => u.ExecuteAsync(import));

    protected async Task<ImportView> ReadAsync(Membership member, Guid import) => (await Platform.RunAsync<ReadImport, Result<ImportView>>(member, u => u.ExecuteAsync(new(import)))).Value;

    protected async Task RunJobsAsync(TestWorld world)
    {
        var runner = Runner();
        while (await runner.RunNextAsync(world.TenantId)) { }
    }

    protected JobRunner Runner() => new(Platform.Database, Platform.Services.GetServices<JobHandler>(), Platform.Services.GetRequiredService<IServiceScopeFactory>(), Platform.Clock, NullLogger<JobRunner>.Instance);

    protected async Task<List<Enrolment>> EnrolmentsAsync(TestWorld world, Campaign campaign)
    {
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        return await db.Enrolments.AsNoTracking().Where(e => e.CampaignId == campaign.Id).OrderBy(e => e.Id).ToListAsync();
    }

    protected async Task AsOwnerAsync(string sql)
    {
        await using var connection = await OwnerAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A connection of the database's owner, outside any pool: a test may have it cut.</summary>
    protected async Task<NpgsqlConnection> OwnerAsync()
    {
        var connection = new NpgsqlConnection(Platform.OwnerConnection + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
