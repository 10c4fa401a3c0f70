using System.Security.Claims;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Members.Inviting;
using CqpPlatform.Web.Features.Members.Listing;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Security.Sessions;

/// <summary>What an open page may still do, asked of the use case at each event on a real PostgreSQL.</summary>
public sealed class RightsTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_ends_without_activity_in_any_case_after_a_day_s_work_and_when_its_owner_closes_it()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var limits = platform.Services.GetRequiredService<SessionLimits>();
        var start = platform.Clock.Now;

        await OpenUntilAsync(async services =>
        {
            for (var at = 0; at < 2; at++)
            {
                platform.Clock.Now += limits.Inactivity - TimeSpan.FromMinutes(1);
                (await ListAsync(services)).ShouldBeEmpty("an event prolongs the session");
            }
            platform.Clock.Now += limits.Inactivity;
        });
        await OpenUntilAsync(async services =>
        {
            for (var end = platform.Clock.Now + limits.Absolute; platform.Clock.Now < end; platform.Clock.Now += limits.Inactivity / 2) (await ListAsync(services)).ShouldBeEmpty();
        });
        await OpenUntilAsync(_ => platform.Services.GetRequiredService<SessionKeeper>().EndAsync(world.Manager.AccountId));
        platform.Clock.Now = start;

        async Task OpenUntilAsync(Func<IServiceProvider, Task> end)
        {
            var (scope, session) = await platform.SignedInAsync(world.Manager);
            await using var open = scope;
            (await ListAsync(scope.ServiceProvider)).ShouldBeEmpty();
            (await StandsAsync()).ShouldBeTrue();
            await end(scope.ServiceProvider);
            (await StandsAsync()).ShouldBeFalse("the page that is left open asks by itself");
            (await ListAsync(scope.ServiceProvider)).ShouldBe([SecurityErrors.NotSignedIn]);

            // What SessionState asks from time to time; asking is no activity.
            Task<bool> StandsAsync() => platform.Services.GetRequiredService<SessionCheck>().StandsAsync(new ClaimsPrincipal(new ClaimsIdentity(
            [
                new(CqpClaims.Tenant, world.TenantId.ToString()), new(CqpClaims.Membership, world.Manager.Id.ToString()), new(CqpClaims.Session, session.Id.ToString()),
            ], "test")), touch: false, Ct);
        }
    }

    [Fact]
    public async Task A_membership_without_its_session_or_with_another_s_counts_for_nothing()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var foreign = await platform.Services.GetRequiredService<SessionKeeper>().StartAsync(world.Secretary.AccountId, "", true, Ct);
        foreach (var session in new[] { foreign.Id, Guid.NewGuid() })
        {
            await using var scope = platform.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAs(world.TenantId, world.Manager.Id, session);
            (await ListAsync(scope.ServiceProvider)).ShouldBe([SecurityErrors.NotSignedIn]);
        }
        await using var db = await platform.Database.OpenAsync(world.TenantId, Ct);
        (await ActorReader.ReadAsync(db, new ClaimedActor(world.TenantId, world.Manager.Id, null, null), platform.Clock.Now, Ct)).ShouldBeNull("a cookie without a session");
    }

    [Fact]
    public async Task In_a_real_tenant_the_certifier_and_the_jury_need_a_second_factor_and_a_waiver_is_worth_nothing()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        Membership[] strict = [world.Manager, world.JuryMember], others = [world.Secretary, world.Examiner];
        foreach (var member in strict.Concat(others)) (await ActorAsync(member, secondFactor: false)).ShouldNotBeNull("the demonstration excuses");

        await platform.MakeRealAsync(world.TenantId);
        foreach (var member in strict)
        {
            (await ActorAsync(member, secondFactor: false)).ShouldBeNull(member.Role.ToString());
            (await ActorAsync(member, secondFactor: true)).ShouldNotBeNull(member.Role.ToString());
        }
        foreach (var member in others) (await ActorAsync(member, secondFactor: false)).ShouldNotBeNull(member.Role.ToString());
    }

    /// <summary>Writers hammer while the account is shut or the membership ended: once that is committed, nothing more is.</summary>
    [Theory]
    [InlineData("update memberships set active = false where id = {0}")]
    [InlineData("update accounts set lockout_end = 'infinity' where id = {1}")]
    public async Task Nothing_is_written_after_the_end_of_an_access_is_committed(string end)
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        using var enough = new SemaphoreSlim(0);
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var (scope, _) = await platform.SignedInAsync(world.Manager);
            await using var open = scope;
            var invite = scope.ServiceProvider.GetRequiredService<InviteMember>();
            while ((await invite.ExecuteAsync(new($"{Guid.NewGuid():N}@exemple.invalid", "Prigent", "Aude", Role.Examiner, null), Ct)).Succeeded) enough.Release();
        }, Ct)).ToList();
        for (var i = 0; i < 12; i++) await enough.WaitAsync(Ct);

        await using var db = await platform.Database.OpenAsync(world.TenantId, Ct);
        await using var ending = await db.Database.BeginTransactionAsync(Ct);
        await db.Database.ExecuteSqlRawAsync(end, [world.Manager.Id, world.Manager.AccountId], Ct);
        // Counted before the end is committed: whoever held the right a moment ago has finished, whoever comes now waits.
        var (committed, audited) = (await db.Invitations.CountAsync(Ct), await db.AuditEntries.CountAsync(Ct));
        await ending.CommitAsync(Ct);
        await Task.WhenAll(writers);
        committed.ShouldBeGreaterThanOrEqualTo(12);
        (await db.Invitations.CountAsync(Ct), await db.AuditEntries.CountAsync(Ct)).ShouldBe((committed, audited));
    }

    /// <summary>The same by hand: a write that began before waits for whoever takes the right away, and is then refused.</summary>
    [Fact]
    public async Task A_write_that_began_before_the_end_of_an_access_cannot_commit_after_it()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var email = $"{Guid.NewGuid():N}@exemple.invalid";
        await using var owner = await platform.Database.OpenAsync(world.TenantId, Ct);
        await using var ending = await owner.Database.BeginTransactionAsync(Ct);
        await owner.Memberships.Where(m => m.Id == world.Manager.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.Active, false), Ct);

        // Not committed yet: the write still passes every check of its beginning.
        var (scope, _) = await platform.SignedInAsync(world.Manager);
        await using var open = scope;
        var write = scope.ServiceProvider.GetRequiredService<InviteMember>().ExecuteAsync(new(email, "Prigent", "Aude", Role.Examiner, null), Ct);
        await SomebodyWaitsAsync();
        write.IsCompleted.ShouldBeFalse();
        await ending.CommitAsync(Ct);

        (await write).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        (await owner.Invitations.AnyAsync(i => i.Email == email, Ct)).ShouldBeFalse();
    }

    private async Task SomebodyWaitsAsync()
    {
        await using var db = platform.Database.OpenGlobal();
        while (await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from pg_locks where not granted").SingleAsync(Ct) == 0) await Task.Yield();
    }

    private async Task<Actor?> ActorAsync(Membership member, bool secondFactor)
    {
        var session = await platform.Services.GetRequiredService<SessionKeeper>().StartAsync(member.AccountId, "", secondFactor, Ct);
        await using var db = await platform.Database.OpenAsync(member.TenantId, Ct);
        return await ActorReader.ReadAsync(db, new ClaimedActor(member.TenantId, member.Id, null, null, session.Id), platform.Clock.Now, Ct);
    }

    private static async Task<IReadOnlyList<Domain.Common.Error>> ListAsync(IServiceProvider services) => (await services.GetRequiredService<ListMembers>().ExecuteAsync(Ct)).Errors;
}
