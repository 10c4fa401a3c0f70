using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Awards.CorrectDocument;
using CqpPlatform.Web.Features.Awards.ReadDocumentRecord;
using CqpPlatform.Web.Features.Awards.RevokeDocument;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Verification;

public sealed partial class VerificationTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task The_number_and_the_code_show_everything_the_certificate_prints_and_no_more()
    {
        var story = await platform.IssueAsync();
        var (status, html) = await GetAsync(PathOf(story.Certificate));
        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("Certificat valide");
        foreach (var printed in new[] { "Léa, Anne LEFÈVRE", "née le 14 mars 1994 à Ajaccio", "option production", "RNCP31391, arrêté du 30 juillet 2018", "313t", "BC9", "RNCP31391BC01", "A 512-7",
            "à Paris, le 21/11/2026", "09/12/2021", "procès-verbal n° PV-" })
            html.ShouldContain(printed);
        html.ShouldContain(story.Certificate.Sha256[..4]);
        html.ShouldNotContain("exemple.invalid");
    }

    [Fact]
    public async Task An_attestation_says_that_it_certifies_its_blocks_only()
    {
        var (_, html) = await GetAsync(PathOf((await platform.IssueAsync()).Attestation));
        html.ShouldContain("Attestation valide");
        html.ShouldContain("non la certification entière");
        html.ShouldContain("RNCP31391BC02, validé le 09/12/2021");
        html.ShouldContain("Reprendre BC3.");
    }

    [Fact]
    public async Task The_number_alone_tells_nothing_not_even_that_it_exists()
    {
        var story = await platform.IssueAsync();
        var (status, html) = await GetAsync($"/verification/{story.Certificate.Number}");
        html.ShouldContain("Rien n’a pu être vérifié", Case.Sensitive, "what is missing is read first");
        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldNotContain("LEFÈVRE");
        html.ShouldNotContain("valide");
        var (unknown, other) = await GetAsync("/verification/CPNEC-2026-C-99999");
        unknown.ShouldBe(status);
        other.Replace("CPNEC-2026-C-99999", story.Certificate.Number).ShouldBe(html);
    }

    [Fact]
    public async Task A_document_issued_before_there_were_codes_is_still_verified_by_its_number()
    {
        var story = await platform.IssueAsync();
        await using var db = await platform.Database.OpenAsync(story.World.TenantId);
        var session = await db.JurySessions.SingleAsync(s => s.Id == story.Certificate.JurySessionId);
        var old = await platform.CreateDocumentAsync(story.World, session, DocumentKind.Certificate, $"CPNEC-2019-C-{Random.Shared.Next(10000, 99999)}", story.Whole.Id);
        (await GetAsync($"/verification/{old.Number}")).Html.ShouldContain("Certificat valide");
    }

    [Fact]
    public async Task A_superseded_document_says_when_why_and_leads_to_the_one_in_force()
    {
        var story = await platform.IssueAsync();
        await platform.RenameAsync(story.World, story.Whole, "Lefebvre");
        await using (var scope = platform.As(story.World.Manager))
            (await scope.ServiceProvider.GetRequiredService<CorrectDocument>().ExecuteAsync(new(story.Certificate.Id, "pour corriger le nom du titulaire"))).Message.ShouldBe("");
        await using var db = await platform.Database.OpenAsync(story.World.TenantId);
        var successor = await db.IssuedDocuments.SingleAsync(d => d.SupersedesId == story.Certificate.Id);

        var (_, html) = await GetAsync(PathOf(story.Certificate));
        html.ShouldContain("Certificat remplacé");
        html.ShouldContain("le 21/11/2026. Motif publié : pour corriger le nom du titulaire.");
        html.ShouldContain($"href=\"{PathOf(successor)}\"");
        html.ShouldContain("LEFÈVRE", customMessage: "what the old paper says");
        var (_, current) = await GetAsync(PathOf(successor));
        current.ShouldContain("Certificat valide");
        current.ShouldContain("LEFEBVRE");
        current.ShouldContain(story.Certificate.Number);
        (await CompareAsync(PathOf(story.Certificate), story.Certificate.Bytes)).ShouldContain("Fichier identique");
    }

    [Fact]
    public async Task A_document_replaced_twice_leads_to_the_last_one_and_calls_it_in_force_only_while_it_is()
    {
        var story = await platform.IssueAsync();
        await platform.RenameAsync(story.World, story.Whole, "Lefebvre");
        var second = await CorrectAsync(story, story.Certificate.Id);
        await platform.RenameAsync(story.World, story.Whole, "Lefeuvre");
        var third = await CorrectAsync(story, second);
        await using var db = await platform.Database.OpenAsync(story.World.TenantId);
        var last = await db.IssuedDocuments.AsNoTracking().SingleAsync(d => d.Id == third);

        (await GetAsync(PathOf(story.Certificate))).Html.ShouldContain($"<a href=\"{PathOf(last)}\">Voir le document en vigueur, ");
        (await RecordAsync()).ShouldSatisfyAllConditions(r => r.Id.ShouldBe(third), r => r.LinkWords.ShouldBe("Voir le document en vigueur"));

        await using (var scope = platform.As(story.World.Manager))
            (await scope.ServiceProvider.GetRequiredService<RevokeDocument>().ExecuteAsync(new(third, "erreur sur la personne"))).Message.ShouldBe("");
        var (_, html) = await GetAsync(PathOf(story.Certificate));
        html.ShouldContain($"<a href=\"{PathOf(last)}\">Voir le document qui l’a remplacé, ");
        html.ShouldNotContain("en vigueur");
        (await RecordAsync()).ShouldSatisfyAllConditions(r => r.Id.ShouldBe(third), r => r.LinkWords.ShouldBe("Voir le document qui l’a remplacé"));

        async Task<LastSuccessor> RecordAsync() =>
            (await platform.RunAsync<ReadDocumentRecord, Result<DocumentRecord>>(story.World.Manager, u => u.ExecuteAsync(story.Certificate.Id))).Value.ReplacedBy!;
    }

    private async Task<Guid> CorrectAsync(IssuedStory story, Guid document)
    {
        var corrected = await platform.RunAsync<CorrectDocument, Result<Correction>>(story.World.Manager, u => u.ExecuteAsync(new(document, "pour corriger le nom du titulaire")));
        corrected.Message.ShouldBe("");
        return corrected.Value.Id;
    }

    [Fact]
    public async Task A_revoked_document_proves_nothing_any_more()
    {
        var story = await platform.IssueAsync();
        await using (var scope = platform.As(story.World.Manager))
            (await scope.ServiceProvider.GetRequiredService<RevokeDocument>().ExecuteAsync(new(story.Certificate.Id, "erreur sur la personne"))).Message.ShouldBe("");
        var (_, html) = await GetAsync(PathOf(story.Certificate));
        html.ShouldContain("Certificat révoqué");
        html.ShouldContain("Il ne prouve plus rien. Motif publié : erreur sur la personne.");
    }

    [Fact]
    public async Task Wrong_codes_unknown_numbers_and_minutes_get_one_and_the_same_answer()
    {
        var story = await platform.IssueAsync();
        await using var db = await platform.Database.OpenAsync(story.World.TenantId);
        var session = await db.JurySessions.SingleAsync(s => s.Id == story.Certificate.JurySessionId);
        var minutes = await platform.CreateDocumentAsync(story.World, session, DocumentKind.Minutes, $"CPNEC-2021-PV-{Random.Shared.Next(10000, 99999)}");
        foreach (var number in new[] { story.Certificate.Number, minutes.Number, "CPNEC-2021-C-99999", "CPNFPE-2021-C-00001", "n'importe quoi", new string('9', 300) })
        {
            var (status, html) = await GetAsync($"/verification/{Uri.EscapeDataString(number)}/{story.Attestation.CheckCode}");
            status.ShouldBe(HttpStatusCode.NotFound, number);
            html.ShouldContain("Numéro ou code inconnu");
            html.ShouldNotContain("LEFÈVRE");
        }
    }

    [Theory]
    [InlineData(" cpnec–2021-c-00001 ", "7kq4 m2xb", "/verification/CPNEC-2021-C-00001/7KQ4M2XB")]
    [InlineData("CPNEC-2021-C-00001", "", "/verification/CPNEC-2021-C-00001")]
    [InlineData("CPNEC-2027C00012", "", "/verification/CPNEC-2027-C-00012")]
    [InlineData("cpnec 2027 - a 00012", "", "/verification/CPNEC-2027-A-00012")]
    [InlineData("CQP12027C00012", "", "/verification/CQP1-2027-C-00012")]
    public async Task The_form_leads_to_the_page_however_the_number_was_typed(string number, string code, string path)
    {
        using var client = fixture.Host.Client();
        (await client.GetAsync("/verification")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = await client.GetAsync($"/verification?numero={Uri.EscapeDataString(number)}&code={Uri.EscapeDataString(code)}");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldEndWith(path);
    }

    [Fact]
    public async Task The_issued_file_is_recognised_and_one_changed_byte_is_too()
    {
        var story = await platform.IssueAsync();
        var path = PathOf(story.Certificate);
        var bytes = story.Certificate.Bytes;
        (await CompareAsync(path, bytes)).ShouldContain("Fichier identique au document délivré");
        (await CompareAsync(path, Altered(bytes))).ShouldContain("Ce fichier a été modifié");
        (await CompareAsync(path, [.. bytes, .. "\n%%EOF\n"u8])).ShouldContain("Ce fichier a été modifié");
        (await CompareAsync(path, story.Attestation.Bytes)).ShouldContain("il porte un autre numéro");
        (await CompareAsync(path, "%PDF-1.7\n%%EOF"u8.ToArray())).ShouldContain("ne porte pas le cachet");
        (await CompareAsync(path, [])).ShouldContain("Choisissez le fichier PDF à comparer.");
        (await CompareAsync(path, new byte[5 * 1024 * 1024 + 1])).ShouldContain("dépasse 5 Mo");
    }

    [Fact]
    public async Task A_file_alone_is_found_genuine_altered_or_unknown()
    {
        var story = await platform.IssueAsync();
        var genuine = await CompareAsync("/verification", story.Certificate.Bytes);
        genuine.ShouldContain("Fichier identique au document délivré");
        genuine.ShouldContain("Certificat valide");
        genuine.ShouldContain("Léa, Anne LEFÈVRE");
        var altered = await CompareAsync("/verification", Altered(story.Certificate.Bytes));
        altered.ShouldContain("Ce fichier a été modifié");
        altered.ShouldNotContain("LEFÈVRE");
        (await CompareAsync("/verification", "%PDF-1.7\n%%EOF"u8.ToArray())).ShouldContain("Fichier inconnu.");
        (await CompareAsync("/verification", [])).ShouldContain("Choisissez le fichier PDF à comparer.");
    }

    [Fact]
    public async Task The_page_sets_no_cookie_and_asks_no_other_host()
    {
        using var client = fixture.Host.Client();
        var response = await client.GetAsync("/verification/CPNEC-2021-C-00404");
        response.Headers.TryGetValues("Set-Cookie", out var cookies);
        (cookies ?? []).ShouldBeEmpty();
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("https://");
    }

    private static byte[] Altered(byte[] bytes)
    {
        var altered = bytes.ToArray();
        altered[Encoding.Latin1.GetString(altered).IndexOf("endobj", StringComparison.Ordinal) - 2] ^= 1;
        return altered;
    }

    private static string PathOf(IssuedDocument document) => $"/verification/{document.Number}/{document.CheckCode}";

    private async Task<string> CompareAsync(string path, byte[] bytes)
    {
        using var client = fixture.Host.Client();
        using var form = new MultipartFormDataContent { { new StringContent("fichier"), "_handler" }, { new ByteArrayContent(bytes), "Pdf", "certificat.pdf" } };
        var (status, html) = await ReadAsync(await client.PostAsync($"{path}/fichier", form));
        status.ShouldBe(HttpStatusCode.OK);
        return html;
    }

    private async Task<(HttpStatusCode Status, string Html)> GetAsync(string path)
    {
        using var client = fixture.Host.Client();
        return await ReadAsync(await client.GetAsync(path));
    }

    private static async Task<(HttpStatusCode Status, string Html)> ReadAsync(HttpResponseMessage response) =>
        (response.StatusCode, Changing().Replace(WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()).Replace('\u00a0', ' '), ""));

    [GeneratedRegex("<!--Blazor.*?-->| nonce=\"[^\"]*\"", RegexOptions.Singleline)]
    private static partial Regex Changing();
}
