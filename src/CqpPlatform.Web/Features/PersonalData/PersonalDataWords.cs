using CqpPlatform.Domain.Candidates;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.PersonalData.Retention;

namespace CqpPlatform.Web.Features.PersonalData;

internal static class PersonalDataWords
{
    /// <summary>« nom de naissance et prénoms ».</summary>
    public static string Fields(IReadOnlyList<string> fields) => Domain.Common.French.List([.. fields.Select(Field)]);

    public static string French(this ErasureReach reach) => reach switch
    {
        ErasureReach.Nothing => "rien",
        ErasureReach.File => "le dossier ; le nom reste avec les blocs acquis",
        ErasureReach.Identity => "le dossier et le nom",
        _ => throw new ArgumentOutOfRangeException(nameof(reach), reach, null),
    };

    /// <summary>« 3 dossiers, 12 courriels et 1 tuteur seront effacés ».</summary>
    public static string Due(RetentionView view) =>
        $"{Domain.Common.French.List(Counted(view.All))} {(view.All.All > 1 ? "seront effacés" : "sera effacé")}";

    /// <summary>« Effacé : 3 dossiers et 12 courriels. »</summary>
    public static string Erased(ErasedCount count) => $"Effacé\u00a0: {Domain.Common.French.List(Counted(count))}.";

    private static List<string> Counted(ErasedCount count) =>
        [.. new[]
        {
            (count.Files, "dossier", "dossiers"), (count.Mails, "courriel", "courriels"), (count.Tutors, "tuteur", "tuteurs"), (count.Invitations, "invitation", "invitations"), (count.Imports, "fichier", "fichiers"),
            (count.Accesses, "accès fermé", "accès fermés"), (count.Juries, "composition de jury", "compositions de jury"), (count.Declarations, "fichier de déclaration", "fichiers de déclaration"),
        }.Where(c => c.Item1 > 0).Select(c => FrenchFormat.Count(c.Item1, c.Item2, c.Item3))];

    private static string Field(string name) => name switch
    {
        nameof(CandidateIdentity.BirthName) => "nom de naissance",
        nameof(CandidateIdentity.UsageName) => "nom d’usage",
        nameof(CandidateIdentity.FirstNames) => "prénoms",
        nameof(CandidateIdentity.Sex) => "sexe",
        nameof(CandidateIdentity.BirthDate) => "date de naissance",
        nameof(CandidateIdentity.BirthPlace) => "lieu de naissance",
        nameof(CandidateIdentity.BirthInseeCode) => "code commune de naissance",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}
