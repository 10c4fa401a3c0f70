using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security.Passwords;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Security.SecondFactor;

public sealed record PasskeyLine(string Id, string Name, DateTimeOffset CreatedAt);

/// <param name="Authenticator">Codes of an application are asked for.</param>
/// <param name="Waived">Excused from it, in a demonstration.</param>
public sealed record SecondFactorState(bool Authenticator, IReadOnlyList<PasskeyLine> Passkeys, int RecoveryCodes, bool Waived)
{
    public bool Any => Authenticator || Passkeys.Count > 0;
}

/// <summary>Sets up and checks what an account shows beside its password: the codes of an application, the recovery codes.</summary>
public sealed class SecondFactors(IServiceScopeFactory scopes, CqpDatabase database, SignInThrottle throttle, TimeProvider time)
{
    public const int RecoveryCodes = 10;
    public static readonly Error Wrong = new("second-factor-wrong", "Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant, puis saisissez ses six chiffres.", Field: "Code");

    public async Task<SecondFactorState> ReadAsync(Guid accountId, CancellationToken ct = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = Accounts(scope);
        if (await accounts.FindByIdAsync(accountId.ToString()) is not { } account) return new(false, [], 0, false);
        await using var db = database.OpenGlobal();
        var left = await db.RecoveryCodes.CountAsync(c => c.AccountId == accountId && c.UsedAt == null, ct);
        var passkeys = await accounts.GetPasskeysAsync(account);
        return new(account.TwoFactorEnabled,
            [.. passkeys.OrderBy(p => p.CreatedAt).Select(p => new PasskeyLine(Convert.ToHexStringLower(p.CredentialId), p.Name ?? "Clé d’accès", p.CreatedAt))], left, account.SecondFactorWaived);
    }

    /// <summary>A new key for an application, which counts for nothing until <see cref="EnableAsync"/>; the same one while it is not confirmed.</summary>
    public async Task<string> BeginAsync(Guid accountId)
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = Accounts(scope);
        var account = await accounts.FindByIdAsync(accountId.ToString()) ?? throw new InvalidOperationException("No such account.");
        if (account.TwoFactorEnabled || await accounts.GetAuthenticatorKeyAsync(account) is null) await accounts.ResetAuthenticatorKeyAsync(account);
        return (await accounts.GetAuthenticatorKeyAsync(account))!;
    }

    /// <summary>Confirms that the application gives the right codes.</summary>
    public async Task<Result> EnableAsync(Guid accountId, string? code, CancellationToken ct = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = Accounts(scope);
        var account = await accounts.FindByIdAsync(accountId.ToString()) ?? throw new InvalidOperationException("No such account.");
        if (!await IsRightAsync(accounts, account, code)) return Wrong;
        await accounts.SetTwoFactorEnabledAsync(account, true);
        return Result.Success;
    }

    public async Task DisableAsync(Guid accountId, CancellationToken ct = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = Accounts(scope);
        var account = await accounts.FindByIdAsync(accountId.ToString()) ?? throw new InvalidOperationException("No such account.");
        await accounts.SetTwoFactorEnabledAsync(account, false);
        await accounts.ResetAuthenticatorKeyAsync(account);
        await ForgetCodesWithoutFactorAsync(accounts, account, ct);
    }

    /// <summary>New recovery codes, to be shown now and never again; the former ones open nothing any more.</summary>
    public async Task<IReadOnlyList<string>> RenewRecoveryCodesAsync(Guid accountId, CancellationToken ct = default)
    {
        await using var db = database.OpenGlobal();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.RecoveryCodes.Where(c => c.AccountId == accountId).ExecuteDeleteAsync(ct);
        var made = Enumerable.Range(0, RecoveryCodes).Select(_ => RecoveryCode.Create(accountId)).ToList();
        db.AddRange(made.Select(m => m.Row));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return made.ConvertAll(m => m.Code);
    }

    /// <summary>Checks six digits of the application, or uses a recovery code up.</summary>
    public async Task<Result> CheckAsync(Guid accountId, string? typed, CancellationToken ct = default)
    {
        // Whoever stole a password guesses codes from elsewhere: that must not make the owner's own browser wait.
        if (await throttle.BeginAsync("code", accountId.ToString(), accountId, ct) is not { } attempt) return SignInThrottle.TooMany with { Field = "Code" };
        await using var scope = scopes.CreateAsyncScope();
        var accounts = Accounts(scope);
        if (await accounts.FindByIdAsync(accountId.ToString()) is not { } account) return Wrong;
        var right = (account.TwoFactorEnabled && await IsRightAsync(accounts, account, typed)) || await UseRecoveryCodeAsync(accountId, typed, ct);
        if (!right) return Wrong;
        await throttle.SucceedAsync(attempt, ct);
        return Result.Success;
    }

    internal async Task ForgetCodesWithoutFactorAsync(UserManager<Account> accounts, Account account, CancellationToken ct)
    {
        if (account.TwoFactorEnabled || (await accounts.GetPasskeysAsync(account)).Count > 0) return;
        await using var db = database.OpenGlobal();
        await db.RecoveryCodes.Where(c => c.AccountId == account.Id).ExecuteDeleteAsync(ct);
    }

    private async Task<bool> IsRightAsync(UserManager<Account> accounts, Account account, string? typed)
    {
        var digits = string.Concat((typed ?? "").Where(char.IsAsciiDigit));
        if (digits.Length != 6 || await accounts.GetAuthenticatorKeyAsync(account) is not { } key || Totp.StepOf(key, digits, time.GetUtcNow()) is not { } step) return false;
        // In one statement: of two requests with the same code, one passes.
        await using var db = database.OpenGlobal();
        if (await db.Users.Where(a => a.Id == account.Id && (a.LastAuthenticatorStep == null || a.LastAuthenticatorStep < step))
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.LastAuthenticatorStep, step)) != 1) return false;
        // Identity saves the whole row: what it holds must know the step too.
        account.LastAuthenticatorStep = step;
        return true;
    }

    private async Task<bool> UseRecoveryCodeAsync(Guid accountId, string? typed, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(typed)) return false;
        var hash = RecoveryCode.Hash(accountId, typed);
        await using var db = database.OpenGlobal();
        return await db.RecoveryCodes.Where(c => c.AccountId == accountId && c.CodeHash == hash && c.UsedAt == null).ExecuteUpdateAsync(s => s.SetProperty(c => c.UsedAt, time.GetUtcNow()), ct) == 1;
    }

    private static UserManager<Account> Accounts(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
}
