using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Features.Enrolments.Writing;

/// <summary>The whole form, complete or not: property names are the ids of its fields.</summary>
public sealed class SaveEnrolmentInput
{
    public Guid EnrolmentId { get; set; }

    public Sex? Sex { get; set; }
    public string? BirthName { get; set; }
    public string? UsageName { get; set; }
    public string? FirstNames { get; set; }
    public DateOnly? BirthDate { get; set; }
    public string? BirthPlace { get; set; }
    public string? BirthInseeCode { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }

    public AccessRoute? AccessRoute { get; set; }
    public bool VaeLeave { get; set; }
    public DateOnly? EngagementDate { get; set; }
    public string? Option { get; set; }
    public IReadOnlyList<string> Blocks { get; set; } = [];

    public string? CompanySiret { get; set; }
    public string? CompanyName { get; set; }
    public string? TutorLastName { get; set; }
    public string? TutorFirstName { get; set; }
    public string? TutorQuality { get; set; }
    public string? TutorEmail { get; set; }

    public string? Adaptations { get; set; }

    public BlockChoice Choice => new(Option, Blocks);

    public EnrolmentContacts Contacts => new(Email, Phone, CompanySiret, CompanyName, TutorLastName, TutorFirstName, TutorQuality, TutorEmail);

    /// <summary>Of an input that passed its validator.</summary>
    public CandidateIdentity Identity => CandidateIdentity.Typed(BirthName, UsageName, FirstNames, Sex!.Value, BirthDate!.Value, BirthPlace, BirthInseeCode);

    public static SaveEnrolmentInput Of(Enrolment enrolment, Candidate candidate, Company? company, Tutor? tutor)
    {
        var typed = enrolment.Contacts ?? new EnrolmentContacts(candidate.Email, candidate.Phone, company?.Siret, company?.Name, tutor?.LastName, tutor?.FirstName, tutor?.Quality, tutor?.Email);
        // Once it is sent, whom the registry has is who observes.
        if (!enrolment.Status.IsEditable() && company is not null && tutor is not null) typed = typed.At(company, tutor);
        return new()
        {
            EnrolmentId = enrolment.Id,
            Sex = candidate.Sex,
            BirthName = candidate.BirthName,
            UsageName = candidate.UsageName,
            FirstNames = candidate.FirstNames,
            BirthDate = candidate.BirthDate,
            BirthPlace = candidate.BirthPlace,
            BirthInseeCode = candidate.BirthInseeCode,
            Email = typed.Email,
            Phone = typed.Phone,
            AccessRoute = enrolment.AccessRoute,
            VaeLeave = enrolment.VaeLeave,
            EngagementDate = enrolment.EngagementDate,
            Option = enrolment.Option,
            Blocks = enrolment.Blocks,
            CompanySiret = typed.CompanySiret,
            CompanyName = typed.CompanyName,
            TutorLastName = typed.TutorLastName,
            TutorFirstName = typed.TutorFirstName,
            TutorQuality = typed.TutorQuality,
            TutorEmail = typed.TutorEmail,
            Adaptations = enrolment.Adaptations,
        };
    }
}
