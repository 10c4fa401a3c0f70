using System.Net;
using System.Text.RegularExpressions;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tests.Security;
using Npgsql;

namespace CqpPlatform.Web.Tests.Hosting;

/// <summary>What breaks is told by a number on screen and by its cause in the log; neither holds anything of a person.</summary>
public sealed partial class IncidentTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task An_error_shows_a_number_that_the_log_explains_and_no_log_line_holds_what_people_sent()
    {
        var platform = fixture.Platform;
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        await platform.GivePasswordsAsync(world);
        var (_, secret) = await platform.CreateTutorLinkAsync(world);
        var key = await fixture.Host.KeyAsync(CqpFixture.Broker, Role.CertifierManager);
        var email = await platform.EmailOfAsync(world.Manager);
        var log = new StringWriter();
        var screen = Console.Out;
        Console.SetOut(TextWriter.Synchronized(log));
        string html, problem;
        try
        {
            using var manager = await SignedInClient.SignInAsync(fixture.Host, world.Manager);
            using var stranger = SignedInClient.Anonymous(fixture.Host);
            await stranger.PostFormAsync("/connexion", "/connexion", "connexion", new() { ["Input.Email"] = email, ["Input.Password"] = "motdepasse-quzxv" });
            await stranger.GetAsync($"/observation/{CqpFixture.Broker}/{secret}");
            await stranger.GetAsync("/candidats?q=Quzxvard");
            await stranger.PostFormAsync("/connexion", "/deconnexion", null, [], withToken: false);
            await BreakAsync("alter table campaigns rename to gone; alter table issued_documents rename to lost");
            using var broken = await manager.GetAsync("/campagnes?motif=quzxv");
            broken.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
            html = await broken.Content.ReadAsStringAsync();
            using var api = fixture.Host.Client(key);
            using var refused = await api.GetAsync("/api/v1/documents");
            problem = await refused.Content.ReadAsStringAsync();
            foreach (var answer in new[] { broken, refused }) answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        }
        finally
        {
            Console.SetOut(screen);
            await BreakAsync("alter table if exists gone rename to campaigns; alter table if exists lost rename to issued_documents");
        }
        var written = log.ToString();
        var incident = Reference().Match(html).Groups[1].Value;
        incident.ShouldNotBeEmpty();
        written.ShouldContain($"Incident {incident}: GET /campagnes");
        written.ShouldContain($"Incident {ProblemReference().Match(problem).Groups[1].Value}: GET /api/v1/documents");
        foreach (var inner in new[] { "Npgsql", "42P01", "campaigns", "   at " })
        {
            html.ShouldNotContain(inner);
            problem.ShouldNotContain(inner);
        }
        foreach (var personal in new[] { email, "quzxv", secret, key, "?motif", TestData.Password }) written.ShouldNotContain(personal, Case.Insensitive);
    }

    private async Task BreakAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(fixture.Platform.OwnerConnection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex("<code class=\"mono\">([^<]+)</code>")]
    private static partial Regex Reference();

    [GeneratedRegex("\"incident\":\"([^\"]+)\"")]
    private static partial Regex ProblemReference();
}
