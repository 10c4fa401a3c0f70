using System.Diagnostics;

namespace CqpPlatform.Benchmarks;

/// <summary>Ways of doing the same thing, measured in turn within one run: only the ratio means something on another machine.</summary>
internal static class SideBySide
{
    private const int Rounds = 15;
    private static readonly TimeSpan RoundLength = TimeSpan.FromMilliseconds(40);

    public static void Print(string title, IReadOnlyList<(string Name, Action Work)> ways)
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
        Console.WriteLine($"  {"",-44} {"time",8} {"memory",8} {"one pass",12}");
        foreach (var (way, measure) in ways.Zip(measures))
        {
            var seconds = Median(measure.Seconds);
            Console.WriteLine(FormattableString.Invariant(
                $"  {way.Name,-44} {seconds / reference.Seconds,7:0.00}× {Median(measure.Bytes) / Math.Max(1, reference.Bytes),7:0.00}× {seconds * 1e6,9:0.00} µs"));
        }
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

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
