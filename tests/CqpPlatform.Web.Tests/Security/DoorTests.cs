using System.Net;
using System.Net.Http.Headers;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Security;

/// <summary>What the host itself answers, whoever asks.</summary>
public sealed class DoorTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task Behind_a_proxy_the_limit_counts_each_visitor_and_a_whole_ipv6_network_as_one()
    {
        // Twice the permits and more, so that a minute that ends meanwhile changes nothing.
        var seen = HttpStatusCode.NotFound;
        for (var i = 0; i <= 2 * RateLimits.VerificationsPerMinute && seen == HttpStatusCode.NotFound; i++) seen = await VerifyFromAsync($"2001:db8:1:1:{i:x}::1");
        seen.ShouldBe(HttpStatusCode.TooManyRequests);
        (await VerifyFromAsync("2001:db8:1:2::1")).ShouldBe(HttpStatusCode.NotFound);
        (await VerifyFromAsync("198.51.100.7")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("10.0.0.5", "10.0.0.5/32")]
    [InlineData("172.18.0.0/16, 2001:db8::1", "172.18.0.0/16", "2001:db8::1/128")]
    [InlineData("")]
    public void The_proxies_are_read_as_addresses_or_networks(string setting, params string[] expected) => Proxies.Read(setting).Select(n => n.ToString()).ShouldBe(expected);

    [Fact]
    public void A_proxy_that_is_no_address_stops_the_start_in_one_line() =>
        Should.Throw<StartupRefusal>(() => Proxies.Read("10.0.0.5, nginx")).Message.ShouldContain("nginx");

    /// <summary>With no proxy configured, or another one, what a visitor says of their address or of TLS is a lie: the limit counts who really asks.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.5")]
    public async Task Nobody_but_a_configured_proxy_says_where_a_request_comes_from(string proxies)
    {
        await using var host = await PlatformHost.StartAsync(platform, new() { [Proxies.Setting] = proxies });
        using var client = host.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using (var answer = await client.GetAsync("/connexion"))
        {
            answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
            answer.Headers.GetValues("Set-Cookie").ShouldAllBe(c => !c.Contains("secure", StringComparison.OrdinalIgnoreCase));
        }
        var seen = HttpStatusCode.NotFound;
        for (var i = 0; i <= 2 * RateLimits.VerificationsPerMinute && seen == HttpStatusCode.NotFound; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/verification/CPNEC-2021-C-99999/AAAAAAAA") { Headers = { { "X-Forwarded-For", $"203.0.113.{i % 250}" } } };
            using var answer = await client.SendAsync(request);
            seen = answer.StatusCode;
        }
        seen.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    /// <summary>Sign-in, its second step, a new password asked for, and each link: all by their limit, not by what was typed.</summary>
    [Theory]
    [InlineData("POST", "/connexion", RateLimits.SignInsPerMinute)]
    [InlineData("POST", "/connexion/code", RateLimits.SignInsPerMinute)]
    [InlineData("POST", "/mot-de-passe", RateLimits.SignInsPerMinute)]
    [InlineData("GET", "/mot-de-passe/0123456789abcdef", RateLimits.LinksPerMinute)]
    [InlineData("GET", "/observation/cpne-courtage/0123456789abcdef", RateLimits.LinksPerMinute)]
    [InlineData("POST", "/observation/cpne-courtage/0123456789abcdef", RateLimits.LinksPerMinute)]
    [InlineData("GET", "/invitation/cpne-courtage/0123456789abcdef", RateLimits.LinksPerMinute)]
    public async Task Every_door_stops_whoever_knocks_too_often(string method, string path, int permits)
    {
        using var client = fixture.Host.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", $"2001:db8:2:{Math.Abs((method + path).Sum(c => c)):x}::1");
        var seen = HttpStatusCode.OK;
        for (var i = 0; i <= 2 * permits && seen != HttpStatusCode.TooManyRequests; i++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? new FormUrlEncodedContent([]) : null };
            using var answer = await client.SendAsync(request);
            seen = answer.StatusCode;
            if (seen == HttpStatusCode.TooManyRequests) i.ShouldBeGreaterThanOrEqualTo(permits);
        }
        seen.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Passwords_cannot_be_tried_in_a_row_on_many_accounts()
    {
        using var client = SignedInClient.Anonymous(fixture.Host);
        var seen = HttpStatusCode.OK;
        for (var i = 0; i <= 2 * RateLimits.SignInsPerMinute && seen == HttpStatusCode.OK; i++)
            seen = (await client.PostFormAsync("/connexion", "/connexion", "connexion", new() { ["Input.Email"] = "", ["Input.Password"] = "" })).StatusCode;
        seen.ShouldBe(HttpStatusCode.TooManyRequests);
        (await client.GetAsync("/connexion")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_at_once()
    {
        var key = await fixture.Host.KeyAsync(CqpFixture.Broker, Role.CertifierManager);
        using var client = fixture.Host.Client(key);
        (await client.GetAsync("/api/v1/certifications")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var tenant = await platform.TenantAsync(CqpFixture.Broker);
        await using (var db = await platform.Database.OpenAsync(tenant.Id))
            await db.ApiKeys.ExecuteUpdateAsync(s => s.SetProperty(k => k.RevokedAt, platform.Clock.Now));
        (await client.GetAsync("/api/v1/certifications")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer cqp_cpne-courtage_" + "00000000000000000000000000000000" + "00000000000000000000000000000000")]
    [InlineData("Bearer cqp_nulle-part_" + "00000000000000000000000000000000" + "00000000000000000000000000000000")]
    [InlineData("Bearer cqp__")]
    [InlineData("Bearer ' OR 1=1 --")]
    [InlineData("Basic YTpi")]
    public async Task A_key_that_is_none_gets_one_answer(string header)
    {
        using var client = fixture.Host.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        (await client.GetAsync("/api/v1/certifications")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_hash_known_from_one_certifier_says_nothing_about_the_other_s_referential()
    {
        using var own = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.CertifierManager));
        using var other = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Insurer, Role.CertifierManager));
        var tag = (await own.GetAsync("/api/v1/certifications/RNCP31391")).Headers.ETag!;
        other.DefaultRequestHeaders.IfNoneMatch.Add(new EntityTagHeaderValue(tag.Tag));
        (await other.GetAsync("/api/v1/certifications/RNCP31391")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetAsync("/api/v1/certifications/RNCP41351")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{\"option\":\"a\\u0000b\",\"blocks\":[\"\\u0000\"]}")]
    [InlineData("{\"option\":\"\\ud800\",\"blocks\":[\"\\ud800\"]}")]
    [InlineData("{\"option\":{},\"blocks\":{}}")]
    [InlineData("[[[[[[[[")]
    public async Task A_hostile_body_is_the_caller_s_fault(string body)
    {
        using var client = fixture.Host.Client(await fixture.Host.KeyAsync(CqpFixture.Broker, Role.CertifierManager));
        using var answer = await client.PostAsync("/api/v1/certifications/RNCP31391/block-choice/check", new StringContent(body, new MediaTypeHeaderValue("application/json")));
        ((int)answer.StatusCode).ShouldBeLessThan(500);
    }

    [Fact]
    public async Task A_file_too_large_for_anything_is_refused_without_breaking()
    {
        using var client = fixture.Host.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        using var form = new MultipartFormDataContent { { new StringContent("fichier"), "_handler" }, { new ByteArrayContent(new byte[12 * 1024 * 1024]), "Pdf", "x.pdf" } };
        ((int)(await client.PostAsync("/verification/CPNEC-2021-C-99999/fichier", form)).StatusCode).ShouldBeInRange(400, 499);
    }

    [Theory]
    [InlineData("/css/..%2f..%2fappsettings.json")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/schemas/..%2f..%2fProgram.cs")]
    [InlineData("/verification?numero=%00%0d%0a")]
    [InlineData("/connexion?retour=%00")]
    public async Task No_path_leads_out_of_what_is_served(string path)
    {
        using var client = fixture.Host.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.10");
        using var answer = await client.GetAsync(path);
        ((int)answer.StatusCode).ShouldBeLessThan(500);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("root:");
    }

    private async Task<HttpStatusCode> VerifyFromAsync(string address)
    {
        using var client = fixture.Host.Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        using var answer = await client.GetAsync("/verification/CPNEC-2021-C-99999/AAAAAAAA");
        return answer.StatusCode;
    }
}
