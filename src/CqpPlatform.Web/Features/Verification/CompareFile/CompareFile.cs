using System.Security.Cryptography;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Verification.CompareFile;

/// <summary>Compares a file received with the document issued under a number: byte for byte, then by its seal. The file is not kept.</summary>
public sealed class CompareFile(VerifyDocument.VerifyDocument verify, SealStore seals)
{
    public const int LargestMegabytes = 5;
    public static readonly Error NoFile = new("file-missing", "Choisissez le fichier PDF à comparer.", Field: "Pdf");
    public static readonly Error TooLarge = new("file-too-large", $"Ce fichier dépasse {LargestMegabytes} Mo\u00a0: ce n’est pas un document de la plateforme.", Field: "Pdf");

    public async Task<Result<DocumentVerdict>> ExecuteAsync(string? number, IFormFile? file, CancellationToken ct = default)
    {
        if (await verify.ExecuteAsync(number, ct) is not { } document) return SecurityErrors.NotFound;
        if (file is null or { Length: 0 }) return NoFile;
        if (file.Length > LargestMegabytes * 1024L * 1024) return TooLarge;
        await using var content = file.OpenReadStream();
        using var buffer = new MemoryStream((int)file.Length);
        await content.CopyToAsync(buffer, ct);
        var bytes = buffer.ToArray();
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) == document.Sha256) return DocumentVerdict.Genuine;
        using var seal = await seals.GetAsync(ct);
        return DocumentVerifier.Verify(bytes, document.Sha256, [seal.Fingerprint]);
    }
}
