namespace CqpPlatform.Web.Security;

/// <summary>
/// What a person is for one tenant. A tutor has no account and no membership: they come by a link. The operator is of no tenant, and under a
/// support access of one for some hours.
/// </summary>
public enum Role { CertifierManager, TrainingOrganisation, Examiner, JuryMember, Tutor, Support, Operator }

public static class RoleFacts
{
    public static string French(this Role role) => role switch
    {
        Role.CertifierManager => "Gestionnaire certificateur",
        Role.TrainingOrganisation => "Organisme de formation",
        Role.Examiner => "Examinateur",
        Role.JuryMember => "Membre du jury",
        Role.Tutor => "Tuteur",
        Role.Support => "Accès de support",
        Role.Operator => "Exploitant",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>Held by a membership, which a tenant gives.</summary>
    public static bool IsByMembership(this Role role) => role is Role.CertifierManager or Role.TrainingOrganisation or Role.Examiner or Role.JuryMember;

    /// <summary>Signs in with a second factor: they hold every candidate's file, or decide on them.</summary>
    public static bool NeedsSecondFactor(this Role role) => role switch
    {
        Role.CertifierManager or Role.JuryMember or Role.Support or Role.Operator => true,
        Role.TrainingOrganisation or Role.Examiner or Role.Tutor => false,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>Where the role's day starts.</summary>
    public static string LandingPath(this Role role) => role switch
    {
        Role.CertifierManager or Role.TrainingOrganisation => "/",
        Role.Examiner => "/ma-journee",
        Role.JuryMember => "/jury",
        Role.Tutor => "/observations",
        Role.Support => "/candidats",
        Role.Operator => "/exploitation",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
