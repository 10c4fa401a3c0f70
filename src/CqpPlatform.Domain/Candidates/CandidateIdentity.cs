using System.Globalization;
using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Candidates;

public enum Sex { Female, Male }

/// <summary>Civil identity to the quality the Caisse des Dépôts needs (accrochage CPF), exactly as on the identity document.</summary>
/// <param name="FirstNames">All of them, in the order of the identity document, separated by commas or spaces.</param>
/// <param name="BirthInseeCode">INSEE commune code, 5 characters, or 99xxx for a birth abroad.</param>
public sealed partial record CandidateIdentity(string BirthName, string? UsageName, string FirstNames, Sex Sex, DateOnly BirthDate, string BirthPlace, string BirthInseeCode)
{
    public const int NameMaxLength = 80, PlaceMaxLength = 80;
    public const int MinimumAge = 16, MaximumAge = 90;

    /// <summary>What is said of a field left empty, by whichever form.</summary>
    public const string
        BirthNameDue = "Indiquez le nom de naissance, tel que sur la pièce d’identité.",
        FirstNamesDue = "Indiquez les prénoms, dans l’ordre de la pièce d’identité.",
        BirthDateDue = "Indiquez la date de naissance, au format JJ/MM/AAAA.",
        BirthPlaceDue = "Indiquez la commune de naissance, ou la ville et le pays.";

    /// <summary>What the accrochage CPF takes of a name, of a first name or of a place (xsd s1-60).</summary>
    public const int DeclaredMaxLength = 60;

    // As an identity document writes a name: letters of any alphabet with their accents, spaces, hyphens, apostrophes, full stops.
    [GeneratedRegex(@"^[\p{L}\p{M}][\p{L}\p{M} \u00A0'’.\-]*\z")]
    private static partial Regex Written();

    /// <summary>An identity as it was typed: without the spaces around, and the letters of a code as codes have them.</summary>
    public static CandidateIdentity Typed(string? birthName, string? usageName, string? firstNames, Sex sex, DateOnly birthDate, string? birthPlace, string? birthInseeCode) =>
        new(birthName?.Trim() ?? "", usageName.OrNull(), firstNames?.Trim() ?? "", sex, birthDate, birthPlace?.Trim() ?? "", birthInseeCode?.Trim().ToUpperInvariant() ?? "");

    public string Name => NameOf(BirthName, FirstNames);

    /// <summary>LEFÈVRE Camille: the first of the first names.</summary>
    public static string NameOf(string birthName, string firstNames) => French.Person(birthName, FirstOf(firstNames));

    /// <summary>Camille LEFÈVRE, as a mail addresses the candidate.</summary>
    public string Addressed => French.Addressed(BirthName, FirstOf(FirstNames));

    /// <summary>« Anne Marie, Louise » are two, « Anne Louise » two as well: where there are commas, they alone part them.</summary>
    public IReadOnlyList<string> EachFirstName => Each(FirstNames);

    private static string[] Each(string firstNames) => firstNames.Split(firstNames.Contains(',') ? ',' : ' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    private static string FirstOf(string firstNames) => Each(firstNames).FirstOrDefault("");

    /// <summary>Every reason why this identity could not be declared. All come back together.</summary>
    public IEnumerable<Error> Check(DateOnly today, BirthPlaceRegister places)
    {
        if (string.IsNullOrWhiteSpace(BirthName)) yield return Required(nameof(BirthName), BirthNameDue);
        else if (Misspelt(BirthName, "Nom de naissance", nameof(BirthName)) is { } name) yield return name;
        if (!string.IsNullOrWhiteSpace(UsageName) && Misspelt(UsageName, "Nom d’usage", nameof(UsageName)) is { } usage) yield return usage;
        if (FirstNames.AsSpan().Trim(", \u00A0\t").IsEmpty) yield return Required(nameof(FirstNames), FirstNamesDue);
        else if (EachFirstName.Select(n => Misspelt(n, "Prénoms", nameof(FirstNames))).FirstOrDefault(e => e is not null) is { } first) yield return first;
        if (string.IsNullOrWhiteSpace(BirthPlace)) yield return Required(nameof(BirthPlace), BirthPlaceDue);
        else if (BirthPlace.Trim().Length > DeclaredMaxLength) yield return TooLong("Commune de naissance", nameof(BirthPlace));
        else if (!IsWritable(BirthPlace))
            yield return new("birth-place-letters", "Commune de naissance : écrivez son nom en lettres, sans caractère invisible.".French(), Field: nameof(BirthPlace));
        if (BirthDate > today.AddYears(-MinimumAge) || BirthDate < today.AddYears(-MaximumAge))
            yield return new("birth-date", $"La date de naissance {French.Date(BirthDate)} n’est pas plausible pour un candidat : vérifiez l’année.".French(), Field: nameof(BirthDate));
        if (places.Check(BirthInseeCode, BirthPlace, BirthDate) is { } place) yield return place;
    }

    /// <summary>A letter at least, and nothing that an XML file cannot hold or a screen cannot show.</summary>
    private static bool IsWritable(string place)
    {
        var letters = 0;
        foreach (var c in place)
        {
            if (char.IsLetter(c)) letters++;
            if (char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) return false;
        }
        return letters > 0;
    }

    private static Error? Misspelt(string text, string label, string field)
    {
        var name = text.Trim();
        if (name.Length > DeclaredMaxLength) return TooLong(label, field);
        return Written().IsMatch(name) ? null
            : new("name-letters", $"{label} : des lettres, des espaces, des traits d’union, des apostrophes et des points seulement. « {name} » ne convient pas.".French(), Field: field);
    }

    private static Error TooLong(string label, string field) =>
        new("too-long-to-declare", $"{label} : la Caisse des Dépôts n’accepte que {DeclaredMaxLength} caractères.".French(), Field: field);

    private static Error Required(string field, string message) => new(EnrolmentErrors.MissingCode, message, Field: field);
}
