using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Writing;

/// <summary>Sends a draft to the certifier, once every rule is met; finds or creates the company and the tutor as typed.</summary>
public sealed class SubmitEnrolment(WorkFactory work, ReferentialCatalogue catalogue, EnrolmentRulebook rulebook)
{
    public async Task<Result> ExecuteAsync(Guid enrolmentId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var enrolment = await unit.FindAsync(enrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var found = (await CampaignReferential.LoadAsync(unit.Db, catalogue, enrolment.CampaignId, ct))!;
        if (EnrolmentAccess.Obstacle(found.Campaign, unit.Actor) is { } closed) return closed;
        if (!enrolment.Status.IsEditable()) return EnrolmentErrors.NotEditable;

        var candidate = await unit.Db.Candidates.SingleAsync(c => c.Id == enrolment.CandidateId, ct);
        var rules = await rulebook.OpenAsync(unit.Db, found.Referential, unit.Today, ct);
        var facts = await unit.FactsAsync(enrolment, candidate, rules, ct);
        if (facts.Obstacles.Count > 0) return Result.From(facts.Obstacles);

        if (enrolment.Contacts is { } typed)
        {
            if (typed.IsTheTutors(typed.Email.OrNull() ?? candidate.Email)) return EnrolmentErrors.TutorIsCandidate;
            var (company, tutor) = typed.HasWorkplace ? await unit.Db.FindOrCreateWorkplaceAsync(typed, ct) : (null!, null!);
            enrolment.Change(enrolment.Details with { CompanyId = company?.Id, TutorId = tutor?.Id });
            candidate.Correct(candidate.Identity, typed.Email.OrNull() ?? candidate.Email, typed.Phone.OrNull() ?? candidate.Phone);
        }
        if (enrolment.Submit(rules, candidate.Identity, facts.AcquiredCodes, unit.Now) is { Refused: true } refused) return refused;
        unit.Record(enrolment, EnrolmentAct.Submitted);
        return await unit.SaveAsync(ct: ct);
    }
}
