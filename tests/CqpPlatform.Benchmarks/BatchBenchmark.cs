using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Benchmarks;

/// <summary>
/// Certificates of one campaign, a thousand or as many as asked, issued by the platform's own process: stopped by hand once, killed once, taken up by another
/// process; then checked in the database (numbers, hashes) and fetched as one archive. Figures of one run: the ratios are in « certificates ».
/// </summary>
internal static class BatchBenchmark
{
    private const int PerSession = 100;
    private static int documents;

    /// <param name="size">How many, rounded to whole sessions of a hundred.</param>
    public static void Run(int size)
    {
        documents = size / PerSession * PerSession;
        var mails = Directory.CreateTempSubdirectory("cqp-batch-");
        try
        {
            RunAsync(mails).GetAwaiter().GetResult();
        }
        finally
        {
            mails.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(DirectoryInfo mails)
    {
        await using var fixture = new CqpFixture();
        await fixture.InitializeAsync();
        var world = await fixture.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await JudgedAsync(fixture, world);
        Console.WriteLine($"batch: {documents} certificates of one campaign, in the background");

        var clock = Stopwatch.StartNew();
        var asked = await AskAsync(fixture, world, campaign);
        using (var node = await Node.StartAsync(fixture, mails.FullName))
        {
            await UntilAsync(fixture, world, asked, j => j.Done >= documents / 5);
            (await fixture.RunAsync<StopIssue, Result>(world.Manager, u => u.ExecuteAsync(asked))).Expect();
            var job = await UntilAsync(fixture, world, asked, j => j.State.IsEnded());
            Line("stopped by hand", $"{job.State.French()}: {await CountAsync(fixture, world, campaign)} issued. {job.Message}");

            asked = await AskAsync(fixture, world, campaign);
            await UntilAsync(fixture, world, asked, j => j.State == JobState.Running && j.Done >= documents / 5);
            node.Kill();
            Line("process killed", $"{await CountAsync(fixture, world, campaign)} issued");
        }
        using (var node = await Node.StartAsync(fixture, mails.FullName))
        {
            var job = await UntilAsync(fixture, world, asked, j => j.State.IsEnded());
            Line("taken up by another process", $"{job.State.French()}: {job.Message}");
            Line("from first to last, both stops included", $"{clock.Elapsed.TotalSeconds:0} s, {clock.Elapsed.TotalMilliseconds / documents:0} ms a certificate");
            Line("most memory of that process", $"{node.MostMebibytes} MiB");
        }
        await CheckAsync(fixture, world, campaign);
        await ArchiveAsync(fixture, world, campaign);
    }

    private static async Task<Campaign> JudgedAsync(CqpFixture fixture, TestWorld world)
    {
        var campaign = await fixture.CreateCampaignAsync(world, "RNCP31391", "Automne 2021");
        for (var session = 0; session < documents / PerSession; session++)
        {
            var names = Enumerable.Range(0, PerSession).Select(i => $"Marchand{Letters(session)}{Letters(i)}").ToList();
            var validated = (await fixture.CreateEnrolmentsAsync(world, campaign, TestData.Production, names)).ToDictionary(e => e.Id, _ => TestData.Production.Blocks.ToArray());
            await fixture.SealSessionAsync(world, campaign, validated);
        }
        return campaign;
    }

    private static string Letters(int number) => $"{(char)('a' + number / 26)}{(char)('a' + number % 26)}";

    private static async Task<Guid> AskAsync(CqpFixture fixture, TestWorld world, Campaign campaign)
    {
        var job = await fixture.RunAsync<StartIssue, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new(campaign.Id)));
        Result.From(job.Errors).Expect();
        return job.Value;
    }

    private static async Task<Job> UntilAsync(CqpFixture fixture, TestWorld world, Guid id, Func<Job, bool> reached)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync())
        {
            await using var db = await fixture.Database.OpenAsync(world.TenantId);
            var job = await db.Jobs.AsNoTracking().SingleAsync(j => j.Id == id);
            if (reached(job)) return job;
            if (job.State.IsEnded()) throw new InvalidOperationException($"{job.State}: {job.Message}");
        }
        throw new UnreachableException();
    }

    private static async Task<int> CountAsync(CqpFixture fixture, TestWorld world, Campaign campaign)
    {
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        return await db.IssuedDocuments.CountAsync(d => d.CampaignId == campaign.Id);
    }

    private static async Task CheckAsync(CqpFixture fixture, TestWorld world, Campaign campaign)
    {
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var numbers = await db.IssuedDocuments.Where(d => d.CampaignId == campaign.Id).Select(d => d.Number).Order().ToListAsync();
        var places = numbers.ConvertAll(n => int.Parse(n[^5..], CultureInfo.InvariantCulture));
        Line("numbers", places.SequenceEqual(Enumerable.Range(places[0], documents)) ? $"{documents}, from {numbers[0]} to {numbers[^1]}, no gap" : "GAP");
        var wrong = await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from issued_documents where campaign_id = {campaign.Id} and encode(sha256(bytes), 'hex') <> sha256").SingleAsync();
        Line("hashes recomputed by the database", wrong == 0 ? "all equal" : $"{wrong} DIFFER");
        var size = await db.Database.SqlQuery<int>($"select avg(length(bytes))::int as \"Value\" from issued_documents where campaign_id = {campaign.Id}").SingleAsync();
        Line("one file", $"{size / 1024} KiB");
    }

    private static async Task ArchiveAsync(CqpFixture fixture, TestWorld world, Campaign campaign)
    {
        await using var host = await PlatformHost.StartAsync(fixture);
        await fixture.GivePasswordsAsync(world);
        using var client = await SignedInClient.SignInAsync(host, world.Secretary);
        var file = Path.GetTempFileName();
        try
        {
            var most = 0L;
            await using (var saved = File.Create(file))
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/documents/archive/{campaign.Id}");
                using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                await using var content = await answer.Content.ReadAsStreamAsync();
                GC.Collect();
                var before = GC.GetTotalMemory(forceFullCollection: true);
                var buffer = new byte[81920];
                for (int read; (read = await content.ReadAsync(buffer)) > 0;)
                {
                    await saved.WriteAsync(buffer.AsMemory(0, read));
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
                }
            }
            using var zip = await ZipFile.OpenReadAsync(file);
            Line("archive", $"{zip.Entries.Count} files, {new FileInfo(file).Length >> 20} MiB, sent with at most {most >> 20} MiB more of managed memory");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Line(string what, string found) => Console.WriteLine($"  {what,-44} {found}");

    private static void Expect(this Result result)
    {
        if (result.Refused) throw new InvalidOperationException(result.Message);
    }

    /// <summary>The platform as an operator runs it, on the benchmark's database.</summary>
    private sealed class Node(Process process) : IDisposable
    {
        private readonly int id = process.Id;

        /// <summary>By the system's count of the process, since its start.</summary>
        public long MostMebibytes => File.ReadLines($"/proc/{id}/status").Where(l => l.StartsWith("VmHWM", StringComparison.Ordinal)).Select(l => long.Parse(string.Concat(l.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture)).Single() >> 10;

        public static async Task<Node> StartAsync(CqpFixture fixture, string mails)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
            probe.Stop();
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(root.FullName, "CqpPlatform.sln"))) root = root.Parent ?? throw new DirectoryNotFoundException("The solution is not above the benchmarks.");
            var web = Path.Combine(root.FullName, "src", "CqpPlatform.Web");
            var info = new ProcessStartInfo("dotnet", [Path.Combine(web, "bin", "Release", "net10.0", "CqpPlatform.Web.dll")]) { WorkingDirectory = web, RedirectStandardOutput = true };
            foreach (var (name, value) in new[] { ("ConnectionStrings__Cqp", fixture.OwnerConnection), ("CQP_URL", address), ("ASPNETCORE_URLS", address), ("Mail__Directory", mails) }) info.Environment[name] = value;
            var process = Process.Start(info)!;
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            using var client = new HttpClient { BaseAddress = new Uri(address) };
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
            while (await timer.WaitForNextTickAsync())
            {
                if (process.HasExited) throw new InvalidOperationException($"The platform ended with {process.ExitCode}.");
                try
                {
                    if ((await client.GetAsync("/health/ready")).IsSuccessStatusCode) return new Node(process);
                }
                catch (HttpRequestException)
                {
                    // Not listening yet.
                }
            }
            throw new UnreachableException();
        }

        /// <summary>As a power cut: nothing is told to it.</summary>
        public void Kill()
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        public void Dispose()
        {
            if (!process.HasExited) Kill();
            process.Dispose();
        }
    }
}
