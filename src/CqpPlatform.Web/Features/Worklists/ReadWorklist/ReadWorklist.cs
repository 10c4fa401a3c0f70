using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Worklists.ReadWorklist;

/// <param name="Due">Null where nothing presses.</param>
public sealed record WorkItem(string Title, string Href, string Action, IReadOnlyList<string> Meta, int Done, int Total, string? ProgressText, DateOnly? Due, string? DueDetail);

public sealed record RunningCampaign(Guid Id, string Name, string ShortTitle, string CertificationCode, CampaignStatus Status, CampaignDates Dates, int Candidates, int Submitted, int Planned, int Late, DateOnly? RegistrationEndedOn)
{
    /// <summary>Organisations whose candidates are late; how far the enrolments are examined; where the jury stands.</summary>
    public int LateOrganisations { get; init; }
    public ExaminedEnrolments Examined { get; init; } = new(0, 0);
    public JurySessionStatus? Jury { get; init; }
}

/// <summary>Of the enrolments that were sent, those the certifier has answered: what an organisation still prepares is neither.</summary>
public sealed record ExaminedEnrolments(int Answered, int Received)
{
    public string Words => FrenchFormat.OutOf(Answered, Received, "dossier examiné", "dossiers examinés");

    public static ExaminedEnrolments Of(IReadOnlyCollection<Enrolment> enrolments) => new(
        enrolments.Count(e => e.Status is EnrolmentStatus.Accepted or EnrolmentStatus.Returned),
        enrolments.Count(e => e.SubmittedAt is not null && e.Status != EnrolmentStatus.Withdrawn));
}

public sealed record Worklist(DateOnly Today, Role Role, IReadOnlyList<WorkItem> Items, IReadOnlyList<RunningCampaign> Campaigns);

/// <summary>What the certifier or the training organisation must do, by when, and how far it is.</summary>
public sealed class ReadWorklist(WorkFactory work, ReferentialCatalogue catalogue, DeclarationQueue declarations)
{
    public async Task<Result<Worklist>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var organisation = unit.Actor.OrganisationId;
        var campaigns = await unit.Db.Campaigns.AsNoTracking().Where(c => c.Status != CampaignStatus.Closed
            && (organisation == null || c.Organisations.Any(o => o.OrganisationId == organisation))).OrderBy(c => c.JuryOn).ToListAsync(ct);
        var deliberating = campaigns.Where(c => c.Status == CampaignStatus.Deliberation).Select(c => c.Id).ToList();
        var sessions = (await unit.Db.JurySessions.Where(s => deliberating.Contains(s.CampaignId) && !s.ForAppeals && s.Status != JurySessionStatus.Postponed).Select(s => new { s.CampaignId, s.Status }).ToListAsync(ct))
            .ToLookup(s => s.CampaignId, s => (JurySessionStatus?)s.Status);
        var items = new List<WorkItem>();
        var running = new List<RunningCampaign>();
        foreach (var campaign in campaigns)
        {
            var referential = await catalogue.GetAsync(unit.Db, campaign.ReferentialVersionId, ct);
            var enrolments = await unit.Db.Enrolments.AsNoTracking().Where(e => e.CampaignId == campaign.Id && (organisation == null || e.OrganisationId == organisation)).ToListAsync(ct);
            var accepted = enrolments.Where(e => e.Status == EnrolmentStatus.Accepted).ToList();
            var plan = await EvaluationPlan.OfEnrolmentsAsync(unit.Db, accepted, referential, ct);
            var last = referential.LastPeriod();
            var late = campaign.EvaluationsLateOn(unit.Today) ? plan.Where(p => !p.Submitted).ToList() : [];
            var owners = accepted.ToDictionary(e => e.Id, e => e.OrganisationId);
            running.Add(new(campaign.Id, campaign.Name, referential.ShortTitle, campaign.CertificationCode, campaign.Status, campaign.Dates, enrolments.Count(e => e.Status != EnrolmentStatus.Withdrawn),
                plan.Count(p => p.Submitted), plan.Count, late.Count, last.To < unit.Today ? last.To : null)
            {
                LateOrganisations = organisation is null ? late.Select(p => owners[p.EnrolmentId]).Distinct().Count() : 0,
                Examined = ExaminedEnrolments.Of(enrolments),
                Jury = organisation is null ? sessions[campaign.Id].Min() : null,
            });
            items.AddRange(organisation is null
                ? [.. CertifierItems.Of(campaign, referential, enrolments, plan), .. await CertifierItems.LinkedAsync(unit.Db, campaign, plan, ct), .. await JuryItems.OfAsync(unit.Db, campaign, referential, enrolments, ct)]
                : OrganisationItems.Of(campaign, referential, enrolments, plan));
        }
        if (organisation is { } own) items.AddRange(await ImportItems.OfAsync(unit.Db, own, ct));
        else
        {
            items.AddRange(await CertifierItems.DocumentsAsync(unit.Db, catalogue, ct));
            items.AddRange(DeclarationItems.Of(await declarations.ReadAsync(unit.Db, unit.Today, ct: ct)));
            items.AddRange(await CertifierItems.AppealsAsync(unit.Db, ct));
            items.AddRange(await JuryItems.OfAppealsAsync(unit.Db, catalogue, ct));
            items.AddRange(await JuryItems.KeptAsync(unit.Db, ct));
            items.AddRange(await CertifierItems.SupportAsync(unit.Db, unit.Now, ct));
            items.AddRange(await CertifierItems.DuplicatesAsync(unit.Db, ct));
            items.AddRange(await RegistrationItems.OfAsync(unit.Db, catalogue, unit.Today, ct));
        }
        return new Worklist(unit.Today, unit.Actor.Role, [.. items.OrderBy(i => i.Due ?? DateOnly.MaxValue)], running);
    }
}
