using CqpPlatform.TestCommon;
using CqpPlatform.Web.Security.SecondFactor;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Security.SecondFactor;

public sealed class AccountStoreTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_key_of_an_application_is_nowhere_in_the_database_as_it_is_and_still_checks_codes()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var key = await platform.RegisterApplicationAsync(world.Manager);
        await using var db = platform.Database.OpenGlobal();
        var stored = await db.Set<IdentityUserToken<Guid>>().SingleAsync(t => t.UserId == world.Manager.AccountId, Ct);
        stored.Value.ShouldNotBeNull().ShouldNotContain(key);
        (await CheckAsync(world, Totp.Code(key, platform.Clock.Now.AddSeconds(Totp.StepSeconds)))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_key_that_cannot_be_unsealed_refuses_every_code_and_leaves_the_recovery_codes()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var key = await platform.RegisterApplicationAsync(world.Manager);
        var recovery = await platform.Services.GetRequiredService<SecondFactors>().RenewRecoveryCodesAsync(world.Manager.AccountId, Ct);
        await using var db = platform.Database.OpenGlobal();
        // The key itself in clear is no sealed key either.
        await db.Set<IdentityUserToken<Guid>>().Where(t => t.UserId == world.Manager.AccountId).ExecuteUpdateAsync(s => s.SetProperty(t => t.Value, key), Ct);
        (await CheckAsync(world, Totp.Code(key, platform.Clock.Now.AddSeconds(Totp.StepSeconds)))).ShouldBeFalse();
        (await CheckAsync(world, recovery[0])).ShouldBeTrue();
    }

    private async Task<bool> CheckAsync(TestWorld world, string code) =>
        (await platform.Services.GetRequiredService<SecondFactors>().CheckAsync(world.Manager.AccountId, code, Ct)).Succeeded;
}
