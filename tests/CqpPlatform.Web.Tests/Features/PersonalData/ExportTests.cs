using System.IO.Compression;
using System.Net;
using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.PersonalData.ExportPerson;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.PersonalData;

public sealed class ExportTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task The_file_holds_what_is_held_page_values_and_documents()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var (campaign, enrolment, _) = await platform.CreateEvaluationAsync(world, "RNCP31391", $"Export {Guid.NewGuid():N}", "Castellan");
        await platform.EvaluateAsync(world, enrolment);
        var session = await platform.SealSessionAsync(world, campaign, new Dictionary<Guid, string[]> { [enrolment.Id] = ["BC1", "BC2"] });
        var document = IssuedDocument.Issue(DocumentKind.Attestation, $"CPNEC-2021-A-{Random.Shared.Next(99999):00000}", campaign.Id, session.Id, enrolment.Id, [1, 2, 3], "{}", platform.Clock.Now);
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
        {
            db.Add(document);
            await db.SaveChangesAsync();
        }

        var archive = await platform.RunAsync<ExportPerson, Result<PersonArchive>>(world.Manager, u => u.ExecuteAsync(enrolment.CandidateId));
        using var memory = new MemoryStream();
        await archive.Value.WriteAsync(memory);
        memory.Position = 0;
        await using var zip = new ZipArchive(memory);
        zip.Entries.Select(e => e.FullName).ShouldBe(["dossier.html", "dossier.json", $"documents/attestation-de-blocs-{document.Number}.pdf"]);
        archive.Value.FileName.ShouldNotContain("Castellan", Case.Insensitive);

        var html = await ReadAsync(zip, "dossier.html");
        foreach (var told in new[] { "CASTELLAN", "Institut Corvalle", "Cabinet Aurélane", "GARNIER Sylvie", "Registre des blocs acquis", "BC2", document.Number, "Journal" }) WebUtility.HtmlDecode(html).ShouldContain(told);
        html.ShouldNotContain("<script");
        var page = WebUtility.HtmlDecode(html);
        foreach (var code in new[] { "<td>Acquired", ">EvaluationRating", ">SealSession", "TrainingOrganisation", "connaissances.fondamentaux", ">partie." }) page.ShouldNotContain(code, Case.Sensitive);
        page.ShouldContain("option production, BC1, BC2");
        foreach (var heading in new[] { "BC4, Organisme de formation", "BC4, Tuteur", "BC4, Commission d’évaluation" }) page.ShouldContain(heading, Case.Insensitive);
        page.ShouldContain("Fondamentaux de l’assurance");

        using var json = JsonDocument.Parse(await ReadAsync(zip, "dossier.json"));
        var tables = json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetArrayLength());
        (tables["candidates"], tables["enrolments"], tables["acquired_blocks"], tables["block_decisions"], tables["issued_documents"], tables["orals"]).ShouldBe((1, 1, 2, enrolment.BlocksToEvaluate.Count, 1, 1));
        tables["evaluation_ratings"].ShouldBeGreaterThan(50);
        json.RootElement.GetProperty("candidates")[0].GetProperty("BirthName").GetString().ShouldBe("Castellan");

        await using var read = await platform.Database.OpenAsync(world.TenantId);
        var entry = await read.AuditEntries.OrderByDescending(e => e.Sequence).FirstAsync();
        (entry.Action, entry.CandidateId, entry.ActorId).ShouldBe((nameof(ExportPerson), enrolment.CandidateId, world.Manager.AccountId));
    }

    [Fact]
    public async Task It_is_downloaded_by_the_certifier_alone_and_never_kept_by_the_browser()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        await platform.GivePasswordsAsync(world);
        var (_, enrolment, _) = await platform.CreateEvaluationAsync(world, "RNCP31391", $"Export {Guid.NewGuid():N}");
        var path = $"/candidats/{enrolment.CandidateId}/dossier.zip";
        using var manager = await SignedInClient.SignInAsync(fixture.Host, world.Manager);
        var answer = await manager.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await answer.Content.ReadAsByteArrayAsync()).Take(2).ShouldBe("PK"u8.ToArray());
        (await manager.GetAsync($"/candidats/{Guid.NewGuid()}/dossier.zip")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var secretary = await SignedInClient.SignInAsync(fixture.Host, world.Secretary);
        (await secretary.GetAsync(path)).Headers.Location!.ToString().ShouldContain("/acces-refuse");
    }

    private static async Task<string> ReadAsync(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return await reader.ReadToEndAsync();
    }
}
