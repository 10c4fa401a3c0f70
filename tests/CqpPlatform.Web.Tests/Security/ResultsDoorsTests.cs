using System.IO.Compression;
using System.Text.RegularExpressions;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Candidates;
using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Security;

/// <summary>
/// Every address that answers a reading, page or not, asked three times by whoever learns results at their hour: before the jury, while the results are kept, and once they are
/// told. Kept results change no answer; the table says where told ones are read, so that a new door is noticed. Public verification is asked with a number nobody has:
/// whoever holds the paper reads it there before the hour (docs/adr/0048).
/// </summary>
public sealed partial class ResultsDoorsTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    // It says that a jury has decided, so that nobody withdraws the candidate any more, and not what it decided.
    private static readonly string[] SayingThatItSat = ["TrainingOrganisation /inscriptions/{EnrolmentId:guid}/changement"];

    private static readonly string[] Telling =
    [
        "TrainingOrganisation /candidats/{CandidateId:guid}",
        "TrainingOrganisation /chiffres",
        "TrainingOrganisation /chiffres/classeur",
        "TrainingOrganisation /documents",
        "TrainingOrganisation /documents/archive/{campaignId:guid}",
        "TrainingOrganisation /documents/{DocumentId:guid}/suivi",
        "TrainingOrganisation /documents/{id:guid}",
        "TrainingOrganisation /inscriptions/{EnrolmentId:guid}",
        "key /api/v1/candidates/{id:guid}/ledger",
        "key /api/v1/documents",
        "key /api/v1/documents/{id:guid}",
    ];

    [Fact]
    public async Task Kept_results_change_no_answer_and_told_ones_are_read_at_these_doors()
    {
        var stage = await MatrixStage.SetAsync(fixture);
        var (platform, world) = (fixture.Platform, stage.World);
        using var clients = await stage.SignInAllAsync();
        using var key = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.TrainingOrganisation, stage.OrganisationId));
        var (campaign, enrolment, oral) = await platform.CreateEvaluationAsync(world, "RNCP31391", "Portes des résultats");
        await platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Deliberation);
        var ids = stage.Own with { CampaignId = campaign.Id, EnrolmentId = enrolment.Id, CandidateId = enrolment.CandidateId, OralId = oral.Id, SessionId = Guid.NewGuid(), DocumentId = Guid.NewGuid() };
        // Its own page says since when a key was used.
        (await key.GetAsync("/api/v1/campaigns")).Dispose();
        var before = await AskAsync(ids);

        var session = await platform.SealSessionAsync(world, campaign, new Dictionary<Guid, string[]> { [enrolment.Id] = [.. enrolment.BlocksToEvaluate.Skip(1)] });
        var document = await platform.CreateDocumentAsync(world, session, DocumentKind.Attestation, "CPNEC-2021-A-77777", enrolment.Id);
        ids = ids with { SessionId = session.Id, DocumentId = document.Id };
        await KeepAsync(kept: true);
        Changed(before, await AskAsync(ids)).ShouldBe(SayingThatItSat);
        (await FoundAsync(document.Number)).ShouldBeEmpty("the search of candidates is a door too");

        await KeepAsync(kept: false);
        Changed(before, await AskAsync(ids)).Except(SayingThatItSat).ShouldBe(Telling);
        (await FoundAsync(document.Number)).ShouldHaveSingleItem().Id.ShouldBe(enrolment.CandidateId);

        async Task<IReadOnlyList<CandidateLine>> FoundAsync(string typed) => (await platform.RunAsync<ListCandidates, Result<CandidateList>>(world.Secretary, u => u.ExecuteAsync(typed))).Value.Lines;

        async Task KeepAsync(bool kept)
        {
            await using var db = await platform.Database.OpenAsync(world.TenantId);
            await db.JurySessions.Where(s => s.Id == session.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.ResultsHeld, kept));
        }

        async Task<Dictionary<string, string>> AskAsync(MatrixIds asked)
        {
            var answers = new Dictionary<string, string>();
            foreach (var template in Doors())
            {
                var path = stage.Fill(template, asked);
                if (template.StartsWith("/api/", StringComparison.Ordinal)) answers[$"key {template}"] = await SeenAsync(await key.GetAsync(path));
                else foreach (var role in new[] { Role.TrainingOrganisation, Role.Examiner, Role.Tutor }) answers[$"{role} {template}"] = await SeenAsync(await clients[role].GetAsync(path));
            }
            return answers;
        }
    }

    private static IEnumerable<string> Changed(Dictionary<string, string> before, Dictionary<string, string> after) => before.Keys.Where(door => after[door] != before[door]).Order(StringComparer.Ordinal);

    // The page of an incident gives each one a reference of its own.
    private IEnumerable<string> Doors() => fixture.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && (e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null || e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true))
        .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
        .Where(t => t != "/erreur" && !t.StartsWith("/_", StringComparison.Ordinal) && !t.Contains("openapi", StringComparison.Ordinal) && !t.Contains("{*", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);

    /// <summary>What is read, without what every answer has of its own: identifiers, tokens, hours.</summary>
    private static async Task<string> SeenAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            var text = bytes is [(byte)'P', (byte)'K', ..] ? Unzipped(bytes) : System.Text.Encoding.UTF8.GetString(bytes);
            return Changing().Replace($"{(int)answer.StatusCode} {answer.Headers.Location}\n{text}", "");
        }
    }

    private static string Unzipped(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return string.Concat(zip.Entries.Select(e =>
        {
            using var reader = new StreamReader(e.Open());
            return reader.ReadToEnd();
        }));
    }

    [GeneratedRegex("(dialogue|motif|erreurs|groupe|acces|duree)-\\d+|<!--Blazor.*?-->|name=\"__RequestVerificationToken\" value=\"[^\"]+\"|nonce=\"[^\"]+\"|\"traceId\":\"[^\"]+\"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\\d{2}:\\d{2}(:\\d{2})?", RegexOptions.Singleline)]
    private static partial Regex Changing();
}
