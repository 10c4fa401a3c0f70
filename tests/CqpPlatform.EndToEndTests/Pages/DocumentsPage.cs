using System.Security.Cryptography;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Pages;

/// <summary>A PDF as it came to the browser.</summary>
public sealed record Download(string Number, byte[] Bytes)
{
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));
}

/// <summary>Issuing documents, and taking them away.</summary>
public sealed class DocumentsPage(Person person)
{
    private IPage Page => person.Page;

    /// <param name="what">« 1 certificat », « 1 attestation ».</param>
    public async Task IssueAsync(string what)
    {
        // A sign-in proves who acts for five minutes, and a whole campaign may have passed since.
        await person.GoAsync("/compte/confirmer?retour=/documents");
        await person.Field("Votre mot de passe").FillAsync(TestCommon.TestData.Password);
        await person.ClickAsync("Confirmer");
        await person.HeadingAsync("Documents");
        await person.LiveAsync();
        await person.ClickAsync($"Délivrer {what}");
        await person.SeesAsync($"{what} délivré");
        await person.CheckAsync();
    }

    /// <param name="kind">« Certificat », « Procès-verbal », « Attestation de blocs ».</param>
    public async Task<Download> DownloadAsync(string kind)
    {
        await person.GoAsync("/documents");
        var row = Page.GetByRole(AriaRole.Row).Filter(new() { Has = Page.GetByRole(AriaRole.Cell, new() { Name = kind }) });
        var link = row.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link);
        var response = await Page.APIRequest.GetAsync(await link.GetAttributeAsync("href") ?? "");
        response.Status.ShouldBe(200);
        var bytes = await response.BodyAsync();
        System.Text.Encoding.Latin1.GetString(bytes, 0, 5).ShouldBe("%PDF-");
        return new Download((await link.TextContentAsync())!.Trim(), bytes);
    }
}
