using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CqpPlatform.Web.Features.Referentials.Importing;

/// <summary>The page's form as a browser sends it without script. Its fields come before the file, which is read as it comes and never held.</summary>
/// <param name="Content">Null where no file was chosen.</param>
internal sealed record FileForm(string? Token, string Numbers, string FileName, Stream? Content)
{
    public const string TokenField = "__RequestVerificationToken", NumbersField = "numeros", FileField = "fichier";

    private const int LongestField = 4_096;

    /// <summary>Null where the request is not such a form.</summary>
    public static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;

    public static async Task<FileForm> ReadAsync(string boundary, Stream body, CancellationToken ct)
    {
        var reader = new MultipartReader(boundary, body);
        var (token, numbers) = ((string?)null, "");
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            if (section.AsFileSection() is { } file) return new(token, numbers, Path.GetFileName(file.FileName), file.FileName.Length == 0 ? null : file.FileStream);
            if (section.AsFormDataSection() is not { } field) continue;
            var value = await TextAsync(field.Section.Body, ct);
            if (field.Name == TokenField) token = value;
            else if (field.Name == NumbersField) numbers = value;
        }
        return new(token, numbers, "", null);
    }

    private static async Task<string> TextAsync(Stream body, CancellationToken ct)
    {
        var text = new char[LongestField];
        using var reader = new StreamReader(body, leaveOpen: true);
        return new string(text, 0, await reader.ReadBlockAsync(text, ct));
    }
}
