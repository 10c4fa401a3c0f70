using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Pages;

/// <summary>Anyone, without an account, with a number and a file.</summary>
public sealed class VerificationPage(Person person)
{
    private IPage Page => person.Page;

    /// <param name="answer">« Certificat valide », « Attestation valide ».</param>
    public async Task VerifyAsync(Download document, string answer)
    {
        await person.GoAsync("/verification");
        await person.Field("Numéro du document").FillAsync(document.Number);
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

    private async Task CompareAsync(byte[] bytes, string answer)
    {
        await Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "recu.pdf", MimeType = "application/pdf", Buffer = bytes });
        await person.ClickAsync("Comparer");
        await person.SeesAsync(answer);
        await person.CheckAsync();
    }
}
