using CqpPlatform.Domain.Candidates;

namespace CqpPlatform.Domain.Tests.Candidates;

/// <summary>A few places, with what makes the real list difficult: namesakes, arrondissements, merged communes, a country that ended.</summary>
internal static class TestPlaces
{
    public static readonly BirthPlaceRegister Register = new(
    [
        new("2A004", "Ajaccio", "Corse-du-Sud (2A)", BirthPlaceKind.Commune, null, 75000),
        new("42218", "Saint-Étienne", "Loire (42)", BirthPlaceKind.Commune, null, 173000),
        new("93066", "Saint-Denis", "Seine-Saint-Denis (93)", BirthPlaceKind.Commune, null, 150000),
        new("11339", "Saint-Denis", "Aude (11)", BirthPlaceKind.Commune, null, 500),
        new("72181", "Le Mans", "Sarthe (72)", BirthPlaceKind.Commune, null, 145000),
        new("19124", "Mansac", "Corrèze (19)", BirthPlaceKind.Commune, null, 1400),
        new("75056", "Paris", "Paris (75)", BirthPlaceKind.Commune, null, 2100000),
        new("75101", "Paris 1er Arrondissement", "Paris (75)", BirthPlaceKind.Arrondissement, "Paris", 15000),
        new("75110", "Paris 10e Arrondissement", "Paris (75)", BirthPlaceKind.Arrondissement, "Paris", 84000),
        new("75113", "Paris 13e Arrondissement", "Paris (75)", BirthPlaceKind.Arrondissement, "Paris", 178000),
        new("93059", "Pierrefitte-sur-Seine", "aujourd’hui Saint-Denis, Seine-Saint-Denis (93)", BirthPlaceKind.FormerCommune, "Saint-Denis"),
        new("92012", "Boulogne-Billancourt", "Hauts-de-Seine (92)", BirthPlaceKind.Commune, null, 120000),
        new("74010", "Annecy", "Haute-Savoie (74)", BirthPlaceKind.Commune, null, 130000),
        new("74011", "Annecy-le-Vieux", "aujourd’hui Annecy, Haute-Savoie (74)", BirthPlaceKind.FormerCommune, "Annecy"),
        new("01015", "Arboys en Bugey", "Ain (01)", BirthPlaceKind.Commune, null, 650),
        new("01015", "Arbignieu", "aujourd’hui Arboys en Bugey, Ain (01)", BirthPlaceKind.FormerCommune, "Arboys en Bugey"),
        new("99122", "Pologne", "pays", BirthPlaceKind.Country),
        new("99115", "Tchécoslovaquie", "pays jusqu’au 01/01/1993", BirthPlaceKind.Country, EndedOn: new(1993, 1, 1)),
        new("99109", "Allemagne", "pays", BirthPlaceKind.Country),
    ], new Dictionary<string, string> { ["01340"] = "01015", ["75012"] = "92012", ["75059"] = "93066" });
}
