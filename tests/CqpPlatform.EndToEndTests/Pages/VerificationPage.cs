using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Pages;

/// <summary>Anyone, without an account, with a number and a file.</summary>
public sealed partial class VerificationPage(Person person)
{
    private IPage Page => person.Page;

    /// <param name="answer">« Certificat valide », « Attestation valide ».</param>
    public async Task VerifyAsync(Download document, string answer)
    {
        await person.GoAsync("/verification");
        await person.Field("Numéro du document").FillAsync(document.Number);
        await person.Field("Code de contrôle").FillAsync(await CodeAsync(document));
        await person.ClickAsync("Vérifier");
        await person.HeadingAsync(answer);
        await person.CheckAsync();
        var printed = await Page.Locator("p.hash").TextContentAsync();
        printed!.Replace(" ", "", StringComparison.Ordinal).Trim().ShouldBe(document.Sha256);
        await CompareAsync(document.Bytes, "Fichier identique au document délivré.");
        var altered = (byte[])document.Bytes.Clone();
        altered[^40] ^= 1;
        await CompareAsync(altered, "Fichier différent du document délivré.");
    }

    /// <summary>As a reader finds it, printed under the number.</summary>
    private static async Task<string> CodeAsync(Download document)
    {
        var file = System.IO.Path.Combine(System.IO.Path.GetTempPath(), document.Sha256 + ".pdf");
        await File.WriteAllBytesAsync(file, document.Bytes);
        try
        {
            using var reader = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("pdftotext", [file, "-"]) { RedirectStandardOutput = true })!;
            var text = await reader.StandardOutput.ReadToEndAsync();
            return PrintedCode().Match(text).Value;
        }
        finally
        {
            File.Delete(file);
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b(?!-)")]
    private static partial System.Text.RegularExpressions.Regex PrintedCode();

    public async Task CompareAsync(byte[] bytes, string answer)
    {
        await Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "recu.pdf", MimeType = "application/pdf", Buffer = bytes });
        await person.ClickAsync("Comparer");
        await person.SeesAsync(answer);
        await person.CheckAsync();
    }
}
