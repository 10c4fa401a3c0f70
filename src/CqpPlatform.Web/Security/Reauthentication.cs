using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security.Passwords;
using CqpPlatform.Web.Security.SecondFactor;
using CqpPlatform.Web.Security.Sessions;
using Microsoft.AspNetCore.Identity;

namespace CqpPlatform.Web.Security;

/// <summary>Asks again who acts, before an act that binds them: by a passkey, or by the password and the second factor the account has. Failures are slowed down as at the door.</summary>
public sealed class Reauthentication(IServiceScopeFactory scopes, SecondFactors factors, SignInThrottle throttle, SessionKeeper sessions, TimeProvider time)
{
    /// <summary>How long a proof serves for acts that follow one another.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);
    public static readonly Error Refused = new("password-refused", "Mot de passe inexact. Après plusieurs essais, une attente est demandée entre deux.", Field: "Password");
    public static readonly Error Missing = new("password-required", "Indiquez votre mot de passe.", Field: "Password");
    public static readonly Error Needed = new("identity-proof", "Confirmez que c’est bien vous pour continuer.");

    /// <summary>True of refusals that a proof, or a better one, would lift.</summary>
    public static bool AsksFor(IReadOnlyList<Error> refusals) => refusals.Any(e => e == Needed || e.Field is "Password" or "Code" || e == Passkeys.Failed);

    public async Task<Result> CheckAsync(Guid accountId, IdentityProof proof)
    {
        // A scope of its own: a circuit's context could still hold the account as it was hours ago.
        await using var scope = scopes.CreateAsyncScope();
        if (proof.Passkey is var (credential, question, site))
        {
            var shown = await scope.ServiceProvider.GetRequiredService<Passkeys>().CheckAsync(credential, question.State, site);
            return shown.Succeeded && shown.Value.Id == accountId ? Result.Success : Passkeys.Failed;
        }
        if (string.IsNullOrEmpty(proof.Password)) return Missing;
        if (await throttle.BeginAsync("confirm", accountId.ToString(), accountId: null) is not { } attempt) return SignInThrottle.TooMany with { Field = "Password" };
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await accounts.FindByIdAsync(accountId.ToString()) is not { } account || account.LockoutEnd > time.GetUtcNow() || !await accounts.CheckPasswordAsync(account, proof.Password)) return Refused;
        await throttle.SucceedAsync(attempt);
        return (await factors.ReadAsync(accountId)).Any ? await factors.CheckAsync(accountId, proof.Code) : Result.Success;
    }

    /// <summary>Accepts a proof given now, or a moment ago in the same session.</summary>
    public async Task<Result> RequireFreshAsync(UnitOfWork unit, IdentityProof? proof)
    {
        // Work of the code itself has no session, and nobody to ask.
        if (unit.SessionId is not { } id) return Result.Success;
        if (proof is null) return await sessions.FindAsync(id) is { } session && session.ConfirmedAt > time.GetUtcNow() - Fresh ? Result.Success : Needed;
        if (await CheckAsync(unit.Actor.Id, proof) is { Refused: true } refused) return refused;
        await sessions.ConfirmAsync(id, secondFactor: false);
        return Result.Success;
    }
}
