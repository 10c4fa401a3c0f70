using System.Net;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Security.Passwords;
using CqpPlatform.Web.Security.SecondFactor;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Security.Passwords;

/// <summary>Guessing is slowed down, and nobody is shut out by somebody else's guesses.</summary>
public sealed class SignInThrottleTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = fixture.Platform;
    private readonly string subject = $"{Guid.NewGuid():N}@EXEMPLE.INVALID";
    private readonly Guid account = Guid.NewGuid();
    private string? marks;
    private int addresses;

    [Fact]
    public async Task From_one_place_the_wait_doubles_up_to_a_quarter_of_an_hour_and_a_success_ends_it()
    {
        for (var i = 0; i < SignInThrottle.Free; i++) (await GuessAsync("192.0.2.1")).ShouldNotBeNull();
        var waits = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            (await GuessAsync("192.0.2.1")).ShouldBeNull();
            var wait = SignInThrottle.Wait(SignInThrottle.Free + i);
            waits.Add(wait.TotalSeconds);
            platform.Clock.Now += wait - TimeSpan.FromSeconds(1);
            (await GuessAsync("192.0.2.1")).ShouldBeNull();
            platform.Clock.Now += TimeSpan.FromSeconds(1);
            (await GuessAsync("192.0.2.1")).ShouldNotBeNull();
        }
        waits.ShouldBe([15, 30, 60, 120, 240, 480, 900, 900]);
        (await GuessAsync("192.0.2.2")).ShouldNotBeNull("another place does not wait");

        platform.Clock.Now += SignInThrottle.LongestWait;
        await Throttle.SucceedAsync((await GuessAsync("192.0.2.1"))!);
        for (var i = 0; i < SignInThrottle.Free; i++) (await GuessAsync("192.0.2.1")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_crowd_of_strangers_is_stopped_at_a_hundred_a_day_and_the_owner_s_browser_is_not()
    {
        Remember();
        for (var i = 0; i < SignInThrottle.AnywherePerDay; i++) (await StrangerAsync()).ShouldNotBeNull();
        (await StrangerAsync()).ShouldBeNull("whoever is not known waits for tomorrow");
        var mine = await KnownAsync();
        await Throttle.SucceedAsync(mine.ShouldNotBeNull("a browser that signed in before is counted by itself"));
        (await StrangerAsync()).ShouldBeNull("and opens nothing to the others");

        platform.Clock.Now += SignInThrottle.Memory + TimeSpan.FromSeconds(1);
        (await StrangerAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_known_browser_waits_for_its_own_guesses_only_and_is_known_for_its_own_account_only()
    {
        Remember();
        for (var i = 0; i < SignInThrottle.Free; i++) (await KnownAsync()).ShouldNotBeNull();
        (await KnownAsync()).ShouldBeNull("whoever found the computer guesses as slowly as anybody");
        (await StrangerAsync()).ShouldNotBeNull();
        (await AtAsync(NextAddress(), marks, Guid.NewGuid())).ShouldNotBeNull();
        marks = "forged";
        (await KnownAsync()).ShouldNotBeNull("a mark nobody gave is none: a stranger's first guess");
    }

    [Fact]
    public async Task Guesses_that_succeed_are_given_back_to_the_crowd()
    {
        for (var i = 0; i < SignInThrottle.AnywherePerDay + 20; i++)
            await Throttle.SucceedAsync((await StrangerAsync()).ShouldNotBeNull());
    }

    /// <summary>Somebody with a stolen password spends every guess of a code from everywhere: the owner's own browser still comes in, and seals.</summary>
    [Fact]
    public async Task Codes_guessed_by_a_crowd_do_not_shut_the_owner_s_browser_out()
    {
        var owner = (await platform.CreateWorldAsync(CqpFixture.Broker)).Manager;
        var key = await platform.RegisterApplicationAsync(owner);
        platform.Clock.Now += TimeSpan.FromMinutes(1);
        var factors = platform.Services.GetRequiredService<SecondFactors>();
        Remember(owner.AccountId);
        for (var i = 0; i < SignInThrottle.AnywherePerDay; i++) (await TryAsync(NextAddress(), null, "000000")).Errors.ShouldBe([SecondFactors.Wrong]);
        (await TryAsync(NextAddress(), null, Totp.Code(key, platform.Clock.Now))).Errors.Single().Code.ShouldBe(SignInThrottle.TooMany.Code);
        (await TryAsync("198.51.100.1", marks, Totp.Code(key, platform.Clock.Now))).Message.ShouldBe("");

        Task<Result> TryAsync(string address, string? cookie, string code)
        {
            Enter(address, cookie);
            return factors.CheckAsync(owner.AccountId, code, TestContext.Current.CancellationToken);
        }
    }

    private SignInThrottle Throttle => platform.Services.GetRequiredService<SignInThrottle>();

    private Task<Attempt?> GuessAsync(string address) => AtAsync(address, null, account);
    private Task<Attempt?> StrangerAsync() => AtAsync(NextAddress(), null, account);
    private Task<Attempt?> KnownAsync() => AtAsync("198.51.100.1", marks, account);
    private string NextAddress() => $"10.1.{addresses / 250}.{addresses++ % 250 + 1}";

    private async Task<Attempt?> AtAsync(string address, string? cookie, Guid typed)
    {
        Enter(address, cookie);
        return await Throttle.BeginAsync("password", subject, typed, TestContext.Current.CancellationToken);
    }

    /// <summary>The owner signs in once, and the browser keeps its mark.</summary>
    private void Remember(Guid? whose = null)
    {
        var context = Enter("198.51.100.1", null);
        platform.Services.GetRequiredService<KnownBrowser>().Remember(whose ?? account);
        marks = context.Response.Headers.SetCookie.ToString().Split(';')[0].Split('=', 2)[1];
    }

    private DefaultHttpContext Enter(string address, string? cookie)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        if (cookie is not null) context.Request.Headers.Cookie = $"{KnownBrowser.Cookie}={cookie}";
        platform.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = context;
        return context;
    }
}
