using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using static CqpPlatform.Web.Demonstration.DemoRules;

namespace CqpPlatform.Web.Demonstration;

/// <summary>Plays one certifying body's story up to the jury, through the same domain verbs as its users.</summary>
internal sealed class DemoWriter(CqpDbContext db, ReferentialCatalogue catalogue, EnrolmentRulebook rulebook, DemoPeople people, DemoClock clock)
{
    private readonly DateOnly today = clock.RealToday;
    private int nextCandidate;

    private DateTimeOffset Now => clock.GetUtcNow();

    public async Task<Campaign> WriteAsync(DemoCampaign plan, CancellationToken ct)
    {
        var version = await db.ReferentialVersions.SingleAsync(v => v.CertificationCode == plan.Certification, ct);
        var referential = await catalogue.GetAsync(db, version.Id, ct);
        var campaign = Campaign.Create(plan.Name, version, DemoPlan.Dates(plan, today), people.Organisations.Select(o => o.Id)).Value;
        campaign.Advance(CampaignProgress.Nothing);
        db.Add(campaign);
        clock.GoToEnrolment(campaign.Dates);

        var enrolments = await EnrolAsync(plan, campaign, referential, ct);
        if (plan.Stage != DemoStage.EnrolmentOpen)
        {
            Expect(campaign.Advance(CampaignProgress.Nothing with { AcceptedEnrolments = enrolments.Count }));
            PlanOrals(plan, campaign, enrolments);
            await db.SaveChangesAsync(ct);
            clock.GoToEvaluation(campaign.Dates);
            Evaluate(plan, referential, enrolments);
            if (ByTwo(plan, enrolments) is { } pair) RateByTwo(referential, pair);
        }
        await db.SaveChangesAsync(ct);
        if (plan.Stage is DemoStage.Deliberating or DemoStage.Awarded)
        {
            Expect(campaign.Advance(await CampaignProgressQuery.RunAsync(db, campaign.Id, referential, ct)));
            await db.SaveChangesAsync(ct);
        }
        return campaign;
    }

    private async Task<List<Enrolment>> EnrolAsync(DemoCampaign plan, Campaign campaign, Referential referential, CancellationToken ct)
    {
        var choices = referential.Composition.ValidChoices().ToList();
        var routes = referential.AdmittedRoutes();
        var rules = await rulebook.OpenAsync(db, referential, today, ct);
        var enrolments = new List<Enrolment>();
        foreach (var (former, acquired) in await RetakersAsync(plan, referential, ct))
        {
            var candidate = await db.Candidates.SingleAsync(c => c.Id == former.CandidateId, ct);
            var again = Enrolment.Create(campaign.Id, candidate.Id, former.OrganisationId, former.Details);
            Expect(again.Submit(rules, candidate.Identity, acquired, Now));
            enrolments.Add(Accepted(again));
        }
        for (var i = 0; i < plan.Candidates; i++)
        {
            var candidate = DemoCandidates.Create(nextCandidate++ % DemoCandidates.Count);
            var (company, tutor) = people.Tutors[i % people.Tutors.Count];
            // The last of the admitted routes (VAE) has its own jury for some certifications, so it stays out of the demonstration's sessions.
            var details = new EnrolmentDetails(routes[i % Math.Min(2, routes.Count)], Engagement(referential, i), choices[i * 5 % choices.Count], company.Id, tutor.Id, i % 6 == 3 ? "Tiers temps à l’oral" : null);
            var enrolment = Enrolment.Create(campaign.Id, candidate.Id, people.Organisations[i % people.Organisations.Count].Id, details);
            db.Add(candidate);
            db.Add(enrolment);
            enrolments.Add(enrolment);
            if (plan.Stage == DemoStage.EnrolmentOpen && i % 4 == 3) continue;
            Expect(enrolment.Submit(rules, candidate.Identity, new HashSet<string>(), Now));
            if (plan.Stage != DemoStage.EnrolmentOpen || i % 4 == 0) Accepted(enrolment);
            else if (i % 4 == 2) Expect(enrolment.Return("L’adresse de courriel du tuteur ne répond pas : corrigez-la.".French(), Now));
        }
        return enrolments;

        Enrolment Accepted(Enrolment enrolment)
        {
            Expect(enrolment.Accept(enrolment.AcquiredBlocks.ToHashSet(), Now));
            if (db.Entry(enrolment).State == EntityState.Detached) db.Add(enrolment);
            return enrolment;
        }
    }

    private async Task<IReadOnlyList<(Enrolment Former, IReadOnlySet<string> Acquired)>> RetakersAsync(DemoCampaign plan, Referential referential, CancellationToken ct)
    {
        if (plan.Retakes is null) return [];
        var former = await (
            from e in db.Enrolments
            join c in db.Campaigns on e.CampaignId equals c.Id
            where c.Name == plan.Retakes && c.CertificationCode == plan.Certification
            select e).ToListAsync(ct);
        var partial = new List<(Enrolment, IReadOnlySet<string>)>();
        foreach (var enrolment in former)
        {
            var acquired = await LedgerQuery.AcquiredAsync(db, enrolment.CandidateId, referential, today, ct);
            if (!enrolment.Blocks.TrueForAll(acquired.Contains)) partial.Add((enrolment, acquired));
        }
        return partial;
    }

    // Engaged inside the last registration period, whatever today is.
    private DateOnly Engagement(Referential referential, int index)
    {
        var last = referential.LastPeriod();
        var latest = last.To < today ? last.To : today;
        var day = latest.AddDays(-20 - (index * 9));
        return day < last.From ? last.From : day;
    }

    private void PlanOrals(DemoCampaign plan, Campaign campaign, List<Enrolment> enrolments)
    {
        var date = plan.Stage is DemoStage.EvaluationStarted or DemoStage.EvaluationNearlyDone ? today : campaign.EvaluationDueOn.AddDays(-3);
        var (day, agenda) = (CommissionDay.Create(campaign.Id, date, "10 rue Auber, 75009 Paris"), new Agenda());
        // Two campaigns share an examiner's day: one in the morning, one in the afternoon.
        var free = people.Examiners.ToDictionary(e => e.Id, _ => new TimeOnly(plan.Stage == DemoStage.EvaluationNearlyDone ? 14 : 9, 0));
        for (var i = 0; i < enrolments.Count; i++)
        {
            if (enrolments[i] == ByTwo(plan, enrolments))
            {
                Expect(day.Plan(agenda, enrolments[i].Id, new TimeOnly(11, 45), "Salle B", people.Examiners[0].Id, people.Examiners[1].Id));
                continue;
            }
            var examiner = people.Examiners[i % people.Examiners.Count];
            Expect(day.Plan(agenda, enrolments[i].Id, free[examiner.Id], i % people.Examiners.Count == 0 ? "Salle B" : "Salle C", examiner.Id, adaptations: enrolments[i].Adaptations));
            free[examiner.Id] = free[examiner.Id].AddMinutes(Oral.MinutesFor(Oral.UsualMinutes, enrolments[i].Adaptations));
        }
        db.Add(day);
    }

    /// <summary>The last candidate of a campaign under way, heard by two examiners where there are two.</summary>
    private Enrolment? ByTwo(DemoCampaign plan, List<Enrolment> enrolments) => plan.Stage == DemoStage.EvaluationStarted && people.Examiners.Count > 1 ? enrolments[^1] : null;

    /// <summary>Both have rated the first block apart and differ on one line: the grid they settle waits for them.</summary>
    private void RateByTwo(Referential referential, Enrolment enrolment)
    {
        var block = referential.InOrder(enrolment.BlocksToEvaluate).First(b => referential.Block(b).Evaluation(SourceKind.Commission) is not null);
        var apart = people.Examiners.Take(2).Select(e => (Grid: Evaluation.Start(enrolment.Id, block, SourceKind.Commission, e.Id), By: new Signatory(e.AccountId, people.Names[e.AccountId]))).ToList();
        foreach (var (grid, by) in apart)
        {
            foreach (var (item, k) in referential.Block(block).GridLines(SourceKind.Commission).Select((item, k) => (item, k)))
            {
                var differs = k == 0 && by == apart[1].By;
                Expect(grid.Rate(referential, item.Code, differs ? Rating.InProgress : Rating.Acquired, differs ? "Explique la garantie, mais pas ses exclusions." : null, by, Now));
            }
            Expect(grid.Submit(referential, by, Now));
            db.Add(grid);
        }
        var common = Evaluation.Reconcile(referential, apart[0].Grid, apart[1].Grid, Now);
        if (common.Refused) throw new InvalidOperationException("The demonstration broke a rule: " + common.Message);
        db.Add(common.Value);
    }

    private void Evaluate(DemoCampaign plan, Referential referential, List<Enrolment> enrolments)
    {
        for (var i = 0; i < enrolments.Count; i++)
        {
            foreach (var code in referential.InOrder(enrolments[i].BlocksToEvaluate))
                foreach (var required in referential.Block(code).Evaluations)
                {
                    var progress = Progress(plan.Stage, required.Source, i, code);
                    if (progress == 0) continue;
                    var evaluation = Evaluation.Start(enrolments[i].Id, code, required.Source);
                    Rate(evaluation, referential, required.Source, i, plan.Retakes is not null, progress, people.SignatoryFor(required.Source, enrolments[i]));
                    if (progress == 100) Expect(evaluation.Submit(referential, people.SignatoryFor(required.Source, enrolments[i]), Now));
                    db.Add(evaluation);
                }
        }
    }

    /// <summary>Percentage of the grid that is filled in: 0, a draft, or 100 and submitted.</summary>
    private static int Progress(DemoStage stage, SourceKind source, int candidate, string block) => stage switch
    {
        DemoStage.Deliberating or DemoStage.Awarded => 100,
        DemoStage.EvaluationNearlyDone => candidate == 0 && source == SourceKind.Tutor ? 40 : source == SourceKind.Commission && candidate > 3 ? 0 : 100,
        DemoStage.EvaluationStarted => source == SourceKind.Commission ? (candidate == 0 && block.EndsWith('1') ? 60 : 0) : (candidate + block[^1]) % 3 == 0 ? 100 : (candidate + block[^1]) % 3 == 1 ? 50 : 0,
        _ => 0,
    };

    private void Rate(Evaluation evaluation, Referential referential, SourceKind source, int candidate, bool retake, int progress, Signatory by)
    {
        var items = referential.Block(evaluation.BlockCode).GridLines(source);
        var first = referential.Block(evaluation.BlockCode).PartResults(source).Count;
        for (var k = 0; k < items.Count && k * 100 < progress * items.Count; k++)
        {
            // One candidate in three diverges on one block; one in six is refused a block by every source. Who comes back succeeds.
            var diverges = candidate % 3 == 1 && source == SourceKind.Commission && k == first && evaluation.BlockCode[^1] is '2' or '4';
            var fails = !retake && candidate % 6 == 2 && evaluation.BlockCode[^1] is '3' && k == items.Count - 1;
            var (rating, comment) = fails ? (Rating.NotAcquired, "Ne distingue pas encore les situations ; à reprendre avec un accompagnement.".French())
                : diverges ? (Rating.InProgress, "Démarche comprise, mais une garantie sur deux n’est pas expliquée au client.")
                : (Rating.Acquired, (string?)null);
            Expect(evaluation.Rate(referential, items[k].Code, rating, comment, by, Now));
        }
    }
}
