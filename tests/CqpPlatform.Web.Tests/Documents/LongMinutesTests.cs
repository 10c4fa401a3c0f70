using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CqpPlatform.Web.Documents;

namespace CqpPlatform.Web.Tests.Documents;

/// <summary>Minutes of five hundred candidates, read back by another program line by line.</summary>
public sealed class LongMinutesTests(DocumentsFixture documents)
{
    private const int Candidates = 500;

    [Fact]
    public async Task Five_hundred_candidates_are_read_back_one_line_after_the_other_on_numbered_pages()
    {
        var minutes = Samples.Minutes(Candidates) with
        {
            Suspensions = ["de 10:30 à 10:50"],
            Annexes = new([["COSSON Béatrice", "Salariés", "présent, arrivée à 10 h 15", "signée à 09:40"]], [["AUBERTIN-3 Jeanne", "BC8", "1. « validé » adopté : 10 pour", "AMRANI Leïla : pour"]], []),
        };
        var rendered = (await documents.Renderer.RenderAsync(minutes, documents.Seal, DocumentsFixture.Now, TestContext.Current.CancellationToken)).Value;
        var path = documents.Save("minutes-500.pdf", rendered.Bytes);
        var pages = DocumentsFixture.Run("pdftotext", "-layout", path, "-").Split('\f', StringSplitOptions.RemoveEmptyEntries);
        pages.Length.ShouldBe(rendered.Pages);

        var lines = new List<string>();
        for (var page = 1; page <= pages.Length; page++)
        {
            var printed = pages[page - 1].Split('\n').Select(Plain).Where(l => l.Length > 0).ToList();
            printed[^1].ShouldEndWith(string.Create(CultureInfo.InvariantCulture, $"page {page}/{pages.Length}"));
            if (page > 1) printed[0].ShouldStartWith("Procès-verbal n° 2021-2");
            lines.AddRange(printed.Skip(page > 1 ? 1 : 0).SkipLast(1));
        }
        // Read in the order of the page, and each expected line once, after the one before it.
        var at = 0;
        foreach (var expected in minutes.Candidates.SelectMany(Expected))
        {
            var found = lines.FindIndex(at, l => l.StartsWith(expected, StringComparison.Ordinal));
            found.ShouldBeGreaterThanOrEqualTo(at, $"« {expected} » after line {at}: {lines.ElementAtOrDefault(at)}");
            at = found + 1;
        }
        lines.Count(l => l.StartsWith("AUBERTIN-", StringComparison.Ordinal)).ShouldBe(Candidates + 1, "each candidate once, and one line of the annex");
        lines.ShouldContain("De 10:30 à 10:50.");
        lines.ShouldContain(l => l.StartsWith("Annexe A – Feuille de présence", StringComparison.Ordinal));
        lines.ShouldContain("Néant.");
    }

    [Fact]
    public async Task They_are_tagged_sealed_valid_and_one_flipped_byte_is_found()
    {
        var rendered = (await documents.Renderer.RenderAsync(Samples.Minutes(Candidates), documents.Seal, DocumentsFixture.Now, TestContext.Current.CancellationToken)).Value;
        var path = documents.Save("minutes-500-seal.pdf", rendered.Bytes);

        DocumentsFixture.Run("pdfinfo", path).ShouldMatch(@"Tagged:\s+yes");
        Encoding.Latin1.GetString(rendered.Bytes).ShouldMatch(@"pdfaid:part>2<[\s\S]*pdfaid:conformance>A<");
        DocumentsFixture.Run("pdfsig", "-nocert", path).ShouldContain("Signature is Valid");
        DocumentVerifier.Verify(rendered.Bytes, rendered.Sha256, [documents.Seal.Fingerprint]).ShouldBe(DocumentVerdict.Genuine);
        // One bit somewhere in every twentieth of the file.
        for (var i = 0; i < 20; i++)
        {
            var forged = (byte[])rendered.Bytes.Clone();
            forged[(forged.Length / 20 * i) + 7] ^= 1;
            DocumentVerifier.Verify(forged, rendered.Sha256, [documents.Seal.Fingerprint]).ShouldNotBe(DocumentVerdict.Genuine);
        }
    }

    [Fact]
    public async Task A_session_put_off_has_minutes_of_its_own_without_decisions()
    {
        var minutes = Samples.Minutes(0) with { Members = [.. Samples.Minutes(0).Members.Select(m => m.Presides ? m with { Presence = MinutesPresence.Excused } : m)], Postponed = "Quorum non atteint : collège Employeurs, 0 sur 1. La séance est reportée." };
        minutes.Missing().ShouldBeEmpty();
        var rendered = (await documents.Renderer.RenderAsync(minutes, documents.Seal, DocumentsFixture.Now, TestContext.Current.CancellationToken)).Value;
        var text = Plain(DocumentsFixture.Run("pdftotext", documents.Save("carence.pdf", rendered.Bytes), "-"));

        text.ShouldContain("Procès-verbal de carence du jury n° 2021-2");
        text.ShouldContain("Constat de carence Quorum non atteint : collège Employeurs, 0 sur 1.");
        text.ShouldContain("COSSON Béatrice, collège salariés, excusée");
        text.ShouldNotContain("Décisions Blocs");
        text.ShouldNotContain("Récapitulatif");
    }

    [Fact]
    public async Task A_substitute_who_came_beside_their_titular_is_foreseen_apart_and_said_not_to_count()
    {
        var minutes = Samples.Minutes(1);
        minutes = minutes with { Members = [.. minutes.Members, new("Prigent", "Aude", "Salariés", "membre", MinutesPresence.Present) { SubstituteFor = "LEMERCIER Guy", Idle = true }] };
        var rendered = (await documents.Renderer.RenderAsync(minutes, documents.Seal, DocumentsFixture.Now, TestContext.Current.CancellationToken)).Value;
        var text = Plain(DocumentsFixture.Run("pdftotext", documents.Save("suppleance.pdf", rendered.Bytes), "-"));

        text.ShouldContain("membre, suppléant(e) de");
        text.ShouldContain("LEMERCIER Guy, qui siège");
        text.ShouldContain("Membres prévus : 13 titulaires et 1 suppléant. Présents : 12.");
    }

    private static IEnumerable<string> Expected(MinutesCandidate c)
    {
        yield return $"{c.Identity.BirthName.ToUpperInvariant()} {c.Identity.FirstNames}";
        yield return "Blocs Proposition Décision Vote";
        foreach (var group in c.Decisions.GroupBy(d => (d.Proposal, d.Decision, d.Vote, d.Motive)))
            yield return $"{string.Join(' ', group.Select(d => d.Block))} {Word(group.Key.Proposal, group.Count())} {Word(group.Key.Decision, group.Count())} {group.Key.Vote}";
        if (c.AlreadyAcquired.Count > 0) yield return $"Acquis antérieurs : {string.Join(", ", c.AlreadyAcquired)}.";
        foreach (var d in c.Decisions.Where(d => d.Motive is not null)) yield return $"Motif, {d.Block} : {d.Motive![..40]}";
        yield return $"Décision globale : {c.GlobalDecision}";
    }

    private static string Word(MinutesOutcome outcome, int blocks) => outcome switch
    {
        MinutesOutcome.Validated => blocks > 1 ? "validés" : "validé",
        MinutesOutcome.NotValidated => blocks > 1 ? "non validés" : "non validé",
        _ => "à délibérer",
    };

    private static string Plain(string text) => Regex.Replace(text, @"[\s\u00a0\u202f]+", " ").Trim();
}
