using System.Security.Claims;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Mails;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Security.TutorLinks;

/// <summary>Opens the tutor's pages: the link names the tutor, the code sent to their mailbox proves that it is them.</summary>
public sealed class TutorDoor(CqpDatabase database, TimeProvider time, IHttpContextAccessor http)
{
    /// <summary>One answer for an unknown, expired or revoked link: nobody learns which.</summary>
    public static readonly Error DeadLink = new("tutor-link", "Ce lien n’ouvre pas vos observations.");
    public static readonly Error WrongCode = new("tutor-code",
        "Ce code n’est pas le bon, ou il a expiré. Vérifiez les six chiffres du dernier courriel, ou demandez un nouveau code.", Field: "Code");

    public static readonly Error JustSent = new("tutor-code-just-sent", "Un code vient de partir vers votre messagerie. Attendez une minute avant d’en demander un autre.");

    public static Error TooSoon(TutorLink link, DateTimeOffset now) => link.CodeAttempts >= TutorLink.MaxAttempts
        ? new("tutor-code-too-soon", $"Trop d’essais : un nouveau code pourra être demandé dans {FrenchFormat.Count((int)Math.Ceiling((link.NextCodeAt - now).TotalMinutes), "minute")}.".French())
        : JustSent;

    /// <summary>True of a link that still stands; the audit tells that it was opened.</summary>
    public async Task<bool> IsOpenAsync(string slug, string secret, CancellationToken ct = default)
    {
        while (true)
        {
            await using var found = await FindAsync(slug, secret, ct);
            if (found is null) return false;
            found.Link.Open(time.GetUtcNow());
            // Two who open it at once are two uses: the one that lost notes it again.
            if (await SaveAsync(found, "OpenTutorLink", ct)) return true;
        }
    }

    /// <summary>True where the browser already came in by this very link.</summary>
    public async Task<bool> IsInsideAsync(string slug, string secret, CancellationToken ct = default)
    {
        var claimed = http.HttpContext is { } context ? CqpClaims.Read(context.User) : null;
        if (claimed?.TutorLinkId is null) return false;
        await using var found = await FindAsync(slug, secret, ct);
        return found?.Link.Id == claimed.TutorLinkId && found?.Tenant.Id == claimed.TenantId;
    }

    /// <summary>Mails a new code to the tutor.</summary>
    public async Task<Result> SendCodeAsync(string slug, string secret, CancellationToken ct = default)
    {
        await using var found = await FindAsync(slug, secret, ct);
        if (found is null) return DeadLink;
        var now = time.GetUtcNow();
        if (now < found.Link.NextCodeAt) return TooSoon(found.Link, now);
        var code = found.Link.IssueCode(now);
        found.Db.Add(TutorProof.Mail(found.Tutor, code, "ouvrir", found.Tenant.Name, now));
        return await SaveAsync(found, "SendTutorCode", ct) ? Result.Success : UnitOfWork.Conflict;
    }

    /// <summary>Uses the code up and says who comes in.</summary>
    public async Task<Result<ClaimsPrincipal>> RedeemAsync(string slug, string secret, string? code, CancellationToken ct = default)
    {
        await using var found = await FindAsync(slug, secret, ct);
        if (found is null) return DeadLink;
        var right = found.Link.Redeem(code, time.GetUtcNow());
        // Two attempts at once: the one that could not be counted does not count as right.
        if (right) found.Db.Audit.ActorId = found.Tutor.Id;
        if (!await SaveAsync(found, right ? "EnterByTutorLink" : "RefuseTutorCode", ct) || !right) return WrongCode;
        return new ClaimsPrincipal(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, found.Tutor.Id.ToString()),
            new(ClaimTypes.Name, found.Tutor.Name),
            new(CqpClaims.Tenant, found.Tenant.Id.ToString()),
            new(CqpClaims.TutorLink, found.Link.Id.ToString()),
            new(CqpClaims.Role, Role.Tutor.ToString()),
            new(CqpClaims.TenantName, found.Tenant.Name),
        ], CookieAuthenticationDefaults.AuthenticationScheme));
    }

    /// <summary>Redeems the code and writes the cookie.</summary>
    public async Task<Result> EnterAsync(string slug, string secret, string? code, CancellationToken ct = default)
    {
        var redeemed = await RedeemAsync(slug, secret, code, ct);
        if (redeemed.Refused) return Result.From(redeemed.Errors);
        await http.HttpContext!.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, redeemed.Value);
        return Result.Success;
    }

    private async Task<Found?> FindAsync(string slug, string secret, CancellationToken ct)
    {
        if (await database.TenantAsync(slug, ct) is not { } tenant) return null;
        var db = await database.OpenAsync(tenant.Id, ct);
        var hash = Secret.Hash(secret);
        var link = await db.TutorLinks.SingleOrDefaultAsync(l => l.SecretHash == hash, ct);
        // Whoever holds the link may be anybody, until the code is given.
        db.Audit.ActorName = "Porteur du lien";
        if (link?.IsUsable(time.GetUtcNow()) == true) return new Found(db, tenant, link, await db.Tutors.AsNoTracking().SingleAsync(t => t.Id == link.TutorId, ct));
        // The certifier sees that a link is still tried; whoever tries it learns nothing.
        link?.TurnAway(time.GetUtcNow());
        if (link is not null) await SaveAsync(db, "RefuseTutorLink", ct);
        await db.DisposeAsync();
        return null;
    }

    private static Task<bool> SaveAsync(Found found, string action, CancellationToken ct) => SaveAsync(found.Db, action, ct);

    private static async Task<bool> SaveAsync(CqpDbContext db, string action, CancellationToken ct)
    {
        db.Audit.Action = action;
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private sealed record Found(CqpDbContext Db, Tenant Tenant, TutorLink Link, Tutor Tutor) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Db.DisposeAsync();
    }
}
