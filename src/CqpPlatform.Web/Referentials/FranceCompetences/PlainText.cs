using System.Net;
using System.Text;

namespace CqpPlatform.Web.Referentials.FranceCompetences;

/// <summary>The register's texts hold bits of HTML: lines and bullets are kept, the markup goes. One pass, whatever the text.</summary>
internal static class PlainText
{
    private const int LongestTag = 2_000;

    /// <summary>Lines without white space around them; a blank line where the text had one.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '<' && TagEnd(text, i) is { } end)
            {
                plain.Append(Break(text.AsSpan(i + 1, end - i - 1)));
                i = end;
            }
            else
            {
                plain.Append(text[i]);
            }
        }
        var lines = WebUtility.HtmlDecode(plain.ToString()).ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim());
        return string.Join('\n', lines).Trim('\n');
    }

    /// <summary>The end of a tag; null for a « less than » sign.</summary>
    private static int? TagEnd(string text, int start)
    {
        if (start + 1 >= text.Length || !(char.IsAsciiLetter(text[start + 1]) || text[start + 1] is '/' or '!')) return null;
        var end = text.IndexOf('>', start, Math.Min(LongestTag, text.Length - start));
        return end < 0 ? null : end;
    }

    private static string Break(ReadOnlySpan<char> tag)
    {
        var closes = tag is ['/', ..];
        var name = tag.TrimStart('/');
        var length = 0;
        while (length < name.Length && char.IsAsciiLetterOrDigit(name[length])) length++;
        return name[..length] switch
        {
            "li" or "LI" => closes ? "\n" : "\n• ",
            "p" or "P" or "div" or "DIV" or "br" or "BR" or "ul" or "UL" or "ol" or "OL" or "tr" or "TR" => "\n",
            _ => "",
        };
    }
}
