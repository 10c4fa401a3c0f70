using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Features.Verification.VerifyDocument;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Verification.CompareFile;

/// <param name="Number">The document the file should be; null to ask which one it is.</param>
public sealed record CompareFileInput(string? Number, string? CheckCode, IFormFile? File);

/// <param name="Document">The document it was compared with, or that it was found to be.</param>
public sealed record Comparison(DocumentVerdict Verdict, VerifiedDocument? Document);

/// <summary>Compares a file received with what was issued: byte for byte, then by its seal. The file is not kept.</summary>
public sealed class CompareFile(VerifyDocument.VerifyDocument verify, SealStore seals)
{
    public const int LargestMegabytes = 5;
    public static readonly Error NoFile = new("file-missing", "Choisissez le fichier PDF à comparer.", Field: "Pdf");
    public static readonly Error TooLarge = new("file-too-large", $"Ce fichier dépasse {LargestMegabytes} Mo\u00a0: ce n’est pas un document de la plateforme.", Field: "Pdf");

    public async Task<Result<Comparison>> ExecuteAsync(CompareFileInput input, CancellationToken ct = default)
    {
        VerifiedDocument? document = null;
        if (input.Number is not null && (document = await verify.ExecuteAsync(input.Number, input.CheckCode, ct)) is null) return SecurityErrors.NotFound;
        if (input.File is null or { Length: 0 }) return NoFile;
        if (input.File.Length > LargestMegabytes * 1024L * 1024) return TooLarge;
        await using var content = input.File.OpenReadStream();
        using var buffer = new MemoryStream((int)input.File.Length);
        await content.CopyToAsync(buffer, ct);
        var bytes = buffer.ToArray();
        var hash = Sha256Hex.Of(bytes);
        document ??= await verify.FindByHashAsync(hash, ct);
        if (document is not null && hash == document.Sha256) return new Comparison(DocumentVerdict.Genuine, document);
        using var seal = await seals.GetAsync(ct);
        // Without a document to compare with, an intact seal of ours is still no document one may verify: minutes, or a specimen.
        return new Comparison(DocumentVerifier.Verify(bytes, document?.Sha256 ?? "", [seal.Fingerprint]), document);
    }
}
