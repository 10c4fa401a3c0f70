using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CqpPlatform.Web.Tests.Referentials;

/// <summary>The specification's sources, reduced to letters and digits, so that only words are compared.</summary>
internal static partial class SourceText
{
    /// <summary>What the sources misprint, and where the columns of a page were read across; both sides go through it.</summary>
    private static readonly (string Printed, string Read)[] Corrections =
    [
        // spelling of the scan of the 41351 referential
        ("ceuvre", "oeuvre"), ("tragabilite", "tracabilite"), ("colits", "couts"), ("codts", "couts"), ("contrelees", "controlees"), ("contrelee", "controlee"),
        ("manieere", "maniere"), ("criteeres", "criteres"), ("servicesassociees", "servicesassocies"), ("ldge", "lage"), ("presentationdeentreprise", "presentationdelentreprise"),
        // two agreements
        ("contractuellesassocieealasouscription", "contractuellesassocieesalasouscription"), ("enfonctionsdescriteres", "enfonctiondescriteres"),
        // columns read across in the same scan
        ("demarchesqualiteetdeslasatisfactionduclientoutils", "demarchesqualiteetdesoutils"),
        ("surlaqualitedes111trajterlesnonconformitesrelativesservices", "surlaqualitedesservices"),
        ("partagedinformationsauxactivitesderelationclientenappliquantavec", "partagedinformationsavec"),
        ("despiecesfourniesc2a1analyserunedemandedesouscriptionparleclient", "despiecesfourniesparleclient"),
        ("aveclescriteresdesmodesoperatoiresdelareglementationdacceptation", "aveclescriteresdacceptation"),
        ("contraintesetbesoinsopanconformiteaveclescriteresreglementairesetspecifiques", "contraintesetbesoinsspecifiques"),
        ("aveclespartiesdassuranceprenantes", "aveclespartiesprenantes"),
        // misprints of the 2017 referential
        ("procedureadministrativeetrespectee", "procedureadministrativeestrespectee"), ("toutaupartieducontrat", "toutoupartieducontrat"),
        // the same date, written twice in the fiche
        ("journalofficieldu07aout2018", "journalofficieldu7aout2018"),
    ];

    private static readonly Dictionary<string, string> Sources = new()
    {
        ["RNCP31391"] = Load("rncp-31391-fiche", "cqp-gap-31391-referentiel-2017"),
        ["RNCP31395"] = Load("rncp-31395-fiche"),
        ["RNCP41351"] = Load("rncp-41351-fiche", "cqp-crca-41351-referentiel"),
    };

    public static bool Has(string referential, string words) => Sources[referential].Contains(Reduce(words), StringComparison.Ordinal);

    public static string Raw(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Referentials", "Sources", name + ".txt"));

    public static string Reduce(string text)
    {
        text = Tag().Replace(text, " ").Replace("veillant & conserver", "veillant à conserver").Replace("œ", "oe").Replace("Œ", "oe");
        text = CapitalIForL().Replace(text, "l");
        var letters = text.Normalize(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && char.IsLetterOrDigit(c))
            .Select(char.ToLowerInvariant);
        return Corrections.Aggregate(string.Concat(letters), (t, c) => t.Replace(c.Printed, c.Read));
    }

    private static string Load(params string[] names) => string.Join("|", names.Select(n => Reduce(Raw(n))));

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\bI['’]")]
    private static partial Regex CapitalIForL();
}
