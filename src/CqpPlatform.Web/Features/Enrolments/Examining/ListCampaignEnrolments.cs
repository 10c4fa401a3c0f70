using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Examining;

/// <param name="Obstacles">How many rules are against it today.</param>
public sealed record ExaminedLine(Guid Id, string Name, Guid OrganisationId, string OrganisationName, EnrolmentStatus Status, DateTimeOffset SubmittedAt, int Obstacles);

public sealed record CampaignEnrolments(Guid CampaignId, string Name, string CertificationCode, string Title, CampaignStatus Status, IReadOnlyList<ExaminedLine> Lines)
{
    public IEnumerable<ExaminedLine> Waiting => Lines.Where(l => l.Status == EnrolmentStatus.Submitted);
    public int Acceptable => Waiting.Count(l => l.Obstacles == 0);
    public int Refused => Waiting.Count(l => l.Obstacles > 0);

    /// <summary>The same, of one organisation only.</summary>
    public CampaignEnrolments Of(Guid? organisationId) => organisationId is null ? this : this with { Lines = [.. Lines.Where(l => l.OrganisationId == organisationId)] };
}

/// <summary>What the organisations sent for one campaign: to examine first, in the order received.</summary>
public sealed class ListCampaignEnrolments(WorkFactory work, ReferentialCatalogue catalogue, EnrolmentRulebook rulebook)
{
    public async Task<Result<CampaignEnrolments>> ExecuteAsync(Guid campaignId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.AnswerEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var found = await CampaignReferential.LoadAsync(unit.Db, catalogue, campaignId, ct);
        if (found is null) return SecurityErrors.NotFound;
        var sent = await (from enrolment in unit.VisibleEnrolments()
                          join candidate in unit.Db.Candidates on enrolment.CandidateId equals candidate.Id
                          join organisation in unit.Db.TrainingOrganisations on enrolment.OrganisationId equals organisation.Id
                          where enrolment.CampaignId == campaignId
                          select new { enrolment, candidate, organisation.Name }).AsNoTracking().ToListAsync(ct);
        var rules = await rulebook.OpenAsync(unit.Db, found.Referential, unit.Today, ct);
        var examined = await unit.ExamineAsync([.. sent.Select(s => s.enrolment).Where(e => e.Status == EnrolmentStatus.Submitted)], rules, ct);
        var lines = sent.OrderByDescending(s => s.enrolment.Status == EnrolmentStatus.Submitted).ThenBy(s => s.enrolment.Status).ThenBy(s => s.enrolment.SubmittedAt).ThenBy(s => s.candidate.Name)
            .Select(s => new ExaminedLine(s.enrolment.Id, s.candidate.Name, s.enrolment.OrganisationId, s.Name, s.enrolment.Status, s.enrolment.SubmittedAt!.Value, examined.GetValueOrDefault(s.enrolment.Id)?.Obstacles.Count ?? 0));
        return new CampaignEnrolments(campaignId, found.Campaign.Name, found.Campaign.CertificationCode, found.Referential.Title, found.Campaign.Status, [.. lines]);
    }
}
