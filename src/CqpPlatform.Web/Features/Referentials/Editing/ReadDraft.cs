using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Editing;

/// <param name="RowVersion">Given back when saving, so that two editors notice each other.</param>
/// <param name="Left">What is left to correct before it can be published, each with its path.</param>
public sealed record DraftView(Guid Id, uint RowVersion, Referential Referential, IReadOnlyList<Error> Left);

public sealed class ReadDraft(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<DraftView>> ExecuteAsync(Guid versionId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EditReferentials, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await unit.Db.ReferentialVersions.SingleOrDefaultAsync(v => v.Id == versionId, ct) is not { Status: ReferentialStatus.Draft } draft) return SecurityErrors.NotFound;
        return new DraftView(draft.Id, unit.Db.Entry(draft).Property<uint>("RowVersion").CurrentValue, await catalogue.GetAsync(unit.Db, draft, ct), ReferentialJson.Read(draft.Content).Errors);
    }
}
