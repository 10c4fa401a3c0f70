using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.PersonalData.RectifyIdentity;

/// <summary>The identity as it is established, ready to be corrected.</summary>
public sealed class ReadRectification(WorkFactory work)
{
    public async Task<Result<RectifyIdentityInput>> ExecuteAsync(Guid candidateId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManagePersonalData, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await unit.Db.Candidates.AsNoTracking().SingleOrDefaultAsync(c => c.Id == candidateId, ct) is not { } candidate) return SecurityErrors.NotFound;
        if (candidate.ErasedAt is not null) return ErasureErrors.AlreadyErased;
        return new RectifyIdentityInput
        {
            CandidateId = candidate.Id,
            BirthName = candidate.BirthName,
            UsageName = candidate.UsageName,
            FirstNames = candidate.FirstNames,
            Sex = candidate.Sex,
            BirthDate = candidate.BirthDate,
            BirthPlace = candidate.BirthPlace,
            BirthInseeCode = candidate.BirthInseeCode,
        };
    }
}
