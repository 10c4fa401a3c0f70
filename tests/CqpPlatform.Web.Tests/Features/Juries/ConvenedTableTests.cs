using Bunit;
using CqpPlatform.Web.Features.Juries.Convocations;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class ConvenedTableTests : BunitContext
{
    private static readonly DateTimeOffset Sent = new(2021, 11, 20, 9, 0, 0, TimeSpan.Zero);

    public ConvenedTableTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void It_says_who_was_convened_when_and_whom_to_convene_again()
    {
        var table = Table(editable: true, Member("COSSON Béatrice", Sent, address: "cosson@exemple.invalid"), Member("TASSIN Paul", Sent, stale: true), Member("RENAUD Ève", null));

        table.FindAll("tbody tr").Select(r => r.QuerySelector(".st")!.TextContent.Trim()).ShouldBe(["le 20/11/2021 à 10:00", "à convoquer de nouveau", "pas encore"]);
        table.FindAll("tbody button").Select(b => b.GetAttribute("aria-label")).ShouldBe(["Renvoyer à COSSON Béatrice", "Refaire la lettre de TASSIN Paul", "Convoquer RENAUD Ève"], "what is handed over on paper is not sent");
    }

    [Fact]
    public void One_member_or_all_are_convened_by_their_own_button()
    {
        var asked = new List<Guid?>();
        var (first, second) = (Member("COSSON Béatrice", Sent), Member("TASSIN Paul", null));
        var table = Table(editable: true, asked.Add, first, second);

        table.FindAll("tbody button")[1].Click();
        Table(editable: true, asked.Add, second).Find("header button").Click();

        asked.ShouldBe([second.Id, null]);
    }

    [Fact]
    public void All_are_convened_again_once_it_is_confirmed()
    {
        var asked = new List<Guid?>();
        var table = Table(editable: true, asked.Add, Member("COSSON Béatrice", Sent), Member("TASSIN Paul", Sent));

        table.Find("header button").ClassList.ShouldNotContain("primary", "it is done");
        table.Find("header button").Click();
        asked.ShouldBeEmpty("a second press of Enter sends nothing");
        table.Find("dialog .btn.primary").Click();

        asked.ShouldBe([null]);
    }

    [Fact]
    public void Once_the_session_is_open_the_letters_are_only_read()
    {
        var table = Table(editable: false, Member("COSSON Béatrice", Sent), Member("TASSIN Paul", null));

        table.FindAll("button").ShouldBeEmpty();
        table.FindAll("a").Select(a => a.TextContent).ShouldBe(["Lettre", "Voir la séance"]);
        table.FindAll("tbody .st")[1].TextContent.Trim().ShouldBe("sans convocation", "nothing will come « yet »");
    }

    private static ConvenedMember Member(string name, DateTimeOffset? sent, bool stale = false, string? address = null) => new(Guid.NewGuid(), name, "Salariés", "membre", address, sent, sent is null ? 0 : 1, stale);

    private IRenderedComponent<ConvenedTable> Table(bool editable, params ConvenedMember[] members) => Table(editable, _ => { }, members);

    private IRenderedComponent<ConvenedTable> Table(bool editable, Action<Guid?> asked, params ConvenedMember[] members) => Render<ConvenedTable>(p => p
        .Add(t => t.View, new ConvocationsView(Guid.NewGuid(), "Campagne", "RNCP31391", new(2021, 12, 9), "Paris", new(9, 0), editable, ["Accueil"], members, []))
        .Add(t => t.OnSend, asked));
}
