using Bunit;
using CqpPlatform.Web.Features.SupportAccesses.ListAccesses;
using CqpPlatform.Web.Security.Support;

namespace CqpPlatform.Web.Tests.Features.SupportAccesses;

public sealed class SupportAccessCardTests : BunitContext
{
    private static readonly SupportAccessLine Asked = new(Guid.NewGuid(), "DURAND Paul", "Un document ne s’ouvre pas.", 4, new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), SupportAccessStatus.Asked, null, null, null, 0);

    [Fact]
    public void A_request_offers_what_was_asked_and_anything_shorter()
    {
        var granted = 0;
        var card = Render<SupportAccessCard>(p => p.Add(x => x.Line, Asked).Add(x => x.OnGrant, hours => granted = hours));
        card.FindAll("option").Select(o => o.TextContent.Replace('\u00a0', ' ')).ShouldBe(["1 heure", "2 heures", "4 heures"]);
        card.Find("select").Change("2");
        card.FindAll("button")[0].Click();
        granted.ShouldBe(2);
        card.FindAll("button").Select(b => b.TextContent).ShouldBe(["Accorder en lecture seule", "Refuser"]);
    }

    [Fact]
    public void An_access_under_way_says_who_granted_it_until_when_and_how_much_was_read()
    {
        var line = Asked with { Status = SupportAccessStatus.Open, AnsweredBy = "MOREL Hélène", EndsAt = new(2026, 11, 21, 13, 0, 0, TimeSpan.Zero), Readings = 7 };
        var ended = 0;
        var card = Render<SupportAccessCard>(p => p.Add(x => x.Line, line).Add(x => x.OnEnd, () => ended++));
        foreach (var told in new[] { "DURAND Paul lit vos données", "MOREL Hélène", "le 21/11/2026 à 14:00", "7" }) card.Markup.ShouldContain(told);
        card.Find("button").Click();
        ended.ShouldBe(1);
    }
}
