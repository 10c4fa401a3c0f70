using System.Security.Cryptography;
using CqpPlatform.Web.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace CqpPlatform.Web.Security.SecondFactor;

/// <summary>Identity's store, where the key of an application of codes lies sealed: whoever reads the table makes no code (docs/operations.md).</summary>
public sealed class AccountStore(CqpDbContext db, IDataProtectionProvider protection) : UserOnlyStore<Account, CqpDbContext, Guid>(db)
{
    private readonly IDataProtector protector = protection.CreateProtector("authenticator-key");

    public override Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, protector.Protect(key), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken)
    {
        if (await base.GetAuthenticatorKeyAsync(user, cancellationToken) is not { } sealedKey) return null;
        try
        {
            return protector.Unprotect(sealedKey);
        }
        // The installation's keys are lost: no code is right any more, and a recovery code opens.
        catch (CryptographicException)
        {
            return null;
        }
    }
}
