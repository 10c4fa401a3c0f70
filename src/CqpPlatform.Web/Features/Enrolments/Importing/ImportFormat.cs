using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

/// <summary>
/// The columns of a file of enrolments in one certification: the only declaration. The model, the page that explains it and the reading are
/// made from it; a referential without option or electives has no column for them.
/// </summary>
internal sealed class ImportFormat
{
    public const string Identity = "Identité", Route = "Parcours", Blocks = "Blocs", Workplace = "Entreprise";
    private readonly Dictionary<string, string> columnOf = [];
    private readonly List<TableColumn> columns = [];

    public ImportFormat(Referential referential)
    {
        Routes = [.. Enum.GetValues<AccessRoute>()];
        Add(nameof(SaveEnrolmentInput.Sex), new("civilite", "F ou M.", "F", Identity, true, CellKind.Choice) { Aliases = ["sexe", "genre"], Values = ["F|Mme|Madame|Féminin|Femme", "M|M.|Monsieur|Masculin|Homme"] });
        Add(nameof(SaveEnrolmentInput.BirthName), new("nom_naissance", "Nom de naissance, tel que sur la pièce d’identité.", "MARCHAND", Identity, true) { Aliases = ["nom", "nom_de_naissance", "nom_patronymique"] });
        Add(nameof(SaveEnrolmentInput.UsageName), new("nom_usage", "Nom d’usage, s’il est différent.", "LEFÈVRE", Identity) { Aliases = ["nom_d_usage", "nom_marital"] });
        Add(nameof(SaveEnrolmentInput.FirstNames), new("prenoms", "Tous les prénoms, dans l’ordre de la pièce d’identité, séparés par des virgules.", "Léa, Anne", Identity, true) { Aliases = ["prenom", "prénom(s)"] });
        Add(nameof(SaveEnrolmentInput.BirthDate), new("date_naissance", "JJ/MM/AAAA.", "14/03/1994", Identity, true, CellKind.Date) { Aliases = ["date_de_naissance", "ne_le", "nee_le"] });
        Add(nameof(SaveEnrolmentInput.BirthPlace), new("commune_naissance", "Commune de naissance ; à l’étranger, la ville et le pays.", "Ajaccio", Identity, true) { Aliases = ["lieu_naissance", "commune_de_naissance", "lieu_de_naissance"] });
        Add(nameof(SaveEnrolmentInput.BirthInseeCode), new("code_commune_naissance", "Code INSEE de la commune, 5 caractères (ce n’est pas le code postal) ; à l’étranger, 99 suivi du code du pays.", "2A004", Identity, true, CellKind.Digits)
        { Length = 5, Aliases = ["code_insee", "code_insee_naissance"] });
        Add(nameof(SaveEnrolmentInput.Email), new("courriel", "Adresse du candidat.", "lea.marchand@exemple.fr", Identity) { Aliases = ["email", "mail", "e_mail", "courriel_candidat"] });
        Add(nameof(SaveEnrolmentInput.Phone), new("telephone", "10 chiffres, ou un numéro international.", "06 39 98 41 07", Identity, Kind: CellKind.Digits) { Length = 10, Aliases = ["tel", "portable", "mobile"] });
        Add(nameof(SaveEnrolmentInput.AccessRoute), new("voie_acces", $"Voie ouverte pour ce CQP : {French.List([.. referential.AdmittedRoutes().Select(r => r.FrenchShort())], "ou")}.", referential.AdmittedRoutes()[0].FrenchShort(), Route, true, CellKind.Choice)
        { Aliases = ["voie", "voie_d_acces"], Values = [.. Routes.Select(r => $"{r.FrenchShort()}|{r.French()}")] });
        if (referential.AdmittedRoutes().Contains(AccessRoute.ValidationOfExperience))
            Add(nameof(SaveEnrolmentInput.VaeLeave), new("conge_vae", "Pour une VAE : oui si elle est préparée pendant un congé VAE. Vide : non.", "non", Route, Kind: CellKind.Choice)
            { Aliases = ["conges_vae"], Values = ["non|n|faux|false|0", "oui|o|vrai|true|1|x"] });
        Add(nameof(SaveEnrolmentInput.EngagementDate), new("entree_parcours", "Date d’entrée dans le parcours, JJ/MM/AAAA : elle doit tomber dans une période d’enregistrement.", French.Date(referential.LastPeriod().From.AddDays(30)), Route, true, CellKind.Date)
        { Aliases = ["entree_en_parcours", "date_entree"] });
        AddBlocks(referential.Composition);
        AddWorkplace(referential.RequiresTutor());
        Add(nameof(SaveEnrolmentInput.Adaptations), new("amenagements", "L’aménagement accordé (temps, salle, matériel), jamais sa raison médicale.", "Tiers-temps", Route) { Aliases = ["amenagement"] });
        Table = new("inscriptions", columns);
    }

    public TableFormat Table { get; }
    public IReadOnlyList<AccessRoute> Routes { get; }

    /// <summary>The column in which a field of the form is typed; a refusal that names none is about the way in.</summary>
    public TableColumn ColumnOf(Error error) => Table.Column(columnOf.GetValueOrDefault(error.Code.StartsWith("option", StringComparison.Ordinal) ? nameof(SaveEnrolmentInput.Option) : error.Field switch
    {
        // Without an option or electives, the whole choice follows from the referential.
        nameof(SaveEnrolmentInput.Blocks) when !columnOf.ContainsKey(nameof(SaveEnrolmentInput.Blocks)) => nameof(SaveEnrolmentInput.Option),
        "Tutor" => nameof(SaveEnrolmentInput.TutorEmail),
        var field => field ?? nameof(SaveEnrolmentInput.EngagementDate),
    }) ?? "entree_parcours");

    public string Name(string property) => columnOf[property];

    /// <summary>The model's own line, left in the file: its person and its tutor are nobody.</summary>
    public bool IsExample(SaveEnrolmentInput input) => Example(nameof(input.BirthName)) == input.BirthName && Example(nameof(input.FirstNames)) == input.FirstNames && Example(nameof(input.TutorEmail)) == input.TutorEmail;

    private string Example(string property) => Table.Column(Name(property)).Example;

    public bool Has(string property) => columnOf.ContainsKey(property);

    private void AddBlocks(Composition composition)
    {
        if (composition.Options.Count > 0)
            Add(nameof(SaveEnrolmentInput.Option), new("option", $"{French.List([.. composition.Options.Select(o => o.Code)], "ou")}.", composition.Options[0].Code, Blocks, true, CellKind.Choice)
            { Values = [.. composition.Options.Select(o => $"{o.Code}|{o.Title}")] });
        var sets = composition.SetsFor(composition.Options is [var first, ..] ? first.Code : null);
        if (sets is [var electives] && composition.Groups is null && electives.Least == electives.Most)
            Add(nameof(SaveEnrolmentInput.Blocks), new("blocs_optionnels", $"Les {electives.Least} blocs choisis parmi {French.List(electives.Among, "ou")}{(composition.Options.Count > 0 ? ", hors ceux de l’option" : "")}, séparés par une espace.",
                string.Join(' ', electives.Blocks.Take(electives.Least)), Blocks, true)
            { Aliases = ["blocs", "blocs_au_choix"] });
        else if (sets.Count > 0 || composition.Groups is not null)
            Add(nameof(SaveEnrolmentInput.Blocks), new("blocs_optionnels", $"Les blocs choisis, séparés par une espace : {string.Join(" ; ", Sets(composition, sets))}.".French(),
                string.Join(' ', (composition.Groups?.Among.Take(composition.Groups.Count).SelectMany(g => g.Blocks) ?? []).Concat(sets.SelectMany(s => s.Blocks.Take(s.Least)))), Blocks, true)
            { Aliases = ["blocs", "blocs_au_choix"] });
    }

    private static IEnumerable<string> Sets(Composition composition, IReadOnlyList<ElectiveSet> sets)
    {
        if (composition.Groups is { } groups) yield return $"{CompositionWords.Title(groups).ToLowerInvariant()}, {CompositionWords.Wanted(groups)}, {French.List([.. groups.Among.Select(CompositionWords.Named)], "ou")}";
        foreach (var set in sets) yield return $"{set.Title.ToLowerInvariant()}, {set.Wanted} parmi {French.List(set.Among, "ou")}";
    }

    private void AddWorkplace(bool required)
    {
        Add(nameof(SaveEnrolmentInput.CompanySiret), new("siret", "14 chiffres, sur l’avis Sirene ou le contrat.", "73282932000074", Workplace, required, CellKind.Digits) { Length = 14, Aliases = ["siret_entreprise", "numero_siret"] });
        Add(nameof(SaveEnrolmentInput.CompanyName), new("entreprise", "Raison sociale.", "Cabinet Aurélane", Workplace, required) { Aliases = ["nom_entreprise", "raison_sociale"] });
        Add(nameof(SaveEnrolmentInput.TutorLastName), new("nom_tuteur", "Nom du tuteur.", "GARNIER", Workplace, required) { Aliases = ["tuteur"] });
        Add(nameof(SaveEnrolmentInput.TutorFirstName), new("prenom_tuteur", "Prénom du tuteur.", "Sylvie", Workplace, required));
        Add(nameof(SaveEnrolmentInput.TutorQuality), new("fonction_tuteur", "Sa fonction dans l’entreprise.", "responsable production", Workplace) { Aliases = ["qualite_tuteur"] });
        Add(nameof(SaveEnrolmentInput.TutorEmail), new("courriel_tuteur", "Son adresse : le lien d’observation y est envoyé.", "sylvie.garnier@exemple.fr", Workplace, required) { Aliases = ["email_tuteur", "mail_tuteur"] });
    }

    private void Add(string property, TableColumn column)
    {
        columns.Add(column);
        columnOf[property] = column.Name;
    }
}
