using System.Text;
using CqpPlatform.Domain.Organisations;

namespace CqpPlatform.TestCommon;

/// <summary>Files of enrolments in RNCP31391, as an organisation would fill them in.</summary>
public static class TestImports
{
    public const string Header = "civilite;nom_naissance;nom_usage;prenoms;date_naissance;commune_naissance;code_commune_naissance;courriel;telephone;voie_acces;entree_parcours;option;blocs_optionnels;siret;entreprise;nom_tuteur;prenom_tuteur;fonction_tuteur;courriel_tuteur;amenagements";
    private static readonly string[] Letters = ["a", "e", "i", "o", "u", "an", "er", "il", "on", "ur"];

    /// <summary>So many different persons, a company for ten of them and a tutor for five.</summary>
    public static string Csv(int lines, int from = 0)
    {
        var text = new StringBuilder(Header).Append("\r\n");
        for (var i = from; i < from + lines; i++) text.Append(Line(i)).Append("\r\n");
        return text.ToString();
    }

    public static string Line(int i) => string.Join(';', Cells(i));

    public static string[] Cells(int i)
    {
        var born = new DateOnly(1970, 1, 1).AddDays(i % 9000);
        return
        [
            i % 2 == 0 ? "F" : "M", $"MARTIN{Name(i)}", i % 7 == 0 ? "Du Pont" : "", $"Léa{Name(i / 9000)}, Anne", $"{born:dd/MM/yyyy}", "Ajaccio", "2A004", $"candidat{i}@exemple.invalid", "06 39 98 41 07",
            "formation continue", "07/09/2020", i % 3 == 0 ? "sinistre" : "production", i % 3 == 0 ? "BC8 BC9" : "BC6 BC8", Siret(i / 10), $"Cabinet Aurélane {i / 10}", $"GARNIER{Name(i / 5)}", "Sylvie", "responsable", $"tuteur{i / 5}@exemple.invalid", i % 50 == 0 ? "Tiers-temps" : "",
        ];
    }

    /// <summary>Names of people have no figures.</summary>
    private static string Name(int i) => string.Concat(i.ToString("0000").Select(d => Letters[d - '0']));

    private static string Siret(int company)
    {
        var digits = $"{500_000_000 + company:000000000}0001";
        return Enumerable.Range(0, 10).Select(key => digits + key).First(s => Domain.Organisations.Siret.Check(s) is null);
    }
}
