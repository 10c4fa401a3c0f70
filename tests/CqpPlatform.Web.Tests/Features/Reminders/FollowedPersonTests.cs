using Bunit;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Features.Reminders.FollowUp;

namespace CqpPlatform.Web.Tests.Features.Reminders;

public class FollowedPersonTests : BunitContext
{
    [Fact]
    public void A_tutor_whose_links_were_cut_is_not_said_to_have_one()
    {
        var day = new DateOnly(2021, 11, 24);
        var campaign = new FollowedCampaign(Guid.NewGuid(), "Automne 2021", "RNCP31391", day, day, Open: true, Late: false, Own: null, [], []);
        var person = new Followed(SourceKind.Tutor, Guid.NewGuid(), "GARNIER Sylvie", null, [], []) { LinkSentOn = day.AddDays(-3), LinkCutOn = day, RemindedAt = new(2021, 11, 23, 9, 0, 0, TimeSpan.Zero) };

        Due().ShouldBe("relancé le 23/11/2021 à 10:00 lien coupé le 24/11/2021 jamais ouvert");
        person = person with { LinkCutOn = null };
        Due().ShouldBe("relancé le 23/11/2021 à 10:00 lien envoyé le 21/11/2021 jamais ouvert");

        string Due() => Render<FollowedPerson>(p => p.Add(f => f.Campaign, campaign).Add(f => f.Person, person)).Find(".due").InnerHtml.Replace("<br>", " ");
    }

    [Fact]
    public void What_is_owed_is_counted_in_the_words_of_its_grid_and_leads_to_it()
    {
        var (day, enrolment) = (new DateOnly(2021, 11, 24), Guid.NewGuid());
        var campaign = new FollowedCampaign(Guid.NewGuid(), "Automne 2021", "RNCP31391", day, day, Open: true, Late: false, Own: null, [], []);
        var asked = Enum.GetValues<FollowedState>().SelectMany(state => new[] { "BC1", "BC2" }.Select(block => new FollowedEvaluation(enrolment, "LEFÈVRE Camille", Guid.NewGuid(), block, state)));
        var person = new Followed(SourceKind.Tutor, Guid.NewGuid(), "GARNIER Sylvie", null, [], [.. asked]);

        var shown = Render<FollowedPerson>(p => p.Add(f => f.Campaign, campaign).Add(f => f.Person, person));

        shown.FindAll("p.hint").Select(p => p.TextContent).ShouldBe(["2\u00A0à commencer", "2\u00A0brouillons", "2\u00A0rouvertes", "2\u00A0à rapprocher", "2\u00A0à venir", "2\u00A0remises"]);
        shown.FindAll(".dots span").Select(s => s.TextContent.Trim()).ShouldContain("BC1 à commencer");
        shown.Find("p.dots a").GetAttribute("href").ShouldBe($"/campagnes/{campaign.Id}/evaluations/{enrolment}/BC1/tuteur");
    }
}
