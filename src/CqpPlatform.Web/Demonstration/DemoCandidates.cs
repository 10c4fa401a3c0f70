using CqpPlatform.Domain.Candidates;

namespace CqpPlatform.Web.Demonstration;

/// <summary>Invented candidates, with the letters that documents must print: Œ, Ễ, ż among them.</summary>
public static class DemoCandidates
{
    private static readonly string[] Women = ["Jeanne", "Océane", "Camille", "Léa", "Aïcha", "Louise", "Anaïs", "Nadia", "Élodie", "Sarah", "Inès", "Manon", "Clara", "Alice", "Margot", "Zoé"];
    private static readonly string[] Men = ["Thomas", "Samir", "Paul", "Romain", "Bastien", "Hugo", "Gaspard", "Mathieu", "Lucas", "Yann", "Diego", "Karim", "Antoine", "Julien", "Raphaël", "Żan"];
    private static readonly string[] Names =
    [
        "Aubertin", "Brunel", "Ferrand", "Lefèvre", "Marchand", "Moussaoui", "Ozanne", "Pellerin", "Quentin", "Rousset", "Tabary", "Zeller", "Belkacem", "Castaing", "Delaunay", "Hamelin",
        "Zimmer", "Gillard", "Jourdain", "Kervella", "Lacaze", "Navarre", "Renaudin", "Saint-Aubin", "Serrano", "Teyssier", "Wagner", "Yvars", "Weill", "Thorel", "Œuvrard", "Nguyễn",
        "Żółkiewski", "D’Abreu", "Le Goff", "Dumas", "Imbert", "Ambrosini", "Bertin", "Charpentier", "Dos Santos", "Etcheverry", "Fontaine", "Guérin", "Hervé", "Ibáñez", "Jacquet", "Klein",
        "Lopez", "Mercier", "Noël", "Ollivier", "Perrot", "Quéméneur", "Rivière", "Stéphan", "Texier", "Urbain", "Vidal", "Wójcik", "Xavier", "Yilmaz", "Zanetti", "Bourgeois",
    ];
    private static readonly (string Place, string Code)[] Births =
        [("Nantes", "44109"), ("Ajaccio", "2A004"), ("Colmar", "68066"), ("Amiens", "80021"), ("Lyon 3e", "69383"), ("Saint-Étienne", "42218"), ("Fort-de-France", "97209"), ("Varsovie (Pologne)", "99122"), ("Annecy-le-Vieux", "74011"), ("Oran (Algérie)", "99352"), ("Rennes", "35238"), ("Bayonne", "64102")];

    public static int Count => Names.Length;

    public static Candidate Create(int index)
    {
        var woman = index % 2 == 0;
        var (place, code) = Births[index % Births.Length];
        var identity = new CandidateIdentity(Names[index % Names.Length], index % 9 == 4 ? "Martin" : null, $"{(woman ? Women : Men)[index / 2 % 16]}, {(woman ? "Marie" : "Louis")}",
            woman ? Sex.Female : Sex.Male, new DateOnly(1978 + (index * 7 % 22), 1 + (index * 5 % 12), 1 + (index * 11 % 28)), place, code);
        return Candidate.Create(identity, $"candidat{index + 1}@demo.invalid", $"06 39 98 {index % 90 + 10:00} {index * 7 % 90 + 10:00}");
    }
}
