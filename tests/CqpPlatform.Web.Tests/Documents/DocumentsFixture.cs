using System.Diagnostics;
using System.Text;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Tests.Documents;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

[assembly: AssemblyFixture(typeof(DocumentsFixture))]

namespace CqpPlatform.Web.Tests.Documents;

/// <summary>One engine and one seal for all the document tests, and the tools that read what was made.</summary>
public sealed class DocumentsFixture : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 30, 0, TimeSpan.FromHours(1));

    private readonly ServiceProvider services;
    private readonly Lazy<SealCertificate> seal = new(() => SealCertificate.CreateSelfSigned("CPNE du courtage d’assurances", Now));

    public DocumentsFixture() => services = Services([]);

    public DocumentRenderer Renderer => services.GetRequiredService<DocumentRenderer>();
    public DocumentEngine Engine => services.GetRequiredService<DocumentEngine>();
    public SealCertificate Seal => seal.Value;

    /// <summary>A folder of its own for each test run; the PDFs stay there to be looked at.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("cqp-documents-").FullName;

    internal static ServiceProvider Services(Dictionary<string, string?> configuration) => new ServiceCollection()
        .AddSingleton<IHostEnvironment>(new TestEnvironment())
        .AddDocuments(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build())
        .BuildServiceProvider();

    public string Save(string name, byte[] pdf)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, pdf);
        return path;
    }

    public static string Run(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{tool} {string.Join(' ', arguments)}\n{output}\n{errors.Result}");
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (seal.IsValueCreated) seal.Value.Dispose();
        if (Environment.GetEnvironmentVariable("CQP_KEEP_DOCUMENTS") is null) Directory.Delete(Folder, recursive: true);
    }

    private sealed class TestEnvironment : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Testing";
        public string ApplicationName { get; set; } = "CqpPlatform.Web";
        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
