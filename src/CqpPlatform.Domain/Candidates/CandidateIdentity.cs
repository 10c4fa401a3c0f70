using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Candidates;

public enum Sex { Female, Male }

/// <summary>Civil identity to the quality the Caisse des Dépôts needs (accrochage CPF), exactly as on the identity document.</summary>
/// <param name="BirthInseeCode">INSEE commune code, 5 characters, or 99xxx for a birth abroad.</param>
public sealed partial record CandidateIdentity(string BirthName, string? UsageName, string FirstNames, Sex Sex, DateOnly BirthDate, string BirthPlace, string BirthInseeCode)
{
    public const int NameMaxLength = 80, PlaceMaxLength = 80;
    public const int MinimumAge = 16, MaximumAge = 90;

    // Department 00 does not exist, and the Caisse des Dépôts rejects « 00000 » (accrochage CPF).
    [GeneratedRegex(@"^(?!00)([013-9][0-9]|2[AB1-9])[0-9]{3}\z")]
    private static partial Regex InseeCommune();

    public string Name => $"{BirthName.ToUpperInvariant()} {FirstNames.Split([',', ' '], 2)[0]}";

    public IEnumerable<Error> Check(DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(BirthName)) yield return Required(nameof(BirthName), "Indiquez le nom de naissance, tel que sur la pièce d’identité.");
        if (string.IsNullOrWhiteSpace(FirstNames)) yield return Required(nameof(FirstNames), "Indiquez les prénoms, dans l’ordre de la pièce d’identité.");
        if (string.IsNullOrWhiteSpace(BirthPlace)) yield return Required(nameof(BirthPlace), "Indiquez la commune de naissance, ou la ville et le pays.");
        if (BirthDate > today.AddYears(-MinimumAge) || BirthDate < today.AddYears(-MaximumAge))
            yield return new("birth-date", $"La date de naissance {BirthDate:dd/MM/yyyy} n’est pas plausible pour un candidat : vérifiez l’année.".French(), Field: nameof(BirthDate));
        if (!InseeCommune().IsMatch(BirthInseeCode))
            yield return new("insee-code", $"Code commune de naissance : 5 caractères attendus, par exemple 75113 ou 2A004, ou 99 suivi du code du pays. « {BirthInseeCode} » ne convient pas.".French(), Field: nameof(BirthInseeCode));

        static Error Required(string field, string message) => new("required", message, Field: field);
    }
}
