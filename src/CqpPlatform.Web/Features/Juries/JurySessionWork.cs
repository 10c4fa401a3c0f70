using System.Runtime.CompilerServices;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CqpPlatform.Web.Features.Juries;

/// <summary>One change to one session. Its row is locked first, so that presence, decisions and the seal never cross.</summary>
public sealed class JurySessionWork(WorkFactory work, ReferentialCatalogue catalogue, JuryNotifier notifier)
{
    public async Task<Result<OpenedJurySession>> BeginAsync(Permission permission, Guid sessionId, CancellationToken ct, [CallerFilePath] string action = "")
    {
        var begun = await work.BeginAsync(permission, ct, action);
        if (begun.Refused) return Result.From(begun.Errors);
        var unit = begun.Value;
        try
        {
            var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
            await unit.Db.Database.ExecuteSqlAsync($"select 1 from jury_sessions where id = {sessionId} for update", ct);
            if (await JuryContext.LoadAsync(unit, catalogue, sessionId, tracked: true, ct) is { } context)
                return new OpenedJurySession(unit, transaction, context, notifier);
            await unit.DisposeAsync();
            return SecurityErrors.NotFound;
        }
        catch
        {
            await unit.DisposeAsync();
            throw;
        }
    }
}

/// <summary>A locked session: saved, committed and announced together, or left as it was.</summary>
public sealed class OpenedJurySession(UnitOfWork unit, IDbContextTransaction transaction, JuryContext context, JuryNotifier notifier) : IAsyncDisposable
{
    private readonly List<Guid> others = [];

    public UnitOfWork Unit { get; } = unit;
    public JuryContext Context { get; } = context;

    /// <summary>Another session of the certifier that the same act changes: locked and announced with it.</summary>
    public async Task<JurySession> AlsoAsync(Guid otherId, CancellationToken ct)
    {
        await Unit.Db.Database.ExecuteSqlAsync($"select 1 from jury_sessions where id = {otherId} for update", ct);
        others.Add(otherId);
        return await Unit.Db.JurySessions.Include(s => s.Members).Include(s => s.Decisions).Include(s => s.Rounds).AsSplitQuery().SingleAsync(s => s.Id == otherId, ct);
    }

    public async Task<Result> CommitAsync(string? reason, CancellationToken ct)
    {
        if (await Unit.SaveAsync(reason, ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        foreach (var session in others.Prepend(Context.Session.Id)) notifier.Changed(Unit.Actor.TenantId, session);
        return Result.Success;
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Unit.DisposeAsync();
    }
}
