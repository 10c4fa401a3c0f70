using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Hosting;

namespace CqpPlatform.Web.Features.Enrolments.Interface;

/// <param name="Sex">F or M.</param>
/// <param name="FirstNames">All of them, separated by commas.</param>
/// <param name="BirthInseeCode">INSEE commune code, or 99xxx abroad.</param>
/// <param name="AccessRoute">continuingEducation, professionalisationContract or validationOfExperience.</param>
/// <param name="VaeLeave">True: a VAE prepared during a congé VAE.</param>
/// <param name="Blocks">The whole choice, common blocks included.</param>
/// <param name="Draft">True: kept as a draft, to be finished on screen; otherwise sent to the certifier.</param>
public sealed record EnrolmentRequest(string? Sex = null, string? BirthName = null, string? UsageName = null, string? FirstNames = null, DateOnly? BirthDate = null, string? BirthPlace = null, string? BirthInseeCode = null,
    string? Email = null, string? Phone = null, string? AccessRoute = null, DateOnly? EngagementDate = null, string? Option = null, IReadOnlyList<string>? Blocks = null, string? CompanySiret = null, string? CompanyName = null,
    string? TutorLastName = null, string? TutorFirstName = null, string? TutorQuality = null, string? TutorEmail = null, string? Adaptations = null, bool VaeLeave = false, bool Draft = false)
{
    /// <summary>What the form would have typed; false where a word of the contract is not one of its words.</summary>
    internal bool TryRead(out SaveEnrolmentInput typed, out string fault)
    {
        typed = new();
        fault = "";
        if (Sex is not (null or "F" or "M")) fault = "sex\u00A0: F ou M.";
        else if (AccessRoute is not null && !ApiWords.Routes.ContainsKey(AccessRoute)) fault = $"accessRoute\u00A0: {string.Join(", ", ApiWords.Routes.Keys)}.";
        else if (Blocks?.Any(b => b is null) == true) fault = "blocks\u00A0: des codes de blocs.";
        if (fault.Length > 0) return false;
        typed = new()
        {
            Sex = Sex switch { "F" => Domain.Candidates.Sex.Female, "M" => Domain.Candidates.Sex.Male, _ => null },
            BirthName = BirthName,
            UsageName = UsageName,
            FirstNames = FirstNames,
            BirthDate = BirthDate,
            BirthPlace = BirthPlace,
            BirthInseeCode = BirthInseeCode,
            Email = Email,
            Phone = Phone,
            AccessRoute = AccessRoute is null ? null : ApiWords.Routes[AccessRoute],
            VaeLeave = VaeLeave,
            EngagementDate = EngagementDate,
            Option = Option,
            Blocks = Blocks ?? [],
            CompanySiret = CompanySiret is null ? null : Domain.Organisations.Siret.Normalise(CompanySiret),
            CompanyName = CompanyName,
            TutorLastName = TutorLastName,
            TutorFirstName = TutorFirstName,
            TutorQuality = TutorQuality,
            TutorEmail = TutorEmail,
            Adaptations = Adaptations,
        };
        return true;
    }
}

public sealed record EnrolledPerson(Guid Id, string Sex, string BirthName, string? UsageName, string FirstNames, DateOnly BirthDate, string BirthPlace, string BirthInseeCode);

public sealed record EnrolmentItem(Guid Id, Guid CampaignId, Guid OrganisationId, string Status, string? AccessRoute, bool VaeLeave, DateOnly? EngagementDate, string? Option, IReadOnlyList<string> Blocks, IReadOnlyList<string> AcquiredBlocks,
    DateTimeOffset? SubmittedAt, DateTimeOffset? AnsweredAt, string? ReturnReason, EnrolledPerson Candidate)
{
    internal static EnrolmentItem Of(FoundEnrolment found)
    {
        var (e, c) = (found.Enrolment, found.Candidate);
        return new(e.Id, e.CampaignId, e.OrganisationId, Api.Word(e.Status), e.AccessRoute is { } route ? Api.Word(route) : null, e.VaeLeave, e.EngagementDate, e.Option, e.Blocks, e.AcquiredBlocks,
            e.SubmittedAt, e.AnsweredAt, e.ReturnReason, new(c.Id, c.Sex == Sex.Female ? "F" : "M", c.BirthName, c.UsageName, c.FirstNames, c.BirthDate, c.BirthPlace, c.BirthInseeCode));
    }
}

/// <param name="NextCursor">Give it back as ?cursor= for the next page; null on the last.</param>
public sealed record EnrolmentPage(IReadOnlyList<EnrolmentItem> Items, string? NextCursor);

internal static class ApiWords
{
    public static IReadOnlyDictionary<string, AccessRoute> Routes { get; } = Enum.GetValues<AccessRoute>().ToDictionary(r => Api.Word(r));
    public static IReadOnlyDictionary<string, EnrolmentStatus> Statuses { get; } = Enum.GetValues<EnrolmentStatus>().ToDictionary(s => Api.Word(s));
}
