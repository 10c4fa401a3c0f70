using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Auditing;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.PersonalData.ExportPerson;

/// <summary>Everything the certifier holds on one person, for that person (article 15 RGPD). That it was taken out is in the audit.</summary>
public sealed class ExportPerson(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<PersonArchive>> ExecuteAsync(Guid candidateId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManagePersonalData, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (!await unit.Db.Candidates.AnyAsync(c => c.Id == candidateId, ct)) return SecurityErrors.NotFound;

        var rows = await PersonGraph.ReadAsync(unit.Db, candidateId, tracked: false, ct);
        var file = await PersonFileReader.ReadAsync(unit, catalogue, candidateId, rows, ct);
        await AuditTrace.NoteAsync(unit.Db, unit.Now, nameof(Domain.Candidates.Candidate), candidateId, candidateId, new Dictionary<string, string?[]>(), ct);
        return new PersonArchive(file, PersonJson.Write(unit.Db.Model, rows, file));
    }
}
