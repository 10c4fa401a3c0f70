using CqpPlatform.Domain.Common;
using Microsoft.AspNetCore.Identity;

namespace CqpPlatform.Web.Security;

/// <summary>Asks for the password again before an act that binds its author. Failures count towards the same lockout as at the door.</summary>
public sealed class Reauthentication(IServiceScopeFactory scopes)
{
    public static readonly Error Refused = new("password-refused", "Mot de passe inexact. Après plusieurs essais, attendez cinq minutes avant de recommencer.", Field: "Password");

    public async Task<Result> CheckAsync(Guid accountId, string password)
    {
        // A scope of its own: a circuit's context could still hold the account as it was hours ago.
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await accounts.FindByIdAsync(accountId.ToString()) is not { } account || await accounts.IsLockedOutAsync(account)) return Refused;
        if (await accounts.CheckPasswordAsync(account, password))
        {
            await accounts.ResetAccessFailedCountAsync(account);
            return Result.Success;
        }
        await accounts.AccessFailedAsync(account);
        return Refused;
    }
}
