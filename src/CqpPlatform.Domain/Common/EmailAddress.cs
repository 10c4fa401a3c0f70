using System.Net.Mail;
using System.Text.RegularExpressions;

namespace CqpPlatform.Domain.Common;

/// <summary>The one rule for an address that mails are sent to.</summary>
public static partial class EmailAddress
{
    // MailAddress takes a host without a dot, which is a slip here.
    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s.]+\z")]
    private static partial Regex Dotted();

    public static bool Fits(string? typed) => typed?.Trim() is { Length: > 0 } text && Dotted().IsMatch(text) && MailAddress.TryCreate(text, out var address) && address.Address == text;
}
