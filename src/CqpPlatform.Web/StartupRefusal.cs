using System.Diagnostics.CodeAnalysis;

namespace CqpPlatform.Web;

/// <summary>The platform cannot start, for a reason its operator can mend: one French line on stderr, then exit code 1.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "A refusal is what it is; the glossary has the word.")]
public sealed class StartupRefusal(string message, Exception? inner = null) : Exception(OneLine(message), inner)
{
    private static string OneLine(string message) =>
        string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
