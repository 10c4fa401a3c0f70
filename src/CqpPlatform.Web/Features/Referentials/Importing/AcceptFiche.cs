using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Referentials.Versions;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Importing;

/// <summary>Makes a draft of a fiche; what the register does not give stays to declare in it.</summary>
public sealed class AcceptFiche(WorkFactory work)
{
    /// <returns>The draft.</returns>
    public async Task<Result<Guid>> ExecuteAsync(Guid importId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EditReferentials, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await unit.Db.ReferentialImports.SingleOrDefaultAsync(i => i.Id == importId, ct) is not { } import) return SecurityErrors.NotFound;

        var read = ReferentialJson.ReadDraft(ReferentialJson.Write(ReadFiche.View(import, unit.Today).Preview.Draft.Referential));
        if (read.Refused) return Result.From(read.Errors);
        var draft = await Drafts.AddAsync(unit, read.Value.Referential, ct);
        if (draft.Refused) return draft;
        unit.Db.Remove(import);
        var saved = await unit.SaveAsync(ct: ct);
        return saved.Refused ? saved : draft;
    }
}
