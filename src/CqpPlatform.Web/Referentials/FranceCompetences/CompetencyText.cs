using System.Text.RegularExpressions;

namespace CqpPlatform.Web.Referentials.FranceCompetences;

/// <summary>What told the competencies of a free text apart.</summary>
public enum SplitBy { Nothing, Codes, Numbers, Bullets, Lines, Semicolons }

/// <param name="Code">The code the text gives, such as C1.2; null where it gives none.</param>
/// <param name="Parts">What is listed below it, each a sub-competency.</param>
public sealed record SplitCompetency(string? Code, string Title, IReadOnlyList<string> Parts);

/// <summary>The free text of a block and the competencies read in it, side by side: the certifier looks before accepting.</summary>
/// <param name="Source">The register's text, without its markup.</param>
/// <param name="Lead">What stands before the first competency or between two lists: headings, « Le titulaire est capable de : ».</param>
public sealed record CompetencySplit(string Source, SplitBy By, IReadOnlyList<string> Lead, IReadOnlyList<SplitCompetency> Competencies);

/// <summary>
/// Splits a LISTE_COMPETENCES, whose form each certifier chose, into competencies: by codes (C1.1), numbers, bullets, lines or semicolons.
/// No word is lost: it is in a competency, or in the lead.
/// </summary>
public static partial class CompetencyText
{
    private enum Mark { None, Code, Number, Bullet }

    private sealed record Line(Mark Mark, string? Code, string Text);

    public static CompetencySplit Split(string text)
    {
        var source = PlainText.Of(text);
        var lines = Lines(source);
        if (lines.Count == 1 && Inline(source) is { Count: > 1 } several) lines = several;
        var by = lines.Exists(l => l.Mark == Mark.Code) ? Mark.Code : lines.Exists(l => l.Mark == Mark.Number) ? Mark.Number : lines.Exists(l => l.Mark == Mark.Bullet) ? Mark.Bullet : Mark.None;
        if (by != Mark.None) return Marked(source, lines, by);
        var (lead, plain) = (lines.Where(l => IsHeading(l.Text)).Select(l => l.Text).ToList(), lines.Where(l => !IsHeading(l.Text)).Select(l => l.Text).ToList());
        if (plain.Count == 0) (lead, plain) = ([], lead);
        if (plain is [var only] && Semicolons(only) is { Count: > 1 } parts)
            return new(source, SplitBy.Semicolons, lead, [.. parts.Select(p => new SplitCompetency(null, Clean(p), []))]);
        return new(source, plain.Count > 1 ? SplitBy.Lines : SplitBy.Nothing, lead, [.. plain.Select(p => new SplitCompetency(null, Clean(p), []))]);
    }

    /// <summary>Lines of the chosen mark begin a competency; weaker marks below it are its parts; unmarked lines go on with what precedes.</summary>
    private static CompetencySplit Marked(string source, List<Line> lines, Mark by)
    {
        var lead = new List<string>();
        var found = new List<(string? Code, string Title, List<string> Parts)>();
        foreach (var line in lines)
        {
            if (line.Mark == by)
                found.Add((line.Code, line.Text, []));
            else if (found.Count == 0 || (line.Mark == Mark.None && IsHeading(line.Text)))
                lead.Add(line.Text);
            else if (line.Mark != Mark.None)
                found[^1].Parts.Add(line.Text);
            else if (found[^1].Parts is { Count: > 0 } parts)
                parts[^1] = $"{parts[^1]} {line.Text}";
            else
                found[^1] = found[^1] with { Title = $"{found[^1].Title} {line.Text}" };
        }
        var kind = by switch { Mark.Code => SplitBy.Codes, Mark.Number => SplitBy.Numbers, _ => SplitBy.Bullets };
        return new(source, kind, lead, [.. found.Select(f => new SplitCompetency(f.Code, Clean(f.Title), [.. f.Parts.Select(Clean)]))]);
    }

    private static List<Line> Lines(string source)
    {
        var lines = new List<Line>();
        foreach (var text in source.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var line = Read(text);
            // A mark alone on its line belongs to the text that follows.
            if (line.Mark == Mark.None && lines.Count > 0 && lines[^1] is { Text.Length: 0 } lone) lines[^1] = lone with { Text = line.Text };
            else lines.Add(line);
        }
        return Filled(lines);
    }

    /// <summary>Without lone bullets; a code that nothing follows is a word of the text.</summary>
    private static List<Line> Filled(IEnumerable<Line> lines) =>
        [.. lines.Select(l => l is { Text.Length: 0, Code: { } code } ? new Line(Mark.None, null, code) : l).Where(l => l.Text.Length > 0)];

    private static Line Read(string text)
    {
        if (CodePattern().Match(text) is { Success: true } code) return new(Mark.Code, code.Groups[1].Value.TrimEnd('.').ToUpperInvariant(), text[code.Length..]);
        if (BulletPattern().Match(text) is { Success: true } bullet)
        {
            // « • C1.1 Accueillir » has a code behind its bullet.
            var rest = text[bullet.Length..];
            return CodePattern().Match(rest) is { Success: true } coded ? new(Mark.Code, coded.Groups[1].Value.TrimEnd('.').ToUpperInvariant(), rest[coded.Length..]) : new(Mark.Bullet, null, rest);
        }
        return NumberPattern().Match(text) is { Success: true } number ? new(Mark.Number, null, text[number.Length..]) : new(Mark.None, null, text);
    }

    /// <summary>A text on one line, whose codes or bullets stand in the middle; empty where there are none.</summary>
    private static List<Line> Inline(string text)
    {
        foreach (var pattern in new[] { InlineCodePattern(), InlineBulletPattern() })
        {
            var starts = pattern.Matches(text).Select(m => m.Index).ToList();
            if (starts.Count < 2) continue;
            int[] cuts = [.. starts.Prepend(0).Distinct(), text.Length];
            return Filled(cuts.Zip(cuts.Skip(1), (from, to) => Read(text[from..to].Trim())));
        }
        return [];
    }

    /// <summary>Parts between semicolons outside parentheses, where each is long enough to be a competency.</summary>
    private static List<string> Semicolons(string text)
    {
        const int shortest = 12;
        var parts = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(') depth++;
            else if (text[i] == ')' && depth > 0) depth--;
            else if (text[i] == ';' && depth == 0)
            {
                parts.Add(text[start..i].Trim());
                start = i + 1;
            }
        }
        parts.Add(text[start..].Trim());
        parts.RemoveAll(p => p.Length == 0);
        return parts.TrueForAll(p => p.Length >= shortest) ? parts : [text];
    }

    private static bool IsHeading(string text) => text.EndsWith(':');

    private static string Clean(string text) => text.Trim().TrimEnd(';', ',').TrimEnd();

    [GeneratedRegex(@"^((?:C|CP|CB|COMP)[\s.]?\d{1,2}[A-Z]?(?:\.\d{1,2}[A-Z]?){0,3}\.?)(?=[\s:.)–—-])[\s:.)–—-]*", RegexOptions.IgnoreCase)]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"^(?:[-–—•·●▪■◦‣➢➔→✓*]|[oØ§](?=\s))+\s*")]
    private static partial Regex BulletPattern();

    [GeneratedRegex(@"^(?:\d{1,2}(?:\.\d{1,2}){0,3}\s?[.)\-–:]|\d{1,2}(?:\.\d{1,2}){1,3}|[a-z]\))\s+")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"(?<=^|[\s.;])C\d{1,2}[A-Z]?(?:\.\d{1,2}[A-Z]?){0,3}\.?(?=\s*[:–—-]|\s+\p{Lu})")]
    private static partial Regex InlineCodePattern();

    [GeneratedRegex(@"(?<=^|\s)[•●▪■➢✓](?=\s)|(?<=[;.:]\s?)[-–](?=\s)")]
    private static partial Regex InlineBulletPattern();
}
