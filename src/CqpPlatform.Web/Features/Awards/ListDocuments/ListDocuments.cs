using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.ListDocuments;

/// <param name="After">Last of the page before; identifiers grow with time.</param>
/// <param name="Limit">A page of so many, the oldest first; null for all, the newest first.</param>
public sealed record ListDocumentsInput(DocumentKind? Kind = null, Guid? CampaignId = null, Guid? After = null, int? Limit = null);

/// <param name="Holder">NOM Prénom; null for minutes.</param>
public sealed record DocumentLine(Guid Id, DocumentKind Kind, string Number, string Sha256, DocumentState State, DateTimeOffset IssuedAt, Guid CampaignId, string Campaign, string? Holder);

public sealed class ListDocuments(WorkFactory work)
{
    public const int MostPerPage = 200;

    public async Task<Result<IReadOnlyList<DocumentLine>>> ExecuteAsync(ListDocumentsInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        var found =
            from d in unit.VisibleDocuments()
            join c in db.Campaigns on d.CampaignId equals c.Id
            where (input.Kind == null || d.Kind == input.Kind) && (input.CampaignId == null || d.CampaignId == input.CampaignId) && (input.After == null || d.Id > input.After)
            let holder = (from e in db.Enrolments join p in db.Candidates on e.CandidateId equals p.Id where e.Id == d.EnrolmentId select new { p.BirthName, p.FirstNames }).FirstOrDefault()
            select new { d.Id, d.Kind, d.Number, d.Sha256, d.State, d.IssuedAt, d.CampaignId, Campaign = c.Name, holder };
        var rows = await (input.Limit is { } limit ? found.OrderBy(d => d.Id).Take(Math.Clamp(limit, 1, MostPerPage + 1)) : found.OrderByDescending(d => d.IssuedAt).ThenBy(d => d.Number)).ToListAsync(ct);
        return rows.Select(r => new DocumentLine(r.Id, r.Kind, r.Number, r.Sha256, r.State, r.IssuedAt, r.CampaignId, r.Campaign,
            r.holder is null ? null : CandidateIdentity.NameOf(r.holder.BirthName, r.holder.FirstNames))).ToList();
    }
}
