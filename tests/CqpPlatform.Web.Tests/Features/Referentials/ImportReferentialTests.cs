using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Referentials.Importing;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Tests.Referentials;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Referentials;

/// <summary>A file of ours or of the public register, received, read again, made a draft.</summary>
public sealed class ImportReferentialTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private CqpFixture Platform => fixture.Platform;

    [Fact]
    public async Task Our_json_becomes_a_draft_under_a_free_name()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var received = (await ReceiveAsync(world, "\uFEFF\n" + Shipped.Json("RNCP31391"))).Value;
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var draft = await db.ReferentialVersions.SingleAsync(v => v.Id == received.DraftId);
        (draft.Status, draft.Version).ShouldBe((ReferentialStatus.Draft, "2017-04-19-2"));
        ReferentialJson.Read(draft.Content).Value.Blocks.Count.ShouldBe(9);
    }

    [Fact]
    public async Task Every_fault_of_a_file_is_told_at_once_with_its_path()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var refused = await ReceiveAsync(world, Shipped.Json("RNCP31391").Replace("\"level\": null", "\"level\": \"cinq\"", StringComparison.Ordinal).Replace("\"shortTitle\":", "\"shortitle\":", StringComparison.Ordinal));
        refused.Errors.Select(e => e.Field).ShouldBe(["$.level", "$.shortitle", "$.shortTitle"], ignoreOrder: true);
        (await ReceiveAsync(world, "MZ\0\0")).Errors.Single().Code.ShouldBe("import-unknown");
        (await ReceiveAsync(world, "")).Errors.Single().Code.ShouldBe("import-unknown");
        (await ReceiveAsync(world, "{")).Errors.Single().Field.ShouldBe("$");
    }

    [Fact]
    public async Task A_fiche_of_the_register_is_corrected_then_made_a_draft()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var received = (await ReceiveAsync(world, Register, "RNCP40001")).Value;
        var import = (await Platform.RunAsync<ReadFiche, Result<FicheView>>(world.Manager, u => u.ExecuteAsync(received.Imports.Single()))).Value;
        import.Preview.Splits.Single().Split.Competencies.Select(c => c.Title).ShouldBe(["Accueillir le client", "Conseiller le client et le suivre"]);

        var corrected = (await Platform.RunAsync<CorrectFiche, Result<FicheView>>(world.Manager, u => u.ExecuteAsync(new(import.Id, 0, ["- Accueillir le client", "- Conseiller le client", "- Le suivre"])))).Value;
        corrected.Preview.Splits.Single().Split.Competencies.Count.ShouldBe(3);
        corrected.Source.Blocks[0].Competencies.ShouldBe(import.Fiche.Blocks[0].Competencies);
        (await Platform.RunAsync<CorrectFiche, Result<FicheView>>(world.Manager, u => u.ExecuteAsync(new(import.Id, 0, ["1 84 12 76 451 089 46"])))).Refused.ShouldBeTrue();

        var draft = (await Platform.RunAsync<AcceptFiche, Result<Guid>>(world.Manager, u => u.ExecuteAsync(import.Id))).Value;
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var version = await db.ReferentialVersions.SingleAsync(v => v.Id == draft);
        (version.CertificationCode, version.Status).ShouldBe(("RNCP40001", ReferentialStatus.Draft));
        ReferentialJson.ReadDraft(version.Content).Value.Referential.Blocks.Single().Competencies.Select(c => c.Title).ShouldBe(["Accueillir le client", "Conseiller le client", "Le suivre"]);
        (await db.ReferentialImports.AnyAsync(i => i.Id == import.Id)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_heavier_than_any_form_is_read_to_its_end_and_its_draft_can_be_read_unfinished()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        await Platform.GivePasswordsAsync(world);
        using var certifier = await SignedInClient.SignInAsync(fixture.Host, world.Manager);
        // 40 MB, where a server accepts 30 by default; the fiche asked for comes last.
        var others = string.Concat(Enumerable.Repeat($"<FICHE><NUMERO_FICHE>RNCP40000</NUMERO_FICHE><INTITULE>{new string('a', 20_000)}</INTITULE></FICHE>", 2_000));
        using var answer = await PostAsync(certifier, Register.Replace("<FICHES>", "<FICHES>" + others, StringComparison.Ordinal), await TokenAsync(certifier), "RNCP40001");
        var next = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("next").GetString()!;
        next.ShouldStartWith("/referentiels/fiches/");
        (await certifier.GetAsync(next)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var draft = (await Platform.RunAsync<AcceptFiche, Result<Guid>>(world.Manager, u => u.ExecuteAsync(Guid.Parse(next.Split('/')[^1])))).Value;
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var version = await db.ReferentialVersions.SingleAsync(v => v.Id == draft);
        foreach (var path in new[] { $"/referentiels/RNCP40001?version={version.Version}", "/referentiels/RNCP40001/versions", $"/referentiels/brouillons/{draft}", $"/referentiels/brouillons/{draft}/publier" })
        {
            using var page = await certifier.GetAsync(path);
            page.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            (await page.Content.ReadAsStringAsync()).ShouldContain("RNCP40001", customMessage: path);
        }
    }

    [Fact]
    public async Task Numbers_that_are_not_in_the_file_are_named()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        (await ReceiveAsync(world, Register, "RNCP40001", "RNCP49999")).Value.Missing.ShouldBe(["RNCP49999"]);
        (await ReceiveAsync(world, Register, "RNCP49999")).Errors.Single().Code.ShouldBe("import-fiche-missing");
        (await ReceiveAsync(world, Register)).Refused.ShouldBeTrue();
    }

    [Fact]
    public async Task The_door_reads_the_file_as_it_comes_for_its_page_only()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        await Platform.GivePasswordsAsync(world);
        using var certifier = await SignedInClient.SignInAsync(fixture.Host, world.Manager);
        using var foreign = await PostAsync(certifier, Shipped.Json("RNCP31395"), null);
        foreign.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var token = await TokenAsync(certifier);
        using var answer = await PostAsync(certifier, Shipped.Json("RNCP31395"), token);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("next").GetString()!.ShouldStartWith("/referentiels/brouillons/");
        using var refused = await PostAsync(certifier, "{}", token);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("place").GetString()).ShouldContain("$.blocks");

        using var organisation = await SignedInClient.SignInAsync(fixture.Host, world.Secretary);
        using var notTheirs = await PostAsync(organisation, "{}", token);
        notTheirs.StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_browser_without_script_sends_the_form_and_is_answered_by_a_page()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        await Platform.GivePasswordsAsync(world);
        using var certifier = await SignedInClient.SignInAsync(fixture.Host, world.Manager);
        var page = await (await certifier.GetAsync("/referentiels/importer")).Content.ReadAsStringAsync();
        page.ShouldContain("enctype=\"multipart/form-data\"");
        page.IndexOf("name=\"numeros\"", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("name=\"fichier\"", StringComparison.Ordinal));

        var token = await TokenAsync(certifier);
        using var accepted = await FormAsync(certifier, Register, token, "RNCP40001, RNCP49999");
        accepted.Headers.Location?.OriginalString.ShouldBe("/referentiels/importer?manquent=RNCP49999");
        using var draft = await FormAsync(certifier, Shipped.Json("RNCP31395"), token);
        draft.Headers.Location?.OriginalString.ShouldStartWith("/referentiels/brouillons/");
        using var refused = await FormAsync(certifier, "{}", token);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("$.blocks");
        using var foreign = await FormAsync(certifier, Register, null);
        foreign.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var broken = await certifier.SendAsync(new(HttpMethod.Post, "/referentiels/importer/fichier") { Content = new StringContent("x", new MediaTypeHeaderValue("multipart/form-data") { Parameters = { new("boundary", "b") } }) });
        broken.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static Task<HttpResponseMessage> FormAsync(SignedInClient client, string file, string? token, string numbers = "")
    {
        var form = new MultipartFormDataContent();
        if (token is not null) form.Add(new StringContent(token), "__RequestVerificationToken");
        form.Add(new StringContent(numbers), "numeros");
        form.Add(new StringContent(file), "fichier", "fichier.json");
        return client.SendAsync(new(HttpMethod.Post, "/referentiels/importer/fichier") { Content = form });
    }

    private static async Task<string> TokenAsync(SignedInClient client)
    {
        var page = await (await client.GetAsync("/compte")).Content.ReadAsStringAsync();
        return System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
    }

    private static Task<HttpResponseMessage> PostAsync(SignedInClient client, string body, string? token, string numbers = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/referentiels/importer/fichier?nom=fichier.json&numeros={numbers}") { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/octet-stream")) };
        if (token is not null) request.Headers.Add("RequestVerificationToken", token);
        return client.SendAsync(request);
    }

    private Task<Result<FileReceived>> ReceiveAsync(TestWorld world, string file, params string[] numbers) => Platform.RunAsync<ReceiveFile, Result<FileReceived>>(world.Manager,
        u => u.ExecuteAsync(new ReceiveFileInput { FileName = "fichier", Numbers = numbers, Content = new MemoryStream(Encoding.UTF8.GetBytes(file)) }));

    /// <summary>Two fiches nobody knows here.</summary>
    private const string Register = """
        <?xml version="1.0" encoding="UTF-8"?>
        <FICHES>
          <FICHE><NUMERO_FICHE>RNCP40000</NUMERO_FICHE><INTITULE>Autre</INTITULE></FICHE>
          <FICHE>
            <NUMERO_FICHE>RNCP40001</NUMERO_FICHE>
            <INTITULE>Conseiller en agence</INTITULE>
            <BLOCS_COMPETENCES>
              <BLOC_COMPETENCES><CODE>RNCP40001BC01</CODE><LIBELLE>Conseiller</LIBELLE><LISTE_COMPETENCES>- Accueillir le client
        - Conseiller le client
        et le suivre</LISTE_COMPETENCES><MODALITES_EVALUATION>Mise en situation</MODALITES_EVALUATION></BLOC_COMPETENCES>
            </BLOCS_COMPETENCES>
            <DATE_FIN_ENREGISTREMENT>24/09/2028</DATE_FIN_ENREGISTREMENT>
          </FICHE>
        </FICHES>
        """;
}
