using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Mails;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Security.Passwords;

/// <summary>Answers the requests for a new password, away from the page that took them: a mail where the account exists, nothing where it does not.</summary>
public sealed partial class PasswordResetSender(CqpDatabase database, IServiceScopeFactory scopes, IConfiguration configuration, TimeProvider time, ILogger<PasswordResetSender> logger) : BackgroundService
{
    private const int Batch = 50;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>One mail an account in this time, however often somebody asks; once its link has served, another may be asked for.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SendAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(e);
            }
        }
    }

    public async Task SendAsync(CancellationToken ct = default)
    {
        await using var db = database.OpenGlobal();
        foreach (var request in await db.PasswordResets.Where(r => r.Email != null).OrderBy(r => r.RequestedAt).Take(Batch).ToListAsync(ct))
        {
            try
            {
                await AnswerAsync(db, request, ct);
            }
            // Whether another node took it or its mail cannot be written, the others are answered.
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                db.Entry(request).State = EntityState.Detached;
                if (e is not DbUpdateConcurrencyException) LogFailure(e);
            }
        }
        var now = time.GetUtcNow();
        await db.PasswordResets.Where(r => r.RequestedAt < now.AddDays(-7)).ExecuteDeleteAsync(ct);
    }

    private async Task AnswerAsync(CqpDbContext db, PasswordReset request, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var normalized = request.Email!.ToUpperInvariant();
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.NormalizedEmail == normalized && (a.LockoutEnd == null || a.LockoutEnd <= now), ct);
        await using var scope = scopes.CreateAsyncScope();
        var place = account is null ? null : await PlaceAsync(scope.ServiceProvider.GetRequiredService<MembershipDirectory>(), account, ct);
        if (account is null || place is not { } tenantId || await db.PasswordResets.AnyAsync(r => r.AccountId == account.Id && r.UsedAt == null && r.RequestedAt > now - Pause, ct))
        {
            db.Remove(request);
            await db.SaveChangesAsync(ct);
            return;
        }
        // The link and its mail in one save: a link without its mail would keep its owner waiting.
        await using var tenant = await database.OpenAsync(tenantId, ct);
        if (await tenant.PasswordResets.SingleOrDefaultAsync(r => r.Id == request.Id && r.Email != null, ct) is not { } issued) return;
        var secret = issued.Issue(account.Id, now);
        tenant.Add(OutboxMail.Create(account.Email!, "Choisir un nouveau mot de passe", $"""
            Bonjour {French.Addressed(account.LastName, account.FirstName)},

            Quelqu’un, sans doute vous, a demandé à choisir un nouveau mot de passe pour la plateforme des campagnes de CQP.

            Ouvrez ce lien dans l’heure :
            {configuration.PublicUrl()}/mot-de-passe/{secret}

            Il sert une seule fois. Si vous n’avez rien demandé, ne faites rien : votre mot de passe reste le même.
            """.French(), now).Opening());
        await tenant.SaveChangesAsync(ct);
    }

    /// <summary>The certifier whose outbox takes the mail: one the person works in or is invited by or, for the operator, who may work in none, any.</summary>
    private async Task<Guid?> PlaceAsync(MembershipDirectory directory, Account account, CancellationToken ct) =>
        (await directory.OfAsync(account.Id, ct)).FirstOrDefault(m => m.TenantId != Guid.Empty)?.TenantId
        ?? await directory.InvitedByAsync(account, ct)
        ?? (account.IsOperator && await database.TenantsAsync(ct) is [var any, ..] ? any.Id : null);

    [LoggerMessage(LogLevel.Warning, "A request for a new password could not be answered; it will be tried again.")]
    private partial void LogFailure(Exception exception);
}
