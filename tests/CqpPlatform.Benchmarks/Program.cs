using CqpPlatform.Benchmarks;

// A number is the size of a measure that has one: « batch 5000 ».
int? size = args.Select(a => int.TryParse(a, out var number) && number >= 100 ? number : default(int?)).FirstOrDefault(n => n is not null);
args = [.. args.Where(a => !int.TryParse(a, out _))];

var benchmarks = new Dictionary<string, Action>
{
    ["composition"] = CompositionBenchmark.Run,
    ["import"] = ImportBenchmark.Run,
    ["fiches"] = FichesBenchmark.Run,
    ["certificates"] = () => CertificatesBenchmark.Run(size ?? 1000),
    ["circuits"] = CircuitsBenchmark.Run,
    ["session"] = () => JurySessionBenchmark.Run(size ?? 500),
    ["batch"] = () => BatchBenchmark.Run(size ?? 1000),
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
