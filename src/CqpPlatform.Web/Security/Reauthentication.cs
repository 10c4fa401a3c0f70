using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security.Passwords;
using Microsoft.AspNetCore.Identity;

namespace CqpPlatform.Web.Security;

/// <summary>Asks for the password again before an act that binds its author. Failures are slowed down as at the door.</summary>
public sealed class Reauthentication(IServiceScopeFactory scopes, SignInThrottle throttle, TimeProvider time)
{
    public static readonly Error Refused = new("password-refused", "Mot de passe inexact. Après plusieurs essais, une attente est demandée entre deux.", Field: "Password");

    public async Task<Result> CheckAsync(Guid accountId, string password)
    {
        // A scope of its own: a circuit's context could still hold the account as it was hours ago.
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await throttle.BeginAsync("confirm", accountId.ToString(), accountId: null) is not { } attempt) return SignInThrottle.TooMany with { Field = "Password" };
        if (await accounts.FindByIdAsync(accountId.ToString()) is not { } account || account.LockoutEnd > time.GetUtcNow() || !await accounts.CheckPasswordAsync(account, password)) return Refused;
        await throttle.SucceedAsync(attempt);
        return Result.Success;
    }
}
