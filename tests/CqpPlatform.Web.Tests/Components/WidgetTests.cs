using System.Security.Claims;
using System.Text.RegularExpressions;
using Bunit;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Components.Layout;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tests.Architecture;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Components;

public class WidgetTests : BunitContext
{
    public WidgetTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Theory]
    [InlineData(0, 13, "0%", false)]
    [InlineData(33, 38, "86%", false)]
    [InlineData(13, 13, "100%", true)]
    [InlineData(0, 0, "0%", false)]
    public void A_bar_is_full_only_when_all_is_done(int done, int total, string width, bool complete)
    {
        var line = Render<ProgressLine>(p => p.Add(l => l.Done, done).Add(l => l.Total, total));

        line.Find(".fill").GetAttribute("width").ShouldBe(width);
        line.Find(".bar").ClassList.Contains("done").ShouldBe(complete);
        line.Find(".n").TextContent.ShouldBe($"{done} sur {total}");
    }

    [Theory]
    [MemberData(nameof(Tones))]
    public void Every_status_has_a_mark_and_a_word_beside_its_colour(Tone tone)
    {
        var status = Render<Status>(p => p.Add(s => s.Kind, tone).Add(s => s.Label, "Remise").Add(s => s.Tag, true));

        status.Find(".st.tag svg use").GetAttribute("href").ShouldBe("/icons.svg#" + tone.Symbol());
        status.Find(".st").TextContent.Trim().ShouldBe("Remise");
    }

    [Fact]
    public void Every_icon_a_page_names_is_drawn()
    {
        var drawn = File.ReadAllText(Path.Combine(PlatformHost.RepositoryRoot, "src/CqpPlatform.Web/wwwroot/icons.svg"));
        var named = FenceTests.Sources("src/CqpPlatform.Web", "*.razor").SelectMany(f => Regex.Matches(File.ReadAllText(f), @"(?:<Icon Name|\bIcon)=""([a-z][a-z-]*)""")).Select(m => m.Groups[1].Value).Distinct().ToList();
        named.Count.ShouldBeGreaterThan(20);
        named.Where(name => !drawn.Contains($"id=\"{name}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_tasks_that_wait_are_counted_again_after_a_minute_and_the_bar_is_told_at_once()
    {
        var clock = new TestClock(new DateTimeOffset(2026, 11, 27, 9, 0, 0, TimeSpan.Zero));
        var tasks = new WorkItemCount(clock);
        var told = 0;
        tasks.Changed += () => told++;
        tasks.Recent.ShouldBeFalse("nobody has counted");
        tasks.Set(8);
        (tasks.Value, tasks.Recent, told).ShouldBe((8, true, 1));
        clock.Now += TimeSpan.FromMinutes(1);
        tasks.Recent.ShouldBeFalse();
        tasks.Set(null);
        (tasks.Value, tasks.Recent, told).ShouldBe((null, false, 2));
    }

    [Fact]
    public void The_bar_shows_how_many_tasks_wait_however_soon_the_page_has_counted_them()
    {
        Services.AddSingleton(TimeProvider.System).AddScoped<WorkItemCount>().AddScoped<CountWorkItems>(_ => _ => Task.FromResult<int?>(null));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        var manager = new ClaimsPrincipal(new ClaimsIdentity([new(CqpClaims.Role, nameof(Role.CertifierManager)), new(ClaimTypes.Name, "MOREL Hélène")], "test"));

        var frame = Render<MainLayout>(p => p.AddCascadingValue(Task.FromResult(new AuthenticationState(manager))).Add(l => l.Body, body =>
        {
            body.OpenComponent<CountedAtOnce>(0);
            body.CloseComponent();
        }));

        frame.WaitForAssertion(() => frame.FindComponent<Topbar>().Instance.ToDo.ShouldBe(8));
    }

    private sealed class CountedAtOnce : ComponentBase
    {
        [Inject] private WorkItemCount Tasks { get; set; } = null!;

        protected override void OnInitialized() => Tasks.Set(8);
    }

    public static TheoryData<Tone> Tones => [.. Enum.GetValues<Tone>()];

    [Fact]
    public void A_chain_says_in_words_where_it_stands()
    {
        var chain = Render<Chain>(p => p.Add(c => c.Steps,
        [
            new ChainStep("Inscriptions", "closes le 30/06", ChainState.Done), new ChainStep("Évaluations", null, ChainState.Now), new ChainStep("Clôture", null, ChainState.ToCome),
        ]));

        chain.FindAll(".sr").Select(words => words.TextContent.Trim()).ShouldBe(["(terminée)", "(en cours)", "(à venir)"]);
        chain.Find("[aria-current=step]").TextContent.ShouldContain("Évaluations");
    }

    [Fact]
    public void An_unavailable_block_stays_visible_with_its_reason_and_cannot_be_ticked()
    {
        var card = Render<BlockCard>(p => p.Add(b => b.Code, "BC4").Add(b => b.Title, "Produire").Add(b => b.State, BlockState.Unavailable).Add(b => b.Why, "Déjà pris par l’option production"));

        card.Find(".blk.off .why strong").TextContent.ShouldBe("Déjà pris par l’option production");
        card.FindAll("input").ShouldBeEmpty();
    }

    [Fact]
    public void A_free_block_tells_the_page_when_it_is_taken()
    {
        var taken = false;
        var card = Render<BlockCard>(p => p.Add(b => b.Code, "BC6").Add(b => b.Title, "Réaliser").Add(b => b.State, BlockState.Free).Add(b => b.ChosenChanged, value => taken = value));

        card.Find("input").Change(true);

        taken.ShouldBeTrue();
    }

    [Fact]
    public void A_reason_that_is_due_is_asked_for_before_the_act()
    {
        var reasons = new List<string>();
        var dialog = Render<ConfirmDialog>(p => p.Add(d => d.Title, "Rouvrir l’évaluation\u00A0?").Add(d => d.ConfirmLabel, "Rouvrir").Add(d => d.ReasonLabel, "Motif").Add(d => d.OnConfirm, reasons.Add));

        dialog.Find(".btn.primary").Click();
        reasons.ShouldBeEmpty();
        dialog.Find("textarea").GetAttribute("aria-invalid").ShouldBe("true");

        dialog.Find("textarea").Change("  Erreur de saisie ");
        dialog.Find(".btn.primary").Click();
        reasons.ShouldBe(["Erreur de saisie"]);
    }

    [Theory]
    [InlineData("", "/")]
    [InlineData("campagnes/12/jury?vue=resultats", "/campagnes")]
    [InlineData("relances/12?source=Tutor", "/campagnes")]
    [InlineData("campagnes-archivees", null)]
    [InlineData("compte", null)]
    public void The_menu_marks_the_entry_that_holds_the_page(string address, string? current)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);

        var bar = Render<Topbar>(p => p.Add(t => t.Entries, [new NavEntry("/", "À faire"), new NavEntry("/campagnes", "Campagnes", "/relances")]).Add(t => t.ToDo, 8));

        bar.FindAll("nav.desk-only [aria-current=page]").Select(link => link.GetAttribute("href")).ShouldBe(current is null ? [] : [current]);
        bar.Find("nav.desk-only a").TextContent.ShouldBe("À faire 8 tâches");
    }

    [Fact]
    public void A_task_says_what_is_late_and_names_its_button_in_full()
    {
        var row = Render<TodoRow>(p => p.Add(t => t.Title, "Relancer 5 tuteurs").Add(t => t.Href, "/campagnes/1").Add(t => t.Action, "Relancer").Add(t => t.Due, "5 jours de retard").Add(t => t.Late, true));

        row.Find(".due b.late svg").ShouldNotBeNull();
        row.Find("a.btn").GetAttribute("aria-label").ShouldBe("Relancer\u00A0: Relancer 5 tuteurs");
    }

    [Fact]
    public void What_was_not_saved_says_so_where_the_hour_stood()
    {
        var saved = Render<SavedAt>(p => p.Add(s => s.At, DateTimeOffset.Parse("2021-11-17T13:32:00Z")));
        saved.Find("[role=status]").TextContent.Trim().ShouldBe("Enregistré à 14:32");

        saved.Render(p => p.Add(s => s.Trouble, "Non enregistré"));

        saved.Find("[role=status]").TextContent.Trim().ShouldBe("Non enregistré");
    }
}
