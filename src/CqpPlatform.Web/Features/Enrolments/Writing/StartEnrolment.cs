using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Writing;

/// <summary>Who the candidate is: enough to know whether the registry has them. Everything else is typed in the draft.</summary>
public sealed class StartEnrolmentInput
{
    public Guid CampaignId { get; set; }
    public Sex? Sex { get; set; }
    public string? BirthName { get; set; }
    public string? UsageName { get; set; }
    public string? FirstNames { get; set; }
    public DateOnly? BirthDate { get; set; }
    public string? BirthPlace { get; set; }
    public string? BirthInseeCode { get; set; }
}

/// <summary>Starts a draft for a person: the candidate of the registry where this organisation may recognise them, so that acquired blocks are found again.</summary>
public sealed class StartEnrolment(WorkFactory work, ReferentialCatalogue catalogue, EnrolmentRulebook rulebook, StartEnrolmentValidator validator)
{
    public async Task<Result<Guid>> ExecuteAsync(StartEnrolmentInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if ((await validator.ValidateAsync(input, ct)).ToResult() is { Refused: true } invalid) return invalid;

        var found = await CampaignReferential.LoadAsync(unit.Db, catalogue, input.CampaignId, ct);
        if (found is null) return SecurityErrors.NotFound;
        if (EnrolmentAccess.Obstacle(found.Campaign, unit.Actor) is { } closed) return closed;
        var rules = await rulebook.OpenAsync(unit.Db, found.Referential, unit.Today, ct);
        if (!rules.IsHabilitated(unit.Actor.OrganisationId!.Value)) return EnrolmentErrors.NeverHabilitated;

        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        await CandidateRegistry.LockAsync(unit.Db, ct);
        var identity = CandidateIdentity.Typed(input.BirthName, input.UsageName, input.FirstNames, input.Sex!.Value, input.BirthDate!.Value, input.BirthPlace, input.BirthInseeCode);
        var registry = await RegistryExtract.ReadAsync(unit.Db, [identity.BirthDate], ct);
        if (registry.IsEnrolled(PersonKey.Of(identity), input.CampaignId)) return EnrolmentErrors.AlreadyEnrolled;
        var candidate = registry.Recognise(identity, unit.Actor.OrganisationId.Value) is { } known ? await unit.Db.Candidates.SingleAsync(c => c.Id == known, ct) : null;
        if (candidate is null) unit.Db.Add(candidate = Candidate.Create(identity, null, null));

        var acquired = await LedgerQuery.AcquiredAsync(unit.Db, candidate.Id, found.Referential, unit.Today, ct);
        var choice = new BlockPicker(found.Referential, acquired).Start();
        var enrolment = Enrolment.Create(input.CampaignId, candidate.Id, unit.Actor.OrganisationId.Value, new EnrolmentDetails(null, null, choice, null, null, null));
        enrolment.Note(EnrolmentContacts.None);
        unit.Db.Add(enrolment);
        if (await unit.SaveAsync(ct: ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        return enrolment.Id;
    }
}
