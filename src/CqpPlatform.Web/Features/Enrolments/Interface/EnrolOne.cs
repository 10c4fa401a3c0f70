using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Enrolments.Importing;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Enrolments.Interface;

/// <param name="Typed">As the form would have it.</param>
public sealed record EnrolOneInput(Guid CampaignId, SaveEnrolmentInput Typed, bool AsDraft = false, RequestKey? Request = null);

/// <summary>One whole enrolment at once, by the same plan as a file of one line: all its refusals together, or one row.</summary>
public sealed class EnrolOne(WorkFactory work, ReferentialCatalogue catalogue, EnrolmentRulebook rulebook, SaveEnrolmentValidator validator)
{
    public async Task<Result<Guid>> ExecuteAsync(EnrolOneInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var found = await CampaignReferential.LoadAsync(unit.Db, catalogue, input.CampaignId, ct);
        if (found is null) return SecurityErrors.NotFound;
        var typed = (await validator.ValidateAsync(input.Typed, ct)).ToResult();
        // Alone: the other refusals repeat what was sent.
        if (typed.Errors.Where(e => e.Message == PersonalNumber.Refusal().Message).ToList() is { Count: > 0 } numbers) return numbers;
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        var earlier = await IdempotentRequest.FindAsync(unit, input.Request, ct);
        if (earlier.Refused) return Result.From(earlier.Errors);
        if (earlier.Value is { } done) return done;

        if (EnrolmentAccess.Obstacle(found.Campaign, unit.Actor) is { } closed) return closed;
        await CandidateRegistry.LockAsync(unit.Db, ct);
        var line = new ImportLine(1, input.Typed, []);
        var rules = await rulebook.OpenAsync(unit.Db, found.Referential, unit.Today, ct);
        var registry = await ImportRegistry.ReadAsync(unit.Db, [line], found.Referential, unit.Today, ct);
        var plan = new ImportPlan(new ImportFormat(found.Referential), rules, registry, input.CampaignId, unit.Actor.OrganisationId!.Value, null, input.AsDraft, unit.Now);
        plan.Add(line);
        // What a file's cells say for themselves, the form's validator says here.
        var incomplete = typed.Errors.Where(e => line.Refusals.All(r => r.Field != e.Field));
        if (Result.From([.. incomplete, .. line.Refusals]) is { Refused: true } faulty) return faulty;

        unit.Db.AddRange([.. plan.Companies, .. plan.Tutors, .. plan.Candidates, .. plan.Enrolments]);
        IdempotentRequest.Keep(unit, input.Request, plan.Enrolments[0].Id);
        if (await unit.SaveAsync(ct: ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        return plan.Enrolments[0].Id;
    }
}
