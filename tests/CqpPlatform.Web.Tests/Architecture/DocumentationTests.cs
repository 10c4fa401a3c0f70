using System.Reflection;
using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;

namespace CqpPlatform.Web.Tests.Architecture;

/// <summary>What the documents say of the code is true: the files they name exist, and the glossary's words are the code's.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Root = PlatformHost.RepositoryRoot;
    private static readonly string[] TypeNames = [.. new[] { typeof(ITenantOwned).Assembly, typeof(Program).Assembly }.SelectMany(a => a.GetTypes()).Select(t => t.Name)];

    [Fact]
    public void Every_file_named_in_a_document_exists()
    {
        var lost =
            from document in Documents()
            from Match named in SourcePath().Matches(File.ReadAllText(document))
            let path = named.Value.TrimEnd('.', '/')
            where !Built().IsMatch(path) && !Path.Exists(Path.Combine(Root, path))
            select $"{Relative(document)} → {path}";
        lost.ShouldBeEmpty();
    }

    [Fact]
    public void Every_file_named_alone_in_a_document_exists()
    {
        var names = Texts().Select(Path.GetFileName).ToHashSet();
        var lost =
            from document in Documents()
            from Match named in LoneFile().Matches(File.ReadAllText(document))
            where !names.Contains(named.Groups[1].Value)
            select $"{Relative(document)} → {named.Groups[1].Value}";
        lost.ShouldBeEmpty();
    }

    /// <summary>A comment that leads to a document outside the repository leads nobody anywhere.</summary>
    [Fact]
    public void Every_document_named_anywhere_is_in_the_repository()
    {
        var documents = Documents().Select(d => "/" + Relative(d)).ToList();
        var lost =
            from file in Texts()
            from Match named in DocumentName().Matches(File.ReadAllText(file))
            let name = "/" + named.Value.TrimStart('.', '/')
            where !documents.Exists(d => d.EndsWith(name, StringComparison.Ordinal))
            select $"{Relative(file)} → {named.Value}";
        lost.ShouldBeEmpty();
    }

    [Fact]
    public void Every_link_of_a_document_leads_to_a_file()
    {
        var broken =
            from document in Documents()
            from Match link in Link().Matches(File.ReadAllText(document))
            let target = link.Groups[1].Value
            where !target.Contains("://", StringComparison.Ordinal)
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, target))
            select $"{Relative(document)} → {target}";
        broken.ShouldBeEmpty();
    }

    /// <summary>What a guide quotes is what a screen says, word for word.</summary>
    [Fact]
    public void Every_word_of_a_screen_that_a_guide_quotes_is_written_on_one()
    {
        var screens = Spaced(Sources("src"));
        var invented =
            from guide in Directory.EnumerateFiles(Path.Combine(Root, "docs/guides"), "*.md")
            from Match quoted in Quoted().Matches(Spaced(File.ReadAllText(guide)))
            where !screens.Contains(quoted.Groups[1].Value, StringComparison.Ordinal)
            select $"{Relative(guide)} → {quoted.Groups[1].Value}";
        invented.ShouldBeEmpty();
    }

    [Fact]
    public void No_guide_may_break_a_line_before_its_punctuation_or_inside_its_quotes()
    {
        var loose =
            from guide in Directory.EnumerateFiles(Path.Combine(Root, "docs/guides"), "*.md")
            from Match space in BreakingSpace().Matches(File.ReadAllText(guide))
            select $"{Relative(guide)} → {space.Value}";
        loose.ShouldBeEmpty();
    }

    [Fact]
    public void Every_name_that_a_walkthrough_quotes_is_in_the_code()
    {
        var code = Sources("src") + Sources("tests");
        var lost =
            from walkthrough in Directory.EnumerateFiles(Path.Combine(Root, "docs/walkthroughs"), "*.md")
            from Match name in Name().Matches(File.ReadAllText(walkthrough))
            where !code.Contains(name.Groups[1].Value, StringComparison.Ordinal)
            select $"{Relative(walkthrough)} → {name.Value}";
        lost.ShouldBeEmpty();
    }

    [Fact]
    public void Every_picture_of_a_screen_is_shown_and_told()
    {
        var told = Documents().SelectMany(d => Picture().Matches(File.ReadAllText(d))).Select(p => Path.GetFileNameWithoutExtension(p.Groups[1].Value)).ToHashSet();
        told.Order(StringComparer.Ordinal).ShouldBe(File.ReadLines(Path.Combine(Root, "docs/screens/words.txt")).Select(l => l.Split(' ')[0]));
    }

    /// <summary>A term between backquotes is the name of a type.</summary>
    [Fact]
    public void Every_type_of_the_glossary_exists() =>
        Terms().Where(t => t.StartsWith('`')).Select(t => t.Trim('`')).Except(TypeNames).ShouldBeEmpty();

    [Fact]
    public void Every_other_term_of_the_glossary_is_a_word_of_the_domain()
    {
        var members = typeof(ITenantOwned).Assembly.GetTypes().SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)).Select(m => m.Name);
        var names = TypeNames.Concat(members).Distinct().ToList();
        Terms().Where(t => !t.StartsWith('`') && !names.Exists(n => Regex.IsMatch(n, $"(^|(?<=[a-z])){t}s?(?![a-z])"))).ShouldBeEmpty();
    }

    /// <summary>A type that has a term is written as one, so that the first test looks after it.</summary>
    [Fact]
    public void Every_term_that_is_a_type_says_so() => Terms().Where(t => TypeNames.Contains(t)).ShouldBeEmpty();

    [Fact]
    public void Every_decision_has_a_number_of_its_own_and_every_mention_of_one_leads_to_it()
    {
        var numbers = Directory.EnumerateFiles(Path.Combine(Root, "docs/adr"), "*.md").Select(f => Path.GetFileName(f)[..4]).ToList();
        numbers.ShouldBeUnique();
        var lost =
            from file in new[] { "src", "tests" }.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Root, f), "*.cs", SearchOption.AllDirectories))
            where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            from Match mention in Decision().Matches(File.ReadAllText(file))
            where !numbers.Contains(mention.Groups[1].Value)
            select $"{Relative(file)} → {mention.Value}";
        lost.ShouldBeEmpty();
    }

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Root, "README.md"));

    /// <summary>What somebody wrote: all but pictures, fonts, and what a build leaves.</summary>
    private static IEnumerable<string> Texts() => new[] { "src", "tests", "docs", "eng" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories))
        .Where(f => !Built().IsMatch(Relative(f)) && Path.GetExtension(f) is not (".png" or ".woff2" or ".csv" or ".txt"))
        .Append(Path.Combine(Root, "README.md"));

    private static IEnumerable<string> Terms() => File.ReadLines(Path.Combine(Root, "docs/glossary.md"))
        .Where(l => l.StartsWith('|')).Skip(2).SelectMany(l => l.Split('|')[2].Split(',', StringSplitOptions.TrimEntries));

    private static string Relative(string document) => Path.GetRelativePath(Root, document);

    [GeneratedRegex(@"(?<![\w/.])(src|tests)/[\w.\-/]+")]
    private static partial Regex SourcePath();

    [GeneratedRegex(@"`(\w[\w.]*\.(?:cs|razor|css))`")]
    private static partial Regex LoneFile();

    [GeneratedRegex(@"[\w./-]*\w\.md\b")]
    private static partial Regex DocumentName();

    [GeneratedRegex(@"(^|[/\\])(bin|obj|_framework)[/\\]")]
    private static partial Regex Built();

    [GeneratedRegex(@"docs/adr/(\d{4})")]
    private static partial Regex Decision();

    private static string Sources(string folder) => string.Concat(new[] { "*.razor", "*.cs", "*.js" }
        .SelectMany(kind => Directory.EnumerateFiles(Path.Combine(Root, folder), kind, SearchOption.AllDirectories))
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(File.ReadAllText));

    /// <summary>Non-breaking spaces are written as such in some files and by their number in others.</summary>
    private static string Spaced(string text) => text.Replace("\\u00A0", " ", StringComparison.Ordinal).Replace('\u00A0', ' ').Replace('\u202F', ' ');

    // The last word of « Evaluation.Submit ».
    [GeneratedRegex(@"`(?:\w+\.)?([A-Z]\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex("« ([^»]+) »")]
    private static partial Regex Quoted();

    // A picture begins with « ![ », after a space that may break.
    [GeneratedRegex(@"\w* ([:;?»]|!(?!\[))|« \w*")]
    private static partial Regex BreakingSpace();

    [GeneratedRegex(@"!\[[^\]]+\]\(([^)]*screens/[^)]+)\)")]
    private static partial Regex Picture();

    [GeneratedRegex(@"\]\(([^)#\s]+)")]
    private static partial Regex Link();
}
