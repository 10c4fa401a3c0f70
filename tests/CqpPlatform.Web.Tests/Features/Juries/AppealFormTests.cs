using Bunit;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Juries.Appeals;
using CqpPlatform.Web.Features.Juries.Rules;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class AppealFormTests : BunitContext
{
    private static readonly ContestableCandidate Lea = new(Guid.NewGuid(), "MARCHAND Léa", ["BC4", "BC5"]), Paul = new(Guid.NewGuid(), "TASSIN Paul", ["BC2"]);
    private static readonly DateOnly Due = new(2022, 2, 8);

    public AppealFormTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void The_blocks_are_those_the_candidate_may_contest_and_the_delay_is_said_as_the_day_is_typed()
    {
        RecordAppealInput? asked = null;
        var form = Render<AppealForm>(p => p.Add(f => f.Candidates, [Lea, Paul]).Add(f => f.DueOn, Due).Add(f => f.OnRecord, a => asked = a));
        form.FindAll("input[type=checkbox]").ShouldBeEmpty();

        form.Find("#Candidate").Change(Paul.EnrolmentId.ToString());
        form.Find("input[type=checkbox]").HasAttribute("checked").ShouldBeTrue("the only one");
        form.Find("#Candidate").Change(Lea.EnrolmentId.ToString());
        form.FindAll("input[type=checkbox]")[1].Change(true);
        form.Find("#ReceivedOn").Change("09/02/2022");
        form.Markup.ShouldContain("Hors délai : il courait jusqu’au 08/02/2022.".Replace(" :", "\u00A0:"));
        form.Find("#ReceivedOn").Change("08/02/2022");
        form.Markup.ShouldContain("Dans les délais.");
        form.Find("#Asker").Change(nameof(AppealAsker.Representative));
        form.Find("#AskedBy").Change("Me DUVAL");
        form.Find("#Ground").Change("Entretien écourté");
        form.Find("form").Submit();

        asked.ShouldNotBeNull();
        (asked.EnrolmentId, asked.Blocks[0], asked.Blocks.Count, asked.Asker, asked.AskedBy, asked.ReceivedOn, asked.Ground).ShouldBe((Lea.EnrolmentId, "BC5", 1, AppealAsker.Representative, "Me DUVAL", Due, "Entretien écourté"));
    }

    [Fact]
    public void An_appeal_offers_what_may_be_answered_now_and_nothing_once_a_jury_settled_it()
    {
        Card(Appeal(AppealState.Filed)).FindAll("button").Select(b => b.TextContent).ShouldBe(["Transmettre au jury", "Déclarer irrecevable", "Retiré par l’intéressé"]);
        Card(Appeal(AppealState.Referred)).FindAll("button").Select(b => b.TextContent).ShouldBe(["Retiré par l’intéressé", "Reprendre cette réponse"]);
        Card(Appeal(AppealState.Inadmissible)).FindAll("button").Select(b => b.TextContent).ShouldBe(["Reprendre cette réponse"]);
        var settled = Card(Appeal(AppealState.Settled) with { Judged = [new("BC4", Outcome.NotValidated, Outcome.NotValidated)] });
        settled.FindAll("button").ShouldBeEmpty();
        settled.Find("header .st").TextContent.Trim().ShouldBe("décision maintenue");
        Card(Appeal(AppealState.Settled) with { Judged = [new("BC4", Outcome.NotValidated, Outcome.Adjourned), new("BC5", Outcome.NotValidated, Outcome.Validated)] }).Find("header .st").TextContent.Trim().ShouldBe("décision réformée pour BC5, modifiée pour BC4");
        Card(Appeal(AppealState.Referred) with { Reason = "À entendre vite" }).Markup.ShouldNotContain("hors délai", Case.Sensitive, "it was in time");
        Card(Appeal(AppealState.Referred) with { Reason = "Courrier égaré", IsLate = true }).Markup.ShouldContain("Examiné bien que hors délai");
    }

    [Fact]
    public void A_card_leads_to_what_follows_its_answer()
    {
        var campaign = Guid.NewGuid();
        var review = new ReviewView(Guid.NewGuid(), new(2022, 3, 10), "Paris", JurySessionStatus.Convened, null);
        Links(Appeal(AppealState.Referred) with { Review = review }).ShouldBe([$"/campagnes/{campaign}/jury"], "seats, convocations and the opening are there");
        Links(Appeal(AppealState.Settled) with { Review = review with { Status = JurySessionStatus.Sealed }, Judged = [new("BC4", Outcome.NotValidated, Outcome.Validated)] }).ShouldBe([$"/jury/{review.Id}", "/documents"]);

        IEnumerable<string?> Links(AppealView appeal) => Render<AppealCard>(p => p.Add(c => c.Appeal, appeal).Add(c => c.CampaignId, campaign)).FindAll("a").Select(a => a.GetAttribute("href"));
    }

    [Fact]
    public void A_session_already_convened_takes_it_and_otherwise_its_day_and_place_are_asked()
    {
        AppealCard.Sending? sent = null;
        var alone = Render<AppealCard>(p => p.Add(c => c.Appeal, Appeal(AppealState.Filed) with { IsLate = true }).Add(c => c.OnRefer, s => sent = s));
        alone.FindAll("input").Count.ShouldBe(2);
        alone.FindAll("header .st")[1].TextContent.Trim().ShouldBe("hors délai");
        alone.Find("textarea").Change("Courrier égaré");
        alone.FindAll("input")[0].Change("10/03/2022");
        alone.FindAll("input")[1].Change("Paris");
        alone.Find("button").Click();
        sent.ShouldBe(new AppealCard.Sending("Courrier égaré", new(2022, 3, 10), "Paris"));

        var joined = Render<AppealCard>(p => p.Add(c => c.Appeal, Appeal(AppealState.Filed)).Add(c => c.Next, new ReviewView(Guid.NewGuid(), new(2022, 3, 10), "Paris", JurySessionStatus.Convened, null)));
        joined.FindAll("input").ShouldBeEmpty();
        joined.Markup.ShouldContain("ce recours s’y ajoute");
    }

    [Fact]
    public void The_sentence_of_the_minutes_follows_the_rules_as_they_are_typed()
    {
        var rule = new JuryRule("", [new(College.Employees, null, "salariés"), new(College.Employers, null, "employeurs")], true, JuryPresidency.Paritarian, JuryMajority.Absolute, CastingVote: true);
        var input = new ChangeJuryRulesInput { UnionSeats = 3, AppealDays = 60 };
        var form = Render<JuryRulesForm>(p => p.Add(f => f.Input, input).Add(f => f.Errors, FieldErrors.From([new("jury-setting", "De 8 à 365.", Field: "AppealDays")])));
        form.Find("#MinimumPerParitarianCollege").Change("2");
        form.Find("#ProxiesPerMember").Change("0");
        form.Find("#Majority").Change(nameof(JuryMajority.Simple));
        form.Find("#UnionSeats").Change("quatre");
        (input.Quorum, input.UnionSeats).ShouldBe((new QuorumRule(2, 0, JuryMajority.Simple), 0), "what is no number is out of range");
        form.Find("#AppealDays").GetAttribute("aria-invalid").ShouldBe("true");
        input.UnionSeats = 4;

        var cells = Render<JuryRulesEffect>(p => p.Add(e => e.Input, input).Add(e => e.Juries, [new("RNCP41351", "formation continue", rule)])).FindAll("tbody td");
        cells[0].TextContent.ShouldBe("Au moins 2 membres de chaque collège paritaire présents ou représentés, aucun pouvoir, majorité des voix exprimées.");
        cells[1].TextContent.ShouldBe("8 sièges, voix prépondérante de la présidence en cas de partage");
    }

    private IRenderedComponent<AppealCard> Card(AppealView appeal) => Render<AppealCard>(p => p.Add(c => c.Appeal, appeal));

    private static AppealView Appeal(AppealState state) => new(Guid.NewGuid(), Guid.NewGuid(), "MARCHAND Léa", ["BC4"], "le candidat", new(2022, 1, 10), Due, IsLate: false, "Entretien écourté", state, null, null, "MOREL Hélène",
        new(2022, 1, 11, 9, 0, 0, TimeSpan.Zero), null, []);
}
