using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tests.Referentials;

namespace CqpPlatform.Web.Tests.Features.Referentials;

public sealed class CertificationsApiTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("/api/v1/certifications")]
    [InlineData("/api/v1/certifications/RNCP31391")]
    [InlineData("/api/v1/documents")]
    [InlineData("/api/v1/nothing")]
    public async Task Without_a_key_nothing_answers(string path)
    {
        foreach (var key in new[] { null, "wrong", $"cqp_{CqpFixture.Broker}_{new string('0', 64)}" })
        {
            using var client = fixture.Host.Client(key);
            client.DefaultRequestHeaders.Accept.ParseAdd("application/pdf");
            var response = await client.GetAsync(path);
            await ShouldBeProblem(response, HttpStatusCode.Unauthorized);
            response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        }
    }

    [Fact]
    public async Task A_tenant_lists_its_own_certifications()
    {
        using var broker = await ClientAsync(CqpFixture.Broker);
        using var insurer = await ClientAsync(CqpFixture.Insurer);
        (await CodesAsync(broker)).ShouldBe(["RNCP31391", "RNCP31395"]);
        (await CodesAsync(insurer)).ShouldBe(["RNCP41351"]);
    }

    [Fact]
    public async Task A_certification_is_given_whole_and_answers_not_modified_to_its_own_tag()
    {
        using var client = await ClientAsync(CqpFixture.Broker);
        var response = await client.GetAsync("/api/v1/certifications/RNCP31391");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var json = await response.Content.ReadAsStringAsync();
        ReferentialJson.Read(json).Succeeded.ShouldBeTrue();
        var block = JsonDocument.Parse(json).RootElement.GetProperty("blocks").EnumerateArray().Single(b => b.GetProperty("code").GetString() == "BC4");
        block.GetProperty("rncpCode").GetString().ShouldBe("RNCP31391BC04");
        var competency = block.GetProperty("competencies")[0];
        competency.GetProperty("subCompetencies")[0].GetProperty("criteria").ValueKind.ShouldBe(JsonValueKind.Array);
        competency.GetProperty("criteria").ValueKind.ShouldBe(JsonValueKind.Array);
        block.GetProperty("evaluations").EnumerateArray().Select(e => e.GetProperty("source").GetString()).ShouldBe(["trainingOrganisation", "tutor", "commission"]);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/certifications/RNCP31391");
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        (await client.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Another_tenants_certification_and_an_unknown_one_are_not_found()
    {
        using var client = await ClientAsync(CqpFixture.Broker);
        await ShouldBeProblem(await client.GetAsync("/api/v1/certifications/RNCP41351"), HttpStatusCode.NotFound);
        await ShouldBeProblem(await client.GetAsync("/api/v1/certifications/RNCP99999"), HttpStatusCode.NotFound);
        await ShouldBeProblem(await client.GetAsync("/api/v1/nothing"), HttpStatusCode.NotFound);
        await ShouldBeProblem(await client.PostAsJsonAsync("/api/v1/certifications/RNCP41351/block-choice/check", new { option = (string?)null, blocks = Array.Empty<string>() }), HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("RNCP31391", 12)]
    [InlineData("RNCP31395", 3)]
    [InlineData("RNCP41351", 2)]
    public async Task Of_all_subsets_and_options_exactly_the_valid_choices_pass(string code, int valid)
    {
        var referential = Shipped.Of(code);
        using var client = await ClientAsync(code == "RNCP41351" ? CqpFixture.Insurer : CqpFixture.Broker);
        var blocks = referential.Composition.AllBlocks();
        var asked = from option in referential.Composition.Options.Select(o => o.Code).Append(null)
                    from subset in Enumerable.Range(0, 1 << blocks.Count)
                    select new BlockChoice(option, [.. blocks.Where((_, i) => (subset >> i & 1) == 1)]);
        var passed = 0;
        await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (choice, ct) =>
        {
            var answer = await CheckAsync(client, code, new { option = choice.Option, blocks = choice.Blocks }, ct);
            answer.GetProperty("valid").GetBoolean().ShouldBe(answer.GetProperty("errors").GetArrayLength() == 0);
            if (answer.GetProperty("valid").GetBoolean()) Interlocked.Increment(ref passed);
        });
        passed.ShouldBe(valid);
    }

    [Fact]
    public async Task An_acquired_block_satisfies_its_place_without_being_chosen()
    {
        using var client = await ClientAsync(CqpFixture.Broker);
        var blocks = new[] { "BC1", "BC3", "BC4", "BC8" };
        (await CheckAsync(client, "RNCP31391", new { option = "production", blocks, acquired = new[] { "BC2", "BC5", "BC9" } })).GetProperty("valid").GetBoolean().ShouldBeTrue();
        (await CheckAsync(client, "RNCP31391", new { option = "production", blocks, acquired = new[] { "BC2" } })).GetProperty("errors").EnumerateArray()
            .Select(e => e.GetProperty("code").GetString()).ShouldBe(["option-blocks-missing", "elective-missing"]);
    }

    [Fact]
    public async Task A_refused_choice_names_the_rule_and_the_blocks()
    {
        using var client = await ClientAsync(CqpFixture.Broker);
        var answer = await CheckAsync(client, "RNCP31391", new { option = "production", blocks = new[] { "BC1", "BC2", "BC4", "BC5", "BC6", "BC7" } });
        var error = answer.GetProperty("errors").EnumerateArray().Single();
        error.GetProperty("code").GetString().ShouldBe("common-missing");
        error.GetProperty("message").GetString()!.ShouldContain("BC3");
        error.GetProperty("blocks").EnumerateArray().Select(b => b.GetString()).ShouldBe(["BC3"]);
    }

    [Fact]
    public async Task Two_versions_are_compared_word_by_word()
    {
        var tenant = await fixture.Platform.TenantAsync(CqpFixture.Insurer);
        await using (var db = await fixture.Platform.Database.OpenAsync(tenant.Id))
        {
            var later = Shipped.Rncp41351 with { Version = "2028", Blocks = [.. Shipped.Rncp41351.Blocks.Select(b => b.Code == "BC02" ? b with { Title = "Souscrire et gérer" } : b)] };
            db.Add(ReferentialVersion.Publish(later, ReferentialJson.Write(later), fixture.Platform.Clock.Now.AddYears(-1)));
            await db.SaveChangesAsync();
        }
        using var client = await ClientAsync(CqpFixture.Insurer);
        var answer = await client.GetFromJsonAsync<JsonElement>("/api/v1/certifications/RNCP41351/compare?from=2025-09-25&to=2028");
        var change = answer.GetProperty("changes").EnumerateArray().Single();
        (change.GetProperty("section").GetString(), change.GetProperty("kind").GetString(), change.GetProperty("after").GetString()).ShouldBe(("BC02", "changed", "Souscrire et gérer"));
        string.Concat(change.GetProperty("words").EnumerateArray().Where(w => w.GetProperty("change").GetString() != "removed").Select(w => w.GetProperty("text").GetString())).ShouldBe("Souscrire et gérer");

        var versions = (await client.GetFromJsonAsync<JsonElement>("/api/v1/certifications/RNCP41351/versions")).GetProperty("items").EnumerateArray().ToList();
        versions.Select(v => (v.GetProperty("version").GetString(), v.GetProperty("status").GetString())).ShouldBe([("2025-09-25", "published"), ("2028", "published")]);
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/certifications/RNCP41351?version=2028")).GetProperty("version").GetString().ShouldBe("2028");
        await ShouldBeProblem(await client.GetAsync("/api/v1/certifications/RNCP41351/compare?from=2025-09-25&to=2029"), HttpStatusCode.NotFound);
        await ShouldBeProblem(await client.GetAsync("/api/v1/certifications/RNCP31391/compare?from=2017-04-19&to=2017-04-19"), HttpStatusCode.NotFound);
        await ShouldBeProblem(await client.GetAsync("/api/v1/certifications/RNCP41351/compare"), HttpStatusCode.BadRequest);
        await ShouldBeProblem(await client.GetAsync("/api/v1/certifications/RNCP41351?version=x%00"), HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"option":"production"}""")]
    [InlineData("""{"option":null,"blocks":null}""")]
    [InlineData("""{"option":null,"blocks":[null]}""")]
    [InlineData("""{"option":3,"blocks":["BC1"]}""")]
    [InlineData("""{"option":null,"blocks":"BC1"}""")]
    [InlineData("""{"option":null,"blocks":["BC1"],"acquired":[null]}""")]
    public async Task A_body_of_another_form_is_a_bad_request(string body)
    {
        using var client = await ClientAsync(CqpFixture.Broker);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        await ShouldBeProblem(await client.PostAsync("/api/v1/certifications/RNCP31391/block-choice/check", content), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_description_and_the_schema_are_public()
    {
        using var client = fixture.Host.Client();
        var description = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        description.GetProperty("paths").EnumerateObject().Select(p => p.Name).Where(p => p.StartsWith("/api/v1/certifications", StringComparison.Ordinal)).Order().ShouldBe([
            "/api/v1/certifications", "/api/v1/certifications/{code}", "/api/v1/certifications/{code}/block-choice/check", "/api/v1/certifications/{code}/compare", "/api/v1/certifications/{code}/versions"]);
        var schema = await client.GetAsync("/schemas/referential.schema.json");
        schema.StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonDocument.Parse(await schema.Content.ReadAsStringAsync()).RootElement.GetProperty("$id").GetString().ShouldBe("/schemas/referential.schema.json");
    }

    private async Task<HttpClient> ClientAsync(string tenant) => fixture.Host.Client(await fixture.Host.KeyAsync(tenant, Role.CertifierManager));

    private static async Task<IEnumerable<string?>> CodesAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/certifications")).GetProperty("items").EnumerateArray().Select(c => c.GetProperty("code").GetString());

    private static async Task<JsonElement> CheckAsync(HttpClient client, string code, object body, CancellationToken ct = default)
    {
        var response = await client.PostAsJsonAsync($"/api/v1/certifications/{code}/block-choice/check", body, ct);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }

    private static async Task ShouldBeProblem(HttpResponseMessage response, HttpStatusCode status)
    {
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
    }
}
