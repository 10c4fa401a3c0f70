using System.Runtime.CompilerServices;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Sessions;
using CqpPlatform.Web.Security.Support;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data;

/// <summary>One authorised unit of work: the actor as the database knows them now, their tenant's rows, and the time it happens.</summary>
public sealed class UnitOfWork(CqpDbContext db, Actor actor, ClaimedActor claimed, DateTimeOffset now) : IAsyncDisposable
{
    public static readonly Error Conflict = new("concurrency", "Quelqu’un d’autre vient de modifier ces données : rechargez la page, vos textes saisis sont conservés à l’écran.".French());

    public CqpDbContext Db { get; } = db;
    public Actor Actor { get; } = actor;
    public DateTimeOffset Now { get; } = now;

    /// <summary>The sign-in it is done in; null for a key, a tutor's link, and work of the code itself.</summary>
    public Guid? SessionId { get; } = claimed.SessionId;

    /// <summary>The link a tutor came by.</summary>
    public Guid? TutorLinkId { get; } = claimed.TutorLinkId;
    public DateOnly Today => Now.DayInParis();

    /// <summary>
    /// Saves with its audit entries, while the actor still has the right to; the loser of two simultaneous writes gets a refusal, not an exception.
    /// </summary>
    public async Task<Result> SaveAsync(string? reason = null, CancellationToken ct = default)
    {
        if (PersonalNumber.IsIn(reason)) return PersonalNumber.Refusal();
        Db.Audit.Reason = reason;
        try
        {
            await using var own = Db.Database.CurrentTransaction is null ? await Db.Database.BeginTransactionAsync(ct) : null;
            if (!await ActorReader.HoldAsync(Db, claimed, Now, ct)) return SecurityErrors.NotAllowed;
            await Db.SaveChangesAsync(ct);
            if (own is not null) await own.CommitAsync(ct);
            return Result.Success;
        }
        catch (PersonalNumberFoundException)
        {
            return PersonalNumber.Refusal();
        }
        catch (DbUpdateConcurrencyException)
        {
            return Conflict;
        }
        // A restriction is what the database answers when the step that allowed this was undone meanwhile (docs/adr/0007).
        catch (DbUpdateException e) when (e.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation or Npgsql.PostgresErrorCodes.RestrictViolation })
        {
            return Conflict;
        }
    }

    public ValueTask DisposeAsync() => Db.DisposeAsync();
}

/// <summary>The only door to a unit of work: it asks who acts, reads their rights from the database, and refuses or opens.</summary>
public sealed class WorkFactory(CqpDatabase database, CurrentUser user, SessionKeeper sessions, TimeProvider time)
{
    /// <param name="action">The use case, for the audit: its class name by default.</param>
    public Task<Result<UnitOfWork>> BeginAsync(Permission permission, CancellationToken ct = default, [CallerFilePath] string action = "") =>
        BeginAsync([permission], ct, action);

    /// <summary>The same for a use case that several roles share, each by its own permission.</summary>
    public async Task<Result<UnitOfWork>> BeginAsync(IReadOnlyList<Permission> anyOf, CancellationToken ct = default, [CallerFilePath] string action = "")
    {
        var claimed = await user.GetAsync();
        if (claimed is null) return SecurityErrors.NotSignedIn;
        var db = await claimed.OpenAsync(database, ct);
        try
        {
            var actor = await ActorReader.ReadAsync(db, claimed, time.GetUtcNow(), ct);
            if (actor is null || !anyOf.Any(actor.Holds))
            {
                await db.DisposeAsync();
                return actor is null && claimed.SessionId is not null ? SecurityErrors.NotSignedIn : SecurityErrors.NotAllowed;
            }
            if (claimed.SessionId is { } session) await sessions.TouchAsync(db, session, ct);
            if (actor.Role is Role.TrainingOrganisation or Role.Tutor or Role.Examiner) db.ResultsToldBy = time.GetUtcNow();
            (db.Audit.ActorId, db.Audit.Action) = (actor.Id, Path.GetFileNameWithoutExtension(action));
            if (actor.Support is { } pass) await SupportTrace.WriteAsync(db, pass, user.Page(), time.GetUtcNow(), ct);
            return new UnitOfWork(db, actor, claimed, time.GetUtcNow());
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }
}
