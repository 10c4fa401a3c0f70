using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Interface;

/// <param name="After">Last of the page before; identifiers grow with time.</param>
public sealed record FindEnrolmentsInput(Guid? Id = null, Guid? CampaignId = null, EnrolmentStatus? Status = null, Guid? OrganisationId = null, Guid? CandidateId = null, Guid? After = null, int Limit = FindEnrolments.MostPerPage);

public sealed record FoundEnrolment(Enrolment Enrolment, Candidate Candidate);

/// <summary>The enrolments an actor may see, filtered, a page at a time.</summary>
public sealed class FindEnrolments(WorkFactory work)
{
    public const int MostPerPage = 200;

    public async Task<Result<IReadOnlyList<FoundEnrolment>>> ExecuteAsync(FindEnrolmentsInput input, CancellationToken ct = default)
    {
        // Whoever enrols reads back the one they have enrolled, even with a key for nothing else.
        var begun = await work.BeginAsync(input.Id is null ? [Permission.ReadCandidates] : [Permission.ReadCandidates, Permission.EnrolCandidates], ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        return await (
            from enrolment in unit.VisibleEnrolments()
            join candidate in unit.Db.Candidates on enrolment.CandidateId equals candidate.Id
            where (input.Id == null || enrolment.Id == input.Id) && (input.CampaignId == null || enrolment.CampaignId == input.CampaignId)
                && (input.Status == null || enrolment.Status == input.Status) && (input.OrganisationId == null || enrolment.OrganisationId == input.OrganisationId)
                && (input.CandidateId == null || enrolment.CandidateId == input.CandidateId) && (input.After == null || enrolment.Id > input.After)
            orderby enrolment.Id
            select new FoundEnrolment(enrolment, candidate)).AsNoTracking().Take(Math.Clamp(input.Limit, 1, MostPerPage + 1)).ToListAsync(ct);
    }
}
