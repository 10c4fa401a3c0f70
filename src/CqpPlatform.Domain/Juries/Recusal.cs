using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Juries;

public enum RecusalKind { SameOrganisation, SameCompany, TutorOfCandidate, ExaminerOfCandidate, DeclaredLink, TrainerOfCandidate }

public static class RecusalKindFacts
{
    public static string French(this RecusalKind kind) => kind switch
    {
        RecusalKind.SameOrganisation => "son organisme de formation",
        RecusalKind.SameCompany => "même entreprise",
        RecusalKind.TutorOfCandidate => "tuteur du candidat",
        RecusalKind.ExaminerOfCandidate => "examinateur du candidat",
        RecusalKind.DeclaredLink => "lien déclaré",
        RecusalKind.TrainerOfCandidate => "formateur du candidat",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}

/// <summary>A member who neither votes nor counts on one candidate. Detected from the data or declared; printed in the minutes.</summary>
public sealed class Recusal : TenantEntity
{
    private Recusal() { }
    internal Recusal(Guid sessionId, Guid memberId, Guid enrolmentId, RecusalKind kind, string? detail) =>
        (SessionId, MemberId, EnrolmentId, Kind, Detail) = (sessionId, memberId, enrolmentId, kind, detail);

    public Guid SessionId { get; private set; }
    public Guid MemberId { get; private set; }
    public Guid EnrolmentId { get; private set; }
    public RecusalKind Kind { get; private set; }
    public string? Detail { get; private set; }

    internal void Erase() => Detail = null;
}

/// <summary>The links of one candidate that can make a member partial.</summary>
/// <param name="TutorName">NOM Prénom; a member of that name in that company is the tutor.</param>
/// <param name="ExaminerMembershipIds">Memberships of the examiners who heard the candidate.</param>
/// <param name="TrainerMembershipIds">Memberships of whoever signed the training organisation's evaluations.</param>
/// <param name="EstablishmentIds">Every establishment of the candidate's company, and of those of the tutors who signed: one SIREN, several SIRET.</param>
/// <param name="SignerNames">Tutors who signed, replaced since or not: NOM Prénom.</param>
public sealed record CandidateLinks(Guid EnrolmentId, Guid OrganisationId, Guid? CompanyId, string? TutorName, IReadOnlySet<Guid> ExaminerMembershipIds, IReadOnlySet<Guid>? TrainerMembershipIds = null,
    IReadOnlySet<Guid>? EstablishmentIds = null, IReadOnlyList<string>? SignerNames = null)
{
    public RecusalKind? ConflictWith(JuryMember member)
    {
        if (member.OrganisationId == OrganisationId) return RecusalKind.SameOrganisation;
        if (IsNamed(TutorName) || SignerNames?.Any(IsNamed) == true) return RecusalKind.TutorOfCandidate;
        if (member.CompanyId is { } company && (company == CompanyId || EstablishmentIds?.Contains(company) == true)) return RecusalKind.SameCompany;
        if (member.MembershipId is not { } membership) return null;
        if (ExaminerMembershipIds.Contains(membership)) return RecusalKind.ExaminerOfCandidate;
        if (TrainerMembershipIds?.Contains(membership) == true) return RecusalKind.TrainerOfCandidate;
        return null;

        bool IsNamed(string? tutor) => string.Equals(member.Name, tutor, StringComparison.OrdinalIgnoreCase);
    }
}
