using System.Net;
using System.Text.RegularExpressions;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Security.SecondFactor;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Security;

/// <summary>By requests of one's own, in a tenant where nobody is excused.</summary>
public sealed class SecondFactorTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string SetUp = "/compte/double-authentification";
    private readonly CqpFixture platform = fixture.Platform;

    [Theory]
    [InlineData("59", "287082")]
    [InlineData("1111111109", "081804")]
    [InlineData("1234567890", "005924")]
    [InlineData("20000000000", "353130")]
    public void The_codes_are_those_of_the_standard(string seconds, string code)
    {
        // RFC 6238, appendix B: the secret « 12345678901234567890 », last six figures.
        const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds));
        Totp.Code(Key, at).ShouldBe(code);
        Totp.StepOf(Key, code, at.AddSeconds(30)).ShouldBe(at.ToUnixTimeSeconds() / 30);
        Totp.StepOf(Key, code, at.AddSeconds(90)).ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_owes_a_second_factor_sets_it_up_before_anything_else_and_gives_it_from_then_on()
    {
        var world = await WorldAsync();
        using var client = await SignedInClient.SignInAsync(fixture.Host, world.Manager);
        client.SignedInTo.ShouldEndWith(SetUp);
        foreach (var path in new[] { "/", "/campagnes", "/membres", "/documents", "/nulle-part" }) (await client.GetAsync(path)).Headers.Location?.ToString().ShouldEndWith(SetUp, customMessage: path);
        (await client.GetAsync("/compte")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var key = Key(await TextAsync(client, SetUp));
        (await EnableAsync(client, "000000")).ShouldContain("n’est pas le bon");
        var used = Totp.Code(key, DateTimeOffset.UtcNow);
        var shown = await EnableAsync(client, used);
        var codes = Regex.Matches(shown, "[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}").Select(m => m.Value).ToList();
        codes.Count.ShouldBe(SecondFactors.RecoveryCodes);
        (await client.GetAsync("/campagnes")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await TextAsync(client, "/compte")).ShouldContain("10 codes de récupération");
        await using (var db = platform.Database.OpenGlobal())
            (await db.RecoveryCodes.Where(c => c.AccountId == world.Manager.AccountId).Select(c => c.CodeHash).ToListAsync()).ShouldNotContain(h => codes.Exists(c => h.Contains(c, StringComparison.OrdinalIgnoreCase)));

        using var again = await SignedInClient.SignInAsync(fixture.Host, world.Manager);
        again.SignedInTo.ShouldEndWith("/connexion/code");
        (await again.GetAsync("/campagnes")).ShouldLeadTo("/connexion");
        (await CodeAsync(again, used)).StatusCode.ShouldBe(HttpStatusCode.OK, "a code serves once, even the one that set it up");
        (await CodeAsync(again, codes[0].ToLowerInvariant().Replace("-", " "))).ShouldLeadTo("/");
        (await again.GetAsync("/campagnes")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var third = await SignedInClient.SignInAsync(fixture.Host, world.Manager);
        (await CodeAsync(third, codes[0])).StatusCode.ShouldBe(HttpStatusCode.OK, "a recovery code serves once");
        (await CodeAsync(third, Totp.Code(key, DateTimeOffset.UtcNow.AddSeconds(30)))).ShouldLeadTo("/");
    }

    [Fact]
    public async Task Guessing_codes_is_slowed_down_for_whoever_has_the_password()
    {
        var world = await WorldAsync();
        using var owner = await SignedInClient.SignInAsync(fixture.Host, world.JuryMember);
        var key = Key(await TextAsync(owner, SetUp));
        await EnableAsync(owner, Totp.Code(key, DateTimeOffset.UtcNow));

        using var thief = await SignedInClient.SignInAsync(fixture.Host, world.JuryMember);
        for (var i = 0; i < 6; i++) await CodeAsync(thief, $"{i:000000}");
        (await (await CodeAsync(thief, Totp.Code(key, DateTimeOffset.UtcNow.AddSeconds(30)))).Content.ReadAsStringAsync()).ShouldContain("Trop d");
    }

    [Fact]
    public async Task An_account_page_asks_again_who_it_is_once_the_sign_in_is_old()
    {
        var world = await WorldAsync();
        using var client = await SignedInClient.SignInAsync(fixture.Host, world.Examiner);
        (await client.GetAsync(SetUp)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await using (var db = platform.Database.OpenGlobal())
            await db.AccountSessions.Where(s => s.AccountId == world.Examiner.AccountId).ExecuteUpdateAsync(s => s.SetProperty(x => x.ConfirmedAt, DateTimeOffset.UtcNow.AddHours(-1)));
        (await client.GetAsync(SetUp)).ShouldLeadTo("/compte/confirmer");
        await client.PostFormAsync("/compte/confirmer", "/compte/confirmer", "confirmer", new() { ["Input.Password"] = "pas la bonne phrase" });
        (await client.GetAsync(SetUp)).ShouldLeadTo("/compte/confirmer");
        await client.PostFormAsync("/compte/confirmer", "/compte/confirmer", "confirmer", new() { ["Input.Password"] = TestData.Password });
        (await client.GetAsync(SetUp)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<TestWorld> WorldAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        await platform.GivePasswordsAsync(world);
        await platform.MakeRealAsync(world.TenantId);
        return world;
    }

    private static string Key(string page) => Regex.Match(page, "<code class=\"key\">([A-Z2-7 ]+)</code>").Groups[1].Value.Replace(" ", "");

    private static async Task<string> EnableAsync(SignedInClient client, string code) =>
        WebUtility.HtmlDecode(await (await client.PostFormAsync(SetUp, SetUp, "application", new() { ["Input.Code"] = code })).Content.ReadAsStringAsync());

    private static Task<HttpResponseMessage> CodeAsync(SignedInClient client, string code) => client.PostFormAsync("/connexion/code", "/connexion/code", "code", new() { ["Input.Code"] = code });

    private static async Task<string> TextAsync(SignedInClient client, string path) => WebUtility.HtmlDecode(await (await client.GetAsync(path)).Content.ReadAsStringAsync()).Replace('\u00a0', ' ');
}
