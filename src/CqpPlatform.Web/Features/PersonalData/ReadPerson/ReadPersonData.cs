using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.PersonalData.ReadPerson;

public sealed record RectificationLine(DateTimeOffset At, IReadOnlyList<string> Fields, IdentityEvidence Proof, DateOnly ProofSeenOn, string Reason);

/// <param name="OnRequest">What may be erased now, or why nothing may.</param>
/// <param name="RecordTerm">Until when the name stays with the blocks; null where the person holds none.</param>
public sealed record PersonData(Guid Id, string Name, bool Erased, HeldFile Held, Result<ErasureReach> OnRequest, DateOnly FileTerm, DateOnly? RecordTerm, IReadOnlyList<RectificationLine> Rectifications);

/// <summary>What the certifier holds of one person, until when, and what may be done about it.</summary>
public sealed class ReadPersonData(WorkFactory work)
{
    public async Task<Result<PersonData>> ExecuteAsync(Guid candidateId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManagePersonalData, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await unit.Db.Candidates.AsNoTracking().SingleOrDefaultAsync(c => c.Id == candidateId, ct) is not { } candidate) return SecurityErrors.NotFound;

        var held = (await HeldFiles.ReadAsync(unit.Db, candidateId, ct)).Single();
        var schedule = await unit.ScheduleAsync(ct);
        var lines = await unit.Db.IdentityRectifications.Where(r => r.CandidateId == candidateId).OrderByDescending(r => r.RectifiedAt)
            .Select(r => new RectificationLine(r.RectifiedAt, r.Fields, r.Proof, r.ProofSeenOn, r.Reason)).ToListAsync(ct);
        var erased = candidate.ErasedAt is not null;
        return new PersonData(candidate.Id, candidate.Name, erased, held, erased ? ErasureErrors.AlreadyErased : held.OnRequest(schedule, unit.Today),
            schedule.FileTerm(held.LastEvent), held.LastAward is { } award ? schedule.RecordTerm(award) : null, lines);
    }
}
