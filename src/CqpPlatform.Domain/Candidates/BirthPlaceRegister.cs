using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Candidates;

/// <summary>
/// Every commune, former commune and country of birth with its INSEE code: searched as it is typed, and asked whether a code exists and bears
/// the name written beside it. In memory and never changed, so that ten thousand candidates are checked without a query.
/// </summary>
public sealed partial class BirthPlaceRegister
{
    public const string France = "99100", Abroad = "99";

    // Until 1968 these two covered the whole Paris region; their former codes are in no list of today (law of 10 July 1964).
    private static readonly string[] Reshaped = ["75", "78"];
    private static readonly DateOnly ReshapedOn = new(1968, 1, 1);

    private readonly (BirthPlace Place, string Folded)[] places;
    private readonly Dictionary<string, BirthPlace[]> byCode;
    private readonly ILookup<string, BirthPlace> byName;
    private readonly IReadOnlyDictionary<string, string> formerCodes;

    /// <param name="formerCodes">Codes that no longer exist and whose own name the list does not give → code of the commune that took them over.</param>
    public BirthPlaceRegister(IEnumerable<BirthPlace> places, IReadOnlyDictionary<string, string> formerCodes)
    {
        this.places = [.. places.Select(p => (p, PlaceName.Fold(p.Name)))];
        this.formerCodes = formerCodes;
        byCode = this.places.GroupBy(p => p.Place.Code, p => p.Place).ToDictionary(g => g.Key, g => g.ToArray());
        byName = this.places.ToLookup(p => p.Folded, p => p.Place);
    }

    public int Count => places.Length;

    // Department 00 does not exist, and the Caisse des Dépôts rejects « 00000 » (accrochage CPF).
    [GeneratedRegex(@"^(?!00)([013-9][0-9]|2[AB1-9])[0-9]{3}\z")]
    private static partial Regex Format();

    public static bool IsAbroad(string code) => code.Length == 5 && code.StartsWith(Abroad, StringComparison.Ordinal);

    /// <summary>The place of that code, the one of today first; null where no place bears it.</summary>
    public BirthPlace? Find(string code) => byCode.GetValueOrDefault(code)?.MinBy(p => p.Kind);

    /// <summary>The one place of that very name; null where there are none or several.</summary>
    public BirthPlace? TheOnly(string? name) => byName[PlaceName.Fold(name ?? "")].ToList() is [var only] ? only : null;

    /// <summary>The places whose name holds every word typed, the likeliest first; or those whose code begins so.</summary>
    public IReadOnlyList<BirthPlace> Search(string? typed, int most)
    {
        var text = PlaceName.Fold(typed ?? "");
        if (text.Length < 2) return [];
        var code = text.ToUpperInvariant();
        var words = text.Split(' ');
        return [.. places.Where(p => PlaceName.Holds(p.Folded, words) || p.Place.Code.StartsWith(code, StringComparison.Ordinal))
            .OrderBy(p => Rank(p.Folded, text, words)).ThenBy(p => p.Place.Kind == BirthPlaceKind.FormerCommune).ThenByDescending(p => p.Place.Population)
            .ThenBy(p => p.Folded.Length).ThenBy(p => p.Folded, StringComparer.Ordinal).ThenBy(p => p.Place.Code, StringComparer.Ordinal).Select(p => p.Place)
            // A commune and the one of the same name it took in bear one code.
            .DistinctBy(p => (p.Code, p.Name)).Take(most)];
    }

    /// <summary>Why this code cannot be the birth place of somebody born that day; null when it can.</summary>
    public Error? Check(string code, string name, DateOnly birthDate)
    {
        if (!Format().IsMatch(code)) return Refusal(Malformed(code) + Advice(name));
        if (code == France) return Refusal("Code commune de naissance : 99100 désigne la France entière. Choisissez la commune." + Advice(name));
        if (!byCode.TryGetValue(code, out var known))
        {
            var successor = formerCodes.GetValueOrDefault(code);
            if (!Reshaped.Any(d => code.StartsWith(d, StringComparison.Ordinal) && successor?.StartsWith(d, StringComparison.Ordinal) != true))
                return successor is null ? NoPlace(code, name) : null;
            return CheckReshaped(code, successor is null ? null : Find(successor), name, birthDate);
        }
        if (!AnyOn(known, birthDate))
            return Refusal($"Code du pays de naissance : {known[0].Name} ({code}) n’existait plus le {French.Date(birthDate)}. Choisissez le pays qui lui a succédé.");
        // Abroad the name is that of a town, which no list gives.
        if (IsAbroad(code) || string.IsNullOrWhiteSpace(name) || AnyBears(known, name)) return null;
        return Refusal($"Code commune de naissance : {code} est celui de « {known.MinBy(p => p.Kind)!.Name} », pas de « {name.Trim()} ».{Advice(name)}");
    }

    /// <summary>A code of before the Paris region was cut up: many are postcodes of Paris today.</summary>
    private Error? CheckReshaped(string code, BirthPlace? successor, string name, DateOnly birthDate)
    {
        var words = PlaceName.Fold(name).Split(' ');
        // A name of those days may be in no list; one that another place bears is not this one's.
        if (birthDate < ReshapedOn && (successor is null || Array.Exists(places, p => IsOf(successor, p.Place) && Bears(p.Place, name)) || !Array.Exists(places, p => PlaceName.Holds(p.Folded, words)))) return null;
        return successor is null ? NoPlace(code, name)
            : Refusal($"Code commune de naissance : {code} est un code postal, ou le code de « {successor.Name} » d’avant 1968 ({successor.Code} aujourd’hui).{Advice(name)}");
    }

    // Some of them have merged since, and bear a name of their own still.
    private static bool IsOf(BirthPlace commune, BirthPlace place) => place.Code == commune.Code || place.Within == commune.Name;

    private Error NoPlace(string code, string name) => Refusal($"Code commune de naissance : {code} n’est celui d’aucune commune ni d’aucun pays.{Advice(name)}");

    private static string Malformed(string code) => string.IsNullOrWhiteSpace(code)
        ? "Code commune de naissance : choisissez la commune dans la liste, ou le pays pour une naissance à l’étranger."
        : code.Length == 5
            ? $"Code commune de naissance : « {code} » ne convient pas. Exemples : 75113, 2A004, ou 99 suivi du code du pays."
            : $"Code commune de naissance : 5 caractères attendus, {code.Length} {(code.Length == 1 ? "reçu" : "reçus")}.";

    /// <summary>« Pour Ajaccio : 2A004. », where one place only bears the name.</summary>
    private string Advice(string name) => byName[PlaceName.Fold(name)].ToList() switch
    {
        [] => "",
        [var only] => $" Pour {only.Name} : {only.Code}.",
        var several => $" {several.Count} lieux s’appellent {several[0].Name} : choisissez le bon dans la liste.",
    };

    private static bool AnyOn(BirthPlace[] places, DateOnly day)
    {
        foreach (var place in places)
            if (!(place.EndedOn <= day)) return true;
        return false;
    }

    private static bool AnyBears(BirthPlace[] places, string name)
    {
        foreach (var place in places)
            if (Bears(place, name)) return true;
        return false;
    }

    private static bool Bears(BirthPlace place, string name)
    {
        if (place.Name.AsSpan().Equals(name.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase)) return true;
        var (typed, own) = (PlaceName.Fold(name), PlaceName.Fold(place.Name));
        return PlaceName.Holds(own, typed.Split(' ')) || PlaceName.Holds(typed, own.Split(' ')) || (place.Within is { } within && PlaceName.Fold(within) == typed);
    }

    private static int Rank(string folded, string text, string[] words)
    {
        var bare = PlaceName.Bare(folded);
        if (folded == text || bare.SequenceEqual(text)) return 0;
        if (words.Length > 1 && words.All(folded.Split(' ').Contains)) return 1;
        return folded.StartsWith(text, StringComparison.Ordinal) || bare.StartsWith(text, StringComparison.Ordinal) ? 2 : 3;
    }

    private static Error Refusal(string message) => new("insee-code", message.French(), Field: nameof(CandidateIdentity.BirthInseeCode));
}
