using System.IO.Compression;
using System.Text;
using CqpPlatform.Domain.Awards;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace CqpPlatform.Web.Features.PersonalData.ExportPerson;

/// <summary>A person's file as one ZIP: a page to read, every value as JSON, and the documents issued as they left.</summary>
public sealed class PersonArchive(PersonFile file, byte[] json)
{
    /// <summary>No name: a file's name is seen by whoever carries it.</summary>
    public string FileName => $"dossier-{file.Candidate.Id:N}.zip";

    /// <summary>Writes entry after entry, so that the archive is never whole in memory.</summary>
    public async Task WriteAsync(Stream output, CancellationToken ct = default)
    {
        await using var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        await WriteAsync(zip, "dossier.html", Encoding.UTF8.GetBytes(await HtmlAsync()), ct);
        await WriteAsync(zip, "dossier.json", json, ct);
        foreach (var proof in file.Proofs) await WriteAsync(zip, $"justificatifs/{proof.Id:N}.{proof.ContentType.Split('/')[^1]}", proof.Bytes, ct);
        foreach (var document in file.Documents) await WriteAsync(zip, $"documents/{document.Kind.French().ToLowerInvariant().Replace(' ', '-')}-{document.Number}.pdf", document.Bytes, ct);
    }

    private async Task<string> HtmlAsync()
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<PersonFileDocument>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(PersonFileDocument.File)] = file }))).ToHtmlString());
    }

    private static async Task WriteAsync(ZipArchive zip, string name, byte[] bytes, CancellationToken ct)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(ct);
        await entry.WriteAsync(bytes, ct);
    }
}
