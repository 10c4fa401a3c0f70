using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Commissions;

/// <summary>Why an examiner may not rate a candidate.</summary>
public enum ExaminerLinkKind { SameCompany, Trainer, Tutor, Declared }

/// <summary>A link that an examiner, or the certifier for them, declares with a candidate: from then on they neither open nor write in their grid. Never taken back.</summary>
public sealed class ExaminerLink : TenantEntity
{
    public const int DetailMaxLength = 500;

    private ExaminerLink() { }

    /// <summary>The examiner's membership.</summary>
    public Guid ExaminerId { get; private set; }
    public Guid EnrolmentId { get; private set; }

    /// <summary>What the link is; null once the candidate's file is erased.</summary>
    public string? Detail { get; private set; }
    public Guid DeclaredById { get; private set; }
    public DateTimeOffset DeclaredAt { get; private set; }

    public static Result<ExaminerLink> Declare(Guid examinerId, Guid enrolmentId, string? detail, Guid by, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(detail) ? CommissionErrors.LinkDetailRequired
            : new ExaminerLink { ExaminerId = examinerId, EnrolmentId = enrolmentId, Detail = detail.Trim(), DeclaredById = by, DeclaredAt = now };

    public void EraseDetail() => Detail = null;
}

public static class ExaminerLinkKinds
{
    public static string French(this ExaminerLinkKind kind) => kind switch
    {
        ExaminerLinkKind.SameCompany => "même entreprise",
        ExaminerLinkKind.Trainer => "formateur du candidat",
        ExaminerLinkKind.Tutor => "tuteur du candidat",
        ExaminerLinkKind.Declared => "lien déclaré",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
