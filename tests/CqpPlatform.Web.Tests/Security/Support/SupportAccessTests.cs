using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Candidates;
using CqpPlatform.Web.Features.Operations.AskAccess;
using CqpPlatform.Web.Features.Operations.ListTenants;
using CqpPlatform.Web.Features.Operations.ReturnAccess;
using CqpPlatform.Web.Features.SupportAccesses.AnswerAccess;
using CqpPlatform.Web.Features.SupportAccesses.EndAccess;
using CqpPlatform.Web.Features.SupportAccesses.ListAccesses;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Security.Support;

public sealed class SupportAccessTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task Without_a_grant_the_operator_reads_nothing_of_any_tenant()
    {
        var (world, account) = await StageAsync();
        await using var scope = platform.AsOperator(account);
        (await scope.ServiceProvider.GetRequiredService<ListCandidates>().ExecuteAsync(null)).Errors.ShouldBe([SecurityErrors.NotAllowed]);

        var asked = await platform.AskSupportAsync(world, account);
        (await CandidatesAsync(asked)).Errors.ShouldBe([SecurityErrors.NotAllowed], "asking opens nothing");
        (await AnswerAsync(world, asked, hours: null)).Succeeded.ShouldBeTrue();
        (await CandidatesAsync(asked)).Errors.ShouldBe([SecurityErrors.NotAllowed], "nor does a refusal");
    }

    [Fact]
    public async Task A_granted_access_reads_the_certifiers_candidates_and_each_reading_is_in_its_audit()
    {
        var (world, account) = await StageAsync();
        var access = await platform.GrantSupportAsync(world, account);
        (await CandidatesAsync(access)).Value.Lines.ShouldContain(l => l.BirthName == "Lefèvre");

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var entry = await db.AuditEntries.OrderByDescending(e => e.Sequence).FirstAsync();
        (entry.ActorId, entry.Action, entry.EntityType, entry.EntityId).ShouldBe((account.Id, nameof(ListCandidates), nameof(SupportAccess), access.Id));
        entry.Changes.ShouldContain(world.Manager.AccountId.ToString(), Case.Insensitive, "it says who granted the access");
        var line = (await ListAsync(world)).Single(l => l.Id == access.Id);
        (line.Status, line.Operator, line.AnsweredBy, line.Readings).ShouldBe((SupportAccessStatus.Open, "DURAND Paul", "MOREL Hélène", 1));
    }

    [Fact]
    public async Task It_ends_by_itself_and_a_click_in_an_open_page_is_refused()
    {
        var (world, account) = await StageAsync();
        var access = await platform.GrantSupportAsync(world, account, hours: 2);
        await using var circuit = platform.AsSupport(access);
        var list = circuit.ServiceProvider.GetRequiredService<ListCandidates>();
        (await list.ExecuteAsync(null)).Succeeded.ShouldBeTrue();
        var start = platform.Clock.Now;
        try
        {
            platform.Clock.Now = start.AddHours(2);
            (await list.ExecuteAsync(null)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        }
        finally
        {
            platform.Clock.Now = start;
        }
    }

    [Fact]
    public async Task The_certifier_ends_it_and_so_does_the_operator()
    {
        var (world, account) = await StageAsync();
        var first = await platform.GrantSupportAsync(world, account);
        (await platform.RunAsync<EndSupportAccess, Result>(world.Manager, u => u.ExecuteAsync(first.Id))).Succeeded.ShouldBeTrue();
        (await CandidatesAsync(first)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        (await platform.RunAsync<EndSupportAccess, Result>(world.Manager, u => u.ExecuteAsync(first.Id))).Errors.ShouldBe([SupportErrors.NotOpen]);

        var second = await platform.GrantSupportAsync(world, account);
        await using var scope = platform.AsOperator(account);
        (await scope.ServiceProvider.GetRequiredService<ReturnSupportAccess>().ExecuteAsync(world.TenantId, second.Id)).Succeeded.ShouldBeTrue();
        (await CandidatesAsync(second)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
    }

    [Fact]
    public async Task It_opens_its_own_tenant_only_and_serves_nobody_elses_account()
    {
        var (world, account) = await StageAsync();
        var access = await platform.GrantSupportAsync(world, account);
        var insurer = await platform.TenantAsync(CqpFixture.Insurer);
        await using (var elsewhere = platform.Services.CreateAsyncScope())
        {
            elsewhere.ServiceProvider.GetRequiredService<CurrentUser>().ActAsSupport(insurer.Id, access.Id);
            (await elsewhere.ServiceProvider.GetRequiredService<ListCandidates>().ExecuteAsync(null)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        }
        // Another operator neither sees nor returns it.
        var other = await platform.CreateOperatorAsync("Autre");
        await using var scope = platform.AsOperator(other);
        (await scope.ServiceProvider.GetRequiredService<ReturnSupportAccess>().ExecuteAsync(world.TenantId, access.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await scope.ServiceProvider.GetRequiredService<ListTenants>().ExecuteAsync()).Value.ShouldAllBe(t => t.Last == null);

        await using (var db = platform.Database.OpenGlobal())
            await db.Users.Where(a => a.Id == account.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.LockoutEnd, DateTimeOffset.MaxValue));
        (await CandidatesAsync(access)).Errors.ShouldBe([SecurityErrors.NotAllowed], "a shut account reads no more");
    }

    [Fact]
    public async Task The_managers_are_told_by_mail_and_one_request_waits_at_a_time()
    {
        var (world, account) = await StageAsync();
        await platform.AskSupportAsync(world, account);
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
            (await db.OutboxMails.Where(m => m.Subject == "Demande d’accès de support").Select(m => m.To).ToListAsync()).ShouldContain(await platform.EmailOfAsync(world.Manager));
        await using var scope = platform.AsOperator(account);
        (await scope.ServiceProvider.GetRequiredService<AskSupportAccess>().ExecuteAsync(new() { TenantId = world.TenantId, Purpose = "Encore." })).Errors.ShouldBe([SupportErrors.AlreadyAsked]);
        (await scope.ServiceProvider.GetRequiredService<AskSupportAccess>().ExecuteAsync(new() { TenantId = world.TenantId })).Message.ShouldContain("Dites pourquoi");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task No_more_is_granted_than_was_asked(int hours)
    {
        var (world, account) = await StageAsync();
        var access = await platform.AskSupportAsync(world, account, hours: 4);
        (await AnswerAsync(world, access, hours)).Message.ShouldContain("de 1 à 4 heures");
        platform.Clock.Now += SupportAccess.AnswerWithin;
        (await AnswerAsync(world, access, 4)).Errors.ShouldBe([SupportErrors.AlreadyAnswered], "a request nobody answered lapses");
        platform.Clock.Now -= SupportAccess.AnswerWithin;
    }

    private async Task<(TestWorld World, Account Account)> StageAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        await platform.CreateEvaluationAsync(world, "RNCP31391", $"Support {Guid.NewGuid():N}");
        return (world, await platform.CreateOperatorAsync());
    }

    private async Task<Result<CandidateList>> CandidatesAsync(SupportAccess access)
    {
        await using var scope = platform.AsSupport(access);
        return await scope.ServiceProvider.GetRequiredService<ListCandidates>().ExecuteAsync(null);
    }

    private Task<Result> AnswerAsync(TestWorld world, SupportAccess access, int? hours) => platform.RunAsync<AnswerSupportAccess, Result>(world.Manager, u => u.ExecuteAsync(new(access.Id, hours)));

    private async Task<IReadOnlyList<SupportAccessLine>> ListAsync(TestWorld world) => (await platform.RunAsync<ListSupportAccesses, Result<IReadOnlyList<SupportAccessLine>>>(world.Manager, u => u.ExecuteAsync())).Value;
}
