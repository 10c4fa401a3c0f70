using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;
using CqpPlatform.Web.Validation;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Changing;

/// <summary>Property names are the ids of the form's fields.</summary>
public sealed class ChangeTutorInput
{
    public Guid EnrolmentId { get; set; }
    public string? CompanySiret { get; set; }
    public string? CompanyName { get; set; }
    public string? TutorLastName { get; set; }
    public string? TutorFirstName { get; set; }
    public string? TutorQuality { get; set; }
    public string? TutorEmail { get; set; }
    public string? Reason { get; set; }

    /// <summary>Asked for where the present tutor has begun.</summary>
    public WrittenWork? WrittenWork { get; set; }

    public EnrolmentContacts Contacts => new(null, null, CompanySiret, CompanyName, TutorLastName, TutorFirstName, TutorQuality, TutorEmail);
}

public sealed class ChangeTutorValidator : AbstractValidator<ChangeTutorInput>
{
    public ChangeTutorValidator()
    {
        RuleFor(x => x.CompanySiret).Line("SIRET", 20);
        RuleFor(x => x.CompanyName).PrintedLine("Nom de l’entreprise", Company.NameMaxLength);
        RuleFor(x => x.TutorLastName).PrintedLine("Nom du tuteur", Tutor.NameMaxLength);
        RuleFor(x => x.TutorFirstName).PrintedLine("Prénom du tuteur", Tutor.NameMaxLength);
        RuleFor(x => x.TutorQuality).Line("Fonction du tuteur", EnrolmentContacts.QualityMaxLength);
        RuleFor(x => x.TutorEmail).Line("Courriel du tuteur", Tutor.EmailMaxLength);
        this.Reason(x => x.Reason);
        RuleFor(x => x.WrittenWork).IsInEnum().WithMessage(EvaluationErrors.SayWhatBecomes.Message);
    }
}

/// <summary>
/// Gives the candidate another tutor, and the company with them. Once the present one has begun, only the certifier does, and says whether what is written goes on in
/// the next one's hands or is set aside; the next one gets a link at once where evaluations are open and some are left to sign (docs/adr/0051).
/// </summary>
public sealed class ChangeTutor(WorkFactory work, ReferentialCatalogue catalogue, ChangeTutorValidator validator, IConfiguration configuration)
{
    public async Task<Result> ExecuteAsync(ChangeTutorInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ChangeEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        List<Error> wrong = [.. input.Contacts.Check(tutorRequired: true), .. (await validator.ValidateAsync(input, ct)).ToResult().Errors];
        if (wrong.Count > 0) return wrong;

        // From now on the present tutor writes and signs nothing of this candidate.
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        await GridLock.TakeAsync(unit.Db, input.EnrolmentId, SourceKind.Tutor, ct);
        var enrolment = await unit.FindAsync(input.EnrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var found = (await CampaignReferential.LoadAsync(unit.Db, catalogue, enrolment.CampaignId, ct))!;
        if (EvaluationReach.WrongStep(found.Campaign) is { } wrongStep) return wrongStep;
        if (input.Contacts.IsTheTutors(await unit.Db.Candidates.Where(c => c.Id == enrolment.CandidateId).Select(c => c.Email).SingleAsync(ct))) return EnrolmentErrors.TutorIsCandidate;
        var former = await unit.Db.Tutors.AsNoTracking().SingleOrDefaultAsync(t => t.Id == enrolment.TutorId, ct);
        // A mailbox of several people: whom it was first typed for would be mailed, and sign, in place of whom is meant.
        if ((await unit.Db.KnownWorkplaceAsync(input.Contacts, ct)).Tutor is { } known && !input.Contacts.Name(known)) return EnrolmentErrors.AddressOfAnother(known.Name);
        var (company, tutor) = await unit.Db.FindOrCreateWorkplaceAsync(input.Contacts, ct);
        if (enrolment.ConfideTo(company, tutor, input.Reason!) is { Refused: true } refused) return refused;
        var written = await TutorHandover.WrittenAsync(unit, enrolment.Id, input.WrittenWork, input.Reason!, ct);
        if (written.Refused) return Result.From(written.Errors);
        unit.Record(enrolment, EnrolmentAct.TutorChanged, input.Reason, $"{former?.Name ?? "aucun"} → {tutor.Name}, {company.Name}{written.Value}");
        if (former is not null) await TutorHandover.CutAsync(unit, former.Id, enrolment.Id, ct);
        if (await unit.SaveAsync(input.Reason, ct) is { Refused: true } conflict) return conflict;

        if (await TutorHandover.InviteAsync(unit, enrolment, found, configuration.PublicUrl(), input.Reason, ct) is { Refused: true } unsent) return unsent;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }
}
