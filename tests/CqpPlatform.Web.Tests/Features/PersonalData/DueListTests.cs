using Bunit;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Web.Features.PersonalData.Retention;

namespace CqpPlatform.Web.Tests.Features.PersonalData;

public sealed class DueListTests : BunitContext
{
    private static readonly RetentionView Nothing = new(RetentionSchedule.Default(), new(2027, 1, 4), 38, [], 0, 0, 0, 0, 0, 0, 0, new DateOnly(2021, 12, 9), []);

    [Fact]
    public void With_nothing_due_the_page_says_when_files_will_appear_and_offers_no_act()
    {
        var list = Render<DueList>(p => p.Add(x => x.View, Nothing));
        list.Markup.ShouldContain("Rien n’a atteint son terme");
        list.FindAll("button").ShouldBeEmpty();
        list.Markup.ShouldContain("09/12/2071");
    }

    [Fact]
    public void What_is_due_is_counted_class_by_class_and_listed_person_by_person()
    {
        var view = Nothing with
        {
            Files =
            [
                new(Guid.NewGuid(), "TESSIER Léa", new(2021, 12, 23), new(2026, 12, 23), ErasureReach.Identity),
                new(Guid.NewGuid(), "AMBROSINI Livia", new(2021, 12, 23), new(2026, 12, 23), ErasureReach.File),
            ],
            Mails = 12,
            Accesses = 2,
            Juries = 1,
            Declarations = 3,
        };
        var pressed = 0;
        var list = Render<DueList>(p => p.Add(x => x.View, view).Add(x => x.OnErase, () => pressed++));
        list.FindAll("dd").Select(d => d.TextContent).ShouldBe(["1", "1", "12", "0", "0", "0", "2", "1", "3"]);
        list.FindAll("tbody tr").Select(r => r.Children[3].TextContent).ShouldBe(["le dossier et le nom", "le dossier ; le nom reste avec les blocs acquis"]);
        list.Find("button").Click();
        pressed.ShouldBe(1);
    }
}
