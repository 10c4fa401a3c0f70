using System.Linq.Expressions;
using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Verification.VerifyDocument;

/// <summary>What whoever holds a document may know of it: its state, everything printed on it, its hash.</summary>
/// <param name="CheckCode">Null for what was issued before codes.</param>
/// <param name="ReplacedBy">The last of the documents that took its place.</param>
public sealed record VerifiedDocument(DocumentKind Kind, string Number, string? CheckCode, DocumentState State, string Sha256, PrintedFacts Facts,
    DateTimeOffset? EndedAt, string? EndReason, LastSuccessor? ReplacedBy)
{
    public string Path => PathOf(Number, CheckCode);

    public static string PathOf(string number, string? code) => $"/verification/{Uri.EscapeDataString(number)}{(code is null ? "" : "/" + Uri.EscapeDataString(code))}";
}

/// <summary>
/// Public: nobody signs in. The number's prefix names the tenant, and the document is looked up under that tenant alone. Numbers follow one another,
/// so the code printed beside it is asked too: a wrong one is answered as an unknown number is (docs/adr/0010).
/// </summary>
public sealed class VerifyDocument(CqpDatabase database)
{
    private const int LongestNumber = 40;

    /// <summary>Null for an unknown number, a wrong code, and for minutes, which are not public. Without a code: only what was issued before codes.</summary>
    public async Task<VerifiedDocument?> ExecuteAsync(string? typed, string? code = null, CancellationToken ct = default)
    {
        var number = DocumentNumber.Clean(typed);
        if (number.Length is 0 or > LongestNumber || !number.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) return null;
        var tenant = (await database.TenantsAsync(ct)).FirstOrDefault(t => DocumentNumber.HasPrefix(number, t.DocumentPrefix));
        return tenant is null ? null : await FindAsync(tenant.Id, d => d.Number == number, d => d is null || CheckCode.Matches(d, CheckCode.Clean(code)), ct);
    }

    /// <summary>The document whose bytes have that hash, whoever issued it; null where there is none.</summary>
    public async Task<VerifiedDocument?> FindByHashAsync(string sha256, CancellationToken ct = default)
    {
        foreach (var tenant in await database.TenantsAsync(ct))
            if (await FindAsync(tenant.Id, d => d.Sha256 == sha256, _ => true, ct) is { } found) return found;
        return null;
    }

    private async Task<VerifiedDocument?> FindAsync(Guid tenantId, Expression<Func<IssuedDocument, bool>> which, Func<string?, bool> admits, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(tenantId, ct);
        var found = await db.IssuedDocuments.Where(which)
            .Select(d => new { d.Id, d.Kind, d.Number, d.CheckCode, d.State, d.Sha256, d.Facts, d.EndedAt, d.EndReason }).FirstOrDefaultAsync(ct);
        if (found?.Kind.IsPubliclyVerifiable() != true || !admits(found.CheckCode)) return null;
        return new(found.Kind, found.Number, found.CheckCode, found.State, found.Sha256, JsonSerializer.Deserialize<PrintedFacts>(found.Facts, JsonSerializerOptions.Web)!,
            found.EndedAt, found.EndReason, await db.LastSuccessorAsync(found.Id, ct));
    }
}
