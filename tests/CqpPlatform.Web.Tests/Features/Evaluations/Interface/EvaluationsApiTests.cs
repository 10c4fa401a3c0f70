using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Evaluations.Interface;

public sealed class EvaluationsApiTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Said = "mot-qui-ne-sort-pas";

    [Fact]
    public async Task An_organisation_reads_what_is_asked_enters_its_own_source_and_submits_it()
    {
        var (world, enrolment) = await StageAsync();
        using var client = await ClientAsync(Role.TrainingOrganisation, world.Organisation.Id);
        var asked = await GetAsync(client, $"/api/v1/enrolments/{enrolment.Id}/evaluations");
        asked.GetProperty("items").EnumerateArray().Count(i => i.GetProperty("source").GetString() == "trainingOrganisation").ShouldBe(enrolment.BlocksToEvaluate.Count);
        var grid = await GetAsync(client, $"/api/v1/enrolments/{enrolment.Id}/evaluations/BC1");
        grid.GetProperty("levels").EnumerateArray().Select(l => l.GetProperty("rating").GetString()).ShouldBe(["acquired", "inProgress", "notAcquired"]);

        var lines = grid.GetProperty("lines").EnumerateArray().Select(l => new { item = l.GetProperty("item").GetString(), rating = "acquired" }).ToList();
        var draft = await PutAsync(client, enrolment.Id, new { lines = lines.Take(1) });
        (draft.Status, draft.Body.GetProperty("state").GetString(), draft.Body.GetProperty("missing").GetArrayLength()).ShouldBe((HttpStatusCode.OK, "draft", lines.Count - 1));
        var early = await PutAsync(client, enrolment.Id, new { lines = lines.Take(1), submit = true });
        (early.Status, early.Body.GetProperty("errors").GetArrayLength()).ShouldBe((HttpStatusCode.UnprocessableEntity, lines.Count - 1));

        var done = await PutAsync(client, enrolment.Id, new { lines, submit = true });
        (done.Status, done.Body.GetProperty("state").GetString()).ShouldBe((HttpStatusCode.OK, "submitted"));
        var again = await PutAsync(client, enrolment.Id, new { lines, submit = true });
        (again.Status, again.Body.GetProperty("errors")[0].GetProperty("code").GetString()).ShouldBe((HttpStatusCode.UnprocessableEntity, "evaluation-submitted"));
        await using var db = await fixture.Platform.Database.OpenAsync(world.TenantId);
        (await db.Evaluations.Include(e => e.Signatures).SingleAsync(e => e.EnrolmentId == enrolment.Id && e.BlockCode == "BC1" && e.Source == SourceKind.TrainingOrganisation)).Signatures.Count.ShouldBe(1);
    }

    [Fact]
    public async Task All_of_a_request_is_written_or_nothing_with_every_reason()
    {
        var (world, enrolment) = await StageAsync();
        using var client = await ClientAsync(Role.TrainingOrganisation, world.Organisation.Id);
        var refused = await PutAsync(client, enrolment.Id, new { lines = new object[] { new { item = "C1", rating = "acquired" }, new { item = "C99", rating = "acquired" }, new { item = "C2", rating = "notObserved", comment = "x" } } });
        refused.Body.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString()).ShouldBe(["evaluation-unknown-item", "rating-not-offered"]);
        (await PutAsync(client, enrolment.Id, new { lines = new[] { new { item = "C1", rating = "Parfait !" } } })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await PutAsync(client, enrolment.Id, new { lines = new[] { new { item = "C1", rating = "parfait" } } })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await PutAsync(client, enrolment.Id, new { })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await PutAsync(client, enrolment.Id, new { lines = new[] { new { item = "C1", rating = "acquired", comment = "Madame 2 94 03 2A 004 123" } } })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await using var db = await fixture.Platform.Database.OpenAsync(world.TenantId);
        (await db.EvaluationGrids.AnyAsync(e => e.EnrolmentId == enrolment.Id)).ShouldBeFalse();
    }

    [Fact]
    public async Task No_key_of_any_role_reads_a_word_of_another_source_and_a_stranger_learns_nothing()
    {
        var (world, enrolment) = await StageAsync();
        await fixture.Platform.EvaluateAsync(world, enrolment);
        await using (var db = await fixture.Platform.Database.OpenAsync(world.TenantId))
            await db.EvaluationGrids.Where(e => e.EnrolmentId == enrolment.Id && e.Source != SourceKind.TrainingOrganisation).SelectMany(e => e.Ratings).ExecuteUpdateAsync(s => s.SetProperty(r => r.Comment, Said));
        foreach (var (role, organisation) in new (Role, Guid?)[] { (Role.TrainingOrganisation, world.Organisation.Id), (Role.CertifierManager, null) })
        {
            using var client = await ClientAsync(role, organisation);
            foreach (var path in new[] { "", "/BC1", "/BC4" })
            {
                using var answer = await client.GetAsync($"/api/v1/enrolments/{enrolment.Id}/evaluations{path}");
                (await answer.Content.ReadAsStringAsync()).ShouldNotContain(Said, customMessage: $"{role} {path}");
            }
        }
        using var certifier = await ClientAsync(Role.CertifierManager, null);
        (await GetAsync(certifier, $"/api/v1/enrolments/{enrolment.Id}/evaluations")).GetProperty("items").EnumerateArray().ShouldAllBe(i => i.GetProperty("state").GetString() == "submitted");
        (await certifier.GetAsync($"/api/v1/enrolments/{enrolment.Id}/evaluations/BC1")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PutAsync(certifier, enrolment.Id, new { lines = Array.Empty<object>() })).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var stranger = await ClientAsync(Role.TrainingOrganisation, world.OtherOrganisation.Id);
        foreach (var id in new[] { enrolment.Id, Guid.NewGuid() })
        {
            (await stranger.GetAsync($"/api/v1/enrolments/{id}/evaluations")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await stranger.GetAsync($"/api/v1/enrolments/{id}/evaluations/BC1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await PutAsync(stranger, id, new { lines = Array.Empty<object>() })).Status.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task The_description_names_the_routes()
    {
        using var client = fixture.Host.Client();
        var paths = (await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths");
        paths.GetProperty("/api/v1/enrolments/{id}/evaluations").EnumerateObject().Select(p => p.Name).ShouldBe(["get"]);
        paths.GetProperty("/api/v1/enrolments/{id}/evaluations/{block}").EnumerateObject().Select(p => p.Name).ShouldBe(["get", "put"], ignoreOrder: true);
    }

    private async Task<(TestWorld World, Enrolment Enrolment)> StageAsync()
    {
        var world = await fixture.Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await fixture.Platform.CreateEvaluationAsync(world, "RNCP31391", $"Interface {Guid.NewGuid():N}");
        return (world, enrolment);
    }

    private async Task<HttpClient> ClientAsync(Role role, Guid? organisationId) => fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, role, organisationId));

    private static Task<JsonElement> GetAsync(HttpClient client, string path) => client.GetFromJsonAsync<JsonElement>(path);

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PutAsync(HttpClient client, Guid enrolmentId, object body)
    {
        using var answer = await client.PutAsJsonAsync($"/api/v1/enrolments/{enrolmentId}/evaluations/BC1", body);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
