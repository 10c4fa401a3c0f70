using System.Diagnostics;

namespace CqpPlatform.Benchmarks;

/// <summary>Ways of doing the same thing, measured in turn within one run: only the ratio means something on another machine.</summary>
internal static class SideBySide
{
    private const int Rounds = 15;
    private static readonly TimeSpan RoundLength = TimeSpan.FromMilliseconds(40);

    /// <param name="each">What one pass does so many times: the last two columns are for one of them.</param>
    public static void Print(string title, IReadOnlyList<(string Name, Action Work)> ways, int each = 1)
    {
        var measures = ways.Select(_ => (Seconds: new List<double>(), Bytes: new List<double>())).ToList();
        // The first round warms up and is dropped; taking turns spreads the machine's moods over all ways.
        for (var round = 0; round <= Rounds; round++)
            for (var way = 0; way < ways.Count; way++)
            {
                var (seconds, bytes) = Measure(ways[way].Work);
                if (round == 0)
                    continue;
                measures[way].Seconds.Add(seconds);
                measures[way].Bytes.Add(bytes);
            }

        var reference = (Seconds: Median(measures[0].Seconds), Bytes: Median(measures[0].Bytes));
        Console.WriteLine(title);
        Console.WriteLine($"  {"",-44} {"time",8} {"memory",8} {"one",12} {"one",12}");
        foreach (var (way, measure) in ways.Zip(measures))
        {
            var seconds = Median(measure.Seconds);
            Console.WriteLine(FormattableString.Invariant(
                $"  {way.Name,-44} {seconds / reference.Seconds,7:0.00}× {Median(measure.Bytes) / Math.Max(1, reference.Bytes),7:0.00}× {seconds * 1e9 / each,9:0} ns {Median(measure.Bytes) / each,10:0} B"));
        }
    }

    /// <summary>Long work, done twice each in turn: the better time as a ratio, and the managed memory held at most.</summary>
    public static void PrintLong(string title, IReadOnlyList<(string Name, Func<Task> Work)> ways)
    {
        var measures = ways.Select(_ => (Seconds: double.MaxValue, Most: 0L)).ToList();
        for (var round = 0; round < 2; round++)
            for (var way = 0; way < ways.Count; way++)
            {
                var (seconds, most) = Watch(ways[way].Work);
                measures[way] = (Math.Min(seconds, measures[way].Seconds), Math.Max(most, measures[way].Most));
            }
        Console.WriteLine(title);
        Console.WriteLine($"  {"",-44} {"time",8} {"memory held",14} {"one pass",12}");
        foreach (var (way, (seconds, most)) in ways.Zip(measures))
            Console.WriteLine(FormattableString.Invariant($"  {way.Name,-44} {seconds / measures[0].Seconds,7:0.00}× {most / 1048576.0,10:0.0} MiB {seconds,10:0.00} s"));
    }

    private static (double Seconds, long Most) Watch(Func<Task> work)
    {
        GC.Collect();
        var (clock, most, done) = (Stopwatch.StartNew(), 0L, false);
        var watch = new Thread(() =>
        {
            while (!Volatile.Read(ref done))
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
                Thread.Sleep(5);
            }
        });
        watch.Start();
        work().GetAwaiter().GetResult();
        var seconds = clock.Elapsed.TotalSeconds;
        Volatile.Write(ref done, true);
        watch.Join();
        return (seconds, most);
    }

    private static (double Seconds, double Bytes) Measure(Action work)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var times = 0;
        do
        {
            work();
            times++;
        }
        while (clock.Elapsed < RoundLength);
        return (clock.Elapsed.TotalSeconds / times, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)times);
    }

    public static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
