namespace CqpPlatform.Domain.Referentials;

/// <summary>The six access routes a fiche RNCP answers by yes or no.</summary>
public enum AccessRoute { ContinuingEducation, ProfessionalisationContract, ValidationOfExperience, StudentStatus, Apprenticeship, IndividualApplication }

/// <param name="WhyNot">Why a route is closed; null when it is open.</param>
/// <param name="Jury">The jury the fiche composes for the route; null when it is closed.</param>
public sealed record AccessRouteRule(AccessRoute Route, bool Admitted, string? WhyNot = null, JuryRule? Jury = null);

public static class AccessRouteFacts
{
    public static string French(this AccessRoute route) => route switch
    {
        AccessRoute.ContinuingEducation => "Parcours de formation continue",
        AccessRoute.ProfessionalisationContract => "Contrat de professionnalisation",
        AccessRoute.ValidationOfExperience => "VAE (par expérience)",
        AccessRoute.StudentStatus => "Statut d’élève ou d’étudiant",
        AccessRoute.Apprenticeship => "Contrat d’apprentissage",
        AccessRoute.IndividualApplication => "Candidature individuelle",
        _ => throw new ArgumentOutOfRangeException(nameof(route), route, null),
    };

    /// <param name="vaeLeave">The VAE is prepared during a congé VAE.</param>
    public static string French(this AccessRoute route, bool vaeLeave) => vaeLeave ? $"{route.French()}, pendant un congé VAE" : route.French();

    /// <summary>As minutes and tables write it.</summary>
    public static string FrenchShort(this AccessRoute route) => route switch
    {
        AccessRoute.ContinuingEducation => "formation continue",
        AccessRoute.ProfessionalisationContract => "contrat de professionnalisation",
        AccessRoute.ValidationOfExperience => "VAE",
        AccessRoute.StudentStatus => "élève ou étudiant",
        AccessRoute.Apprenticeship => "apprentissage",
        AccessRoute.IndividualApplication => "candidature individuelle",
        _ => throw new ArgumentOutOfRangeException(nameof(route), route, null),
    };
}
