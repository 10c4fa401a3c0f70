using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Organisations;

/// <summary>SIRET: 14 digits, Luhn; the establishments of La Poste (SIREN 356000000) may instead have a digit sum that is a multiple of 5.</summary>
public static class Siret
{
    public const int Length = 14;
    private const string LaPoste = "356000000";

    public static string Normalise(string text) => text.AsSpan().ContainsAnyExceptInRange('!', '~') ? string.Concat(text.Where(c => !char.IsWhiteSpace(c))) : text;

    public static Error? Check(string siret)
    {
        if (siret.Length != Length || siret.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return new("siret-format", $"Le SIRET compte 14 chiffres ; « {siret} » en compte {siret.Count(char.IsAsciiDigit)}. Vérifiez le numéro.".French());
        return Luhn(siret) || (siret.StartsWith(LaPoste, StringComparison.Ordinal) && siret.Sum(c => c - '0') % 5 == 0)
            ? null
            : new("siret-key", $"Le SIRET « {siret} » comporte une erreur de frappe : sa clé de contrôle est fausse. Recopiez-le depuis un avis Sirene.".French());
    }

    private static bool Luhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var d = digits[^(i + 1)] - '0';
            if (i % 2 == 1 && (d *= 2) > 9) d -= 9;
            sum += d;
        }
        return sum % 10 == 0;
    }
}
