using Bunit;
using CqpPlatform.Web.Features.Campaigns.PlanCommission;

namespace CqpPlatform.Web.Tests.Features.Campaigns;

public class OralExaminersTests : BunitContext
{
    [Fact]
    public void An_oral_is_cancelled_from_its_line_until_somebody_wrote_of_it()
    {
        var marc = new ExaminerChoice(Guid.NewGuid(), "HASSANI Marc");
        var oral = new OralLine(Guid.NewGuid(), new(9, 0), "Salle B", "LEFÈVRE Camille", [marc], null, []);

        Buttons().ShouldBe(["Remplacer : LEFÈVRE Camille", "Ajouter un second : LEFÈVRE Camille", "Annuler cet oral : LEFÈVRE Camille"]);
        oral = oral with { Begun = new HashSet<Guid> { marc.Id } };
        Buttons().ShouldBe(["Remplacer : LEFÈVRE Camille", "Ajouter un second : LEFÈVRE Camille"]);

        IEnumerable<string> Buttons() => Render<OralExaminers>(p => p.Add(o => o.Oral, oral)).FindAll("button").Select(b => b.TextContent.Replace('\u00a0', ' '));
    }
}
