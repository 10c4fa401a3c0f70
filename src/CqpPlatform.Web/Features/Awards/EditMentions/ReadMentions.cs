using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.EditMentions;

public sealed class ReadMentions(WorkFactory work, ReferentialCatalogue catalogue)
{
    /// <summary>The texts as they are, with a line for each certification whose fiche gives no legal act for one of its periods.</summary>
    public async Task<Result<EditMentionsInput>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.IssueDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var profile = await unit.Db.CertifierProfiles.AsNoTracking().SingleAsync(ct);
        var known = await unit.Db.CertificationMentions.ToDictionaryAsync(m => m.CertificationCode, m => m.LegalAct, ct);
        var acts = new Dictionary<string, LegalActInput>();
        foreach (var id in await unit.Db.ReferentialVersions.Where(v => v.Status != ReferentialStatus.Draft).OrderBy(v => v.CertificationCode).Select(v => v.Id).ToListAsync(ct))
        {
            var referential = await catalogue.GetAsync(unit.Db, id, ct);
            if (referential.RegistrationPeriods.Any(p => p.LegalAct is null))
                acts[referential.Code] = new(referential.Code, referential.ShortTitle) { LegalAct = known.GetValueOrDefault(referential.Code) };
        }
        return new EditMentionsInput
        {
            LegalName = profile.LegalName,
            City = profile.City,
            SignatoryName = profile.SignatoryName,
            SignatoryQuality = profile.SignatoryQuality,
            Acts = [.. acts.Values],
        };
    }
}
