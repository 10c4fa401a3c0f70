using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Examining;

/// <summary>Takes an acceptance back, while the campaign is still enrolling and nothing was evaluated.</summary>
public sealed class UndoAcceptEnrolment(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result> ExecuteAsync(Guid enrolmentId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.AnswerEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var enrolment = await unit.FindAsync(enrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var found = (await CampaignReferential.LoadAsync(unit.Db, catalogue, enrolment.CampaignId, ct))!;
        if (EnrolmentAnswers.WrongStep(found.Campaign) is { } wrongStep) return wrongStep;
        var started = await unit.Db.EveryGrid.AnyAsync(e => e.EnrolmentId == enrolment.Id, ct);
        if (enrolment.UndoAccept(started) is { Refused: true } refused) return refused;
        unit.Record(enrolment, EnrolmentAct.AcceptanceUndone);
        return await unit.SaveAsync(ct: ct);
    }
}
