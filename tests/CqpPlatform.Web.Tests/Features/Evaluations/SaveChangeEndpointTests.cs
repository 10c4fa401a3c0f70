using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Evaluations.Grids;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Evaluations;

/// <summary>The address a grid saves itself to, as a browser uses it: cookie, form token, JSON.</summary>
public sealed partial class SaveChangeEndpointTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task A_change_is_saved_replayed_refused_or_told_each_with_its_own_answer()
    {
        var (world, enrolment) = await StageAsync();
        using var secretary = await SignedInClient.SignInAsync(fixture.Host, world.Secretary);
        var token = await TokenAsync(secretary, enrolment);
        var first = new SentChange(Guid.NewGuid(), "C1", LineField.Rating, "Acquired", null);

        var saved = await SendAsync(secretary, enrolment, first, token);
        saved.Status.ShouldBe(HttpStatusCode.OK);
        saved.Answer!.At!.ShouldMatch(@"^\d\d:\d\d$");
        saved.Answer.Basis.ShouldBe(first.Id);
        (await SendAsync(secretary, enrolment, first, token)).Status.ShouldBe(HttpStatusCode.OK, "the same again");

        var lost = await SendAsync(secretary, enrolment, new(Guid.NewGuid(), "C1", LineField.Rating, "NotAcquired", null), token);
        lost.Status.ShouldBe(HttpStatusCode.Conflict);
        lost.Answer!.Other.ShouldSatisfyAllConditions(o => o!.Value.ShouldBe("Acquired"), o => o!.Basis.ShouldBe(first.Id), o => o!.By.ShouldBe("ROCHETTE Benoît"));

        var refused = await SendAsync(secretary, enrolment, new(Guid.NewGuid(), "C1", LineField.Comment, "Madame 2 94 03 2A 004 123", null), token);
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Answer!.Message!.ShouldContain("sécurité sociale");
        (await SendAsync(secretary, enrolment, first with { Id = Guid.NewGuid() }, "faux")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_ended_session_leads_to_the_door_and_nothing_is_written()
    {
        var (world, enrolment) = await StageAsync();
        using var secretary = await SignedInClient.SignInAsync(fixture.Host, world.Secretary);
        var token = await TokenAsync(secretary, enrolment);
        await using (var db = fixture.Platform.Database.OpenGlobal()) await db.AccountSessions.Where(s => s.AccountId == world.Secretary.AccountId).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, x => x.StartedAt));

        (await SendAsync(secretary, enrolment, new(Guid.NewGuid(), "C1", LineField.Rating, "Acquired", null), token)).Status.ShouldBe(HttpStatusCode.Redirect);

        await using var tenant = await fixture.Platform.Database.OpenAsync(world.TenantId);
        (await tenant.EvaluationChanges.AnyAsync(c => tenant.Evaluations.Any(e => e.Id == c.EvaluationId && e.EnrolmentId == enrolment))).ShouldBeFalse();
    }

    private async Task<(TestWorld World, Guid Enrolment)> StageAsync()
    {
        var world = await fixture.Platform.CreateWorldAsync(CqpFixture.Broker);
        await fixture.Platform.GivePasswordsAsync(world);
        var (_, enrolment, _) = await fixture.Platform.CreateEvaluationAsync(world, "RNCP31391", $"Saisie {Guid.NewGuid():N}");
        return (world, enrolment.Id);
    }

    private static async Task<string> TokenAsync(SignedInClient client, Guid enrolment)
    {
        using var page = await client.GetAsync($"/evaluations/{enrolment}/BC1");
        return WebUtility.HtmlDecode(Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value);
    }

    private static async Task<(HttpStatusCode Status, ChangeAnswer? Answer)> SendAsync(SignedInClient client, Guid enrolment, SentChange change, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/evaluations/{enrolment}/BC1/saisie") { Content = JsonContent.Create(change) };
        request.Headers.Add("RequestVerificationToken", token);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType == "application/json" ? await answer.Content.ReadFromJsonAsync<ChangeAnswer>() : null);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
