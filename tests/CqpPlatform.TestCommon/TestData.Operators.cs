using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Features.Operations.AskAccess;
using CqpPlatform.Web.Features.SupportAccesses.AnswerAccess;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.TestCommon;

public static partial class TestData
{
    /// <summary>Whoever hosts the platform: an account without a membership.</summary>
    public static async Task<Account> CreateOperatorAsync(this CqpFixture fixture, string lastName = "Durand")
    {
        await using var db = fixture.Database.OpenGlobal();
        var account = Account.Create($"{Guid.NewGuid():N}@exemple.invalid", lastName, "Paul");
        account.MakeOperator();
        account.WaiveSecondFactor();
        db.Add(account);
        await db.SaveChangesAsync();
        return account;
    }

    public static AsyncServiceScope AsOperator(this CqpFixture fixture, Account account)
    {
        var scope = fixture.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAsOperator(account.Id);
        return scope;
    }

    public static AsyncServiceScope AsSupport(this CqpFixture fixture, SupportAccess access)
    {
        var scope = fixture.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAsSupport(access.TenantId, access.Id);
        return scope;
    }

    public static async Task<SupportAccess> AskSupportAsync(this CqpFixture fixture, TestWorld world, Account account, int hours = 4)
    {
        await using var scope = fixture.AsOperator(account);
        var asked = await scope.ServiceProvider.GetRequiredService<AskSupportAccess>().ExecuteAsync(new() { TenantId = world.TenantId, Purpose = "Un document ne s’ouvre pas.", Hours = hours });
        if (asked.Refused) throw new InvalidOperationException(asked.Message);
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        return await db.SupportAccesses.AsNoTracking().OrderByDescending(a => a.AskedAt).FirstAsync(a => a.OperatorId == account.Id);
    }

    /// <summary>Asked by the operator and granted by the world's manager.</summary>
    public static async Task<SupportAccess> GrantSupportAsync(this CqpFixture fixture, TestWorld world, Account account, int hours = 4)
    {
        var access = await fixture.AskSupportAsync(world, account, hours);
        var granted = await fixture.RunAsync<AnswerSupportAccess, Result>(world.Manager, u => u.ExecuteAsync(new(access.Id, hours)));
        if (granted.Refused) throw new InvalidOperationException(granted.Message);
        return access;
    }
}
