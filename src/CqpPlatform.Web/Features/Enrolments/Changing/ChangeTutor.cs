using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
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
    }
}

/// <summary>Gives the candidate another tutor, and the company with them, before the present one has begun to observe.</summary>
public sealed class ChangeTutor(WorkFactory work, ReferentialCatalogue catalogue, ChangeTutorValidator validator)
{
    public async Task<Result> ExecuteAsync(ChangeTutorInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ChangeEnrolments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if ((await validator.ValidateAsync(input, ct)).ToResult() is { Refused: true } invalid) return invalid;

        var enrolment = await unit.FindAsync(input.EnrolmentId, ct);
        if (enrolment is null) return SecurityErrors.NotFound;
        var found = (await CampaignReferential.LoadAsync(unit.Db, catalogue, enrolment.CampaignId, ct))!;
        if (EvaluationReach.WrongStep(found.Campaign) is { } wrongStep) return wrongStep;
        if (input.Contacts.Check(tutorRequired: true).ToList() is { Count: > 0 } wrong) return wrong;
        var reach = await EvaluationReach.OfAsync(unit.Db, enrolment.Id, ct);
        var former = await unit.Db.Tutors.AsNoTracking().SingleOrDefaultAsync(t => t.Id == enrolment.TutorId, ct);
        var (company, tutor) = await unit.Db.FindOrCreateWorkplaceAsync(input.Contacts, ct);
        if (enrolment.ConfideTo(company.Id, tutor.Id, input.Reason!, reach.ObservationStarted) is { Refused: true } refused) return refused;
        unit.Record(enrolment, EnrolmentAct.TutorChanged, input.Reason, $"{former?.Name ?? "aucun"} → {tutor.Name}, {company.Name}");
        return await unit.SaveAsync(input.Reason, ct);
    }
}
