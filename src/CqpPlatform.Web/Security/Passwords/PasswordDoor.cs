using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Security.Passwords;

/// <summary>Changes a password: by its owner, who gives the present one or comes from the mail. There is no other way to it.</summary>
public sealed class PasswordDoor(CqpDatabase database, IPasswordHasher<Account> hasher, MembershipDirectory directory, Reauthentication reauthentication, SessionKeeper sessions, KnownBrowser browser, TimeProvider time)
{
    public static readonly Error Dead = new("password-link-dead", "Ce lien n’est plus valable. Demandez-en un nouveau.");

    /// <summary>Notes the request, whoever is named; <see cref="PasswordResetSender"/> does the rest.</summary>
    public async Task AskAsync(string email, CancellationToken ct = default)
    {
        var typed = string.Concat(email.Trim().Where(c => !Account.IsStranger(c)));
        // Whatever is typed gets the same row; a social security number is nobody's address, and is not kept even for a moment.
        if (PersonalNumber.IsIn(typed)) typed = "";
        await using var db = database.OpenGlobal();
        db.Add(PasswordReset.Ask(typed.Length > Account.EmailMaxLength ? typed[..Account.EmailMaxLength] : typed, time.GetUtcNow()));
        await db.SaveChangesAsync(ct);
    }

    public async Task<bool> IsOpenAsync(string secret, CancellationToken ct = default)
    {
        await using var db = database.OpenGlobal();
        return await FindAsync(db, secret, ct) is not null;
    }

    /// <summary>Sets the password chosen by whoever reads the mailbox, and ends every session. The second factor stays asked for.</summary>
    public async Task<Result> ChooseAsync(string secret, string? password, CancellationToken ct = default)
    {
        await using var db = database.OpenGlobal();
        if (await FindAsync(db, secret, ct) is not { } reset) return Dead;
        var account = await db.Users.SingleAsync(a => a.Id == reset.AccountId, ct);
        if (await CheckAsync(account, password, ct) is { Refused: true } weak) return weak;
        await SetAsync(db, account, password!, ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Dead;
        }
        await sessions.EndAsync(account.Id, ct: ct);
        browser.Remember(account.Id);
        return Result.Success;
    }

    /// <summary>Changes one's own password, and ends one's other sessions.</summary>
    public async Task<Result> ChangeAsync(Guid accountId, Guid sessionId, IdentityProof proof, string? password, CancellationToken ct = default)
    {
        if (await reauthentication.CheckAsync(accountId, proof) is { Refused: true } stranger) return Result.From([.. stranger.Errors.Select(e => e with { Field = e.Field == "Password" ? "Current" : e.Field })]);
        await using var db = database.OpenGlobal();
        var account = await db.Users.SingleAsync(a => a.Id == accountId, ct);
        if (await CheckAsync(account, password, ct) is { Refused: true } weak) return weak;
        await SetAsync(db, account, password!, ct);
        await db.SaveChangesAsync(ct);
        await sessions.EndAsync(accountId, except: sessionId, ct: ct);
        return Result.Success;
    }

    // Links asked for before end with the password they were to replace.
    private async Task SetAsync(CqpDbContext db, Account account, string password, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        foreach (var open in await db.PasswordResets.Where(r => r.AccountId == account.Id && r.UsedAt == null && r.ExpiresAt > now).ToListAsync(ct)) open.Use(now);
        account.PasswordHash = hasher.HashPassword(account, password);
        (account.SecurityStamp, account.ConcurrencyStamp) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString());
    }

    private async Task<Result> CheckAsync(Account account, string? password, CancellationToken ct)
    {
        var places = await directory.OfAsync(account.Id, ct);
        return PasswordPolicy.Check(password, [account.LastName, account.FirstName, account.Email, .. places.SelectMany(p => new[] { p.TenantName, p.OrganisationName })]);
    }

    private async Task<PasswordReset?> FindAsync(CqpDbContext db, string secret, CancellationToken ct)
    {
        var hash = Secret.Hash(secret);
        return await db.PasswordResets.SingleOrDefaultAsync(r => r.SecretHash == hash, ct) is { } reset && reset.IsOpen(time.GetUtcNow()) ? reset : null;
    }
}
