using CqpPlatform.Domain.Common;
using Microsoft.AspNetCore.Identity;

namespace CqpPlatform.Web.Security.SecondFactor;

/// <summary>What the browser is asked, and what the server remembers of the question until the answer.</summary>
public sealed record PasskeyQuestion(string OptionsJson, string State);

/// <summary>
/// Passkeys (WebAuthn), by ASP.NET Core Identity: the person unlocks a key of their telephone or computer, which signs for this site only. A
/// key counts as two factors, because the device asks for a finger, a face or a code.
/// </summary>
public sealed class Passkeys(UserManager<Account> accounts, IPasskeyHandler<Account> handler, SecondFactors factors)
{
    public const int NameMaxLength = 60;
    public static readonly Error Failed = new("passkey-failed", "Cette clé d’accès n’a pas été reconnue. Réessayez, ou servez-vous de votre mot de passe.");

    /// <summary>A key belongs to a name: on an address of figures the browser refuses to make one.</summary>
    public static bool CanServe(string host) => !System.Net.IPAddress.TryParse(host.Trim('[', ']'), out _);

    public async Task<PasskeyQuestion> AskToCreateAsync(Guid accountId, Uri site)
    {
        var account = await accounts.FindByIdAsync(accountId.ToString()) ?? throw new InvalidOperationException("No such account.");
        var options = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = account.Id.ToString(), Name = account.Email!, DisplayName = account.DisplayName }, At(site));
        return new(options.CreationOptionsJson, options.AttestationState!);
    }

    public async Task<Result> AddAsync(Guid accountId, string credentialJson, string state, string? name, Uri site)
    {
        var made = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = At(site), CredentialJson = credentialJson, AttestationState = state });
        if (!made.Succeeded || made.UserEntity.Id != accountId.ToString()) return Failed;
        var account = await accounts.FindByIdAsync(accountId.ToString()) ?? throw new InvalidOperationException("No such account.");
        made.Passkey.Name = string.IsNullOrWhiteSpace(name) ? "Clé d’accès" : name.Trim() is { Length: > NameMaxLength } tooLong ? tooLong[..NameMaxLength] : name.Trim();
        return (await accounts.AddOrUpdatePasskeyAsync(account, made.Passkey)).Succeeded ? Result.Success : Failed;
    }

    /// <param name="accountId">Null where the key itself says whose it is.</param>
    public async Task<PasskeyQuestion> AskAsync(Guid? accountId, Uri site)
    {
        var account = accountId is { } id ? await accounts.FindByIdAsync(id.ToString()) : null;
        var options = await handler.MakeRequestOptionsAsync(account, At(site));
        return new(options.RequestOptionsJson, options.AssertionState!);
    }

    /// <summary>Whose key answered.</summary>
    public async Task<Result<Account>> CheckAsync(string credentialJson, string state, Uri site)
    {
        var shown = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = At(site), CredentialJson = credentialJson, AssertionState = state });
        if (!shown.Succeeded) return Failed;
        // Keeps the counter of the key, which tells a copied one.
        await accounts.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey);
        return shown.User;
    }

    public async Task RemoveAsync(Guid accountId, string id, CancellationToken ct = default)
    {
        if (await accounts.FindByIdAsync(accountId.ToString()) is not { } account || id.Length % 2 != 0 || !id.All(char.IsAsciiHexDigit)) return;
        await accounts.RemovePasskeyAsync(account, Convert.FromHexString(id));
        await factors.ForgetCodesWithoutFactorAsync(accounts, account, ct);
    }

    // A circuit has no request: the handler only reads the address, and compares the answer's origin with it.
    private static DefaultHttpContext At(Uri site)
    {
        var context = new DefaultHttpContext();
        (context.Request.Scheme, context.Request.Host) = (site.Scheme, HostString.FromUriComponent(site.Authority));
        context.Request.Headers.Origin = site.GetLeftPart(UriPartial.Authority);
        return context;
    }
}
