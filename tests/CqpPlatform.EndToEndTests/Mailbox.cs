using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace CqpPlatform.EndToEndTests;

/// <summary>The mails a platform wrote as files, read as their addressee would.</summary>
public sealed class Mailbox(string folder)
{
    /// <summary>Waits for a mail to someone whose text holds the pattern, and gives what the pattern found.</summary>
    public async Task<string> WaitAsync(string to, [StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(BrowserFixture.Patience));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.eml"))
                if (Text(await File.ReadAllTextAsync(file, patience.Token), to) is { } text && Regex.Match(text, pattern) is { Success: true } found) return found.Value;
        }
        while (await timer.WaitForNextTickAsync(patience.Token));
        throw new InvalidOperationException("A timer ends by its token only.");
    }

    private static string? Text(string mail, string to)
    {
        var cut = mail.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (cut < 0 || !mail[..cut].Contains(to, StringComparison.OrdinalIgnoreCase)) return null;
        // A file still being written does not decode: it is read again at the next turn.
        var body = new Span<byte>(new byte[mail.Length]);
        return Convert.TryFromBase64String(mail[cut..].Trim(), body, out var written) ? Encoding.UTF8.GetString(body[..written]) : null;
    }
}
