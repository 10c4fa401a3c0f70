using System.Text.RegularExpressions;

namespace CqpPlatform.Web.Documents;

/// <summary>What a legal document must bear before it may be issued.</summary>
internal static partial class Mentions
{
    private const string Qualification = "Certificat de qualification professionnelle";

    // By itself: a check code may hold these letters.
    [GeneratedRegex(@"\bAAAA\b")]
    private static partial Regex Year();

    /// <summary>The French names of the mentions nobody has supplied.</summary>
    public static IEnumerable<string> Missing(params (string Name, object? Value)[] mentions) =>
        mentions.Where(m => IsMissing(m.Value)).Select(m => m.Name);

    private static bool IsMissing(object? value) => value switch
    {
        null => true,
        // A model text left unfilled (« décision en date du JJ mois AAAA ») is no mention.
        string text => string.IsNullOrWhiteSpace(text) || Year().IsMatch(text) || text.Contains('…'),
        DateOnly date => date == default,
        DateTimeOffset at => at == default,
        System.Collections.ICollection list => list.Count == 0,
        _ => false,
    };

    /// <summary>Some registered titles begin with the words the documents print above them.</summary>
    public static string TitleAlone(string title) =>
        title.Trim().StartsWith(Qualification, StringComparison.OrdinalIgnoreCase) ? title.Trim()[Qualification.Length..].Trim(' ', ':', '«', '»', '\u00A0', '\u202F') : title.Trim();

    public static bool IsWebAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    /// <summary>The page to type by hand: the address without its scheme, up to the number.</summary>
    public static string VerificationPage(string address, string number)
    {
        var uri = new Uri(address);
        var at = uri.AbsolutePath.IndexOf("/" + Uri.EscapeDataString(number), StringComparison.Ordinal);
        return uri.Authority + uri.AbsolutePath[..Math.Max(0, at)];
    }
}
