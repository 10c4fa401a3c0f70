using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Verification.VerifyDocument;

/// <summary>What anyone may know of a document: its state, the facts printed on it, its hash.</summary>
/// <param name="ReplacedBy">Number of the valid document that took its place.</param>
public sealed record VerifiedDocument(DocumentKind Kind, string Number, DocumentState State, string Sha256, PrintedFacts Facts, string? ReplacedBy);

/// <summary>Public: nobody signs in. The number's prefix names the tenant, and the document is looked up under that tenant alone.</summary>
public sealed class VerifyDocument(CqpDatabase database)
{
    private const int LongestNumber = 40;

    /// <summary>Null for an unknown number, and for minutes, which are not public.</summary>
    public async Task<VerifiedDocument?> ExecuteAsync(string? typed, CancellationToken ct = default)
    {
        var number = Clean(typed);
        if (number.Length is 0 or > LongestNumber || !number.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) return null;
        var tenant = (await database.TenantsAsync(ct)).FirstOrDefault(t => number.StartsWith(t.DocumentPrefix + "-", StringComparison.Ordinal));
        if (tenant is null) return null;
        await using var db = await database.OpenAsync(tenant.Id, ct);
        var found = await db.IssuedDocuments.Where(d => d.Number == number)
            .Select(d => new { d.Kind, d.Number, d.State, d.Sha256, d.Facts, d.EnrolmentId, d.JurySessionId }).SingleOrDefaultAsync(ct);
        if (found?.Kind.IsPubliclyVerifiable() != true) return null;
        var successor = found.State != DocumentState.Superseded ? null : await db.IssuedDocuments
            .Where(d => d.EnrolmentId == found.EnrolmentId && d.JurySessionId == found.JurySessionId && d.Kind == found.Kind && d.State == DocumentState.Valid)
            .OrderByDescending(d => d.IssuedAt).Select(d => d.Number).FirstOrDefaultAsync(ct);
        return new(found.Kind, found.Number, found.State, found.Sha256, JsonSerializer.Deserialize<PrintedFacts>(found.Facts, JsonSerializerOptions.Web)!, successor);
    }

    /// <summary>As copied by hand: capitals, no spaces, plain hyphens.</summary>
    public static string Clean(string? typed) => string.Concat((typed ?? "").ToUpperInvariant().Where(c => !char.IsWhiteSpace(c))
        .Select(c => c is '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' ? '-' : c));
}
