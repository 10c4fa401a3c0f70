using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.PersonalData.Retention;

/// <param name="Since">The term it has passed.</param>
public sealed record DueFile(Guid CandidateId, string Name, DateOnly LastEvent, DateOnly Since, ErasureReach Reach);

public sealed record ErasureLine(DateTimeOffset At, ErasureGround Ground, ErasureReach Reach, string Reason, int Persons);

/// <summary>The dry run: what has reached its term today, and nothing done about it.</summary>
/// <param name="Files">Every one, so that what is erased is what was read.</param>
/// <param name="Mails">Sent mails past their months.</param>
/// <param name="Tutors">Tutors none of whose candidates has a file any more.</param>
/// <param name="Invitations">Invitations nobody can accept any more, past the same months.</param>
/// <param name="Imports">Files brought to be imported, past the same months.</param>
/// <param name="Accesses">Accesses that ended so many years ago.</param>
/// <param name="Juries">Sessions held so many years ago, whose members are still named.</param>
/// <param name="Declarations">Files for the Caisse des Dépôts written so many years ago.</param>
/// <param name="OldestDocument">Issue of the oldest document; its bytes cannot be erased from here.</param>
public sealed record RetentionView(RetentionSchedule Schedule, DateOnly Today, int Persons, IReadOnlyList<DueFile> Files, int Mails, int Tutors, int Invitations, int Imports, int Accesses, int Juries, int Declarations, DateOnly? OldestDocument, IReadOnlyList<ErasureLine> Register)
{
    public int Count(ErasureReach reach) => Files.Count(f => f.Reach == reach);
    public ErasedCount All => new(Files.Count, Mails, Tutors, Invitations, Imports, Accesses, Juries, Declarations);
    public bool Nothing => All.All == 0;
}

public sealed class ReadRetention(WorkFactory work)
{
    public const int RegisterLines = 50;

    public async Task<Result<RetentionView>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManagePersonalData, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        var schedule = await unit.ScheduleAsync(ct);
        var held = await HeldFiles.ReadAsync(db, candidateId: null, ct);
        var due = DuePersons.Of(held, schedule, unit.Today);
        var ids = due.Select(d => d.Held.CandidateId).ToList();
        var names = await db.Candidates.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var register = await db.Erasures.GroupBy(e => new { e.ErasedAt, e.Ground, e.Reach, e.Reason }).OrderByDescending(g => g.Key.ErasedAt).Take(RegisterLines)
            .Select(g => new ErasureLine(g.Key.ErasedAt, g.Key.Ground, g.Key.Reach, g.Key.Reason, g.Count())).ToListAsync(ct);
        var oldest = await db.IssuedDocuments.MinAsync(d => (DateTimeOffset?)d.IssuedAt, ct);
        return new RetentionView(schedule, unit.Today, held.Count,
            [.. due.Select(d => new DueFile(d.Held.CandidateId, names[d.Held.CandidateId], d.Held.LastEvent, d.Since, d.Reach)).OrderBy(f => f.Since).ThenBy(f => f.Name, StringComparer.Ordinal)],
            await DuePersons.Mails(db, schedule, unit.Now).CountAsync(ct), await DuePersons.Tutors(db).CountAsync(ct),
            await DuePersons.Invitations(db, schedule, unit.Now).CountAsync(ct), await DuePersons.Imports(db, schedule, unit.Now).CountAsync(ct),
            await DuePersons.Accesses(db, schedule, unit.Now).CountAsync(ct), await DuePersons.Juries(db, schedule, unit.Today).CountAsync(ct), await DuePersons.Declarations(db, schedule, unit.Now).CountAsync(ct),
            oldest?.DayInParis(), register);
    }
}
