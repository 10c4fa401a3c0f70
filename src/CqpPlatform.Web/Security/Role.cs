namespace CqpPlatform.Web.Security;

/// <summary>What a person is for one tenant. A tutor has no account and no membership: they come by a link.</summary>
public enum Role { CertifierManager, TrainingOrganisation, Examiner, JuryMember, Tutor }

public static class RoleFacts
{
    public static string French(this Role role) => role switch
    {
        Role.CertifierManager => "Gestionnaire certificateur",
        Role.TrainingOrganisation => "Organisme de formation",
        Role.Examiner => "Examinateur",
        Role.JuryMember => "Membre du jury",
        Role.Tutor => "Tuteur",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>Signs in with a second factor: they hold every candidate's file, or decide on them.</summary>
    public static bool NeedsSecondFactor(this Role role) => role switch
    {
        Role.CertifierManager or Role.JuryMember => true,
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
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
