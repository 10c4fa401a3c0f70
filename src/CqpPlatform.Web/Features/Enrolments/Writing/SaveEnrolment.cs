using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Writing;

/// <param name="Identity">As the registry has it now: of another candidate when what was typed names someone it knows.</param>
public sealed record EnrolmentSaved(DateTimeOffset At, Guid CandidateId, CandidateIdentity Identity, EnrolmentFacts Facts);

/// <summary>Keeps a draft at each change, complete or not, and says what sending it would still meet.</summary>
public sealed class SaveEnrolment(WorkFactory work, ReferentialCatalogue catalogue, EnrolmentRulebook rulebook, SaveEnrolmentValidator validator)
{
    public async Task<Result<EnrolmentSaved>> ExecuteAsync(SaveEnrolmentInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.EnrolCandidates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if ((await validator.ValidateAsync(input, ct)).ToResult() is { Refused: true } invalid) return invalid;

        var enrolment = await unit.FindAsync(input.EnrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var found = (await CampaignReferential.LoadAsync(unit.Db, catalogue, enrolment.CampaignId, ct))!;
        if (EnrolmentAccess.Obstacle(found.Campaign, unit.Actor) is { } closed) return closed;
        if (!enrolment.Status.IsEditable()) return EnrolmentErrors.NotEditable;
        if (UnknownChoice(found.Referential, input) is { } unknown) return unknown;

        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        var candidate = await unit.Db.Candidates.SingleAsync(c => c.Id == enrolment.CandidateId, ct);
        if (input.Identity != candidate.Identity)
        {
            await CandidateRegistry.LockAsync(unit.Db, ct);
            var identified = await IdentifyAsync(unit, enrolment, candidate, input.Identity, ct);
            if (identified.Refused) return Result.From(identified.Errors);
            candidate = identified.Value;
        }
        enrolment.Change(new EnrolmentDetails(input.AccessRoute, input.EngagementDate, new BlockChoice(input.Option, found.Referential.InOrder(input.Blocks)),
            enrolment.CompanyId, enrolment.TutorId, input.Adaptations, input.VaeLeave));
        enrolment.Note(input.Contacts);
        if (await unit.SaveAsync(ct: ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        var rules = await rulebook.OpenAsync(unit.Db, found.Referential, unit.Today, ct);
        return new EnrolmentSaved(unit.Now, candidate.Id, candidate.Identity, await unit.FactsAsync(enrolment, candidate, rules, ct));
    }

    private static Error? UnknownChoice(Referential referential, SaveEnrolmentInput input)
    {
        var composition = referential.Composition;
        if (input.Blocks.Except(composition.AllBlocks()).ToList() is { Count: > 0 } unknown) return ReferentialErrors.BlockUnknown(unknown) with { Field = nameof(input.Blocks) };
        if (string.IsNullOrWhiteSpace(input.Option) || composition.Option(input.Option) is not null) return null;
        var error = composition.Options.Count == 0 ? ReferentialErrors.OptionNotOffered(input.Option) : ReferentialErrors.OptionUnknown(input.Option, composition.Options);
        return error with { Field = nameof(input.Blocks) };
    }

    /// <summary>The candidate the corrected identity names: the same row corrected, another of the registry, or a new one.</summary>
    private static async Task<Result<Candidate>> IdentifyAsync(UnitOfWork unit, Enrolment enrolment, Candidate candidate, CandidateIdentity identity, CancellationToken ct)
    {
        var db = unit.Db;
        var sameKey = PersonKey.Of(identity) == PersonKey.Of(candidate.Identity);
        if (sameKey && await CandidateRegistry.IsEstablishedAsync(db, candidate.Id, enrolment.Id, ct)) return EnrolmentErrors.IdentityEstablished;
        var registry = await RegistryExtract.ReadAsync(db, [identity.BirthDate], ct);
        if (registry.IsEnrolled(PersonKey.Of(identity), enrolment.CampaignId, enrolment.Id)) return EnrolmentErrors.AlreadyEnrolled;

        var others = await db.Enrolments.Where(e => e.CandidateId == candidate.Id && e.Id != enrolment.Id).Select(e => e.OrganisationId).ToListAsync(ct);
        var shared = others.Count > 0 || await db.AcquiredBlocks.AnyAsync(b => b.CandidateId == candidate.Id, ct);
        var knownId = registry.Recognise(identity, enrolment.OrganisationId, except: candidate.Id);
        if (knownId is null && (!shared || (sameKey && others.TrueForAll(o => o == enrolment.OrganisationId))))
        {
            candidate.Correct(identity, candidate.Email, candidate.Phone);
            return candidate;
        }
        var other = knownId is null ? Candidate.Create(identity, null, null) : await db.Candidates.SingleAsync(c => c.Id == knownId, ct);
        if (knownId is null) db.Add(other);
        enrolment.Attach(other.Id);
        // What the certifier once said of it stays, and so does the file it was said of.
        if (!shared && await db.KnownByEnrolmentsOnly().AnyAsync(c => c.Id == candidate.Id, ct)) db.Remove(candidate);
        return other;
    }
}
