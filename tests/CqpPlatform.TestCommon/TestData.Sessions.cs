using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.SecondFactor;
using CqpPlatform.Web.Security.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CqpPlatform.TestCommon;

public static partial class TestData
{
    /// <summary>Makes a test tenant a real one: nobody is excused from a second factor there. No code of the platform can do it.</summary>
    public static async Task MakeRealAsync(this CqpFixture fixture, Guid tenantId)
    {
        await using var owner = NpgsqlDataSource.Create(fixture.OwnerConnection);
        await using var command = owner.CreateCommand("update tenants set is_demonstration = false where id = $1");
        command.Parameters.AddWithValue(tenantId);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A member who signs in, as by a browser: the scope acts within that session.</summary>
    public static async Task<(AsyncServiceScope Scope, AccountSession Session)> SignedInAsync(this CqpFixture fixture, Membership member, bool secondFactor = false)
    {
        var session = await fixture.Services.GetRequiredService<SessionKeeper>().StartAsync(member.AccountId, "Firefox, Linux", secondFactor, default);
        var scope = fixture.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAs(member.TenantId, member.Id, session.Id);
        return (scope, session);
    }

    /// <summary>Registers an application of codes.</summary>
    /// <returns>Its key, for <see cref="Totp"/>; the code of this half minute has served.</returns>
    public static async Task<string> RegisterApplicationAsync(this CqpFixture fixture, Membership member)
    {
        var factors = fixture.Services.GetRequiredService<SecondFactors>();
        var key = await factors.BeginAsync(member.AccountId);
        var enabled = await factors.EnableAsync(member.AccountId, Totp.Code(key, fixture.Clock.Now));
        return enabled.Succeeded ? key : throw new InvalidOperationException(enabled.Message);
    }
}
