using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CqpPlatform.TestCommon;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests;

/// <summary>
/// The pictures that the documents show, and beside them a fingerprint of the words each one shows. ./cqp screens takes them; every other run
/// compares the words, so that a screen cannot change without its picture. Pixels are not compared: they are each engine's own.
/// </summary>
public sealed partial class Album
{
    public const string Folder = "docs/screens", Index = "words.txt", Remedy = "run ./cqp screens, look at the pictures, and commit them";

    // What comes after the page itself (a count beside the menu, the words for what is read aloud) has come once nothing has changed for half a second.
    private const string Still = """
        () => new Promise(done => {
          let quiet;
          const wait = () => { clearTimeout(quiet); quiet = setTimeout(done, 500); };
          new MutationObserver(wait).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
          wait();
        })
        """;

    private readonly SortedDictionary<string, string> words = new(StringComparer.Ordinal);
    private readonly string? target = Environment.GetEnvironmentVariable("CQP_ALBUM") is { Length: > 0 } folder ? folder : null;

    private static string Kept => Path.Combine(PlatformHost.RepositoryRoot, Folder);

    /// <summary>What someone sees without scrolling, once the page shows a text.</summary>
    public async Task TakeAsync(Person person, string name, string shows)
    {
        await person.LiveAsync();
        await person.SeesAsync(shows);
        await person.CheckAsync();
        await person.Page.EvaluateAsync(Still);
        words.Add(name, Fingerprint(await person.Page.InnerTextAsync("body")));
        if (target is not null) await person.Page.ScreenshotAsync(new() { Path = Path.Combine(target, name + ".png"), Animations = ScreenshotAnimations.Disabled });
    }

    /// <summary>The first page of a document.</summary>
    public async Task TakeAsync(byte[] pdf, string name)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(file, pdf);
        try
        {
            words.Add(name, Fingerprint(await RunAsync("pdftotext", "-l", "1", file, "-")));
            if (target is not null) await RunAsync("pdftoppm", "-png", "-r", "80", "-singlefile", file, Path.Combine(target, name));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Every picture is kept, and shows the words of today.</summary>
    public async Task CloseAsync()
    {
        if (target is not null) await File.WriteAllLinesAsync(Path.Combine(target, Index), words.Select(w => $"{w.Key} {w.Value}"));
        var kept = (await File.ReadAllLinesAsync(Path.Combine(target ?? Kept, Index))).Select(l => l.Split(' ')).ToDictionary(l => l[0], l => l[1]);
        kept.Keys.Order(StringComparer.Ordinal).ToList().ShouldBe([.. words.Keys], Remedy);
        words.Where(w => kept[w.Key] != w.Value).Select(w => w.Key).ShouldBeEmpty($"These screens have changed since their picture was taken: {Remedy}");
        words.Keys.Where(name => !File.Exists(Path.Combine(target ?? Kept, name + ".png"))).ShouldBeEmpty(Remedy);
    }

    /// <summary>Letters only: hours, numbers, hashes and codes differ from one run to the next, and say nothing of the screen.</summary>
    private static string Fingerprint(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Changing().Replace(text, ""))))[..16];

    [GeneratedRegex(@"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b|\b[0-9a-f]{4}\b|\w*\d\w*|\W")]
    private static partial Regex Changing();

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program}: {process.ExitCode}");
    }
}
