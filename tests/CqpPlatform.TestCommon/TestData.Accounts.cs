using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.TestCommon;

public static partial class TestData
{
    public const string Password = "une phrase de passe longue";

    private static string? hash;

    /// <summary>A password's hash is slow on purpose; a thousand sign-ins of the tests have nothing to gain from it.</summary>
    internal static void UseQuickHashes(this IServiceCollection services) => services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);

    /// <summary>Gives everyone of a world the same password, so that they can sign in.</summary>
    public static async Task GivePasswordsAsync(this CqpFixture fixture, TestWorld world)
    {
        foreach (var member in new[] { world.Manager, world.Secretary, world.OtherSecretary, world.Examiner, world.JuryMember }) await fixture.GivePasswordAsync(member);
    }

    public static Task GivePasswordAsync(this CqpFixture fixture, Membership member) => fixture.GivePasswordAsync(member.AccountId);

    public static async Task GivePasswordAsync(this CqpFixture fixture, Guid accountId)
    {
        await using var scope = fixture.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = await accounts.FindByIdAsync(accountId.ToString()) ?? throw new InvalidOperationException("No such account.");
        account.PasswordHash = hash ??= accounts.PasswordHasher.HashPassword(account, Password);
        var given = await accounts.UpdateSecurityStampAsync(account);
        if (!given.Succeeded) throw new InvalidOperationException(given.ToString());
    }

    public static async Task<string> EmailOfAsync(this CqpFixture fixture, Membership member)
    {
        await using var db = fixture.Database.OpenGlobal();
        return (await db.Users.Where(a => a.Id == member.AccountId).Select(a => a.Email).SingleAsync())!;
    }
}
