using System.Net;
using System.Security.Claims;
using System.Text.RegularExpressions;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Members.Listing;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Sessions;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Security;

public sealed class SessionTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task A_copied_cookie_opens_nothing_once_its_owner_has_signed_out()
    {
        var world = await PeopleAsync();
        using var owner = await SignedInClient.SignInAsync(fixture.Host, world.Manager);
        using var thief = SignedInClient.Anonymous(fixture.Host);
        foreach (Cookie cookie in owner.Cookies.GetCookies(owner.Address)) thief.Cookies.Add(new Cookie(cookie.Name, cookie.Value, "/", owner.Address.Host));
        (await thief.GetAsync("/campagnes")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await owner.PostFormAsync("/compte", "/deconnexion", null, [])).Headers.Location!.ToString().ShouldBe("/connexion");

        (await owner.GetAsync("/campagnes")).ShouldLeadTo("/connexion");
        (await thief.GetAsync("/campagnes")).ShouldLeadTo("/connexion");
    }

    [Fact]
    public async Task Nobody_stays_in_after_the_membership_ends_or_the_account_is_locked()
    {
        var world = await PeopleAsync();
        using var manager = await SignedInClient.SignInAsync(fixture.Host, world.Manager);
        using var secretary = await SignedInClient.SignInAsync(fixture.Host, world.Secretary);
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
        {
            await db.Memberships.Where(m => m.Id == world.Manager.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.Active, false));
            await db.Users.Where(a => a.Id == world.Secretary.AccountId).ExecuteUpdateAsync(s => s.SetProperty(a => a.LockoutEnd, DateTimeOffset.MaxValue));
        }
        (await manager.GetAsync("/campagnes")).ShouldLeadTo("/connexion");
        (await secretary.GetAsync("/inscriptions")).ShouldLeadTo("/connexion");
    }

    [Fact]
    public async Task Wrong_passwords_typed_by_a_stranger_put_nobody_out()
    {
        var world = await PeopleAsync();
        using var manager = await SignedInClient.SignInAsync(fixture.Host, world.Manager);
        using var stranger = SignedInClient.Anonymous(fixture.Host);
        var email = await platform.EmailOfAsync(world.Manager);
        for (var i = 0; i < 8; i++) await stranger.TypeAsync(email, "pas la bonne phrase");

        (await stranger.TypeAsync(email, TestData.Password)).StatusCode.ShouldBe(HttpStatusCode.OK, "the stranger waits, even with the right password");
        (await manager.GetAsync("/campagnes")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var elsewhere = await SignedInClient.SignInAsync(fixture.Host, world.Manager);
        (await elsewhere.GetAsync("/campagnes")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\t/evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\r\nSet-Cookie: a=b")]
    public async Task The_way_back_after_signing_in_never_leaves_the_site(string target)
    {
        var world = await PeopleAsync();
        using var client = await SignedInClient.SignInAsync(fixture.Host, world.Manager, "/connexion?retour=" + Uri.EscapeDataString(target));
        var landed = new Uri(fixture.Host.BaseAddress, client.SignedInTo);
        landed.Authority.ShouldBe(fixture.Host.BaseAddress.Authority);
        landed.Scheme.ShouldBe("http");
    }

    [Fact]
    public async Task The_account_page_lists_the_sessions_and_ends_another_one_which_then_opens_nothing()
    {
        var world = await PeopleAsync();
        using var here = await SignedInClient.SignInAsync(fixture.Host, world.Manager);
        using var there = await SignedInClient.SignInAsync(fixture.Host, world.Manager);
        using var third = await SignedInClient.SignInAsync(fixture.Host, world.Manager);
        using var colleague = await SignedInClient.SignInAsync(fixture.Host, world.Secretary);
        var page = await (await here.GetAsync("/compte")).Content.ReadAsStringAsync();
        var listed = Regex.Matches(page, "name=\"sessionId\" value=\"([0-9a-f-]{36})\"").Select(m => m.Groups[1].Value).ToList();
        listed.Count.ShouldBe(2, "one's own session has no button");

        (await EndAsync(colleague, listed[0])).ShouldLeadTo("/compte");
        (await CountOpenAsync(here, there, third)).ShouldBe(3, "another's session is nothing one can name");
        (await EndAsync(here, listed[0])).ShouldLeadTo("/compte");
        (await CountOpenAsync(here, there, third)).ShouldBe(2);
        (await here.GetAsync("/campagnes")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await EndAsync(here, null)).ShouldLeadTo("/compte");
        (await CountOpenAsync(here, there, third)).ShouldBe(1);
        (await CountOpenAsync(colleague)).ShouldBe(1);
        (await (await here.GetAsync("/compte")).Content.ReadAsStringAsync()).ShouldNotContain("sessionId");
    }

    private static Task<HttpResponseMessage> EndAsync(SignedInClient client, string? sessionId) =>
        client.PostFormAsync("/compte", "/compte/sessions/fin", null, sessionId is null ? [] : new() { ["sessionId"] = sessionId });

    private static async Task<int> CountOpenAsync(params SignedInClient[] clients)
    {
        var open = 0;
        foreach (var client in clients)
            if ((await client.GetAsync("/compte")).StatusCode == HttpStatusCode.OK) open++;
        return open;
    }

    /// <summary>A browser that goes away takes the circuit with it, in the midst of what its page still reads: that is no fault, and no incident in the log.</summary>
    [Fact]
    public async Task A_page_that_is_left_while_it_loads_reads_to_its_end()
    {
        var world = await PeopleAsync();
        var session = await fixture.Host.Services.GetRequiredService<SessionKeeper>().StartAsync(world.Manager.AccountId, "", secondFactor: true, TestContext.Current.CancellationToken);
        var circuit = fixture.Host.Services.CreateAsyncScope();
        ((IHostEnvironmentAuthenticationStateProvider)circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>()).SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(
        [
            new(CqpClaims.Tenant, world.TenantId.ToString()), new(CqpClaims.Membership, world.Manager.Id.ToString()), new(CqpClaims.Session, session.Id.ToString()),
        ], "test")))));
        var list = circuit.ServiceProvider.GetRequiredService<ListMembers>();
        await circuit.DisposeAsync();
        (await list.ExecuteAsync(TestContext.Current.CancellationToken)).Message.ShouldBe("");
    }

    [Fact]
    public async Task Nobody_passes_to_a_membership_that_is_not_theirs()
    {
        var world = await PeopleAsync();
        using var client = await SignedInClient.SignInAsync(fixture.Host, world.Secretary);
        foreach (var id in new[] { world.Manager.Id.ToString(), Guid.NewGuid().ToString() })
            (await client.PostFormAsync("/compte", "/compte/acces", null, new() { ["membershipId"] = id })).ShouldLeadTo("/compte");
        ((int)(await client.PostFormAsync("/compte", "/compte/acces", null, new() { ["membershipId"] = "x" })).StatusCode).ShouldBeInRange(300, 499);
        (await client.GetAsync("/jurys")).ShouldLeadTo("/acces-refuse");
    }

    [Fact]
    public async Task The_cookies_are_out_of_reach_of_scripts_and_other_sites_and_secure_behind_tls()
    {
        var world = await PeopleAsync();
        using var client = await SignedInClient.SignInAsync(fixture.Host, world.Manager);
        foreach (Cookie cookie in client.Cookies.GetCookies(client.Address)) cookie.HttpOnly.ShouldBeTrue(cookie.Name);

        using var proxied = fixture.Host.Client();
        proxied.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var answer = await proxied.GetAsync("/connexion");
        var set = answer.Headers.GetValues("Set-Cookie").ToList();
        set.ShouldNotBeEmpty();
        foreach (var cookie in set) (cookie.Contains("secure", StringComparison.OrdinalIgnoreCase) && cookie.Contains("samesite", StringComparison.OrdinalIgnoreCase)).ShouldBeTrue(cookie);
    }

    private async Task<TestWorld> PeopleAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        await platform.GivePasswordsAsync(world);
        return world;
    }
}
