using System.Diagnostics;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Components;
using CqpPlatform.Web.Features.Juries.Deliberation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CqpPlatform.Benchmarks;

/// <summary>The deliberation screen before 500 candidates against the same before 10: what a page opened, an arrow key and a decision cost, and what one open screen holds.</summary>
internal static class JurySessionBenchmark
{
    // The table asks for no service.
    private static readonly ServiceProvider Bare = new ServiceCollection().BuildServiceProvider();

    private const int Few = 10, Rounds = 7, Screens = 20;

    public static void Run(int many) => RunAsync(many).GetAwaiter().GetResult();

    private static async Task RunAsync(int many)
    {
        await using var fixture = new CqpFixture();
        await fixture.InitializeAsync();
        var (few, lot) = (await StageAsync(fixture, Few), await StageAsync(fixture, many));
        Console.WriteLine($"session: {many} candidates against {Few}, median of {Rounds} rounds");
        Console.WriteLine($"  {"",-52} {"",9} {Few,10} {many,10}");
        await CompareAsync("page opened, proposals read from the files", ColdAsync);
        await CompareAsync("page opened again, or another screen", jury => ReadAsync(jury));
        await CompareAsync("arrow key to another candidate: their file", jury => FileAsync(jury, jury.Next()));
        await CompareAsync("table drawn", jury => DrawAsync(jury));
        await CompareAsync("decision taken, session read again", DecideAsync);
        var (small, large) = (await HeldAsync(few), await HeldAsync(lot));
        Console.WriteLine(FormattableString.Invariant($"  {"one open screen holds: session, table, file",-52} {large / small,8:0.0}× {small / 1024,7:0} KiB {large / 1024,7:0} KiB"));
        var clock = Stopwatch.StartNew();
        var accepted = await few.As<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(u => u.ExecuteAsync(new(few.Jury.SessionId)));
        var first = clock.Elapsed.TotalMilliseconds;
        clock.Restart();
        var all = await lot.As<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(u => u.ExecuteAsync(new(lot.Jury.SessionId)));
        Console.WriteLine(FormattableString.Invariant($"  {"all unanimous proposals accepted in one act",-52} {clock.Elapsed.TotalMilliseconds / first,8:0.0}× {first,7:0} ms {clock.Elapsed.TotalMilliseconds,8:0} ms  ({accepted.Value.Count} and {all.Value.Count} blocks)"));

        async Task CompareAsync(string what, Func<Staged, Task> work)
        {
            var (ofFew, ofMany) = (new List<double>(), new List<double>());
            // The first round warms up and is dropped.
            for (var round = 0; round <= Rounds; round++)
                foreach (var (jury, times) in new[] { (few, ofFew), (lot, ofMany) })
                {
                    var watch = Stopwatch.StartNew();
                    await work(jury);
                    if (round > 0) times.Add(watch.Elapsed.TotalMilliseconds);
                }
            var (a, b) = (SideBySide.Median(ofFew), SideBySide.Median(ofMany));
            Console.WriteLine(FormattableString.Invariant($"  {what,-52} {b / a,8:0.0}× {a,7:0.0} ms {b,7:0.0} ms"));
        }

        async Task<double> HeldAsync(Staged jury)
        {
            var held = new List<object>();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            for (var i = 0; i < Screens; i++)
            {
                var view = await ReadAsync(jury);
                var renderer = new HtmlRenderer(Bare, NullLoggerFactory.Instance);
                held.Add((view, await FileAsync(jury, jury.Next()), renderer, await RenderAsync(renderer, view)));
            }
            var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Screens;
            GC.KeepAlive(held);
            return bytes;
        }
    }

    private static async Task<Staged> StageAsync(CqpFixture fixture, int candidates)
    {
        var world = await fixture.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await fixture.CreateCampaignAsync(world, "RNCP31391", $"Séance de {candidates}");
        var enrolments = await fixture.CreateEnrolmentsAsync(world, campaign, TestData.ProductionChoice, [.. Enumerable.Range(0, candidates).Select(i => $"Candidat {(char)('A' + (i / 26 % 26))}{(char)('a' + (i % 26))}")]);
        foreach (var enrolment in enrolments) await fixture.EvaluateAsync(world, enrolment);
        return new Staged(fixture, await fixture.OpenJuryAsync(world, campaign), [.. enrolments.Select(e => e.Id)]);
    }

    /// <summary>As after a start of the platform: nothing is kept of the proposals.</summary>
    private static async Task ColdAsync(Staged jury)
    {
        await using var scope = jury.Scope();
        var reader = ActivatorUtilities.CreateInstance<ReadSession>(scope.ServiceProvider, new ProposalKeeper());
        jury.View = (await reader.ExecuteAsync(jury.Jury.SessionId)).Value;
    }

    private static async Task<SessionView> ReadAsync(Staged jury) => jury.View = (await jury.As<ReadSession, Result<SessionView>>(u => u.ExecuteAsync(jury.Jury.SessionId))).Value;

    private static async Task<CandidateFileView> FileAsync(Staged jury, Guid enrolment) => (await jury.As<ReadCandidateFile, Result<CandidateFileView>>(u => u.ExecuteAsync(jury.Jury.SessionId, enrolment))).Value;

    private static async Task DecideAsync(Staged jury)
    {
        var block = new BlockKey(jury.Next(), TestData.ProductionChoice.Blocks[0]);
        var decided = await jury.As<DecideBlock, Result>(u => u.ExecuteAsync(new(jury.Jury.SessionId, block.EnrolmentId, block.BlockCode, Outcome.Validated)));
        if (decided.Refused) throw new InvalidOperationException(decided.Message);
        await ReadAsync(jury);
    }

    private static async Task DrawAsync(Staged jury)
    {
        await using var renderer = new HtmlRenderer(Bare, NullLoggerFactory.Instance);
        await RenderAsync(renderer, jury.View!);
    }

    private static Task<string> RenderAsync(HtmlRenderer renderer, SessionView view) => renderer.Dispatcher.InvokeAsync(async () =>
        (await renderer.RenderComponentAsync<CandidateTable>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Session"] = view, ["Selected"] = new BlockKey(view.Candidates[0].EnrolmentId, view.Blocks[0]) }))).ToHtmlString());

    private sealed class Staged(CqpFixture fixture, TestJury jury, IReadOnlyList<Guid> enrolments)
    {
        private int turn;

        public TestJury Jury => jury;
        public SessionView? View { get; set; }

        public Guid Next() => enrolments[turn++ % enrolments.Count];

        public AsyncServiceScope Scope() => fixture.As(jury.President);

        public Task<TResult> As<TUseCase, TResult>(Func<TUseCase, Task<TResult>> act) where TUseCase : notnull => fixture.RunAsync(jury.President, act);
    }
}
