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
    public static void Line<T>(this IRuleBuilder<T, string?> rule, string label, int limit) =>
        rule.Fault(label, limit, text => Unshowable(label, text, manyLines: false));

    /// <summary>Prose of several lines, kept and shown on screen.</summary>
    public static void Prose<T>(this IRuleBuilder<T, string?> rule, string label, int limit) =>
        rule.Fault(label, limit, text => Unshowable(label, text, manyLines: true));

    /// <summary>One line that a document prints.</summary>
    public static void PrintedLine<T>(this IRuleBuilder<T, string?> rule, string label, int limit) =>
        rule.Fault(label, limit, text => PrintableText.LineFault(label, text, limit));

    /// <summary>Prose that a document prints.</summary>
    public static void PrintedProse<T>(this IRuleBuilder<T, string?> rule, string label, int limit) =>
        rule.Fault(label, limit, text => PrintableText.ProseFault(label, text, limit));

    private static void Fault<T>(this IRuleBuilder<T, string?> rule, string label, int limit, Func<string, Error?> more) => rule.Custom((text, context) =>
    {
        if (string.IsNullOrEmpty(text)) return;
        if (PersonalNumber.IsIn(text)) context.AddFailure(PersonalNumber.Refusal().Message);
        else if (text.Length > limit) context.AddFailure($"{label} : {limit} caractères au plus.".French());
        else if (more(text) is { } fault) context.AddFailure(fault.Message);
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
