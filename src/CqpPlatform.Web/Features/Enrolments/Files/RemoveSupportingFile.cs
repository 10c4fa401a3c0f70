using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Files;

/// <summary>Takes a file out of a draft; once the enrolment is sent its files are part of it.</summary>
public sealed class RemoveSupportingFile(WorkFactory work)
{
    public async Task<Result> ExecuteAsync(Guid enrolmentId, Guid fileId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var enrolment = await unit.FindAsync(enrolmentId, ct);
        var file = enrolment is null ? null : await unit.Db.SupportingFiles.SingleOrDefaultAsync(f => f.Id == fileId && f.EnrolmentId == enrolmentId, ct);
        if (file is null) return SecurityErrors.NotFound;
        if (!enrolment!.Status.IsEditable()) return EnrolmentErrors.NotEditable;
        unit.Db.Remove(file);
        return await unit.SaveAsync(ct: ct);
    }
}
