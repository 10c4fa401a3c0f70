using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Documents.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace CqpPlatform.Benchmarks;

/// <summary>
/// Certificates per second of processor, engine and host together: a batch is bound by it. Beside an almost empty page of the same engine, and beside
/// TCPDF drawing and signing the same certificate with the same fonts, where php-cli, php-xml and php-tcpdf are installed.
/// </summary>
internal static class CertificatesBenchmark
{
    // A batch is thousands: the host compiles its own code during the first hundreds. PHP has no such time.
    private const int WarmUp = 200, OfTcpdf = 200;
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);

    private static readonly CertificateDocument Certificate = new(
        "Commission paritaire nationale de l’emploi (CPNE) des entreprises de courtages d’assurances et/ou de réassurances – Chambre syndicale des courtiers d’assurances (CSCA)",
        "Gestionnaire assurances de personnes en courtage d’assurances option production ou option sinistre", "option production", "RNCP31391",
        "arrêté du 30 juillet 2018 publié au Journal officiel du 7 août 2018", null, null, "313t : Instruction de dossiers, traitements de flux et de produits financiers",
        new Holder("Lefèvre", null, "Camille", new DateOnly(1995, 7, 2), "Quimper (Finistère)", Feminine: true),
        [
            new("BC1", null, "Exercer son rôle de courtier et assurer la coordination et l’intermédiation clients/organismes assureurs"),
            new("BC2", "RNCP31391BC02", "Assurer le relais d’information et la coordination interne"),
            new("BC3", "RNCP31391BC03", "Gérer la relation clientèle"),
            new("BC4", "RNCP31391BC04", "Produire ou mettre en œuvre les contrats d’assurances relevant de son champ d’activité"),
            new("BC5", "RNCP31391BC05", "Gérer un portefeuille clients et contribuer au développement commercial"),
            new("BC8", "RNCP31391BC08", "Gérer un portefeuille clients et contribuer au développement commercial"),
            new("BC9", "RNCP31391BC01", "Rédiger ou proposer une offre commerciale client"),
        ],
        "Atteste la capacité professionnelle de niveaux I, II et III de l’intermédiation en assurances (articles A 512-6 et A 512-7 du code des assurances).",
        "CPNEC-2026-C-00001", "7KQ4M2XB", new DateOnly(2026, 11, 20), "CPNEC-2026-PV-00001", new DateOnly(2026, 11, 26), "Paris", new("Gérard VAUTRIN", "président"),
        "https://exemple.fr/verification/CPNEC-2026-C-00001/7KQ4M2XB");

    public static void Run(int documents) => RunAsync(documents).GetAwaiter().GetResult();

    private static async Task RunAsync(int documents)
    {
        await using var services = new ServiceCollection().AddSingleton<IHostEnvironment>(new BenchEnvironment())
            .AddDocuments(new ConfigurationBuilder().AddInMemoryCollection([new("Documents:Workers", "1")]).Build()).BuildServiceProvider();
        var engine = services.GetRequiredService<DocumentEngine>();
        var renderer = services.GetRequiredService<DocumentRenderer>();
        using var seal = SealCertificate.CreateSelfSigned("CPNE du courtage d’assurances", Now);

        var empty = await PerSecondAsync(engine, documents, i => engine.RenderAsync(new TypstRequest("check", $$"""{"text":"{{i}}"}""", "a-2a", ["ua-1"]), CancellationToken.None));
        var drawn = await PerSecondAsync(engine, documents, i => renderer.RenderUnsealedAsync(Numbered(i), CancellationToken.None));
        var whole = await PerSecondAsync(engine, documents, i => renderer.RenderAsync(Numbered(i), seal, Now));
        var tcpdf = await TcpdfAsync();

        Console.WriteLine($"certificates: {documents} of seven blocks, PDF/A-2a and UA-1 checked, QR code; per second of processor");
        Line("one line on an empty page, same engine", empty, whole);
        Line("certificate, drawn", drawn, whole);
        Line("certificate, drawn and sealed", whole, whole);
        if (tcpdf is { } other)
        {
            Line("TCPDF, the same certificate, signed", other, whole);
            Console.WriteLine(FormattableString.Invariant($"  a sealed certificate costs {empty / whole:0.0} empty pages; {whole / other:0.0} of them are made while TCPDF makes one (aim: 2.5)"));
        }
        else Console.WriteLine("  TCPDF is not installed here (Debian: php-cli, php-xml, php-tcpdf): not compared.");
    }

    /// <summary>As in a batch: the campaign's texts stay, person, number and code change.</summary>
    private static CertificateDocument Numbered(int i)
    {
        var number = $"CPNEC-2026-C-{i:00000}";
        var holder = Certificate.Holder with { BirthName = $"Lefèvre-{(char)('A' + i % 26)}{(char)('a' + i / 26 % 26)}{(char)('a' + i / 676 % 26)}", BirthDate = Certificate.Holder.BirthDate.AddDays(i) };
        return Certificate with { Holder = holder, Number = number, VerificationUrl = $"https://exemple.fr/verification/{number}/7KQ4M2XB" };
    }

    private static void Line(string name, double perSecond, double reference) =>
        Console.WriteLine(FormattableString.Invariant($"  {name,-44} {perSecond / reference,7:0.00}× {perSecond,9:0.0} /CPU s"));

    private static async Task<double> PerSecondAsync(DocumentEngine engine, int documents, Func<int, Task> make)
    {
        for (var i = 0; i < WarmUp; i++) await make(i); // warms up host and engine
        var before = Processor(engine);
        for (var i = 1; i <= documents; i++) await make(i);
        return documents / (Processor(engine) - before).TotalSeconds;
    }

    private static TimeSpan Processor(DocumentEngine engine)
    {
        var sum = Process.GetCurrentProcess().TotalProcessorTime;
        foreach (var id in engine.ProcessIds)
        {
            using var worker = Process.GetProcessById(id);
            sum += worker.TotalProcessorTime;
        }
        return sum;
    }

    private static async Task<double?> TcpdfAsync()
    {
        var fonts = Path.Combine(EngineFiles.Find(null, AppContext.BaseDirectory).NodeModules, "@expo-google-fonts", "source-serif-4");
        var info = new ProcessStartInfo("php", [Path.Combine(AppContext.BaseDirectory, "tcpdf.php"), OfTcpdf.ToString(CultureInfo.InvariantCulture), fonts, Path.Combine(AppContext.BaseDirectory, "Documents", "Templates", "guilloche.svg")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var php = Process.Start(info)!;
            var errors = php.StandardError.ReadToEndAsync();
            await php.StandardInput.WriteAsync(JsonSerializer.Serialize(Certificate.Payload(new LegalTexts()), JsonSerializerOptions.Web));
            php.StandardInput.Close();
            var answer = (await php.StandardOutput.ReadToEndAsync()).Trim();
            await php.WaitForExitAsync();
            if (php.ExitCode == 3) return null;
            return php.ExitCode == 0 ? OfTcpdf / double.Parse(answer, CultureInfo.InvariantCulture) : throw new InvalidOperationException($"tcpdf.php: {answer} {await errors}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private sealed class BenchEnvironment : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Benchmark";
        public string ApplicationName { get; set; } = "CqpPlatform.Web";
        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
