using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Enrolments.Files;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Writing;

/// <summary>One enrolment, everything the organisation wrote and what the rules say of it.</summary>
public sealed record EnrolmentFile(Guid Id, Guid CampaignId, string CampaignName, CampaignStatus CampaignStatus, Referential Referential, string OrganisationName,
    EnrolmentStatus Status, string? ReturnReason, DateTimeOffset? SubmittedAt, DateTimeOffset? AnsweredAt, Guid CandidateId, CandidateIdentity Identity,
    SaveEnrolmentInput Input, EnrolmentFacts Facts, bool EvaluationStarted)
{
    /// <summary>For the certifier alone: files of the registry that resemble the candidate's.</summary>
    public IReadOnlyList<AlikeFile> Alike { get; init; } = [];
    public IReadOnlyList<HistoryLine> History { get; init; } = [];
    public IReadOnlyList<JoinedFile> Files { get; init; } = [];

    /// <summary>No rule is against it, and nobody of the registry is left to tell apart.</summary>
    public bool Acceptable => Facts.Obstacles.Count == 0 && !Alike.Any(a => a.Likeness.MustBeSettled());
    public bool Editable => Status.IsEditable() && CampaignStatus.AcceptsEnrolments();
    public bool CanUndo => Status == EnrolmentStatus.Accepted && CampaignStatus.AcceptsEnrolments() && !EvaluationStarted;
}

public sealed record AlikeFile(Guid CandidateId, string Name, Likeness Likeness);

public sealed record HistoryLine(EnrolmentAct Act, DateTimeOffset At, string ByName, string? Reason, string? Detail);

public sealed class ReadEnrolment(WorkFactory work, ReferentialCatalogue catalogue, EnrolmentRulebook rulebook)
{
    public async Task<Result<EnrolmentFile>> ExecuteAsync(Guid enrolmentId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var enrolment = await unit.FindAsync(enrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var found = (await CampaignReferential.LoadAsync(unit.Db, catalogue, enrolment.CampaignId, ct))!;
        var candidate = await unit.Db.Candidates.SingleAsync(c => c.Id == enrolment.CandidateId, ct);
        var organisation = await unit.Db.TrainingOrganisations.Where(o => o.Id == enrolment.OrganisationId).Select(o => o.Name).SingleAsync(ct);
        var company = await unit.Db.Companies.SingleOrDefaultAsync(c => c.Id == enrolment.CompanyId, ct);
        var tutor = await unit.Db.Tutors.SingleOrDefaultAsync(t => t.Id == enrolment.TutorId, ct);
        var started = await unit.Db.EveryGrid.AnyAsync(e => e.EnrolmentId == enrolment.Id, ct);
        var rules = await rulebook.OpenAsync(unit.Db, found.Referential, unit.Today, ct);
        return new EnrolmentFile(enrolment.Id, enrolment.CampaignId, found.Campaign.Name, found.Campaign.Status, found.Referential, organisation,
            enrolment.Status, enrolment.ReturnReason, enrolment.SubmittedAt, enrolment.AnsweredAt, candidate.Id, candidate.Identity,
            SaveEnrolmentInput.Of(enrolment, candidate, company, tutor), await unit.FactsAsync(enrolment, candidate, rules, ct), started)
        {
            Alike = unit.Actor.Role == Role.CertifierManager ? await AlikeAsync(unit.Db, candidate.Id, ct) : [],
            Files = await FileLines.OfAsync(unit.Db, enrolment.Id, ct),
            History = await unit.Db.EnrolmentEvents.Where(e => e.EnrolmentId == enrolment.Id).OrderByDescending(e => e.At).ThenByDescending(e => e.Id)
                .Select(e => new HistoryLine(e.Act, e.At, e.ByName, e.Reason, e.Detail)).ToListAsync(ct),
        };
    }

    private static async Task<IReadOnlyList<AlikeFile>> AlikeAsync(CqpDbContext db, Guid candidateId, CancellationToken ct)
    {
        var matches = (await DuplicateSearch.UnsettledAsync(db, [candidateId], ct))[candidateId].ToList();
        var ids = matches.ConvertAll(m => m.CandidateId);
        var names = await db.Candidates.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        return matches.ConvertAll(m => new AlikeFile(m.CandidateId, names[m.CandidateId], m.Likeness));
    }
}
