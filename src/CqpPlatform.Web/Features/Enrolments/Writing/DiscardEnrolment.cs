using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
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
        var known = await unit.Db.Enrolments.AnyAsync(e => e.CandidateId == enrolment.CandidateId && e.Id != enrolment.Id, ct)
            || await unit.Db.AcquiredBlocks.AnyAsync(b => b.CandidateId == enrolment.CandidateId, ct);
        if (!known) unit.Db.Remove(await unit.Db.Candidates.SingleAsync(c => c.Id == enrolment.CandidateId, ct));
        return await unit.SaveAsync(ct: ct);
    }
}
