using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Enrolments.Interface;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Enrolments;

public sealed class EnrolmentsApiTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task One_candidate_is_enrolled_and_the_same_key_answers_the_same_enrolment()
    {
        var (world, campaign, client) = await OpenAsync();
        var body = Body("Ambrosini");
        var first = await PostAsync(client, campaign, body, "cle-1");
        first.StatusCode.ShouldBe(HttpStatusCode.Created, await first.Content.ReadAsStringAsync());
        var item = await JsonAsync(first);
        (item.GetProperty("status").GetString(), item.GetProperty("candidate").GetProperty("birthName").GetString()).ShouldBe(("submitted", "Ambrosini"));
        first.Headers.Location!.ToString().ShouldBe($"/api/v1/enrolments/{item.GetProperty("id").GetGuid()}");

        (await JsonAsync(await PostAsync(client, campaign, body, "cle-1"))).GetProperty("id").GetGuid().ShouldBe(item.GetProperty("id").GetGuid());
        await ShouldRefuse(await PostAsync(client, campaign, Body("Autrement"), "cle-1"), HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        await ShouldRefuse(await PostAsync(client, campaign, body, null), HttpStatusCode.UnprocessableEntity, "candidate-already-enrolled");
        await using var db = await fixture.Platform.Database.OpenAsync(world.TenantId);
        (await db.Enrolments.CountAsync(e => e.CampaignId == campaign.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task A_key_for_enrolling_alone_is_answered_what_it_enrolled_and_reads_no_list()
    {
        var (world, campaign, _) = await OpenAsync();
        using var narrow = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.TrainingOrganisation, world.Organisation.Id, [Permission.EnrolCandidates]));
        var answer = await PostAsync(narrow, campaign, Body("Casabianca"), null);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await JsonAsync(answer)).GetProperty("candidate").GetProperty("birthName").GetString().ShouldBe("Casabianca");
        await ShouldRefuse(await narrow.GetAsync("/api/v1/enrolments"), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Every_refusal_comes_at_once_with_its_field()
    {
        var (_, campaign, client) = await OpenAsync();
        var body = Body("Ferrandi");
        (body["birthInseeCode"], body["engagementDate"], body["companySiret"], body["blocks"]) = ("2A04", "2021-09-06", "012", new[] { "BC1" });
        var answer = await PostAsync(client, campaign, body, null);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await JsonAsync(answer)).GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()).Distinct().Order().ShouldBe(["BirthInseeCode", "Blocks", "CompanySiret", "EngagementDate"]);

        body = Body("Ferrandi");
        body["vaeLeave"] = true;
        await ShouldRefuse(await PostAsync(client, campaign, body, null), HttpStatusCode.UnprocessableEntity, "vae-leave-without-vae");
        body["accessRoute"] = "validationOfExperience";
        (await JsonAsync(await PostAsync(client, campaign, body, null))).GetProperty("vaeLeave").GetBoolean().ShouldBeTrue();

        (await PostAsync(client, campaign, new() { ["sex"] = "X" }, null)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await ShouldRefuse(await client.PostAsJsonAsync($"/api/v1/campaigns/{Guid.NewGuid()}/enrolments", body), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_key_too_long_to_be_kept_is_refused_and_nothing_is_enrolled()
    {
        var (world, campaign, client) = await OpenAsync();
        var answer = await PostAsync(client, campaign, Body("Ambrosini"), new string('k', 101));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await JsonAsync(answer)).GetProperty("detail").GetString().ShouldStartWith("Idempotency-Key\u00A0: 100 caractères au plus.");
        await using var db = await fixture.Platform.Database.OpenAsync(world.TenantId);
        (await db.Enrolments.CountAsync(e => e.CampaignId == campaign.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task A_social_security_number_in_any_text_of_the_body_is_refused_and_nothing_of_it_is_kept()
    {
        const string Number = "1 85 05 78 006 084 91";
        var (world, campaign, client) = await OpenAsync();
        string[] texts = [.. typeof(EnrolmentRequest).GetProperties().Where(p => p.PropertyType == typeof(string)).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)), "blocks"];
        texts.Length.ShouldBeGreaterThan(14);
        foreach (var text in texts)
        {
            foreach (var draft in new[] { false, true })
            {
                var body = Body("Ambrosini");
                (body[text], body["draft"]) = (text == "blocks" ? new[] { Number } : text == "companySiret" ? Number.Replace(" ", "") : (object)Number, draft);
                var answer = await PostAsync(client, campaign, body, null);
                ((int)answer.StatusCode).ShouldBeInRange(400, 422, $"{text}, draft {draft}");
                // But for the trace's identifier and the campaign's, which could hold the digits by chance.
                var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
                said.Remove("traceId");
                said.ToJsonString().Replace(campaign.Id.ToString(), "").ShouldNotContain("006", customMessage: text);
            }
        }
        await using var db = await fixture.Platform.Database.OpenAsync(world.TenantId);
        (await db.Enrolments.CountAsync(e => e.CampaignId == campaign.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task Campaigns_are_those_an_organisation_is_invited_to_and_all_for_the_certifier()
    {
        var (world, campaign, client) = await OpenAsync();
        var theirs = await fixture.Platform.CreateCampaignAsync(world, "RNCP31395", $"Fermée {Guid.NewGuid():N}");
        await fixture.Platform.ForceStatusAsync(world, theirs.Id, CampaignStatus.Closed);
        using var certifier = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.CertifierManager));
        var (own, all) = (await IdsAsync(client, "?status=enrolmentOpen"), await IdsAsync(certifier, ""));
        own.ShouldContain(campaign.Id);
        own.ShouldNotContain(theirs.Id);
        all.ShouldContain(theirs.Id);
        using var stranger = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Insurer, Role.CertifierManager));
        (await IdsAsync(stranger, "")).ShouldNotContain(campaign.Id);
        (await client.GetAsync("/api/v1/campaigns?status=x")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        static async Task<List<Guid>> IdsAsync(HttpClient caller, string query) =>
            [.. (await JsonAsync(await caller.GetAsync($"/api/v1/campaigns{query}"))).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetGuid())];
    }

    [Fact]
    public async Task A_certifier_reads_what_was_sent_and_enrols_nobody()
    {
        var (world, campaign, client) = await OpenAsync();
        for (var i = 0; i < 3; i++) (await PostAsync(client, campaign, Body($"Sent{(char)('a' + i)}"), null)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var draft = Body("Brouillon");
        draft["draft"] = true;
        (await PostAsync(client, campaign, draft, null)).StatusCode.ShouldBe(HttpStatusCode.Created);
        using var certifier = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.CertifierManager));
        (await PostAsync(certifier, campaign, Body("Non"), null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var seen = new List<Guid>();
        for (var (cursor, pages) = ("", 0); pages == 0 || cursor.Length > 0; pages++)
        {
            var page = await JsonAsync(await certifier.GetAsync($"/api/v1/enrolments?campaign={campaign.Id}&limit=2{cursor}"));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetGuid()));
            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={next}" : "";
        }
        (seen.Count, seen.Distinct().Count()).ShouldBe((3, 3));
        (await JsonAsync(await client.GetAsync($"/api/v1/enrolments?campaign={campaign.Id}&status=draft"))).GetProperty("items").GetArrayLength().ShouldBe(1);
        using var stranger = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.TrainingOrganisation, world.OtherOrganisation.Id));
        (await stranger.GetAsync($"/api/v1/enrolments/{seen[0]}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var wrong in new[] { "status=x", "limit=0", "cursor=zzz" }) (await certifier.GetAsync($"/api/v1/enrolments?{wrong}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest, wrong);
    }

    [Fact]
    public async Task A_file_is_imported_by_a_job_that_is_followed_to_its_end()
    {
        var (_, campaign, client) = await OpenAsync();
        var accepted = await ImportAsync(client, campaign, TestImports.Csv(30, 700_000));
        accepted.StatusCode.ShouldBe(HttpStatusCode.Accepted, await accepted.Content.ReadAsStringAsync());
        var (job, import) = (accepted.Headers.Location!, (await JsonAsync(accepted)).GetProperty("importId").GetGuid());
        (await EndAsync(client, job)).GetProperty("state").GetString().ShouldBe("succeeded");
        (await JsonAsync(await client.GetAsync($"/api/v1/enrolment-imports/{import}"))).GetProperty("status").GetString().ShouldBe("saved");
        (await JsonAsync(await client.GetAsync($"/api/v1/enrolments?campaign={campaign.Id}"))).GetProperty("items").GetArrayLength().ShouldBe(30);

        (await JsonAsync(await ImportAsync(client, campaign, TestImports.Csv(30, 700_000)))).GetProperty("importId").GetGuid().ShouldBe(import);
        (await JsonAsync(await client.GetAsync($"/api/v1/enrolments?campaign={campaign.Id}"))).GetProperty("items").GetArrayLength().ShouldBe(30);
    }

    [Fact]
    public async Task A_faulty_file_gives_every_error_and_saves_nothing()
    {
        var (_, campaign, client) = await OpenAsync();
        var accepted = await ImportAsync(client, campaign, TestImports.Csv(3, 800_000).Replace("formation continue", "Apprentissage"));
        (await EndAsync(client, accepted.Headers.Location!)).GetProperty("state").GetString().ShouldBe("refused");
        var import = await JsonAsync(await client.GetAsync($"/api/v1/enrolment-imports/{(await JsonAsync(accepted)).GetProperty("importId").GetGuid()}"));
        (import.GetProperty("status").GetString(), import.GetProperty("errors").GetInt32()).ShouldBe(("toCorrect", 3));
        import.GetProperty("problems").EnumerateArray().Select(p => (p.GetProperty("line").GetInt32(), p.GetProperty("column").GetString())).ShouldBe([(2, "voie_acces"), (3, "voie_acces"), (4, "voie_acces")]);
        await ShouldRefuse(await ImportAsync(client, campaign, "PK\u0003\u0004"), HttpStatusCode.UnprocessableEntity, "table-damaged");
    }

    private async Task<(TestWorld World, Campaign Campaign, HttpClient Client)> OpenAsync()
    {
        var world = await fixture.Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await fixture.Platform.CreateCampaignAsync(world, "RNCP31391", $"Interface {Guid.NewGuid():N}");
        return (world, campaign, fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.TrainingOrganisation, world.Organisation.Id)));
    }

    private static Dictionary<string, object?> Body(string birthName) => new()
    {
        ["sex"] = "F",
        ["birthName"] = birthName,
        ["firstNames"] = "Livia, Anne",
        ["birthDate"] = "1994-03-14",
        ["birthPlace"] = "Ajaccio",
        ["birthInseeCode"] = "2A004",
        ["accessRoute"] = "continuingEducation",
        ["engagementDate"] = "2020-09-07",
        ["option"] = "production",
        ["blocks"] = new[] { "BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9" },
        ["companySiret"] = TestData.NextSiret(),
        ["companyName"] = "Cabinet Aurélane",
        ["tutorLastName"] = "Garnier",
        ["tutorFirstName"] = "Sylvie",
        ["tutorEmail"] = "sylvie.garnier@aurelane.invalid",
    };

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, Campaign campaign, Dictionary<string, object?> body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/campaigns/{campaign.Id}/enrolments") { Content = JsonContent.Create(body) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }

    private static Task<HttpResponseMessage> ImportAsync(HttpClient client, Campaign campaign, string text) =>
        client.PostAsync($"/api/v1/campaigns/{campaign.Id}/enrolment-imports?fileName=candidats.csv", new ByteArrayContent(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } });

    /// <summary>Asks the database until the job has ended, each query being the wait; then the interface, once.</summary>
    private async Task<JsonElement> EndAsync(HttpClient client, Uri job)
    {
        var (tenant, id) = (await fixture.Platform.TenantAsync(CqpFixture.Broker), Guid.Parse(job.ToString().Split('/')[^1]));
        await using var db = await fixture.Platform.Database.OpenAsync(tenant.Id);
        for (var asked = 0; asked < 100_000 && !await db.Jobs.AnyAsync(j => j.Id == id && j.EndedAt != null); asked++) await Task.Yield();
        return await JsonAsync(await client.GetAsync(job));
    }

    private static async Task ShouldRefuse(HttpResponseMessage answer, HttpStatusCode status, string? code = null)
    {
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        if (code is not null) (await JsonAsync(answer)).GetProperty("errors")[0].GetProperty("code").GetString().ShouldBe(code);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}
