using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.ListDocuments;

public sealed record ListDocumentsInput(DocumentKind? Kind = null, Guid? CampaignId = null);

/// <param name="Holder">NOM Prénom; null for minutes.</param>
public sealed record DocumentLine(Guid Id, DocumentKind Kind, string Number, string Sha256, DocumentState State, DateTimeOffset IssuedAt, Guid CampaignId, string Campaign, string? Holder);

public sealed class ListDocuments(WorkFactory work)
{
    public async Task<Result<IReadOnlyList<DocumentLine>>> ExecuteAsync(ListDocumentsInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        var rows = await (
            from d in unit.VisibleDocuments()
            join c in db.Campaigns on d.CampaignId equals c.Id
            where (input.Kind == null || d.Kind == input.Kind) && (input.CampaignId == null || d.CampaignId == input.CampaignId)
            orderby d.IssuedAt descending, d.Number
            let holder = (from e in db.Enrolments join p in db.Candidates on e.CandidateId equals p.Id where e.Id == d.EnrolmentId select new { p.BirthName, p.FirstNames }).FirstOrDefault()
            select new { d.Id, d.Kind, d.Number, d.Sha256, d.State, d.IssuedAt, d.CampaignId, Campaign = c.Name, holder }).ToListAsync(ct);
        return rows.Select(r => new DocumentLine(r.Id, r.Kind, r.Number, r.Sha256, r.State, r.IssuedAt, r.CampaignId, r.Campaign,
            r.holder is null ? null : FrenchFormat.PersonName(r.holder.BirthName, r.holder.FirstNames))).ToList();
    }
}
