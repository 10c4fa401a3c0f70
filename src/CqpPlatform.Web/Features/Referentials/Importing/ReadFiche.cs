using System.Text.Json;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Referentials.FranceCompetences;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Referentials.Importing;

/// <param name="Source">The fiche as the register gives it.</param>
/// <param name="Fiche">The same with the texts as they were corrected.</param>
/// <param name="Preview">The draft it would make.</param>
public sealed record FicheView(Guid Id, string FileName, DateTimeOffset ReceivedAt, Fiche Source, Fiche Fiche, ImportedFiche Preview);

public sealed class ReadFiche(WorkFactory work)
{
    public async Task<Result<FicheView>> ExecuteAsync(Guid importId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EditReferentials, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        return await unit.Db.ReferentialImports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == importId, ct) is { } import ? View(import, unit.Today) : SecurityErrors.NotFound;
    }

    internal static FicheView View(ReferentialImport import, DateOnly today)
    {
        var fiche = FicheOf(import.Fiche);
        return new(import.Id, import.FileName, import.ReceivedAt, FicheOf(import.Source), fiche, FicheDraft.From(fiche, today));
    }

    internal static Fiche FicheOf(string json) => JsonSerializer.Deserialize<Fiche>(json, ReferentialJson.Options)!;
}
