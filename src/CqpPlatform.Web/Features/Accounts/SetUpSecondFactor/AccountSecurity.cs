using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.SecondFactor;
using CqpPlatform.Web.Security.Sessions;

namespace CqpPlatform.Web.Features.Accounts.SetUpSecondFactor;

/// <param name="Key">For an application that reads no picture, in fours.</param>
/// <param name="Owed">Nothing else opens before.</param>
public sealed record SecurityView(SecondFactorState State, string Key, string QrCode, bool Owed);

/// <summary>What protects the account that is signed in: it is set up and taken off by its owner, who has just shown who they are.</summary>
public sealed class AccountSecurity(SecondFactors factors, Passkeys passkeys, SessionKeeper sessions, SessionLimits limits, SignInDoor door, ShortCookie steps, TimeProvider time, IHttpContextAccessor http)
{
    private Guid AccountId => CqpClaims.AccountOf(http.HttpContext!.User) ?? throw new InvalidOperationException("The page asks for an account.");
    private Guid SessionId => CqpClaims.SessionOf(http.HttpContext!.User)!.Value;

    public async Task<bool> IsFreshAsync() => await sessions.FindAsync(SessionId) is { } session && session.ConfirmedAt > time.GetUtcNow() - limits.Fresh;

    public async Task<SecurityView> ReadAsync()
    {
        var state = await factors.ReadAsync(AccountId);
        var key = state.Authenticator ? "" : await factors.BeginAsync(AccountId);
        var qr = state.Authenticator ? "" : QrCode.Svg(Totp.Uri(key, http.HttpContext!.User.Identity!.Name ?? ""));
        return new SecurityView(state, string.Join(' ', key.Chunk(4).Select(c => new string(c))), qr, CqpClaims.Read(http.HttpContext!.User) is null && !CqpClaims.IsInvited(http.HttpContext!.User));
    }

    /// <returns>The recovery codes to show, where these are the first.</returns>
    public async Task<Result<IReadOnlyList<string>>> EnableAsync(string? code)
    {
        if (!await IsFreshAsync()) return Reauthentication.Needed;
        var enabled = await factors.EnableAsync(AccountId, code);
        return enabled.Refused ? enabled : await AfterAsync();
    }

    public async Task<Result<IReadOnlyList<string>>> AddPasskeyAsync(string? credentialJson, Uri site)
    {
        if (!await IsFreshAsync()) return Reauthentication.Needed;
        if (steps.Read(ShortCookie.Passkey) is not { } state || string.IsNullOrEmpty(credentialJson)) return Passkeys.Failed;
        steps.Clear(ShortCookie.Passkey);
        var added = await passkeys.AddAsync(AccountId, credentialJson, state, DeviceName.Of(http.HttpContext!.Request.Headers.UserAgent), site);
        return added.Refused ? added : await AfterAsync();
    }

    public async Task<Result<IReadOnlyList<string>>> RenewCodesAsync()
    {
        if (!await IsFreshAsync()) return Reauthentication.Needed;
        return (await factors.RenewRecoveryCodesAsync(AccountId)).ToList();
    }

    public async Task<Result> DisableAsync(string? passkeyId)
    {
        if (!await IsFreshAsync()) return Reauthentication.Needed;
        if (passkeyId is null) await factors.DisableAsync(AccountId);
        else await passkeys.RemoveAsync(AccountId, passkeyId);
        return Result.Success;
    }

    // The session that set it up has just shown it; a cookie that opened the account only now opens the work.
    private async Task<Result<IReadOnlyList<string>>> AfterAsync()
    {
        await sessions.ConfirmAsync(SessionId, secondFactor: true);
        if (CqpClaims.Read(http.HttpContext!.User) is null) await door.SwitchAsync(null, http.HttpContext.RequestAborted);
        if ((await factors.ReadAsync(AccountId)).RecoveryCodes > 0) return new List<string>();
        return (await factors.RenewRecoveryCodesAsync(AccountId)).ToList();
    }
}
