using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Declarations.Interface;

/// <param name="After">Last enrolment of the page before.</param>
public sealed record FindDeclarationsInput(Guid? CampaignId = null, Guid? CandidateId = null, Guid? After = null, int Limit = FindDeclarations.MostPerPage);

/// <param name="DueOn">Null once accepted.</param>
public sealed record FoundDeclaration(Guid EnrolmentId, Guid CandidateId, Guid CampaignId, string CertificationCode, string DocumentNumber, DateOnly DeliveredOn, DateOnly? DueOn, DeclarationState State, Guid? PassageId, Guid? FileId,
    string? Message, IReadOnlyList<Error> Obstacles);

/// <summary>Certified people with the state of their declaration, a page at a time; a revoked certificate leaves only what was accepted before.</summary>
public sealed class FindDeclarations(WorkFactory work, DeclarationQueue queue)
{
    public const int MostPerPage = 200;

    /// <summary>The page, and the enrolment to go on after; null on the last.</summary>
    public async Task<Result<(IReadOnlyList<FoundDeclaration> Items, Guid? Next)>> ExecuteAsync(FindDeclarationsInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.DeclareCertified, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        var limit = Math.Clamp(input.Limit, 1, MostPerPage);
        // One more than asked tells whether there is a next page.
        var ids = await db.Enrolments.Where(e => (input.CampaignId == null || e.CampaignId == input.CampaignId) && (input.CandidateId == null || e.CandidateId == input.CandidateId) && (input.After == null || e.Id > input.After)
            && db.IssuedDocuments.Any(d => d.EnrolmentId == e.Id && d.Kind == DocumentKind.Certificate)).OrderBy(e => e.Id).Select(e => e.Id).Take(limit + 1).ToListAsync(ct);
        var page = ids.Take(limit).ToList();
        var waiting = (await queue.ReadAsync(db, unit.Today, page, ct: ct)).Select(d => new FoundDeclaration(d.EnrolmentId, d.CandidateId, d.CampaignId, d.CertificationCode, d.DocumentNumber, d.DeliveredOn,
            d.DueOn, d.State, d.Passage?.Id, d.Passage?.FileId, d.Passage?.Message, d.Obstacles));
        var accepted = await (
            from p in db.DeclaredPassages
            join e in db.Enrolments on p.EnrolmentId equals e.Id
            join c in db.Campaigns on e.CampaignId equals c.Id
            let last = db.IssuedDocuments.Where(d => d.EnrolmentId == e.Id && d.Kind == DocumentKind.Certificate).OrderByDescending(d => d.IssuedAt).Select(d => new { d.Number, d.JurySessionId }).First()
            where p.State == DeclarationState.Accepted && page.Contains(e.Id)
            select new
            {
                e.Id,
                e.CandidateId,
                e.CampaignId,
                c.CertificationCode,
                Passage = p.Id,
                p.FileId,
                First = db.IssuedDocuments.Where(d => d.EnrolmentId == e.Id && d.Kind == DocumentKind.Certificate && d.JurySessionId == last.JurySessionId).Min(d => d.IssuedAt),
                Last = last.Number,
            }).ToListAsync(ct);
        var all = waiting.Concat(accepted.Select(a => new FoundDeclaration(a.Id, a.CandidateId, a.CampaignId, a.CertificationCode, a.Last, a.First.DayInParis(), null, DeclarationState.Accepted, a.Passage, a.FileId, null, [])))
            .ToDictionary(d => d.EnrolmentId);
        IReadOnlyList<FoundDeclaration> items = [.. page.Where(all.ContainsKey).Select(id => all[id])];
        return (items, ids.Count > limit ? page[^1] : null);
    }
}
