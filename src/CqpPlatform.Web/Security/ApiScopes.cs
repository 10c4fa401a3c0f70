namespace CqpPlatform.Web.Security;

/// <summary>What the HTTP API offers: a key may be narrowed to some of it. A test compares this list with the routes below /api.</summary>
public static class ApiScopes
{
    public static readonly IReadOnlyList<Permission> All = [Permission.ReadReferential, Permission.ReadDocuments, Permission.DeclareCertified, Permission.ReadCandidates, Permission.EnrolCandidates, Permission.RecordTrainingEvaluation, Permission.FollowJobs];

    /// <summary>Those a key of this role can hold.</summary>
    public static IReadOnlyList<Permission> Of(Role role) => [.. All.Where(p => role.Grants(p))];

    public static string French(Permission scope) => scope switch
    {
        Permission.ReadReferential => "Lire les référentiels, contrôler un choix de blocs",
        Permission.ReadDocuments => "Lire les documents délivrés",
        Permission.DeclareCertified => "Lire l’état des déclarations à la Caisse des Dépôts",
        Permission.ReadCandidates => "Lire les inscriptions",
        Permission.EnrolCandidates => "Inscrire des candidats, un par un ou par fichier",
        Permission.RecordTrainingEvaluation => "Lire les grilles à remplir, saisir et remettre celles de l’organisme",
        Permission.FollowJobs => "Suivre et arrêter les travaux",
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "The API does not offer it."),
    };
}
