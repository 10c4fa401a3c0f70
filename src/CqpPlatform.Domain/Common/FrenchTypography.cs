namespace CqpPlatform.Domain.Common;

public static class FrenchTypography
{
    private const char NoBreak = '\u00a0', NarrowNoBreak = '\u202f';

    /// <summary>Puts the no-break spaces of French printing into a sentence written with plain spaces: before : ; ! ? and inside « ».</summary>
    public static string French(this string sentence) => sentence
        .Replace(" :", NoBreak + ":").Replace("« ", "«" + NoBreak).Replace(" »", NoBreak + "»")
        .Replace(" ;", NarrowNoBreak + ";").Replace(" !", NarrowNoBreak + "!").Replace(" ?", NarrowNoBreak + "?")
        .Replace('\'', '’');
}
