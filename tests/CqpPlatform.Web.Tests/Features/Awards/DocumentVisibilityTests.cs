using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Juries;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Awards.ListDocuments;
using CqpPlatform.Web.Features.Awards.ReadDocument;
using CqpPlatform.Web.Security;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Awards;

public sealed class DocumentVisibilityTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    private sealed record Story(TestWorld World, JurySession Session, IssuedDocument Minutes, IssuedDocument Certificate);

    [Fact]
    public async Task The_certifiers_key_lists_and_reads_everything_of_its_tenant()
    {
        var story = await StoryAsync();
        using var client = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.CertifierManager));
        var items = await ItemsAsync(client, $"?campaign={story.Session.CampaignId}");
        items.Select(i => i.GetProperty("kind").GetString()).Order().ShouldBe(["certificate", "minutes"]);
        var certificate = (await ItemsAsync(client, $"?campaign={story.Session.CampaignId}&kind=certificate")).Single();
        certificate.GetProperty("id").GetGuid().ShouldBe(story.Certificate.Id);
        certificate.GetProperty("number").GetString().ShouldBe(story.Certificate.Number);
        certificate.GetProperty("sha256").GetString().ShouldBe(story.Certificate.Sha256);
        certificate.GetProperty("state").GetString().ShouldBe("valid");
        certificate.GetProperty("issuedAt").GetDateTimeOffset().ShouldBe(platform.Clock.Now);

        var file = await client.GetAsync($"/api/v1/documents/{story.Certificate.Id}");
        file.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        (await file.Content.ReadAsByteArrayAsync()).ShouldBe(story.Certificate.Bytes);
        file.Headers.ETag!.Tag.ShouldBe($"\"{story.Certificate.Sha256}\"");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/documents/{story.Certificate.Id}");
        again.Headers.IfNoneMatch.Add(file.Headers.ETag);
        (await client.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_training_organisations_key_sees_its_candidates_documents_and_no_minutes()
    {
        var story = await StoryAsync();
        using var own = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.TrainingOrganisation, story.World.Organisation.Id));
        (await ItemsAsync(own, "")).Single().GetProperty("id").GetGuid().ShouldBe(story.Certificate.Id);
        (await own.GetAsync($"/api/v1/documents/{story.Certificate.Id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await own.GetAsync($"/api/v1/documents/{story.Minutes.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var other = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.TrainingOrganisation, story.World.OtherOrganisation.Id));
        (await ItemsAsync(other, "")).ShouldBeEmpty();
        (await other.GetAsync($"/api/v1/documents/{story.Certificate.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_tenant_sees_nothing_and_a_role_without_the_right_is_forbidden()
    {
        var story = await StoryAsync();
        using var insurer = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Insurer, Role.CertifierManager));
        (await ItemsAsync(insurer, $"?campaign={story.Session.CampaignId}")).ShouldBeEmpty();
        (await insurer.GetAsync($"/api/v1/documents/{story.Certificate.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var examiner = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.Examiner));
        var forbidden = await examiner.GetAsync("/api/v1/documents");
        forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        forbidden.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Page_after_page_each_document_comes_once_though_others_are_issued_meanwhile()
    {
        var story = await StoryAsync();
        using var client = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.CertifierManager));
        var all = $"/api/v1/documents?campaign={story.Session.CampaignId}&limit=1";
        var (seen, cursor) = (new List<Guid>(), "");
        do
        {
            var page = await client.GetFromJsonAsync<JsonElement>(all + (cursor is "" ? "" : $"&cursor={cursor}"));
            seen.Add(page.GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetGuid());
            if (seen.Count == 1) await platform.CreateDocumentAsync(story.World, story.Session, DocumentKind.Attestation, $"CPNEC-A-{Guid.NewGuid():N}"[..20], story.Certificate.EnrolmentId);
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
        seen.Count.ShouldBe(3);
        seen.Distinct().Count().ShouldBe(3);
        seen.ShouldContain(story.Minutes.Id);
        seen.ShouldContain(story.Certificate.Id);

        // Who asks for no page misses none.
        var whole = await client.GetFromJsonAsync<JsonElement>($"/api/v1/documents?campaign={story.Session.CampaignId}&cursor=");
        whole.GetProperty("items").EnumerateArray().Select(d => d.GetProperty("id").GetGuid()).ShouldBe(seen, ignoreOrder: true);
        whole.GetProperty("nextCursor").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=201")]
    [InlineData("?cursor=automne")]
    [InlineData("?kind=diploma")]
    [InlineData("?campaign=automne")]
    public async Task A_filter_of_another_form_is_a_bad_request(string query)
    {
        using var client = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.CertifierManager));
        (await client.GetAsync("/api/v1/documents" + query)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_jury_member_reads_the_minutes_of_their_own_sessions_only()
    {
        var (story, elsewhere) = (await StoryAsync(), await StoryAsync());
        await using var scope = platform.As(story.World.JuryMember);
        (await scope.ServiceProvider.GetRequiredService<ListDocuments>().ExecuteAsync(new())).Value.Single().Id.ShouldBe(story.Minutes.Id);
        var read = scope.ServiceProvider.GetRequiredService<ReadDocument>();
        (await read.ExecuteAsync(story.Minutes.Id)).Succeeded.ShouldBeTrue();
        (await read.ExecuteAsync(story.Certificate.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await read.ExecuteAsync(elsewhere.Minutes.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
    }

    [Fact]
    public async Task Without_a_sign_in_the_page_and_the_bytes_send_to_the_door()
    {
        var story = await StoryAsync();
        using var client = fixture.Host.Client();
        foreach (var path in new[] { "/documents", "/documents/mentions", $"/documents/{story.Certificate.Id}", "/referentiels" })
        {
            var response = await client.GetAsync(path);
            response.StatusCode.ShouldBe(HttpStatusCode.Redirect, path);
            response.Headers.Location!.ToString().ShouldContain("/connexion");
        }
    }

    private static async Task<List<JsonElement>> ItemsAsync(HttpClient client, string query) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("/api/v1/documents" + query)).GetProperty("items").EnumerateArray()];

    private async Task<Story> StoryAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Automne {Guid.NewGuid():N}");
        var enrolment = await platform.CreateEnrolmentAsync(world, campaign, new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9"]));
        var session = await platform.SealSessionAsync(world, campaign, new Dictionary<Guid, string[]> { [enrolment.Id] = [] });
        var key = Guid.NewGuid().ToString("N")[..12];
        return new(world, session,
            await platform.CreateDocumentAsync(world, session, DocumentKind.Minutes, $"CPNEC-PV-{key}"),
            await platform.CreateDocumentAsync(world, session, DocumentKind.Certificate, $"CPNEC-C-{key}", enrolment.Id));
    }
}
