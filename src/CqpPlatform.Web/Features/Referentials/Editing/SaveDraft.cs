using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Editing;

/// <param name="Former">What undoing goes back to; null when there is nothing to undo.</param>
public sealed record SaveDraftInput(Guid VersionId, uint RowVersion, Referential Referential, Referential? Former = null);

public sealed record DraftSaved(DateTimeOffset At, uint RowVersion, IReadOnlyList<Error> Left);

/// <summary>Keeps a draft at each change, complete or not, and says what is left to correct. Of two editors, the later one is told.</summary>
public sealed class SaveDraft(WorkFactory work)
{
    public async Task<Result<DraftSaved>> ExecuteAsync(SaveDraftInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EditReferentials, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await unit.Db.ReferentialVersions.SingleOrDefaultAsync(v => v.Id == input.VersionId, ct) is not { } version) return SecurityErrors.NotFound;

        var content = ReferentialJson.Write(input.Referential);
        var read = ReferentialJson.ReadDraft(content);
        if (read.Refused) return Result.From(read.Errors);
        if (await unit.Db.ReferentialVersions.AnyAsync(v => v.Id != version.Id && v.CertificationCode == input.Referential.Code && v.Version == input.Referential.Version, ct))
            return ReferentialErrors.VersionTaken(input.Referential.Code, input.Referential.Version);
        var token = unit.Db.Entry(version).Property<uint>("RowVersion");
        token.OriginalValue = input.RowVersion;
        var rewritten = version.Rewrite(input.Referential, content, Kept(input.Former));
        if (rewritten.Refused) return rewritten;
        var saved = await unit.SaveAsync(ct: ct);
        return saved.Refused ? saved : new DraftSaved(unit.Now, token.CurrentValue, read.Value.Left);
    }

    // What could not be saved, such as a social security number, is not kept to be undone either.
    private static string? Kept(Referential? former) =>
        former is not null && ReferentialJson.Write(former) is var content && ReferentialJson.ReadDraft(content).Succeeded ? content : null;
}
