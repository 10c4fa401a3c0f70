using System.Linq.Expressions;
using System.Text.Json;
using System.Text.RegularExpressions;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Verification.VerifyDocument;

/// <summary>What whoever holds a document may know of it: its state, everything printed on it, its hash.</summary>
/// <param name="CheckCode">Null for what was issued before codes.</param>
/// <param name="ReplacedBy">The document that took its place.</param>
public sealed record VerifiedDocument(DocumentKind Kind, string Number, string? CheckCode, DocumentState State, string Sha256, PrintedFacts Facts,
    DateTimeOffset? EndedAt, string? EndReason, VerifiedSuccessor? ReplacedBy)
{
    public string Path => PathOf(Number, CheckCode);

    public static string PathOf(string number, string? code) => $"/verification/{Uri.EscapeDataString(number)}{(code is null ? "" : "/" + Uri.EscapeDataString(code))}";
}

public sealed record VerifiedSuccessor(string Number, string? CheckCode)
{
    public string Path => VerifiedDocument.PathOf(Number, CheckCode);
}

/// <summary>
/// Public: nobody signs in. The number's prefix names the tenant, and the document is looked up under that tenant alone. Numbers follow one another,
/// so the code printed beside it is asked too: a wrong one is answered as an unknown number is (docs/adr/0010).
/// </summary>
public sealed partial class VerifyDocument(CqpDatabase database)
{
    private const int LongestNumber = 40;

    /// <summary>Null for an unknown number, a wrong code, and for minutes, which are not public. Without a code: only what was issued before codes.</summary>
    public async Task<VerifiedDocument?> ExecuteAsync(string? typed, string? code = null, CancellationToken ct = default)
    {
        var number = Clean(typed);
        if (number.Length is 0 or > LongestNumber || !number.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) return null;
        var tenant = (await database.TenantsAsync(ct)).FirstOrDefault(t => number.StartsWith(t.DocumentPrefix + "-", StringComparison.Ordinal));
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
        var successor = await db.IssuedDocuments.Where(d => d.SupersedesId == found.Id).Select(d => new VerifiedSuccessor(d.Number, d.CheckCode)).FirstOrDefaultAsync(ct);
        return new(found.Kind, found.Number, found.CheckCode, found.State, found.Sha256, JsonSerializer.Deserialize<PrintedFacts>(found.Facts, JsonSerializerOptions.Web)!,
            found.EndedAt, found.EndReason, successor);
    }

    /// <summary>As copied by hand: capitals, no spaces, and the hyphens where they belong, whichever were typed.</summary>
    public static string Clean(string? typed)
    {
        var plain = string.Concat((typed ?? "").ToUpperInvariant().Where(c => !char.IsWhiteSpace(c)).Select(c => c is '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' ? '-' : c));
        return Unhyphenated().Match(plain.Replace("-", "", StringComparison.Ordinal)) is { Success: true } parts ? parts.Result("$1-$2-$3-$4") : plain;
    }

    [GeneratedRegex(@"^([A-Z0-9]{2,8})([0-9]{4})([A-Z]{1,2})([0-9]{5,})\z")]
    private static partial Regex Unhyphenated();
}
