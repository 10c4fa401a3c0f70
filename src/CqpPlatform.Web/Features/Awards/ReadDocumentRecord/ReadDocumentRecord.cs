using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.ReadDocumentRecord;

/// <summary>A document that this one replaced.</summary>
public sealed record OtherDocument(Guid Id, string Number);

/// <param name="Facts">Null for minutes, which print facts of another kind.</param>
/// <param name="EndedBy">Told to the certifier only.</param>
/// <param name="ReplacedBy">The last of the documents that took its place.</param>
/// <param name="VerificationPath">The public page of this document; null where it has none.</param>
/// <param name="Outdated">The candidate's identity was corrected since: the document still prints the former one.</param>
/// <param name="CanChange">The certifier may correct or revoke it.</param>
public sealed record DocumentRecord(Guid Id, DocumentKind Kind, string Number, DocumentState State, DateTimeOffset IssuedAt, string Sha256, PrintedFacts? Facts,
    DateTimeOffset? EndedAt, string? EndReason, string? EndedBy, OtherDocument? Replaces, LastSuccessor? ReplacedBy, Guid? CandidateId, string? VerificationPath, bool Outdated, bool CanChange)
{
    /// <summary>It prints already what the candidate's file and the mentions say: a correction would be refused.</summary>
    public bool NothingToCorrect { get; init; }
}

/// <summary>The life of one document: what it prints, its state and why, what it replaced and what replaced it.</summary>
public sealed class ReadDocumentRecord(WorkFactory work, ReferentialCatalogue catalogue, IConfiguration configuration)
{
    public async Task<Result<DocumentRecord>> ExecuteAsync(Guid id, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        var found = await unit.VisibleDocuments().Where(d => d.Id == id)
            .Select(d => new { d.Kind, d.Number, d.CheckCode, d.State, d.IssuedAt, d.Sha256, d.Facts, d.EndedAt, d.EndReason, d.EndedBy, d.SupersedesId, d.EnrolmentId }).SingleOrDefaultAsync(ct);
        if (found is null) return SecurityErrors.NotFound;
        var certifier = unit.Actor.Role == Role.CertifierManager;
        var replaces = await db.IssuedDocuments.Where(d => d.Id == found.SupersedesId).Select(d => new OtherDocument(d.Id, d.Number)).SingleOrDefaultAsync(ct);
        var replacedBy = await db.LastSuccessorAsync(id, ct);
        var candidate = await (from e in db.Enrolments join c in db.Candidates on e.CandidateId equals c.Id where e.Id == found.EnrolmentId select c).AsNoTracking().SingleOrDefaultAsync(ct);
        var facts = candidate is null ? null : JsonSerializer.Deserialize<PrintedFacts>(found.Facts, JsonSerializerOptions.Web);
        var canChange = certifier && found.Kind != DocumentKind.Minutes && replacedBy is null;
        return new DocumentRecord(id, found.Kind, found.Number, found.State, found.IssuedAt, found.Sha256, facts, found.EndedAt, found.EndReason, certifier ? found.EndedBy : null,
            replaces, replacedBy, candidate?.Id, Path(found.Kind, found.Number, found.CheckCode),
            Outdated: found.State == DocumentState.Valid && facts is not null && !Holder.Of(candidate!.Identity).IsTheOneOf(facts),
            CanChange: canChange)
        {
            NothingToCorrect = canChange && found.State == DocumentState.Valid && facts is not null && await IsAsTheFilesSayAsync(db, id, facts, ct),
        };
    }

    // The same comparison as the correction itself: said before a reason and a proof are asked for.
    private async Task<bool> IsAsTheFilesSayAsync(CqpDbContext db, Guid id, PrintedFacts facts, CancellationToken ct)
    {
        var document = await db.IssuedDocuments.AsNoTracking().SingleAsync(d => d.Id == id, ct);
        var (_, referential) = (await CampaignReferential.LoadAsync(db, catalogue, document.CampaignId, ct))!;
        return await AwardPlan.OfDocumentAsync(db, document, referential, ct) is { } award && !(await AwardDrafts.LoadAsync(db, referential, configuration.PublicUrl(), ct)).Differs(award, facts);
    }

    private static string? Path(DocumentKind kind, string number, string? code) =>
        kind.IsPubliclyVerifiable() ? $"/verification/{Uri.EscapeDataString(number)}{(code is null ? "" : "/" + code)}" : null;
}
