namespace CqpPlatform.Web.Security;

/// <summary>Everything a person can do. Pages, the HTTP API and jobs ask for the same permission; docs/permissions.md is this table.</summary>
public enum Permission
{
    ReadReferential,
    EditReferentials,
    ManageCampaigns,
    ReadCampaigns,
    EnrolCandidates,
    FollowJobs,
    AnswerEnrolments,
    ReadCandidates,
    RecordTrainingEvaluation,
    RecordWorkplaceObservation,
    RecordCommissionEvaluation,
    ReopenEvaluation,
    RemindTutors,
    ManageJury,
    Deliberate,
    ReadDeliberation,
    SealMinutes,
    KeepLedger,
    IssueDocuments,
    ReadDocuments,
    ReadAudit,
    ReadOwnActivity,
    ManageApiKeys,
    ManageMembers,
    ManagePersonalData,
    GrantSupport,
    ManageTenants,
}

public static class Permissions
{
    public static bool Grants(this Role role, Permission permission) => permission switch
    {
        Permission.EditReferentials => role is Role.CertifierManager,
        Permission.ReadReferential => role is not (Role.Tutor or Role.Operator),
        Permission.ManageCampaigns => role is Role.CertifierManager,
        Permission.ReadCampaigns => role is Role.CertifierManager or Role.TrainingOrganisation,
        Permission.EnrolCandidates => role is Role.TrainingOrganisation,
        Permission.FollowJobs => role is Role.CertifierManager or Role.TrainingOrganisation,
        Permission.AnswerEnrolments => role is Role.CertifierManager,
        Permission.ReadCandidates => role is Role.CertifierManager or Role.TrainingOrganisation or Role.Support,
        Permission.RecordTrainingEvaluation => role is Role.TrainingOrganisation,
        Permission.RecordWorkplaceObservation => role is Role.Tutor,
        Permission.RecordCommissionEvaluation => role is Role.Examiner,
        Permission.ReopenEvaluation => role is Role.CertifierManager,
        Permission.RemindTutors => role is Role.CertifierManager or Role.TrainingOrganisation,
        Permission.ManageJury => role is Role.CertifierManager,
        Permission.Deliberate => role is Role.JuryMember,
        Permission.ReadDeliberation => role is Role.CertifierManager or Role.JuryMember,
        Permission.SealMinutes => role is Role.JuryMember,
        Permission.KeepLedger => role is Role.CertifierManager,
        Permission.IssueDocuments => role is Role.CertifierManager,
        Permission.ReadDocuments => role is Role.CertifierManager or Role.TrainingOrganisation or Role.JuryMember or Role.Support,
        Permission.GrantSupport => role is Role.CertifierManager,
        Permission.ManageTenants => role is Role.Operator,
        Permission.ManagePersonalData => role is Role.CertifierManager,
        Permission.ReadAudit => role is Role.CertifierManager,
        Permission.ReadOwnActivity => role.IsByMembership(),
        Permission.ManageApiKeys => role is Role.CertifierManager or Role.TrainingOrganisation,
        Permission.ManageMembers => role is Role.CertifierManager or Role.TrainingOrganisation,
        _ => throw new ArgumentOutOfRangeException(nameof(permission), permission, null),
    };
}
