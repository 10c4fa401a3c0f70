using CqpPlatform.Benchmarks;

var benchmarks = new Dictionary<string, Action>
{
    ["composition"] = CompositionBenchmark.Run,
    ["import"] = ImportBenchmark.Run,
    ["fiches"] = FichesBenchmark.Run,
    ["certificates"] = CertificatesBenchmark.Run,
    ["batch"] = BatchBenchmark.Run,
};

var unknown = args.Except(benchmarks.Keys).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine($"Mesure inconnue\u00A0: {string.Join(", ", unknown)}. Il y a\u00A0: {string.Join(", ", benchmarks.Keys)}.");
    return 1;
}
foreach (var (name, run) in benchmarks)
    if (args.Length == 0 || args.Contains(name))
        run();
return 0;
