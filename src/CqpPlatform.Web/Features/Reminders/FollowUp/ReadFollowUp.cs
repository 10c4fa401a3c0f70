using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Reminders.FollowUp;

/// <summary>Who owes which evaluations of a campaign, source by source: all of them for the certifier; for a training organisation its own and its candidates' tutors, never the commission.</summary>
public sealed class ReadFollowUp(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<FollowedCampaign>> ExecuteAsync(Guid campaignId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.FollowEvaluations, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var (db, own) = (unit.Db, unit.Actor.OrganisationId);
        if (await CampaignReferential.LoadAsync(db, catalogue, campaignId, ct) is not var (campaign, referential)) return SecurityErrors.NotFound;
        if (own is not null && campaign.Organisations.All(o => o.OrganisationId != own)) return SecurityErrors.NotFound;

        var enrolments = await db.Enrolments.AsNoTracking().Where(e => e.CampaignId == campaignId && e.Status == EnrolmentStatus.Accepted && (own == null || e.OrganisationId == own)).ToListAsync(ct);
        var plan = await EvaluationPlan.OfEnrolmentsAsync(db, enrolments, referential, ct);
        var ids = enrolments.ConvertAll(e => e.CandidateId);
        var names = await db.Candidates.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var stage = new Stage(unit, campaign, enrolments.ToDictionary(e => e.Id), names, plan);
        var sources = new List<FollowedSource>();
        foreach (var source in referential.Sources)
        {
            if (source.Source == SourceKind.Commission && own is not null) continue;
            var (people, withoutOral, barred) = source.Source switch
            {
                SourceKind.TrainingOrganisation => (await OrganisationsAsync(stage, ct), 0, 0),
                SourceKind.Tutor => (await TutorsAsync(stage, ct), 0, 0),
                SourceKind.Commission => await FollowedCommission.ReadAsync(stage, ct),
                _ => throw new InvalidOperationException($"Unknown source {source.Source}"),
            };
            sources.Add(new(source.Source, source.Label, await RemindedAsync(stage, people, ct), withoutOral) { Barred = barred });
        }
        var invited = enrolments.Select(e => e.OrganisationId).Distinct().ToList();
        var organisations = await db.TrainingOrganisations.Where(o => invited.Contains(o.Id)).OrderBy(o => o.Name).Select(o => new FollowedOrganisation(o.Id, o.Name)).ToListAsync(ct);
        return new FollowedCampaign(campaign.Id, campaign.Name, campaign.CertificationCode, campaign.EvaluationDueOn, unit.Today, campaign.Status.AcceptsEvaluations(), campaign.EvaluationsLateOn(unit.Today),
            own, sources, organisations);
    }

    internal sealed record Stage(UnitOfWork Unit, Campaign Campaign, IReadOnlyDictionary<Guid, Enrolment> Enrolments, IReadOnlyDictionary<Guid, string> Names, IReadOnlyList<PlannedEvaluation> Plan)
    {
        public FollowedEvaluation Of(Guid enrolmentId, string block, FollowedState state, DateOnly? oralOn = null) =>
            new(enrolmentId, Names[Enrolments[enrolmentId].CandidateId], Enrolments[enrolmentId].OrganisationId, block, state, oralOn);

        public IReadOnlyList<FollowedEvaluation> Of(IEnumerable<PlannedEvaluation> plan) =>
            [.. plan.Select(p => Of(p.EnrolmentId, p.BlockCode, State(p.Status))).OrderBy(e => e.Candidate, StringComparer.CurrentCulture)];
    }

    private static FollowedState State(EvaluationStatus? status) => status switch
    {
        null => FollowedState.NotBegun,
        EvaluationStatus.Draft => FollowedState.InProgress,
        EvaluationStatus.Reopened => FollowedState.Reopened,
        EvaluationStatus.Submitted => FollowedState.Signed,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    private static async Task<List<Followed>> OrganisationsAsync(Stage stage, CancellationToken ct)
    {
        var db = stage.Unit.Db;
        var asked = stage.Plan.Where(p => p.Source == SourceKind.TrainingOrganisation).ToLookup(p => stage.Enrolments[p.EnrolmentId].OrganisationId);
        var ids = asked.Select(g => (Guid?)g.Key).ToList();
        var organisations = await db.TrainingOrganisations.Where(o => ids.Contains(o.Id)).Select(o => new { o.Id, o.Name }).ToListAsync(ct);
        var addresses = (await (
            from m in db.Memberships
            join a in db.Users on m.AccountId equals a.Id
            where m.Role == Role.TrainingOrganisation && m.Active && ids.Contains(m.OrganisationId) && a.Email != null
            select new { m.OrganisationId, a.Email }).ToListAsync(ct)).ToLookup(x => x.OrganisationId!.Value, x => x.Email!);
        return [.. organisations.Select(o => new Followed(SourceKind.TrainingOrganisation, o.Id, o.Name, null, [.. addresses[o.Id].Distinct().Order(StringComparer.Ordinal)], stage.Of(asked[o.Id])))];
    }

    private static async Task<List<Followed>> TutorsAsync(Stage stage, CancellationToken ct)
    {
        var db = stage.Unit.Db;
        var asked = stage.Plan.Where(p => p.Source == SourceKind.Tutor && stage.Enrolments[p.EnrolmentId].TutorId is not null).ToLookup(p => stage.Enrolments[p.EnrolmentId].TutorId!.Value);
        var ids = asked.Select(g => g.Key).ToList();
        var tutors = await (from t in db.Tutors join c in db.Companies on t.CompanyId equals c.Id where ids.Contains(t.Id) select new { Tutor = t, Company = c.Name }).ToListAsync(ct);
        var links = (await db.TutorLinks.AsNoTracking().Where(l => ids.Contains(l.TutorId)).ToListAsync(ct)).ToLookup(l => l.TutorId);
        return
        [
            .. tutors.Select(x => new Followed(SourceKind.Tutor, x.Tutor.Id, x.Tutor.Name, x.Company, [x.Tutor.Email], stage.Of(asked[x.Tutor.Id]))
            {
                LinkSentOn = Day(links[x.Tutor.Id].Max(l => (DateTimeOffset?)l.SentAt)),
                LinkCutOn = Day(links[x.Tutor.Id].MaxBy(l => l.SentAt)?.RevokedAt),
                LastVisitOn = Day(links[x.Tutor.Id].Max(l => l.LastUsedAt)),
                HasLink = links[x.Tutor.Id].Any(l => l.IsUsable(stage.Unit.Now)),
            }),
        ];
    }

    private static DateOnly? Day(DateTimeOffset? at) => at?.DayInParis();

    private static async Task<IReadOnlyList<Followed>> RemindedAsync(Stage stage, IReadOnlyList<Followed> people, CancellationToken ct)
    {
        var (campaignId, ids) = (stage.Campaign.Id, people.Select(p => p.Id).ToList());
        var last = await stage.Unit.Db.Reminders.Where(r => r.CampaignId == campaignId && ids.Contains(r.RecipientId)).GroupBy(r => r.RecipientId)
            .Select(g => new { g.Key, At = g.Max(r => r.SentAt) }).ToDictionaryAsync(x => x.Key, x => (DateTimeOffset?)x.At, ct);
        return
        [
            .. people.Select(p => p with { RemindedAt = last.GetValueOrDefault(p.Id), RemindedLately = Reminder.IsRecent(last.GetValueOrDefault(p.Id), stage.Unit.Now) })
                .OrderByDescending(p => p.Owed > 0).ThenBy(p => p.Name, StringComparer.CurrentCulture),
        ];
    }
}
