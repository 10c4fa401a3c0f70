using System.Net;
using System.Net.WebSockets;
using System.Reflection;
using System.Text.RegularExpressions;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tests.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Hosting;

/// <summary>What every route tells the browser, whoever asks and whatever the answer.</summary>
public sealed partial class HeadersTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Every_route_forbids_what_no_page_needs_and_runs_no_script_but_its_own()
    {
        var stage = await MatrixStage.SetAsync(fixture);
        using var clients = await stage.SignInAllAsync();
        var templates = fixture.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false)
            .Where(e => !e.RoutePattern.Parameters.Any(p => p.IsCatchAll))
            .Select(e => (Template: "/" + e.RoutePattern.RawText!.TrimStart('/'), IsPage: e.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is not null))
            .Where(t => !Path.HasExtension(t.Template) && !t.Template.StartsWith("/_", StringComparison.Ordinal))
            .Concat([("/nulle-part", false), ("/css/app.css", false), ("/openapi/v1.json", false), ("/_framework/blazor.web.js", false)]).Distinct().ToList();
        templates.Count.ShouldBeGreaterThan(35);
        var (faults, nonces) = (new List<string>(), new List<string>());
        foreach (var (template, isPage) in templates)
        {
            foreach (var role in new Role?[] { null, Role.CertifierManager, Role.TrainingOrganisation, Role.Examiner, Role.JuryMember, Role.Tutor })
            {
                var path = isPage ? stage.Fill(template, stage.Own) : MatrixStage.Slot().Replace(template, Guid.NewGuid().ToString());
                using var answer = await clients[role].GetAsync(path);
                var nonce = NonceOf(answer);
                if (nonce is not null) nonces.Add(nonce);
                faults.AddRange((await FaultsAsync(answer, nonce, role is not null && !Path.HasExtension(path) && !path.StartsWith("/api", StringComparison.Ordinal))).Select(f => $"{role?.ToString() ?? "anonymous"} {path} ({(int)answer.StatusCode}): {f}"));
            }
        }
        faults.ShouldBeEmpty();
        nonces.Distinct().Count().ShouldBe(nonces.Count, "each answer has its own");
    }

    [Fact]
    public async Task What_a_page_is_made_of_is_fetched_once()
    {
        using var client = fixture.Host.Client();
        var page = await client.GetStringAsync("/connexion");
        var parts = PartOfPage().Matches(page).Select(m => m.Groups[1].Value).ToList();
        parts.ShouldContain(part => part.StartsWith("_framework/blazor.web.", StringComparison.Ordinal));
        parts.ShouldContain(part => part.StartsWith("css/app.", StringComparison.Ordinal));
        foreach (var part in parts)
        {
            using var answer = await client.GetAsync(part);
            answer.Headers.CacheControl!.ToString().ShouldContain("immutable", customMessage: part);
        }
    }

    [Theory]
    [InlineData("/connexion", 200)]
    [InlineData("/mot-de-passe", 200)]
    [InlineData("/verification", 200)]
    [InlineData("/health/live", 200)]
    [InlineData("/campagnes", 302)]
    [InlineData("/api/v1/documents", 401)]
    public async Task Whoever_asks_for_the_head_alone_gets_the_answer_of_the_page_without_its_body(string path, int status)
    {
        using var client = fixture.Host.Client();
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        ((int)head.StatusCode).ShouldBe(status);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        using var whole = await client.GetAsync(path);
        (whole.StatusCode, whole.Headers.Location).ShouldBe((head.StatusCode, head.Headers.Location));
    }

    private static string? NonceOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Content-Security-Policy", out var policy) && Nonce().Match(string.Concat(policy)) is { Success: true } match ? match.Groups[1].Value : null;

    private static async Task<List<string>> FaultsAsync(HttpResponseMessage answer, string? nonce, bool isSignedIn)
    {
        var faults = new List<string>();
        Must("X-Content-Type-Options", "nosniff");
        Must("X-Frame-Options", "DENY");
        Must("Referrer-Policy", "same-origin");
        Must("Cross-Origin-Opener-Policy", "same-origin");
        Must("Cross-Origin-Resource-Policy", "same-origin");
        Must("Permissions-Policy", "camera=()");
        Must("Content-Security-Policy", "frame-ancestors 'none'");
        Must("Content-Security-Policy", "object-src 'none'");
        var policy = Header("Content-Security-Policy");
        if (nonce is null) faults.Add("no nonce");
        if (policy.Contains("unsafe", StringComparison.Ordinal) || policy.Contains('*')) faults.Add(policy);
        if (answer.Headers.Contains("Server") || answer.Headers.Contains("X-Powered-By")) faults.Add("names its server");
        if (isSignedIn && answer.Headers.CacheControl?.NoStore != true) faults.Add("may be stored");
        if (answer.Content.Headers.ContentType?.MediaType != "text/html") return faults;
        var html = await answer.Content.ReadAsStringAsync();
        foreach (Match script in Script().Matches(html))
            if (!script.Value.Contains($"nonce=\"{WebUtility.HtmlEncode(nonce)}\"", StringComparison.Ordinal) && !script.Value.Contains($"nonce=\"{nonce}\"", StringComparison.Ordinal) || script.Groups[1].Value.Trim().Length > 0) faults.Add(script.Value);
        if (Inline().Match(html) is { Success: true } inline) faults.Add(inline.Value);
        return faults;

        string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(' ', values) : "";
        void Must(string name, string value)
        {
            if (!Header(name).Contains(value, StringComparison.Ordinal)) faults.Add($"{name} is « {Header(name)} »");
        }
    }

    [Fact]
    public async Task Over_https_the_browser_is_told_to_stay_there_and_the_cookies_bear_the_host_prefix()
    {
        await using var host = await PlatformHost.StartAsync(fixture.Platform, new() { ["CQP_PUBLIC_URL"] = "https://cqp.example" });
        using var client = host.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Host = "cqp.example";
        using var answer = await client.GetAsync("/connexion");
        answer.Headers.GetValues("Strict-Transport-Security").Single().ShouldContain("max-age=31536000");
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        cookies.ShouldNotBeEmpty();
        foreach (var cookie in cookies)
        {
            cookie.ShouldStartWith("__Host-");
            cookie.ShouldContain("secure", Case.Insensitive);
            cookie.ShouldContain("path=/;", Case.Insensitive);
            cookie.ShouldContain("httponly", Case.Insensitive);
            cookie.ShouldNotContain("domain=", Case.Insensitive);
        }
        var session = host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>>()
            .Get(Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationDefaults.AuthenticationScheme).Cookie;
        (session.Name, session.SecurePolicy).ShouldBe(("__Host-cqp", Microsoft.AspNetCore.Http.CookieSecurePolicy.Always));
    }

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("null", false)]
    [InlineData(null, true)]
    public async Task A_form_or_a_circuit_asked_for_by_another_site_is_refused(string? origin, bool passes)
    {
        using var client = fixture.Host.Client();
        client.DefaultRequestHeaders.Add("Origin", origin ?? fixture.Host.BaseAddress.GetLeftPart(UriPartial.Authority));
        var negotiated = (await client.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode;
        var posted = (await client.PostAsync("/connexion", new FormUrlEncodedContent([]))).StatusCode;
        (negotiated == HttpStatusCode.Forbidden, posted == HttpStatusCode.Forbidden).ShouldBe((!passes, !passes));

        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin ?? fixture.Host.BaseAddress.GetLeftPart(UriPartial.Authority));
        var address = new UriBuilder(fixture.Host.BaseAddress) { Scheme = "ws", Path = "/_blazor" }.Uri;
        // Nobody has signed in here: a circuit asks for that too, once the origin is right.
        (await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(address, CancellationToken.None))).Message.ShouldContain(passes ? "401" : "403");
    }

    [Fact]
    public void Every_door_without_a_sign_in_counts_who_knocks()
    {
        string[] closed = ["NotFoundPage", "ErrorPage", "AccessRefusedPage"];
        typeof(FeatureSetup).Assembly.GetTypes().Where(t => t.GetCustomAttributes<RouteAttribute>().Any() && t.GetCustomAttributes<AllowAnonymousAttribute>().Any() && !closed.Contains(t.Name))
            .Where(t => t.GetCustomAttribute<EnableRateLimitingAttribute>() is null).Select(t => t.Name).ShouldBeEmpty();
    }

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script\\b[^>]*>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<(?:script[^>]* src|link rel=\"stylesheet\" href)=\"([^\"]+)\"")]
    private static partial Regex PartOfPage();

    [GeneratedRegex("<[a-z][^>]*\\s(on[a-z]+|style)=\"|href=\"\\s*javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
