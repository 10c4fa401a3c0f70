using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;

namespace CqpPlatform.Web.Features.Evaluations.Submission;

/// <summary>Sends the tutor the code by which they sign one of their grids.</summary>
public sealed class SendSignatureCode(WorkFactory work, ReferentialCatalogue catalogue, TutorProof tutors)
{
    public async Task<Result> ExecuteAsync(Guid enrolmentId, string block, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.RecordWorkplaceObservation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var opened = await unit.OpenMyGridToWriteAsync(catalogue, enrolmentId, block, ct);
        if (opened.Refused) return Result.From(opened.Errors);
        return await tutors.SendAsync(unit, ct);
    }
}
