using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Writing;

/// <summary>Gives up a draft that was never sent, with its candidate when nothing else knows them.</summary>
public sealed class DiscardEnrolment(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(Guid enrolmentId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var enrolment = await unit.FindAsync(enrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        if (enrolment.SubmittedAt is not null) return EnrolmentErrors.AlreadySent;
        unit.Db.RemoveRange(await unit.Db.SupportingFiles.Where(f => f.EnrolmentId == enrolment.Id).ToListAsync(ct));
        unit.Db.Remove(enrolment);
        if (!await unit.Db.Enrolments.AnyAsync(e => e.CandidateId == enrolment.CandidateId && e.Id != enrolment.Id, ct))
            unit.Db.RemoveRange(await unit.Db.KnownByEnrolmentsOnly().Where(c => c.Id == enrolment.CandidateId).ToListAsync(ct));
        return await unit.SaveAsync(ct: ct);
    }
}
