using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Examining;

public sealed record UndoAcceptAllInput(Guid CampaignId, IReadOnlyList<Guid> EnrolmentIds);

/// <summary>Takes back at once what was accepted at once; all or nothing, since one that is being evaluated stays accepted.</summary>
public sealed class UndoAcceptAll(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<int>> ExecuteAsync(UndoAcceptAllInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.AnswerEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var found = await CampaignReferential.LoadAsync(unit.Db, catalogue, input.CampaignId, ct);
        if (found is null) return SecurityErrors.NotFound;
        if (EnrolmentAnswers.WrongStep(found.Campaign) is { } wrongStep) return wrongStep;
        var accepted = await unit.Db.Enrolments.Where(e => e.CampaignId == input.CampaignId && input.EnrolmentIds.Contains(e.Id)).ToListAsync(ct);
        var started = (await unit.Db.EveryGrid.Where(e => input.EnrolmentIds.Contains(e.EnrolmentId)).Select(e => e.EnrolmentId).Distinct().ToListAsync(ct)).ToHashSet();
        foreach (var enrolment in accepted)
        {
            if (enrolment.UndoAccept(started.Contains(enrolment.Id)) is { Refused: true } refusal) return refusal;
            unit.Record(enrolment, EnrolmentAct.AcceptanceUndone);
        }
        if (await unit.SaveAsync(ct: ct) is { Refused: true } refused) return refused;
        return accepted.Count;
    }
}
