using System.Globalization;
using System.Text;

namespace CqpPlatform.Domain.Candidates;

/// <summary>
/// Who a person is for the tenant's registry: birth name, first names and birth date, whatever the case, the accents, the hyphens and the
/// commas. Two enrolments of one key are one candidate, so that blocks acquired earlier are found again.
/// </summary>
public sealed record PersonKey(string BirthName, string FirstNames, DateOnly BirthDate)
{
    // Latin Extended-B: every character up to here is assigned.
    private const char EndOfLatin = '\u024F';
    private const int LongestName = 256;

    public static PersonKey Of(string birthName, string firstNames, DateOnly birthDate) => new(Fold(birthName), Fold(firstNames), birthDate);

    public static PersonKey Of(CandidateIdentity identity) => Of(identity.BirthName, identity.FirstNames, identity.BirthDate);

    /// <summary>« De La Tour » and « Delatour » agree.</summary>
    public string CompactName { get; } = BirthName.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>How this person resembles another of the same birth name, born the same day or with day and month swapped; null when the first names tell them apart.</summary>
    internal Likeness? LikenessTo(PersonKey other, bool swapped)
    {
        var same = FirstNames == other.FirstNames;
        if (!same && !OneHoldsTheOther(FirstNames.Split(' '), other.FirstNames.Split(' '))) return null;
        return swapped ? Likeness.SwappedBirthDate : same ? Likeness.Same : Likeness.OtherFirstNames;
    }

    private static bool OneHoldsTheOther(string[] these, string[] those) => these.Length < those.Length ? these.All(those.Contains) : those.All(these.Contains);

    /// <summary>« Hélène-Marie » → « helene marie »: also how names are searched.</summary>
    public static string Fold(string text)
    {
        var whole = Whole(text).Replace("œ", "oe", StringComparison.OrdinalIgnoreCase).Replace("æ", "ae", StringComparison.OrdinalIgnoreCase);
        // By the ten thousand, in an import: a name is folded where it stands, and only the result is kept.
        Span<char> apart = stackalloc char[LongestName];
        var decomposed = whole.AsSpan().TryNormalize(apart, out var length, NormalizationForm.FormD) ? apart[..length] : whole.Normalize(NormalizationForm.FormD).ToCharArray();
        var kept = 0;
        foreach (var c in decomposed)
        {
            if (char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsLetterOrDigit(c)) decomposed[kept++] = char.ToLowerInvariant(c);
            else if (kept > 0 && decomposed[kept - 1] != ' ') decomposed[kept++] = ' ';
        }
        return new string(decomposed[..kept].TrimEnd(' '));
    }

    /// <summary>Half a surrogate pair, as cutting a text may leave, and what is no character have no normal form. Most names need no such care.</summary>
    private static string Whole(string text) => text.AsSpan().IndexOfAnyExceptInRange('\0', EndOfLatin) < 0
        ? text
        : string.Concat(text.EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) != UnicodeCategory.OtherNotAssigned));
}
