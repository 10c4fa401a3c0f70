using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>Asks for the second phase.</summary>
public sealed class RequestSave(WorkFactory work)
{
    public async Task<Result<Guid>> ExecuteAsync(Guid importId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        return await unit.AskAsync(importId, SaveImport.Kind, "Enregistrement", (import, job) => Task.FromResult(import.Save(job)), ct);
    }
}
