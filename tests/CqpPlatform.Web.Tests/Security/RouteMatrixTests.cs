using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tests.Architecture;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Security;

/// <summary>Every page and endpoint that exists, found by reflection, asked by everybody, with identifiers of everybody.</summary>
public sealed partial class RouteMatrixTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private static readonly Role?[] Everybody = [null, Role.CertifierManager, Role.TrainingOrganisation, Role.Examiner, Role.JuryMember, Role.Tutor, Role.Support, Role.Operator];

    private static IReadOnlyList<(string Template, Type Page)> Pages { get; } =
    [
        .. from page in typeof(FeatureSetup).Assembly.GetTypes()
           from route in page.GetCustomAttributes<RouteAttribute>()
           orderby route.Template
           select (route.Template, page),
    ];

    [Fact]
    public async Task Each_page_opens_to_its_roles_and_to_nobody_else()
    {
        var stage = await MatrixStage.SetAsync(fixture);
        using var clients = await stage.SignInAllAsync();
        var faults = new List<string>();
        foreach (var (template, page) in Pages)
        {
            foreach (var role in Everybody)
            {
                var path = stage.Fill(template, stage.Own);
                using var answer = await clients[role].GetAsync(path);
                var expected = Open(page, role) ? "200" : role is null ? "/connexion" : "/acces-refuse";
                // Pages whose only answer is elsewhere: a page for errors, a form already filled, a door already open.
                var seen = answer.StatusCode == HttpStatusCode.Redirect ? new Uri(fixture.Host.BaseAddress, answer.Headers.Location!).AbsolutePath : ((int)answer.StatusCode).ToString();
                if (seen != expected && !Elsewhere(template, role, seen)) faults.Add($"{role?.ToString() ?? "anonymous"} {path}: {seen}, not {expected}");
            }
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_another_s_what_is_unknown_and_what_is_malformed_get_the_same_answer()
    {
        var stage = await MatrixStage.SetAsync(fixture);
        using var clients = await stage.SignInAllAsync();
        var (faults, blind) = (new List<string>(), new List<string>());
        foreach (var (template, page) in Pages.Where(p => p.Template.Contains('{')))
        {
            var told = false;
            foreach (var role in Everybody.Where(r => Open(page, r)))
            {
                var (unknown, missing) = await ReadAsync(clients[role], stage.Fill(template, stage.Unknown));
                foreach (var (whose, ids) in stage.Others(role))
                {
                    var (status, html) = await ReadAsync(clients[role], stage.Fill(template, ids));
                    if (status != unknown || html != missing) faults.Add($"{role} {template} of {whose}: {status}, and {unknown} for an unknown one");
                }
                told |= await ReadAsync(clients[role], stage.Fill(template, stage.Own)) != (unknown, missing);
                foreach (var malformed in new[] { "x", "%27%20OR%201%3D1", "..%2f..%2fetc%2fpasswd", "%EF%BF%BE", new string('9', 300) })
                {
                    var (status, _) = await ReadAsync(clients[role], MatrixStage.Slot().Replace(template, malformed));
                    if (status >= 500) faults.Add($"{role} {template} with {malformed}: {status}");
                }
            }
            if (!told) blind.Add(template);
        }
        faults.ShouldBeEmpty();
        // One's own is told apart from an unknown one, or the comparison would prove nothing. What the story has none of (a second person to compare with, a pair of examiners, an invitation, a printed document) is tried in its own tests.
        blind.ShouldBe(["/candidats/{CandidateId:guid}/doublon", "/ma-journee/{OralId:guid}/{Block}/rapprochement", "/ma-journee/{OralId:guid}/{Block}/rapprochement/confirmation", "/invitation/{Slug}/{Secret}", "/mot-de-passe/{Secret}", "/verification/{Number}", "/verification/{Number}/fichier", "/verification/{Number}/{Code}", "/verification/{Number}/{Code}/fichier"], ignoreOrder: true);
    }

    /// <summary>What a query may hold: identifiers, codes, dates, page numbers and words looked up in a referential; never anything of a person.</summary>
    [Fact]
    public void No_address_has_room_for_a_person()
    {
        string[] known = ["a", "annee", "avec", "bloc", "campagne", "candidat", "certification", "code", "de", "dossier", "envoye", "fait", "jour", "manquent", "numero", "organisme", "page", "partie", "presence", "q", "relancer", "remplace", "retour", "source", "sujet", "toutes", "version"];
        typeof(FeatureSetup).Assembly.GetTypes().SelectMany(t => t.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(p => p.GetCustomAttribute<SupplyParameterFromQueryAttribute>()?.Name).OfType<string>().Distinct().Order(StringComparer.Ordinal).ShouldBe(known);
        // A form the browser sends by itself: as an address only the four whose fields are named above, otherwise as a post. Fields of the forms of a circuit have no name: sent before it stands, they are empty.
        string[] asAddress = ["NumberForm.razor", "ExaminedFilter.razor", "CompareVersionsPage.razor", "ReferentialSearchBox.razor"];
        var razor = FenceTests.Sources("src/CqpPlatform.Web", "*.razor").Select(f => (Name: Path.GetFileName(f), Text: File.ReadAllText(f))).ToList();
        razor.Where(f => f.Text.Contains("method=\"get\"", StringComparison.OrdinalIgnoreCase)).Select(f => f.Name).ShouldBe(asAddress, ignoreOrder: true);
        razor.Where(f => Regex.IsMatch(f.Text, "<(TextField|TextAreaField|DateField|SelectField)\\b[^>]*\\sName=")).Where(f => !Regex.IsMatch(f.Text, "FormName=|method=\"(post|get)\"")).Select(f => f.Name).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_endpoint_asks_for_a_sign_in_or_a_key_unless_it_is_known_to_be_public()
    {
        string[] open = ["/health/live", "/health/ready", "/openapi/{documentName}.json", "/schemas/", "/connexion/cle/demande"];
        using var anonymous = fixture.Host.Client();
        var endpoints = fixture.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is null && e.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null);
        var asked = 0;
        foreach (var endpoint in endpoints)
        {
            var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (path.StartsWith("/_", StringComparison.Ordinal) || open.Any(o => path.StartsWith(o, StringComparison.Ordinal))) continue;
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), MatrixStage.Slot().Replace(path, Guid.NewGuid().ToString()));
                using var answer = await anonymous.SendAsync(request);
                var refused = path.StartsWith("/api", StringComparison.Ordinal) ? answer.StatusCode == HttpStatusCode.Unauthorized : answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/connexion", StringComparison.Ordinal);
                refused.ShouldBeTrue($"{method} {path}: {(int)answer.StatusCode}");
                asked++;
            }
        }
        asked.ShouldBeGreaterThan(6);
    }

    private static bool Open(Type page, Role? role)
    {
        if (page.GetCustomAttribute<AllowAnonymousAttribute>() is not null) return true;
        if (role is not { } r) return false;
        // A tutor comes by a link and has no account.
        if (r == Role.Tutor && page.GetCustomAttribute<RequiresAccountAttribute>() is not null) return false;
        return page.GetCustomAttributes<RequiresAttribute>().All(a => r.Grants(a.Permission));
    }

    // A number nobody issued and the general error pages answer 404; the tutor who is inside passes on to the observations.
    private static bool Elsewhere(string template, Role? role, string seen) => template switch
    {
        "/introuvable" or "/verification/{Number}/{Code}" or "/verification/{Number}/{Code}/fichier" => seen == "404",
        "/" => role is { } r && seen == r.LandingPath(),
        "/connexion/code" => seen == "/connexion",
        "/erreur" => seen is "500" or "200",
        "/acces-refuse" => seen is "403" or "200",
        "/observation/{Slug}/{Secret}" => role == Role.Tutor && seen == "/observations",
        _ => false,
    };

    private static async Task<(int Status, string Html)> ReadAsync(SignedInClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        var html = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, Changing().Replace(html, ""));
    }

    // Form tokens, component state and what was asked differ from one answer to the next.
    [GeneratedRegex("<!--Blazor.*?-->|nonce=\"[^\"]+\"|name=\"__RequestVerificationToken\" value=\"[^\"]+\"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\\d\\d/\\d\\d/\\d{4} à \\d\\d:\\d\\d", RegexOptions.Singleline)]
    private static partial Regex Changing();
}
