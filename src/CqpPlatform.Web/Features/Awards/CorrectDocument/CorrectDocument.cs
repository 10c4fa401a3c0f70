using System.Text.Json;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.CorrectDocument;

/// <summary>The document that took the place of the one corrected.</summary>
public sealed record Correction(Guid Id, string Number);

/// <summary>
/// Issues a new document from what the files say today, under a new number, in the place of one that was issued. The old one keeps its bytes and says so on
/// verification. After a revocation it is the way to issue again.
/// </summary>
public sealed class CorrectDocument(WorkFactory work, Reauthentication reauthentication, ReferentialCatalogue catalogue, DocumentRenderer renderer, SealStore seals, EndDocumentValidator validator, IConfiguration configuration)
{
    public async Task<Result<Correction>> ExecuteAsync(EndDocumentInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.IssueDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        if (await reauthentication.RequireFreshAsync(unit, input.Proof) is { Refused: true } unsure) return unsure;
        var db = unit.Db;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var printedFor = await db.IssuedDocuments.Where(d => d.Id == input.DocumentId && d.EnrolmentId != null).Select(d => new { d.CampaignId, d.JurySessionId, d.EnrolmentId }).SingleOrDefaultAsync(ct);
        if (printedFor is not null) await DocumentNumbers.LockAwardsAsync(db, printedFor.CampaignId, [(printedFor.JurySessionId, printedFor.EnrolmentId!.Value)], ct);
        // Read under the locks: amending minutes sealed meanwhile may have revoked it.
        if (await db.IssuedDocuments.SingleOrDefaultAsync(d => d.Id == input.DocumentId, ct) is not { } document) return SecurityErrors.NotFound;
        if (document.Kind == DocumentKind.Minutes) return AwardErrors.MinutesNotCorrectedHere;
        var (_, referential) = (await CampaignReferential.LoadAsync(db, catalogue, document.CampaignId, ct))!;

        if (await AwardPlan.OfDocumentAsync(db, document, referential, ct) is not { } award) return AwardErrors.NothingAcquired;
        var drafts = await AwardDrafts.LoadAsync(db, referential, configuration.PublicUrl(), ct);
        if (document.State == DocumentState.Valid && !drafts.Differs(award, JsonSerializer.Deserialize<PrintedFacts>(document.Facts, JsonSerializerOptions.Web)!))
            return AwardErrors.NothingToCorrect;
        if (drafts.Obstacles([award]) is { Count: > 0 } missing) return missing;

        var stamp = new DocumentStamp(await DocumentNumbers.NextAsync(db, award.Kind, unit.Today.Year, ct), CheckCode.New(), unit.Today, new(document.Kind, document.Number));
        using var seal = await seals.GetAsync(ct);
        var printed = await drafts.PrintAsync(renderer, seal, award, stamp, unit.Now, ct);
        if (printed.Refused) return Result.From(printed.Errors);
        // A document that ended before its results were told is known to nobody: the new one is told as their result.
        var known = award.Session.ResultsToldAt(unit.Now) <= (document.EndedAt ?? unit.Now);
        if (document.SupersedeBy(printed.Value, input.Reason, new Signatory(unit.Actor.Id, unit.Actor.Name), unit.Now) is { Refused: true } ended) return ended;

        db.Add(printed.Value);
        var untold = !known && await db.TakeBackResultsAsync(award.Session.Id, award.Enrolment.Id, ct);
        if (award.Candidate.Email is { Length: > 0 } email)
        {
            var appeals = await db.Appeals.AsNoTracking().Where(a => a.SessionId == award.Session.Id).ToListAsync(ct);
            db.Add(untold ? ResultMail.For(award, email, appeals, drafts, stamp, unit.Now) : CorrectionMail.For(award, email, drafts, document, stamp, unit.Now).About(award.Enrolment.Id));
        }
        if (await unit.SaveAsync(input.Reason.Trim(), ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        return new Correction(printed.Value.Id, stamp.Number);
    }
}
