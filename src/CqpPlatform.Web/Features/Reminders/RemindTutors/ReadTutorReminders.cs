using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Reminders.RemindTutors;

/// <param name="Missing">Observations of this tutor not submitted yet.</param>
/// <param name="LinkSentOn">The last link sent, or null.</param>
public sealed record LateTutor(Guid TutorId, string Name, string Company, string Email, IReadOnlyList<string> Candidates, int Missing, DateOnly? LinkSentOn, DateOnly? LastVisitOn, bool HasLink = false);

public sealed record TutorReminders(Guid CampaignId, string Campaign, string CertificationCode, DateOnly DueOn, bool Open, IReadOnlyList<LateTutor> Tutors);

/// <summary>The tutors of a campaign who still owe observations: all of them for the certifier, its own candidates' for a training organisation.</summary>
public sealed class ReadTutorReminders(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<TutorReminders>> ExecuteAsync(Guid campaignId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.RemindTutors, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        if (await CampaignReferential.LoadAsync(db, catalogue, campaignId, ct) is not var (campaign, referential)) return SecurityErrors.NotFound;
        if (unit.Actor.OrganisationId is { } own && campaign.Organisations.All(o => o.OrganisationId != own)) return SecurityErrors.NotFound;

        var enrolments = await db.Enrolments.AsNoTracking().Where(e => e.CampaignId == campaignId && e.Status == EnrolmentStatus.Accepted && e.TutorId != null
            && (unit.Actor.OrganisationId == null || e.OrganisationId == unit.Actor.OrganisationId)).ToListAsync(ct);
        var missing = (await EvaluationPlan.OfEnrolmentsAsync(db, enrolments, referential, ct)).Where(p => p.Source == SourceKind.Tutor && !p.Submitted)
            .GroupBy(p => p.EnrolmentId).ToDictionary(g => g.Key, g => g.Count());
        var late = enrolments.Where(e => missing.ContainsKey(e.Id)).ToList();
        var tutorIds = late.ConvertAll(e => e.TutorId!.Value);
        var tutors = await (from t in db.Tutors join c in db.Companies on t.CompanyId equals c.Id where tutorIds.Contains(t.Id) select new { Tutor = t, Company = c.Name }).ToListAsync(ct);
        var links = await db.TutorLinks.AsNoTracking().Where(l => tutorIds.Contains(l.TutorId)).ToListAsync(ct);
        var people = late.ConvertAll(e => e.CandidateId);
        var names = await db.Candidates.AsNoTracking().Where(c => people.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        return new TutorReminders(campaign.Id, campaign.Name, campaign.CertificationCode, campaign.EvaluationDueOn, campaign.Status.AcceptsEvaluations(),
        [
            .. tutors.Select(x => new LateTutor(x.Tutor.Id, x.Tutor.Name, x.Company, x.Tutor.Email,
                [.. late.Where(e => e.TutorId == x.Tutor.Id).Select(e => names[e.CandidateId]).Order(StringComparer.CurrentCulture)],
                late.Where(e => e.TutorId == x.Tutor.Id).Sum(e => missing[e.Id]),
                Day(links.Where(l => l.TutorId == x.Tutor.Id).Max(l => (DateTimeOffset?)(l.ExpiresAt - Security.TutorLinks.TutorLink.Lifetime))),
                Day(links.Where(l => l.TutorId == x.Tutor.Id).Max(l => l.LastUsedAt)), links.Exists(l => l.TutorId == x.Tutor.Id && l.IsUsable(unit.Now)))).OrderBy(t => t.Name, StringComparer.CurrentCulture),
        ]);
    }

    private static DateOnly? Day(DateTimeOffset? at) => at is { } moment ? DateOnly.FromDateTime(moment.InParis().Date) : null;
}
