using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CqpPlatform.Domain.Common;

/// <summary>
/// Recognises a NIR (numéro de sécurité sociale) so that it can be refused wherever it is typed or imported: it is never stored.
/// 13 characters, spaces, dots or dashes allowed between them, with or without the key of two digits.
/// </summary>
public static partial class PersonalNumber
{
    // The month may be 01-12, or 20-42 and 50-99 for incomplete civil records; the department may be 2A or 2B.
    [GeneratedRegex(@"(?<![0-9A-Za-z])([1278])[\s.\-\u00A0\u202F]*([0-9]{2})[\s.\-\u00A0\u202F]*(0[1-9]|1[0-2]|[2-9][0-9])[\s.\-\u00A0\u202F]*([0-9]{2}|2[ABab])[\s.\-\u00A0\u202F]*([0-9]{3})[\s.\-\u00A0\u202F]*([0-9]{3})([\s.\-\u00A0\u202F]*([0-9]{2}))?(?![0-9A-Za-z])")]
    private static partial Regex Pattern();

    public static Error Refusal(string? field = null) => new("nir-refused",
        "Un numéro de sécurité sociale ne doit pas être saisi ici\u00a0: effacez-le, la plateforme ne le conserve jamais.", Field: field);

    public static bool IsIn(string? text)
    {
        if (text is null || !HasDigitsEnough(text)) return false;
        var plain = Plain(text);
        if (!Pattern().IsMatch(plain)) return false;
        foreach (Match m in Pattern().Matches(plain))
        {
            if (!m.Groups[8].Success)
            {
                // Without its key, 13 bare digits could be another number; a SIRET has 14, so a month and a sex digit in place are proof enough.
                return true;
            }
            var department = m.Groups[4].Value.ToUpperInvariant();
            var digits = m.Groups[1].Value + m.Groups[2].Value + m.Groups[3].Value + (department switch { "2A" => "19", "2B" => "18", _ => department })
                + m.Groups[5].Value + m.Groups[6].Value;
            if (97 - (long.Parse(digits) % 97) == long.Parse(m.Groups[8].Value)) return true;
        }
        return false;
    }

    /// <summary>Twelve at least, the Corsican letter apart: most texts are told without more ado.</summary>
    private static bool HasDigitsEnough(string text)
    {
        if (text.Length < 13) return false;
        var digits = 0;
        foreach (var c in text)
            if (char.IsDigit(c)) digits++;
        return digits >= 12;
    }

    /// <summary>The digits of any script as 0 to 9, and nothing invisible between them.</summary>
    private static string Plain(string text) => Ascii.IsValid(text) ? text : string.Concat(text.Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format)
        .Select(c => char.IsDigit(c) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)) : c));
}
