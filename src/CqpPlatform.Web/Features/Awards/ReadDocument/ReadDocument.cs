using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.ReadDocument;

/// <param name="Bytes">As issued.</param>
public sealed record DocumentFile(DocumentKind Kind, string Number, string Sha256, DateTimeOffset IssuedAt, byte[] Bytes)
{
    /// <summary>« certificat-CPNEC-2026-C-00012.pdf ».</summary>
    public string FileName => $"{Kind switch { DocumentKind.Minutes => "proces-verbal", DocumentKind.Certificate => "certificat", _ => "attestation" }}-{Number}.pdf";
}

public sealed class ReadDocument(WorkFactory work)
{
    public async Task<Result<DocumentFile>> ExecuteAsync(Guid id, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var file = await unit.VisibleDocuments().Where(d => d.Id == id).Select(d => new DocumentFile(d.Kind, d.Number, d.Sha256, d.IssuedAt, d.Bytes)).SingleOrDefaultAsync(ct);
        return file is null ? SecurityErrors.NotFound : file;
    }
}
