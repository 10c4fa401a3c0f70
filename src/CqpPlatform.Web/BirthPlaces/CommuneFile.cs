using System.Globalization;
using System.Text.Json;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.BirthPlaces;

/// <summary>Reads the official geographic code as npm @etalab/decoupage-administratif carries it, and the countries that lie beside this file.</summary>
internal static class CommuneFile
{
    public const string Package = "@etalab/decoupage-administratif";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<BirthPlaceRegister> ReadAsync(string nodeModules)
    {
        var data = Path.Combine(nodeModules, Package, "data");
        var departments = (await ListAsync<Area>(Path.Combine(data, "departements.json"))).ToDictionary(d => d.Code, d => $"{d.Nom} ({d.Code})");
        var communes = await ListAsync<Commune>(Path.Combine(data, "communes.json"));
        var today = communes.Where(c => c.IsToday).ToDictionary(c => c.Code, c => c.Nom);
        var former = communes.SelectMany(c => (c.AnciensCodes ?? []).Select(old => (old, c.Code))).DistinctBy(f => f.old).ToDictionary(f => f.old, f => f.Code);
        return new([.. communes.Select(c => Place(c, departments[c.Departement], today)), .. Countries()], former);
    }

    private static BirthPlace Place(Commune commune, string department, Dictionary<string, string> today)
    {
        var within = (commune.ChefLieu ?? commune.Ville) is { } code ? today[code] : null;
        // A merged commune often bears the code of the one it went into: its name is then another, and both are true.
        return commune switch
        {
            { IsToday: true } => new(commune.Code, commune.Nom, department, BirthPlaceKind.Commune, null, commune.Population),
            { Ville: not null } => new(commune.Code, commune.Nom, department, BirthPlaceKind.Arrondissement, within, commune.Population),
            _ => new(commune.Code, commune.Nom, within == commune.Nom ? department : $"aujourd’hui {within}, {department}", BirthPlaceKind.FormerCommune, within),
        };
    }

    private static IEnumerable<BirthPlace> Countries() =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "BirthPlaces", "countries.csv"))
        let cells = line.Split(';')
        let ended = cells[2].Length == 0 ? default(DateOnly?) : DateOnly.ParseExact(cells[2], "yyyy-MM-dd", CultureInfo.InvariantCulture)
        select new BirthPlace(cells[0], cells[1], ended is { } day ? $"pays jusqu’au {French.Date(day)}" : "pays", BirthPlaceKind.Country, EndedOn: ended);

    private static async Task<List<T>> ListAsync<T>(string file)
    {
        await using var stream = File.OpenRead(file);
        // One by one: the whole document would be sixty megabytes for a moment.
        return await JsonSerializer.DeserializeAsyncEnumerable<T>(stream, Json).Select(item => item!).ToListAsync();
    }

    private sealed record Area(string Code, string Nom);

    private sealed record Commune(string Code, string Nom, string Type, string Departement, string? ChefLieu, [property: System.Text.Json.Serialization.JsonPropertyName("commune")] string? Ville, int Population, string[]? AnciensCodes)
    {
        public bool IsToday => Type == "commune-actuelle";
    }
}
