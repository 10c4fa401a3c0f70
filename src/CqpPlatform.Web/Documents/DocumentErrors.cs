using System.Globalization;
using System.Text;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Documents;

public static class DocumentErrors
{
    public static Error MissingMentions(IReadOnlyList<string> missing) =>
        new("document-missing-mentions", $"Le document ne peut pas être établi, il manque\u00A0: {string.Join(", ", missing)}.");

    public static Error Character(string field, Rune character, string because) =>
        new("document-character", $"«\u00A0{field}\u00A0» contient le caractère {Name(character)}, {because}.", Field: field);

    public static Error TooLong(string field, int limit) =>
        new("document-too-long", $"«\u00A0{field}\u00A0» dépasse {limit} caractères.", Field: field);

    public static Error WordTooLong(string field, int limit) =>
        new("document-word-too-long", $"«\u00A0{field}\u00A0» contient un mot de plus de {limit} lettres, qui sortirait de la page.", Field: field);

    public static Error Unfilled(string field) => new("document-unfilled",
        $"«\u00A0{field}\u00A0» semble laissé à compléter («\u00A0…\u00A0» ou «\u00A0AAAA\u00A0»)\u00A0: écrivez-le en entier.", Field: field);

    public static Error DoesNotFit => new("document-does-not-fit",
        "Les textes fournis ne tiennent pas sur une page de certificat\u00A0: raccourcissez l’intitulé ou les blocs.");

    public static Error SealNotValid(DateTimeOffset from, DateTimeOffset until) => new("document-seal-not-valid",
        $"Le certificat de cachet n’est valable que du {PrintedFrench.ShortDate(from)} au {PrintedFrench.ShortDate(until)}.");

    private static string Name(Rune character)
    {
        var code = "U+" + character.Value.ToString("X4", CultureInfo.InvariantCulture);
        return Rune.IsControl(character) || Rune.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator || character == Rune.ReplacementChar
            ? code : $"«\u00A0{character}\u00A0» ({code})";
    }
}
