using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.RevokeDocument;

/// <summary>A certificate or an attestation that should not have left. Its bytes stay; the public page says that it proves nothing, and why.</summary>
public sealed class RevokeDocument(WorkFactory work, Reauthentication reauthentication, EndDocumentValidator validator)
{
    public async Task<Result> ExecuteAsync(EndDocumentInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.IssueDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return invalid;
        if (await reauthentication.RequireFreshAsync(unit, input.Proof) is { Refused: true } unsure) return unsure;
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        if (await unit.Db.IssuedDocuments.SingleOrDefaultAsync(d => d.Id == input.DocumentId, ct) is not { } document) return SecurityErrors.NotFound;
        if (document.Kind == DocumentKind.Minutes) return AwardErrors.MinutesNotCorrectedHere;
        if (document.Revoke(input.Reason, new Signatory(unit.Actor.Id, unit.Actor.Name), unit.Now) is { Refused: true } ended) return ended;
        if (document.EnrolmentId is { } enrolment) await unit.Db.TakeBackResultsAsync(document.JurySessionId, enrolment, ct);
        if (await unit.SaveAsync(input.Reason.Trim(), ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }
}
