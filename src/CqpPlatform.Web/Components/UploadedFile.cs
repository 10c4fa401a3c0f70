using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Tables;
using Microsoft.AspNetCore.Components.Forms;

namespace CqpPlatform.Web.Components;

/// <summary>A file chosen in the browser, read whole: what is too large is refused before it travels.</summary>
internal static class UploadedFile
{
    public const string Missing = "Choisissez d’abord le fichier rempli.";
    private static readonly Error Changed = new("file-changed", "Le fichier n’a pas pu être lu jusqu’au bout : choisissez-le de nouveau.".French());

    public static async Task<Result<byte[]>> ReadAsync(IBrowserFile file)
    {
        if (file.Size > TableLimits.Bytes) return TableErrors.TooLarge;
        try
        {
            await using var stream = file.OpenReadStream(TableLimits.Bytes);
            using var content = new MemoryStream((int)file.Size);
            await stream.CopyToAsync(content);
            return content.ToArray();
        }
        catch (Exception e) when (e is IOException or Microsoft.JSInterop.JSException or TimeoutException)
        {
            return Changed;
        }
    }
}
