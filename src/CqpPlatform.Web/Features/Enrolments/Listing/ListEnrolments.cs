using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Listing;

public sealed record OpenCampaignLine(Guid Id, string Name, string CertificationCode, string ShortTitle, DateOnly ClosesOn, int Enrolments);

public sealed record EnrolmentLine(Guid Id, Guid CandidateId, string Name, string CampaignName, string CertificationCode, string? Option, EnrolmentStatus Status, string? ReturnReason, DateTimeOffset? SubmittedAt);

/// <param name="Open">Campaigns this organisation is invited to and may enrol in now.</param>
public sealed record MyEnrolments(DateOnly Today, IReadOnlyList<OpenCampaignLine> Open, IReadOnlyList<EnrolmentLine> Enrolments);

/// <summary>What a training organisation has enrolled, and where it may enrol.</summary>
public sealed class ListEnrolments(WorkFactory work)
{
    public async Task<Result<MyEnrolments>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var own = unit.Actor.OrganisationId;

        var open = await (from campaign in unit.Db.Campaigns
                          join version in unit.Db.ReferentialVersions on campaign.ReferentialVersionId equals version.Id
                          where campaign.Status == CampaignStatus.EnrolmentOpen && campaign.Organisations.Any(o => o.OrganisationId == own)
                          orderby campaign.EnrolmentClosesOn, campaign.Name
                          select new OpenCampaignLine(campaign.Id, campaign.Name, campaign.CertificationCode, version.ShortTitle, campaign.EnrolmentClosesOn,
                              unit.Db.Enrolments.Count(e => e.CampaignId == campaign.Id && e.OrganisationId == own))).ToListAsync(ct);
        var lines = await (from enrolment in unit.VisibleEnrolments()
                           join campaign in unit.Db.Campaigns on enrolment.CampaignId equals campaign.Id
                           join candidate in unit.Db.Candidates on enrolment.CandidateId equals candidate.Id
                           orderby candidate.BirthName, candidate.FirstNames
                           select new { enrolment, candidate, campaign.Name, campaign.CertificationCode }).AsNoTracking().ToListAsync(ct);
        return new MyEnrolments(unit.Today, open, [.. lines.Select(l => new EnrolmentLine(l.enrolment.Id, l.candidate.Id, l.candidate.Name, l.Name, l.CertificationCode,
            l.enrolment.Option, l.enrolment.Status, l.enrolment.ReturnReason, l.enrolment.SubmittedAt))]);
    }
}
