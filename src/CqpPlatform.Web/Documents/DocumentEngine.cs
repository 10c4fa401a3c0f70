using System.ComponentModel;
using CqpPlatform.Web.Documents.Engine;
using Microsoft.Extensions.Options;

namespace CqpPlatform.Web.Documents;

/// <summary>Configuration section "Documents".</summary>
public sealed class DocumentEngineOptions
{
    /// <summary>The node_modules folder; found upwards from the content root and the program when left out.</summary>
    public string? NodeModules { get; set; }

    public int Workers { get; set; } = 2;
    public int TimeoutSeconds { get; set; } = 60;
}

/// <summary>The engine's processes: started at the first document, ended with the host.</summary>
public sealed class DocumentEngine(IOptions<DocumentEngineOptions> options, IHostEnvironment environment) : IAsyncDisposable
{
    private readonly Lazy<TypstHost> host = new(() => new TypstHost(
        EngineFiles.Find(options.Value.NodeModules, environment.ContentRootPath),
        Math.Max(1, options.Value.Workers),
        TimeSpan.FromSeconds(Math.Max(1, options.Value.TimeoutSeconds))), LazyThreadSafetyMode.PublicationOnly);

    internal IReadOnlyList<int> ProcessIds => host.Value.ProcessIds;

    /// <summary>Renders one line, so that a machine without the engine says so at start and not on the jury's day.</summary>
    /// <exception cref="DocumentEngineMissingException">Node.js or a package is missing, or does not run here.</exception>
    public async Task CheckAsync(CancellationToken ct = default)
    {
        try
        {
            await RenderAsync(new TypstRequest("check", """{"text":"Œuvre, NGUYỄN, żółć"}"""), ct);
        }
        catch (Exception e) when (e is IOException or Win32Exception or TypstException or TimeoutException)
        {
            throw new DocumentEngineMissingException(
                $"Le moteur de documents ne démarre pas (the document engine does not run: {e.Message.ReplaceLineEndings(" ")})\u00A0: vérifiez Node.js 20+ et «\u00A0npm ci\u00A0».", e);
        }
    }

    internal Task<TypstResult> RenderAsync(TypstRequest request, CancellationToken ct) => host.Value.RenderAsync(request, ct);

    public ValueTask DisposeAsync() => host.IsValueCreated ? host.Value.DisposeAsync() : ValueTask.CompletedTask;
}
