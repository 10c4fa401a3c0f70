using System.Globalization;
using System.Text;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Documents;
using FluentValidation;

namespace CqpPlatform.Web.Validation;

/// <summary>
/// The one way to accept a text that a person typed: its length, no social security number, nothing PostgreSQL cannot store or a screen
/// cannot show as it is, and for what will be printed nothing the documents refuse. One refusal a field, in French.
/// </summary>
public static class TypedText
{
    /// <summary>One line, kept and shown on screen.</summary>
    public static void Line<T>(this IRuleBuilder<T, string?> rule, string label, int limit) => rule.Is(TextKind.Line, label, limit);

    /// <summary>Prose of several lines, kept and shown on screen.</summary>
    public static void Prose<T>(this IRuleBuilder<T, string?> rule, string label, int limit) => rule.Is(TextKind.Prose, label, limit);

    /// <summary>One line that a document prints.</summary>
    public static void PrintedLine<T>(this IRuleBuilder<T, string?> rule, string label, int limit) => rule.Is(TextKind.PrintedLine, label, limit);

    /// <summary>Prose that a document prints.</summary>
    public static void PrintedProse<T>(this IRuleBuilder<T, string?> rule, string label, int limit) => rule.Is(TextKind.PrintedProse, label, limit);

    /// <summary>Why a text cannot be accepted; null where it can. For what is read by the thousand, where a validation context for each would weigh more than the text.</summary>
    public static string? Fault(TextKind kind, string label, string? text, int limit)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (PersonalNumber.IsIn(text)) return PersonalNumber.Refusal().Message;
        if (text.Length > limit) return $"{label} : {limit} caractères au plus.".French();
        var fault = kind switch
        {
            TextKind.Line => Unshowable(label, text, manyLines: false),
            TextKind.Prose => Unshowable(label, text, manyLines: true),
            TextKind.PrintedLine => PrintableText.LineFault(label, text, limit),
            TextKind.PrintedProse => PrintableText.ProseFault(label, text, limit),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        return fault?.Message;
    }

    private static void Is<T>(this IRuleBuilder<T, string?> rule, TextKind kind, string label, int limit) => rule.Custom((text, context) =>
    {
        if (Fault(kind, label, text, limit) is { } message) context.AddFailure(message);
    });

    /// <summary>What no screen can show as it is; the same for a text that is imported.</summary>
    public static Error? Unshowable(string label, string text, bool manyLines)
    {
        // Half a character reads as U+FFFD, which nobody types.
        foreach (var rune in text.EnumerateRunes())
        {
            if (manyLines && rune.Value is '\n' or '\r' or '\t') continue;
            if (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned || TurnsText(rune))
                return DocumentErrors.Character(label, rune, "invisible\u00A0: effacez-le");
        }
        return null;
    }

    // Bidirectional controls make a line read otherwise than it is written (CVE-2021-42574).
    private static bool TurnsText(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}

/// <summary>What becomes of a typed text: shown on screen, or printed as well; of one line or of several.</summary>
public enum TextKind { Line, Prose, PrintedLine, PrintedProse }

/// <summary>One text of a form.</summary>
/// <param name="Property">Name of the input's property, and id of the field.</param>
/// <param name="Label">As the person knows it.</param>
public sealed record TypedField<T>(string Property, string Label, TextKind Kind, int Limit, Func<T, string?> Text)
{
    /// <summary>What to say instead where a number typed short looks like a social security number.</summary>
    public string? ShortNumber { get; init; }

    public string? Fault(T input) => ShortNumber is not null && PersonalNumber.IsIn(Text(input)) ? ShortNumber : TypedText.Fault(Kind, Label, Text(input), Limit);
}
