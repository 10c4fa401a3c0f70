using System.Net;
using System.Text;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Verification;

public sealed class VerificationTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private static readonly BlockChoice Production = new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9"]);
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task A_valid_certificate_shows_its_printed_facts_and_no_more()
    {
        var (_, certificate, _) = await IssueAsync();
        using var client = fixture.Host.Client();
        var (status, html) = await ReadAsync(await client.GetAsync($"/verification/{certificate.Number}"));
        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("Certificat valide");
        html.ShouldContain("Léa, Anne LEFÈVRE");
        html.ShouldContain("BC1, BC2, BC3, BC4, BC5, BC8, BC9");
        html.ShouldContain("arrêté du 30 juillet 2018");
        html.ShouldNotContain("Ajaccio", customMessage: "the place of birth is nobody's business");
        html.ShouldNotContain("14 mars 1994");
        html.ShouldNotContain("exemple.invalid");
    }

    [Fact]
    public async Task An_attestation_says_that_it_certifies_its_blocks_only()
    {
        var (_, _, attestation) = await IssueAsync();
        using var client = fixture.Host.Client();
        var (_, html) = await ReadAsync(await client.GetAsync($"/verification/{attestation.Number}"));
        html.ShouldContain("Attestation valide");
        html.ShouldContain("non la certification entière");
        html.ShouldContain("RNCP31391BC02");
    }

    [Theory]
    [InlineData(DocumentState.Superseded, "Certificat remplacé")]
    [InlineData(DocumentState.Revoked, "Certificat révoqué")]
    public async Task A_document_that_no_longer_holds_says_so(DocumentState state, string title)
    {
        var (world, certificate, _) = await IssueAsync();
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
            await db.IssuedDocuments.Where(d => d.Id == certificate.Id).ExecuteUpdateAsync(s => s.SetProperty(d => d.State, state));
        using var client = fixture.Host.Client();
        (await ReadAsync(await client.GetAsync($"/verification/{certificate.Number}"))).Html.ShouldContain(title);
    }

    [Fact]
    public async Task Unknown_numbers_and_minutes_get_one_and_the_same_answer()
    {
        var (world, certificate, _) = await IssueAsync();
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var session = await db.JurySessions.SingleAsync(s => s.Id == certificate.JurySessionId);
        var minutes = await platform.CreateDocumentAsync(world, session, DocumentKind.Minutes, $"CPNEC-2021-PV-{Random.Shared.Next(10000, 99999)}");
        using var client = fixture.Host.Client();
        foreach (var number in new[] { minutes.Number, "CPNEC-2021-C-99999", "CPNFPE-2021-C-00001", "n'importe quoi", new string('9', 300) })
        {
            var (status, html) = await ReadAsync(await client.GetAsync($"/verification/{Uri.EscapeDataString(number)}"));
            status.ShouldBe(HttpStatusCode.NotFound, number);
            html.ShouldContain("Numéro inconnu");
        }
    }

    [Fact]
    public async Task The_form_leads_to_the_page_however_the_number_was_typed()
    {
        using var client = fixture.Host.Client();
        (await client.GetAsync("/verification")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = await client.GetAsync("/verification?numero=" + Uri.EscapeDataString(" cpnec–2021-c-00001 "));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldEndWith("/verification/CPNEC-2021-C-00001");
    }

    [Fact]
    public async Task The_issued_file_is_recognised_and_one_changed_byte_is_too()
    {
        var (_, certificate, attestation) = await IssueAsync();
        (await CompareAsync(certificate.Number, certificate.Bytes)).ShouldContain("Fichier identique au document délivré");

        var altered = certificate.Bytes.ToArray();
        var at = Encoding.Latin1.GetString(altered).IndexOf("endobj", StringComparison.Ordinal) - 2;
        altered[at] ^= 1;
        (await CompareAsync(certificate.Number, altered)).ShouldContain("Ce fichier a été modifié");
        (await CompareAsync(certificate.Number, [.. certificate.Bytes, .. "\n%%EOF\n"u8])).ShouldContain("Ce fichier a été modifié");
        (await CompareAsync(certificate.Number, attestation.Bytes)).ShouldContain("il porte un autre numéro");
        (await CompareAsync(certificate.Number, "%PDF-1.7\n%%EOF"u8.ToArray())).ShouldContain("ne porte pas le cachet");
        (await CompareAsync(certificate.Number, [])).ShouldContain("Choisissez le fichier PDF à comparer.");
        (await CompareAsync(certificate.Number, new byte[5 * 1024 * 1024 + 1])).ShouldContain("dépasse 5 Mo");
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

    private async Task<string> CompareAsync(string number, byte[] bytes)
    {
        using var client = fixture.Host.Client();
        using var form = new MultipartFormDataContent { { new StringContent("fichier"), "_handler" }, { new ByteArrayContent(bytes), "Pdf", "certificat.pdf" } };
        var (status, html) = await ReadAsync(await client.PostAsync($"/verification/{number}/fichier", form));
        status.ShouldBe(HttpStatusCode.OK);
        return html;
    }

    private static async Task<(HttpStatusCode Status, string Html)> ReadAsync(HttpResponseMessage response) =>
        (response.StatusCode, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()));

    private async Task<(TestWorld World, IssuedDocument Certificate, IssuedDocument Attestation)> IssueAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Automne {Guid.NewGuid():N}");
        var whole = await platform.CreateEnrolmentAsync(world, campaign, Production, "Lefèvre");
        var part = await platform.CreateEnrolmentAsync(world, campaign, Production, "Zeller");
        await platform.SealSessionAsync(world, campaign, new Dictionary<Guid, string[]> { [whole.Id] = [.. Production.Blocks], [part.Id] = ["BC1", "BC2"] });
        await using var scope = platform.As(world.Manager);
        (await scope.ServiceProvider.GetRequiredService<IssueDocuments>().ExecuteAsync(new(campaign.Id))).Message.ShouldBe("");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var documents = await db.IssuedDocuments.Where(d => d.CampaignId == campaign.Id).ToListAsync();
        return (world, documents.Single(d => d.Kind == DocumentKind.Certificate), documents.Single(d => d.Kind == DocumentKind.Attestation));
    }
}
