using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security.Passwords;
using CqpPlatform.Web.Security.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Security.Invitations;

/// <summary>What the addressee reads before accepting.</summary>
/// <param name="HasAccount">An account exists at this address: sign in to accept.</param>
/// <param name="SignedInAs">The address signed in with on this browser, or null.</param>
public sealed record InvitationOffer(string Tenant, string? Organisation, Role Role, string Email, string LastName, string FirstName, bool HasAccount, string? SignedInAs)
{
    public bool IsMine => string.Equals(SignedInAs, Email, StringComparison.OrdinalIgnoreCase);
}

/// <param name="Password">Chosen by the person; nobody else ever sets it.</param>
public sealed record NewAccount(string LastName, string FirstName, string Password);

/// <summary>Turns an invitation into a membership: of a new account, or of the account that is signed in.</summary>
public sealed class InvitationDoor(CqpDatabase database, IPasswordHasher<Account> hasher, SignInCookie cookie, KnownBrowser browser, SessionKeeper sessions, MembershipDirectory directory, TimeProvider time, IHttpContextAccessor http)
{
    /// <summary>One answer for an unknown, used, expired or revoked link: nobody learns which.</summary>
    public static readonly Error Dead = new("invitation-dead", "Cette invitation n’ouvre plus d’accès.");
    public static readonly Error SignInFirst = new("invitation-sign-in", "Un compte existe à cette adresse. Connectez-vous, puis acceptez l’invitation.");

    public async Task<InvitationOffer?> ReadAsync(string slug, string secret, CancellationToken ct = default)
    {
        await using var found = await FindAsync(slug, secret, ct);
        if (found is null) return null;
        var (db, row) = (found.Db, found.Row);
        var organisation = row.OrganisationId is { } id ? await db.TrainingOrganisations.Where(o => o.Id == id).Select(o => o.Name).SingleAsync(ct) : null;
        var normalized = row.Email.ToUpperInvariant();
        return new InvitationOffer(found.Tenant.Name, organisation, row.Role, row.Email, row.LastName, row.FirstName,
            await db.Users.AnyAsync(a => a.NormalizedEmail == normalized, ct), (await SignedInAsync(db, ct))?.Email);
    }

    /// <summary>Creates the account with the password its owner chose, and opens a first session.</summary>
    /// <returns>Where to go.</returns>
    public async Task<Result<string>> AcceptAsNewAsync(string slug, string secret, NewAccount input, CancellationToken ct = default)
    {
        await using var found = await FindAsync(slug, secret, ct);
        if (found is null) return Dead;
        var (db, row) = (found.Db, found.Row);
        var normalized = row.Email.ToUpperInvariant();
        if (await db.Users.AnyAsync(a => a.NormalizedEmail == normalized, ct)) return SignInFirst;
        var organisation = await db.TrainingOrganisations.Where(o => o.Id == row.OrganisationId).Select(o => o.Name).SingleOrDefaultAsync(ct);
        if (PasswordPolicy.Check(input.Password, input.LastName, input.FirstName, row.Email, found.Tenant.Name, found.Tenant.Slug, organisation) is { Refused: true } weak) return weak;

        var account = Account.Create(row.Email, input.LastName.Trim(), input.FirstName.Trim());
        account.PasswordHash = hasher.HashPassword(account, input.Password);
        db.Users.Add(account);
        return await JoinAsync(found, account, ct);
    }

    /// <summary>Adds the membership to the account signed in, which must be the one invited.</summary>
    public async Task<Result<string>> AcceptAsync(string slug, string secret, CancellationToken ct = default)
    {
        await using var found = await FindAsync(slug, secret, ct);
        if (found is null) return Dead;
        var account = await SignedInAsync(found.Db, ct);
        return string.Equals(account?.Email, found.Row.Email, StringComparison.OrdinalIgnoreCase) ? await JoinAsync(found, account!, ct) : SignInFirst;
    }

    private async Task<Result<string>> JoinAsync(Found found, Account account, CancellationToken ct)
    {
        var (db, row) = (found.Db, found.Row);
        (db.Audit.ActorId, db.Audit.Action) = (account.Id, "AcceptInvitation");
        row.Accept(time.GetUtcNow());
        var membership = await db.Memberships.FirstOrDefaultAsync(m => m.AccountId == account.Id && m.Role == row.Role && m.OrganisationId == row.OrganisationId, ct);
        if (membership is null) db.Add(membership = Membership.Create(account.Id, row.Role, row.OrganisationId));
        else membership.Restore();
        try
        {
            await db.SaveChangesAsync(ct);
        }
        // Twice at once: the link serves once.
        catch (DbUpdateException)
        {
            return Dead;
        }
        var entry = (await directory.OfAsync(account.Id, ct)).First(m => m.MembershipId == membership.Id);
        browser.Remember(account.Id);
        return await sessions.OfAsync(http.HttpContext!.User, ct) is { } session && session.AccountId == account.Id
            ? await cookie.EnterAsync(account, session, entry)
            : await cookie.StartAsync(account, secondFactor: false, entry, ct);
    }

    /// <summary>Public pages do not check the session: it is done here.</summary>
    private async Task<Account?> SignedInAsync(CqpDbContext db, CancellationToken ct)
    {
        if (http.HttpContext?.User is not { } user || await sessions.OfAsync(user, ct) is not { } session) return null;
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == session.AccountId, ct);
    }

    private async Task<Found?> FindAsync(string slug, string secret, CancellationToken ct)
    {
        if (await database.TenantAsync(slug, ct) is not { } tenant) return null;
        var db = await database.OpenAsync(tenant.Id, ct);
        var hash = Secret.Hash(secret);
        if (await db.Invitations.SingleOrDefaultAsync(i => i.SecretHash == hash, ct) is { } row && row.IsOpen(time.GetUtcNow())) return new Found(db, tenant, row);
        await db.DisposeAsync();
        return null;
    }

    private sealed record Found(CqpDbContext Db, Tenant Tenant, Invitation Row) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Db.DisposeAsync();
    }
}
