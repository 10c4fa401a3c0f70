using Bunit;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Features.Juries.Components;
using CqpPlatform.Web.Features.Juries.Deliberation;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class ResultsPanelTests : BunitContext
{
    private static readonly JuryRule Rule = new("", [], false, JuryPresidency.Simple, JuryMajority.Absolute, CastingVote: false);

    public ResultsPanelTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Theory]
    [InlineData(false, null, false, "dès le scellé")]
    [InlineData(true, null, false, "retenus")]
    [InlineData(true, "2026-12-01T09:00:00Z", false, "le 01/12/2026 à 10:00")]
    [InlineData(true, "2026-12-01T09:00:00Z", true, "communiqués le 01/12/2026 à 10:00")]
    [InlineData(true, "2026-12-01T09:00:00Z", false, "heure passée, dès le scellé", true)]
    public void It_says_when_the_results_are_told(bool held, string? at, bool told, string words, bool gone = false) =>
        Panel(new(held, at is null ? null : DateTimeOffset.Parse(at), told) { HourGone = gone }).Find("header .st").TextContent.Trim().ShouldBe(words);

    [Fact]
    public void An_hour_is_changed_only_where_there_is_one() => Panel(new(true, null, Out: false)).Find("button").TextContent.ShouldBe("Fixer cette heure");

    [Fact]
    public void Once_told_there_is_nothing_left_to_choose() => Panel(new(true, null, Out: true)).FindAll("form").ShouldBeEmpty();

    [Fact]
    public void The_hour_is_withdrawn_by_a_button_of_its_own()
    {
        var asked = new List<(DateOnly?, TimeOnly?)>();
        var panel = Render<ResultsPanel>(p => p.Add(x => x.Session, Session(new(true, new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero), false))).Add(x => x.OnKeep, hour => asked.Add(hour)));

        panel.Find("form").Submit();
        panel.FindAll("button[type=button]")[0].Click();

        asked.ShouldBe([(new DateOnly(2026, 12, 1), new TimeOnly(10, 0)), (null, null)]);
    }

    [Fact]
    public void Empty_fields_hold_nothing_unless_it_is_said_that_there_is_no_hour_yet()
    {
        var asked = new List<(DateOnly?, TimeOnly?)>();
        var panel = Render<ResultsPanel>(p => p.Add(x => x.Session, Session(new(false, null, false))).Add(x => x.OnKeep, hour => asked.Add(hour)));

        panel.Find("form").Submit();
        asked.ShouldBeEmpty();
        panel.Find("#ResultsDate").GetAttribute("aria-invalid").ShouldBe("true");
        panel.Markup.ShouldContain("Indiquez le jour, au format JJ/MM/AAAA.");

        panel.FindAll("button[type=button]").Single(b => b.TextContent == "Retenir, sans heure pour l’instant").Click();
        asked.ShouldBe([(null, null)]);
        panel.Find("#ResultsDate").GetAttribute("aria-invalid").ShouldNotBe("true");
    }

    private IRenderedComponent<ResultsPanel> Panel(ResultsView results) => Render<ResultsPanel>(p => p.Add(x => x.Session, Session(results)));

    private static SessionView Session(ResultsView results) => new(Guid.NewGuid(), Guid.NewGuid(), "Campagne", "RNCP31391", "CQP", null, new(2026, 11, 20), "Paris", JurySessionStatus.Sealed, null, null, "PV", null, Rule, "", null,
        [], [], [], [], [], null, new(Guid.NewGuid(), Manages: true, null, Decides: false, Presides: false))
    { Results = results };
}
