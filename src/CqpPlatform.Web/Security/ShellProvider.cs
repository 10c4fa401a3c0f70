using System.Security.Claims;
using CqpPlatform.Web.Components.Layout;

namespace CqpPlatform.Web.Security;

/// <summary>The frame of each role: only the entries that role can use.</summary>
public static class ShellProvider
{
    private static readonly string[] Settings = ["/organismes", "/cles-interface", "/donnees-personnelles", "/journal", "/mon-activite", "/acces-support", "/compte"];

    public static Shell? For(ClaimsPrincipal user)
    {
        if (!Enum.TryParse<Role>(user.FindFirstValue(CqpClaims.Role), out var role) || user.Identity?.Name is not { } name) return null;
        return new Shell(user.FindFirstValue(CqpClaims.TenantName) ?? "", name, Initials(name), Entries(role), role.Grants(Permission.ReadCandidates));
    }

    // First name first, as people sign: MOREL Hélène is HM.
    private static string Initials(string name) => name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var last, .., var first] ? $"{first[0]}{last[0]}" : name[..Math.Min(1, name.Length)];

    private static IReadOnlyList<NavEntry> Entries(Role role) => role switch
    {
        Role.CertifierManager =>
        [
            new("/", "À faire"), new("/campagnes", "Campagnes", "/relances", "/inscriptions", "/chiffres"), new("/candidats", "Candidats"), new("/jurys", "Jurys", "/jury"), new("/documents", "Documents", "/declarations", "/travaux"),
            new("/referentiels", "Référentiels"), new("/membres", "Membres"), new("/reglages", "Réglages", Settings),
        ],
        Role.TrainingOrganisation =>
        [
            new("/", "À faire", "/relances"), new("/inscriptions", "Inscriptions"), new("/evaluations", "Évaluations"), new("/candidats", "Candidats", "/chiffres"), new("/documents", "Documents"), new("/referentiels", "Référentiels"),
            new("/membres", "Membres"), new("/reglages", "Réglages", Settings),
        ],
        Role.Examiner => [new("/ma-journee", "Ma journée"), new("/referentiels", "Référentiels"), new("/mon-activite", "Mon activité")],
        Role.JuryMember => [new("/jury", "Séance"), new("/documents", "Procès-verbaux"), new("/referentiels", "Référentiels"), new("/mon-activite", "Mon activité")],
        Role.Tutor => [],
        Role.Support => [new("/candidats", "Candidats"), new("/documents", "Documents"), new("/referentiels", "Référentiels")],
        Role.Operator => [new("/exploitation", "Certificateurs")],
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
