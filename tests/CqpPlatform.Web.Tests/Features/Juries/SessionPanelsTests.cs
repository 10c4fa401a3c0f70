using Bunit;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Features.Juries.Attendance;
using CqpPlatform.Web.Features.Juries.Components;
using CqpPlatform.Web.Features.Juries.Constitution;
using CqpPlatform.Web.Features.Juries.Deliberation;

namespace CqpPlatform.Web.Tests.Features.Juries;

/// <summary>Panels around the table: who is there, whose turn it is to preside, what goes behind the minutes.</summary>
public sealed class SessionPanelsTests : BunitContext
{
    private static readonly JuryRule Rule = new("", [], false, JuryPresidency.Simple, JuryMajority.Absolute, CastingVote: false);
    private static readonly MemberView Beatrice = Member("COSSON Béatrice", Presence.Present), Paul = Member("TASSIN Paul", Presence.Expected);

    public SessionPanelsTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void The_college_whose_turn_it_is_to_preside_is_recalled_before_the_session_opens()
    {
        var jury = new JuryOfRoutes(AccessRoute.ContinuingEducation, "FC", 3, "", "", Guid.NewGuid(), new(2021, 12, 9), "Paris", JurySessionStatus.Convened, [], []) { Alternation = "Alternance : la présidence revient au collège employeurs." };

        Render<OpenPanel>(p => p.Add(o => o.Jury, jury).Add(o => o.CampaignStatus, CampaignStatus.Deliberation)).FindAll(".note")[0].TextContent.ShouldContain("revient au collège employeurs");
        Render<OpenPanel>(p => p.Add(o => o.Jury, jury with { Alternation = null }).Add(o => o.CampaignStatus, CampaignStatus.Deliberation)).Markup.ShouldNotContain("Alternance");
    }

    [Fact]
    public void A_whole_jury_is_convened_before_its_session_is_opened()
    {
        var (members, campaign) = (new SeatedMember[] { new(Guid.NewGuid(), "COSSON Béatrice", "membre", true, true, null, null) }, CampaignStatus.Deliberation);
        var jury = new JuryOfRoutes(AccessRoute.ContinuingEducation, "FC", 3, "", "", Guid.NewGuid(), new(2021, 12, 9), "Paris", JurySessionStatus.Convened, [new(College.Employees, "salariés", 1, false, members)], []);

        Primary(jury).ShouldBe("Convoquer les membres");
        Primary(jury with { Convened = 1 }).ShouldBe("Ouvrir la séance");
        Primary(jury with { Gaps = ["1 siège"] }).ShouldBe("Ouvrir la séance", "nobody is convened to a jury that lacks somebody");

        string Primary(JuryOfRoutes shown) => Render<OpenPanel>(p => p.Add(o => o.Jury, shown).Add(o => o.CampaignStatus, campaign)).Find(".btn.primary").TextContent;
    }

    [Fact]
    public void A_session_to_come_says_its_hour_and_is_not_short_of_a_quorum()
    {
        var header = Render<SessionHeader>(p => p.Add(h => h.Session, Session(manages: false) with { Status = JurySessionStatus.Convened, QuorumObstacle = "collège Salariés, 0 sur 1.", StartsAt = new(9, 30) }));

        header.Find(".seats .st").TextContent.Trim().ShouldBe("Séance à venir");
        header.Find(".meta").TextContent.ShouldContain("à 09:30");
        Render<SessionHeader>(p => p.Add(h => h.Session, Session(manages: false) with { QuorumObstacle = "collège Salariés, 0 sur 1." })).Find(".note").TextContent.ShouldContain("Collège Salariés, 0 sur 1. Aucune décision");
    }

    [Fact]
    public void The_certifier_finds_the_hour_of_the_results_under_its_own_button_until_the_seal()
    {
        var asked = new List<SessionPanel>();
        Header(Session(manages: true)).Find("button:contains('Résultats')").Click();
        asked.ShouldBe([SessionPanel.Results]);
        Header(Session(manages: false)).FindAll("button:contains('Résultats')").ShouldBeEmpty();

        IRenderedComponent<SessionHeader> Header(SessionView session) => Render<SessionHeader>(p => p.Add(h => h.Session, session).Add(h => h.OnPanel, asked.Add));
    }

    [Fact]
    public void Whoever_seals_reads_when_the_results_are_told()
    {
        Seal(Session(manages: false)).ShouldContain("Les autres apprennent le leur quand leur document est délivré.");
        Seal(Session(manages: false) with { Results = new(true, new DateTimeOffset(2021, 12, 10, 11, 0, 0, TimeSpan.Zero), false) }).ShouldContain("Résultats retenus jusqu’au 10/12/2021 à 12:00.");

        string Seal(SessionView session) => Render<SealPanel>(p => p.Add(s => s.Session, session)).Markup;
    }

    [Fact]
    public void The_certifier_records_a_presence_and_a_representation_once_its_holder_is_chosen()
    {
        var recorded = new List<RecordPresenceInput>();
        var panel = PanelOf(Session(manages: true), recorded);

        panel.Find($"#presence-{Paul.Id}-Excused").Change("Excused");
        panel.Find($"#presence-{Paul.Id}-Represented").Change("Represented");
        recorded.ShouldHaveSingleItem().Presence.ShouldBe(Presence.Excused);
        panel.Find($"#holder-{Paul.Id}").Change(Beatrice.Id.ToString());

        recorded[1].ShouldBe(recorded[1] with { MemberId = Paul.Id, Presence = Presence.Represented, ProxyHolderId = Beatrice.Id });
    }

    [Fact]
    public void Whoever_leaves_may_give_a_proxy_from_the_hour_they_left()
    {
        var recorded = new List<RecordPresenceInput>();
        var left = Paul with { Presence = Presence.Left, LeftAt = new(11, 30) };
        Panel(left).Find($"#then-{Paul.Id}").Change(Beatrice.Id.ToString());

        var since = left with { Presence = Presence.Represented, ProxyHolderId = Beatrice.Id, ProxyHolder = Beatrice.Name };
        var panel = Panel(since);
        panel.Find($"#presence-{Paul.Id}-Left").HasAttribute("checked").ShouldBeTrue("they sat: it is not told as if they never came");
        panel.FindAll($"[aria-label='Déclaration de {Paul.Name} reçue sur papier']").Count.ShouldBe(1);
        panel.Find("input.hour[value='11:30']").Change("11:40");
        panel.Find($"#then-{Paul.Id}").Change("");

        recorded.Select(r => (r.Presence, r.ProxyHolderId, r.At)).ShouldBe(
            [(Presence.Represented, Beatrice.Id, new TimeOnly(11, 30)), (Presence.Represented, Beatrice.Id, new TimeOnly(11, 40)), (Presence.Left, (Guid?)null, new TimeOnly(11, 30))]);
        since.Hours.ShouldBe("départ à 11:30, puis pouvoir à COSSON Béatrice");

        IRenderedComponent<PresencePanel> Panel(MemberView paul) => PanelOf(Session(manages: true) with { Colleges = [new CollegeView(College.Employees, 2, [Beatrice, paul])] }, recorded);
    }

    [Fact]
    public void A_member_reads_who_is_there_since_when_they_are_convened_and_changes_nothing()
    {
        var panel = PanelOf(Session(manages: false), []);

        panel.FindAll("input, select").ShouldBeEmpty();
        panel.FindAll("tbody tr").Count.ShouldBe(2);
        panel.Find("tbody tr").TextContent.ShouldContain("convoqué le 20/11/2021");
        panel.Markup.ShouldContain("relevée par le certificateur");
    }

    [Fact]
    public void What_goes_behind_the_minutes_is_ticked_before_the_proof()
    {
        SealPanel.Act? act = null;
        var panel = Render<SealPanel>(p => p.Add(s => s.Session, Session(manages: false)).Add(s => s.OnSeal, a => act = a));

        panel.FindAll("input[type=checkbox]").Count.ShouldBe(3);
        panel.FindAll("input[type=checkbox]")[0].Change(true);
        panel.FindAll("input[type=checkbox]")[2].Change(true);
        panel.Find("#Password").Change("secret");
        panel.Find("form").Submit();

        act.ShouldNotBeNull().Annexes.ShouldBe(AnnexKinds.Attendance | AnnexKinds.Recusals);
        act.Proof.Password.ShouldBe("secret");
    }

    [Fact]
    public void The_second_presidency_finds_the_annexes_that_the_first_one_ticked_and_may_change_them()
    {
        SealPanel.Act? act = null;
        var session = Session(manages: false);
        var confirmed = session with { Annexes = AnnexKinds.Attendance, Colleges = [new CollegeView(College.Employees, 2, [Beatrice with { IsPresident = true, ConfirmedAt = DateTimeOffset.UnixEpoch }, Paul])] };
        var panel = Render<SealPanel>(p => p.Add(s => s.Session, session).Add(s => s.OnSeal, a => act = a));

        panel.Render(p => p.Add(s => s.Session, confirmed));
        panel.Find("fieldset").TextContent.ShouldContain("Choix de COSSON Béatrice\u00a0: feuille de présence. Le vôtre l’emporte.");
        panel.FindAll("input[type=checkbox]").Select(box => box.HasAttribute("checked")).ShouldBe([true, false, false]);
        panel.FindAll("input[type=checkbox]")[1].Change(true);
        panel.Render(p => p.Add(s => s.Session, confirmed with { Annexes = AnnexKinds.None }));
        panel.Find("#Password").Change("secret");
        panel.Find("form").Submit();

        act.ShouldNotBeNull().Annexes.ShouldBe(AnnexKinds.Attendance | AnnexKinds.Votes, "what was ticked here stays");
    }

    [Fact]
    public void Keys_that_a_panel_puts_to_rest_are_not_shown_and_come_back_with_the_file()
    {
        var bar = Render<KeysBar>(p => p.Add(k => k.Off, true));
        bar.Find(".keys").HasAttribute("hidden").ShouldBeTrue("the script hears no key while the bar is hidden");
        bar.Render(p => p.Add(k => k.Off, false));
        bar.Find(".keys").HasAttribute("hidden").ShouldBeFalse();
    }

    [Fact]
    public void Once_amended_the_session_leads_to_the_minutes_in_force_and_says_which_ones_are_signed()
    {
        var (first, amending) = (Guid.NewGuid(), Guid.NewGuid());
        var amended = Session(manages: false) with
        {
            Status = JurySessionStatus.Sealed,
            SealedAt = DateTimeOffset.UnixEpoch,
            MinutesNumber = "X-2021-PV-00001",
            MinutesId = first,
            AmendedBy = "X-2021-PV-00002",
            MinutesInForceId = amending,
            Signatures = [new(Beatrice.Id, Beatrice.Name, "salariés", null, OnPaper: false, null)],
            Viewer = new(Guid.NewGuid(), Manages: false, Beatrice.Id, Decides: false, Presides: false),
        };

        var header = Render<SessionHeader>(p => p.Add(h => h.Session, amended));
        (header.Find("a.btn.primary").GetAttribute("href"), header.Find("#clore").TextContent).ShouldBe(($"/documents/{amending}", "X-2021-PV-00002"));
        var signatures = Render<SignaturesPanel>(p => p.Add(s => s.Session, amended));
        signatures.Find("h2").TextContent.ShouldBe("Signatures du procès-verbal X-2021-PV-00001");
        signatures.Find(".measure a").GetAttribute("href").ShouldBe($"/documents/{first}");
        signatures.Markup.ShouldContain("X-2021-PV-00002, qui se lit à sa place, ne se signe pas");
    }

    private IRenderedComponent<PresencePanel> PanelOf(SessionView session, List<RecordPresenceInput> recorded) =>
        Render<PresencePanel>(p => p.Add(x => x.Session, session).Add(x => x.OnRecord, recorded.Add));

    private static MemberView Member(string name, Presence presence) => new(Guid.NewGuid(), name, College.Employees, "membre", false, presence, null, null, SignsIn: false, null, null, null)
    {
        ConvenedAt = new DateTimeOffset(2021, 11, 20, 9, 0, 0, TimeSpan.Zero),
    };

    private static SessionView Session(bool manages) => new(Guid.NewGuid(), Guid.NewGuid(), "Campagne", "RNCP31391", "CQP", null, new(2021, 12, 9), "Paris", JurySessionStatus.Open, DateTimeOffset.UnixEpoch, null, null, null,
        Rule, "un pouvoir au plus", null, [new CollegeView(College.Employees, 2, [Beatrice, Paul])], [], [], [], [], null, new(Guid.NewGuid(), manages, null, Decides: false, Presides: false));
}
