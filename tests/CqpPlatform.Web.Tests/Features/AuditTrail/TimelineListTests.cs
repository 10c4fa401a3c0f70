using Bunit;
using CqpPlatform.Web.Features.AuditTrail;
using CqpPlatform.Web.Features.AuditTrail.Components;

namespace CqpPlatform.Web.Tests.Features.AuditTrail;

/// <summary>A page of the journal on a telephone: what says the most in a line, the rest one touch away.</summary>
public sealed class TimelineListTests : BunitContext
{
    private static readonly TimelineChange[] Values = [new("bloc", null, "BC2"), new("décision", null, "validé"), new("voix pour", null, "11"), new("voix contre", null, "1")];

    [Fact]
    public void Rows_of_one_candidate_are_one_line_that_opens_and_a_short_change_is_read_at_once()
    {
        var page = Show(Decision("BRUNEL Thomas", "BC2, validé"), Decision("BRUNEL Thomas", "BC4, non validé"), new("Accès", "modifié", null, "", [new("active", "oui", "non")]));
        var closed = page.FindAll("details").ShouldHaveSingleItem();
        closed.HasAttribute("open").ShouldBeFalse();
        Plain(closed.QuerySelector("summary")!.TextContent).ShouldBe("Décision de bloc créée : BRUNEL Thomas (2)BC2, validé ; BC4, non validé");
        closed.QuerySelectorAll("ul").Length.ShouldBe(2);
        page.Find("div.timeline-row li").TextContent.ShouldBe("Active : oui → non");
    }

    [Fact]
    public void After_five_lines_the_others_open_together_and_none_is_lost()
    {
        var page = Show([.. Enumerable.Range(1, 12).Select(n => Decision($"CANDIDAT {n}", "BC2, validé"))]);
        page.FindAll("li > details").Count.ShouldBe(6);
        page.FindAll("li > details")[5].QuerySelector("summary")!.TextContent.ShouldBe("7 autres lignes");
        for (var n = 1; n <= 12; n++) Plain(page.Markup).ShouldContain($"CANDIDAT {n}");
    }

    private IRenderedComponent<TimelineList> Show(params TimelineObject[] rows) => Render<TimelineList>(p => p.Add(l => l.Href, "/journal")
        .Add(l => l.Timeline, new Timeline("Journal", [new(1, new(2026, 6, 30, 9, 0, 0, TimeSpan.Zero), "COSSON Béatrice", "Décision du jury sur un bloc", null, rows)], 1, 1)));

    private static TimelineObject Decision(string name, string gist) => new("Décision de bloc", "créée", name, gist, Values);

    private static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');
}
