using System.Globalization;
using System.Text;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Security.Passwords;

/// <summary>
/// What a password must be (OWASP ASVS 5.0, 6.2): long, not one that everybody tries, not made of the person's own names. No kind of
/// character is asked for.
/// </summary>
public static class PasswordPolicy
{
    public const int MinLength = 12, MaxLength = 128;

    // What must remain once everything a guesser would try first is taken out.
    private const int Own = 8;
    private static readonly string[] Context = ["cqpplatform", "cqp", "rncp", "certificat", "certification", "assurances", "assurance", "courtage", "courtier", "jury", "motdepasse"];
    private static readonly char[] Ends = [.. "0123456789 !?.,;:-_*#+=/@$&()"];
    private static readonly Lazy<HashSet<string>> Common = new(Read);

    /// <param name="names">Last and first name, address, names of the certifier and organisation.</param>
    public static Result Check(string? password, params IEnumerable<string?> names)
    {
        if (string.IsNullOrEmpty(password) || new StringInfo(password).LengthInTextElements < MinLength)
            return Refusal($"Choisissez au moins {MinLength} caractères : une phrase de plusieurs mots convient.");
        if (password.Length > MaxLength) return Refusal($"Choisissez {MaxLength} caractères au plus.");
        if (IsCommon(password)) return Refusal("Ce mot de passe est parmi les plus essayés, ou n’en est qu’une variante. Choisissez-en un autre.");
        var folded = Fold(password);
        var personal = names.SelectMany(Words).Distinct().ToList();
        if (personal.Exists(word => word.Length >= 4 && folded.Contains(word, StringComparison.Ordinal)))
            return Refusal("Ce mot de passe contient votre nom, votre adresse ou le nom de votre organisme. Choisissez-en un autre.");
        return Remainder(folded, personal.Concat(Context)) is < Own
            ? Refusal("Ce mot de passe est fait de mots que l’on essaierait en premier. Ajoutez-en d’autres.")
            : Result.Success;
    }

    /// <summary>True of a listed password whatever its case, and of one lengthened by digits, signs, repetition or look-alike letters.</summary>
    internal static bool IsCommon(string password)
    {
        var lower = password.ToLowerInvariant();
        return lower.Distinct().Count() < 4 || Stems(lower).SelectMany(stem => new[] { stem, Plain(stem), LookAlikes(stem) }).SelectMany(text => new[] { text, Period(text) }).Any(Common.Value.Contains);
    }

    /// <summary>The text itself, and what is left as the figures and signs around it go one by one.</summary>
    private static IEnumerable<string> Stems(string text)
    {
        yield return text;
        if (!text.Any(char.IsLetter)) yield break;
        for (var stem = text; stem.Length > 0; stem = stem[..^1])
        {
            yield return stem;
            yield return stem.TrimStart(Ends);
            if (char.IsLetter(stem[^1])) yield break;
        }
    }

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static string LookAlikes(string text) => Plain(text.Replace('@', 'a').Replace('4', 'a').Replace('0', 'o').Replace('1', 'i').Replace('!', 'i').Replace('3', 'e').Replace('$', 's').Replace('5', 's').Replace('7', 't'));

    /// <summary>« azerty » of « azertyazerty ».</summary>
    private static string Period(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
            if (text.Length % length == 0 && Enumerable.Range(1, text.Length / length - 1).All(i => string.CompareOrdinal(text, 0, text, i * length, length) == 0)) return text[..length];
        return text;
    }

    /// <summary>How much is left without those words, where one of them is there: the letters, and of figures no more than a year has.</summary>
    private static int? Remainder(string folded, IEnumerable<string> words)
    {
        var rest = words.OrderByDescending(w => w.Length).Aggregate(folded, (text, word) => text.Replace(word, " ", StringComparison.Ordinal));
        return rest == folded ? null : rest.Count(char.IsLetter) + Math.Min(rest.Count(char.IsDigit), 4);
    }

    private static IEnumerable<string> Words(string? name) =>
        string.IsNullOrWhiteSpace(name) ? [] : Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length >= 3 && w is not ("les" or "des" or "com" or "org" or "net" or "pour" or "dans"));

    /// <summary>Lower case, without accents; whatever is neither letter nor digit parts words.</summary>
    private static string Fold(string text) => string.Concat(text.Normalize(NormalizationForm.FormD)
        .Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark).Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' '));

    private static Error Refusal(string message) => new("password-policy", message.French(), Field: "Password");

    private static HashSet<string> Read()
    {
        using var stream = typeof(PasswordPolicy).Assembly.GetManifestResourceStream("common-passwords.txt") ?? throw new InvalidOperationException("The list of common passwords is not in the assembly.");
        using var reader = new StreamReader(stream);
        var listed = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
            if (line is not ['#', ' ', ..]) listed.Add(line);
        return listed;
    }
}
