namespace CqpPlatform.Web.Referentials.FranceCompetences;

/// <summary>One element of the format that we read, with its known children.</summary>
internal sealed class FicheNode(string name)
{
    private readonly List<FicheNode> children = [];

    public string Name => name;
    public string Text { get; set; } = "";

    public void Add(FicheNode child) => children.Add(child);

    public FicheNode? Child(string child) => children.Find(c => c.Name == child);

    /// <summary>The first one that is filled: the format sometimes leaves an empty twin.</summary>
    public string TextOf(string child) => children.Find(c => c.Name == child && c.Text.Length > 0)?.Text ?? "";

    public IEnumerable<FicheNode> Items(string list, string item) => children.Where(c => c.Name == list).SelectMany(c => c.children).Where(c => c.Name == item);
}

/// <summary>The part of the V4.1 format that becomes a referential: an element with its children, a leaf with none. Anything else is skipped.</summary>
internal static class FicheFormat
{
    public const string Fiche = "FICHE", Number = "NUMERO_FICHE";

    public static readonly FormatElement Root = new(Fiche, Leaf(Number), Leaf("INTITULE"), Leaf("REGLEMENTATIONS_ACTIVITES"), Leaf("TYPE_ENREGISTREMENT"),
        Leaf("DATE_DECISION"), Leaf("DATE_EFFET"), Leaf("DATE_DE_PUBLICATION"), Leaf("DATE_FIN_ENREGISTREMENT"),
        new("NOMENCLATURE_EUROPE", Leaf("NIVEAU")),
        List("CODES_NSF", "NSF", "CODE", "LIBELLE", "INTITULE"), List("CODES_ROME", "ROME", "CODE", "LIBELLE"),
        List("FORMACODES", "FORMACODE", "CODE", "LIBELLE"),
        new("CCN_1", Leaf("NUMERO"), Leaf("LIBELLE")), new("CCN_2", Leaf("NUMERO"), Leaf("LIBELLE")), new("CCN_3", Leaf("NUMERO"), Leaf("LIBELLE")),
        List("CERTIFICATEURS", "CERTIFICATEUR", "NOM_CERTIFICATEUR"),
        List("ANCIENNES_CERTIFICATIONS", "ANCIENNE_CERTIFICATION", "ID_FICHE_ANCIENNE_CERTIFICATION"),
        List("BLOCS_COMPETENCES", "BLOC_COMPETENCES", "CODE", "LIBELLE", "LISTE_COMPETENCES", "MODALITES_EVALUATION", "PREREQUIS_VALIDATION_BLOC"),
        Jury("FI"), Jury("CA"), Jury("FC"), Jury("CQ"), Jury("CL"), Jury("VAE"));

    private static FormatElement Leaf(string name) => new(name);
    private static FormatElement List(string name, string item, params string[] leaves) => new(name, new FormatElement(item, [.. leaves.Select(Leaf)]));
    private static FormatElement Jury(string route) => new($"SI_JURY_{route}", Leaf("ACTIF"), Leaf("COMPOSITION"));
}

internal sealed class FormatElement(string name, params FormatElement[] children)
{
    private readonly Dictionary<string, FormatElement> known = children.ToDictionary(c => c.Name);

    public string Name => name;
    public bool IsLeaf => known.Count == 0;

    public FormatElement? Child(string child) => known.GetValueOrDefault(child);
}
