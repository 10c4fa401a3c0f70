using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Security;

/// <summary>
/// Endpoints that are no page (RouteMatrixTests asks the pages): downloads, the HTTP API, form posts. Another's identifier gets the answer
/// of one that never existed: status, headers and body.
/// </summary>
public sealed partial class ForeignIdentifierTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private static readonly Role[] Roles = [Role.CertifierManager, Role.TrainingOrganisation, Role.Examiner, Role.JuryMember, Role.Tutor];

    // What the story has none of: a pair of examiners, a letter of convocation, sealed minutes, two versions to compare, a printed document. Their own tests try them; here the foreign is as absent as the unknown.
    private static readonly string[] Blind =
    [
        "POST /ma-journee/rapprochements/{enrolmentId:guid}/{block}/saisie", "GET /ma-journee/rapprochements/{enrolmentId:guid}/{block}/pieces/{fileId:guid}", "GET /jury/{SessionId:guid}/convocations/{MemberId:guid}", "GET /jury/{SessionId:guid}/signatures",
        "GET /api/v1/certifications/{code}/compare", "GET /api/v1/verification/{number}/{code}",
    ];

    [Fact]
    public async Task Another_s_identifier_is_answered_like_one_that_never_existed()
    {
        var stage = await MatrixStage.SetAsync(fixture);
        using var clients = await stage.SignInAllAsync();
        using var certifier = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.CertifierManager));
        using var organisation = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.TrainingOrganisation, stage.OrganisationId));
        var tokens = new Dictionary<Role, string>();
        foreach (var role in Roles) tokens[role] = await TokenAsync(clients[role], role == Role.Tutor ? role.LandingPath() : "/compte");
        var (faults, asked, blind) = (new List<string>(), 0, new List<string>());
        foreach (var endpoint in Endpoints())
        {
            var template = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                var told = false;
                foreach (var (who, role, send) in Askers(template, method))
                {
                    var unknown = await send(stage.Fill(template, stage.Unknown));
                    foreach (var (whose, ids) in stage.Others(role))
                    {
                        var seen = await send(stage.Fill(template, ids));
                        asked++;
                        if (seen != unknown) faults.Add($"{who} {method} {template} of {whose}:\n{seen}\nand for an unknown one:\n{unknown}");
                    }
                    told |= await send(stage.Fill(template, stage.Own)) != unknown;
                }
                if (!told) blind.Add($"{method} {template}");
            }
        }
        faults.ShouldBeEmpty();
        asked.ShouldBeGreaterThan(100);
        // Everywhere else one's own identifier is answered otherwise: the comparison compares what is really there.
        blind.ShouldBe(Blind, ignoreOrder: true);

        IEnumerable<(string Who, Role Role, Func<string, Task<string>> Send)> Askers(string template, string method)
        {
            if (template.StartsWith("/api/", StringComparison.Ordinal))
            {
                yield return ("the certifier's key", Role.CertifierManager, path => SeenAsync(certifier, method, path, Body(template)));
                yield return ("an organisation's key", Role.TrainingOrganisation, path => SeenAsync(organisation, method, path, Body(template)));
            }
            else
            {
                foreach (var role in Roles)
                {
                    yield return (role.ToString(), role, path => AskAsync(role, path, method, template));
                }
            }
        }

        async Task<string> AskAsync(Role role, string path, string method, string template)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "GET" ? null : Body(template) };
            request.Headers.Add("RequestVerificationToken", tokens[role]);
            return await SeenAsync(path, await clients[role].SendAsync(request));
        }
    }

    [Fact]
    public async Task A_form_that_names_another_s_access_is_answered_like_one_that_names_nobody_s()
    {
        var world = await fixture.Platform.CreateWorldAsync(CqpFixture.Broker);
        var elsewhere = await fixture.Platform.CreateWorldAsync(CqpFixture.Insurer);
        await fixture.Platform.GivePasswordsAsync(world);
        using var client = await SignedInClient.SignInAsync(fixture.Host, world.Secretary);
        var unknown = await PostAsync(Guid.NewGuid());
        (await PostAsync(world.Manager.Id)).ShouldBe(unknown);
        (await PostAsync(elsewhere.Manager.Id)).ShouldBe(unknown);

        async Task<string> PostAsync(Guid id) => await SeenAsync("/compte/acces", await client.PostFormAsync("/compte", "/compte/acces", null, new() { ["membershipId"] = id.ToString() }));
    }

    private IEnumerable<RouteEndpoint> Endpoints() => fixture.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is null && e.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        .Where(e => e.RoutePattern.Parameters.Any(p => !p.IsCatchAll) && !e.RoutePattern.RawText!.TrimStart('/').StartsWith('_') && !e.RoutePattern.RawText.Contains("openapi"));

    /// <summary>What each address asks for, so that it gets as far as the identifier.</summary>
    private static HttpContent Body(string template) => template.Split('/')[^1] switch
    {
        "saisie" => JsonContent.Create(new { id = Guid.NewGuid(), item = "C1", field = "Comment", value = "Vu.", basis = (Guid?)null }),
        "erreurs" => new MultipartFormDataContent { { new ByteArrayContent("Nom;Prénom\n"u8.ToArray()), "fichier", "resultats.csv" } },
        "enrolment-imports" => new StringContent("Nom;Prénom\nAmbrosini;Jade\n", System.Text.Encoding.UTF8, "text/csv"),
        "enrolments" => JsonContent.Create(new { draft = true, birthName = "Ambrosini", firstNames = "Jade" }),
        "{block}" => JsonContent.Create(new { lines = new[] { new { item = "C1", comment = "Vu." } }, submit = false }),
        _ => JsonContent.Create(new { option = (string?)null, blocks = Array.Empty<string>() }),
    };

    private static async Task<string> TokenAsync(SignedInClient client, string page) => WebUtility.HtmlDecode(Token().Match(await (await client.GetAsync(page)).Content.ReadAsStringAsync()).Groups[1].Value);

    private static async Task<string> SeenAsync(HttpClient client, string method, string path, HttpContent body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "GET" ? null : body };
        return await SeenAsync(path, await client.SendAsync(request));
    }

    /// <summary>All a client learns, without what every answer has of its own and what it was asked.</summary>
    private static async Task<string> SeenAsync(string path, HttpResponseMessage answer)
    {
        using (answer)
        {
            var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Date" or "Content-Security-Policy" or "Set-Cookie" or "Content-Length")).OrderBy(h => h.Key, StringComparer.Ordinal)
                .Select(h => $"{h.Key}: {string.Join(',', h.Value)}");
            var body = await answer.Content.ReadAsStringAsync();
            return Changing().Replace($"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n\n{body}".Replace(path, "").Replace(Uri.EscapeDataString(path), ""), "");
        }
    }

    [GeneratedRegex("<!--Blazor.*?-->|name=\"__RequestVerificationToken\" value=\"[^\"]+\"|nonce=\"[^\"]+\"|\"traceId\":\"[^\"]+\"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|RNCP\\d{5}", RegexOptions.Singleline)]
    private static partial Regex Changing();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
