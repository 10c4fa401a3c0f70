using Bunit;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Features.Juries.Components;
using CqpPlatform.Web.Features.Juries.Sessions;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class SessionListTests : BunitContext
{
    [Theory]
    [InlineData(JurySessionStatus.Convened, false, "Voir")]
    [InlineData(JurySessionStatus.Open, false, "Délibérer")]
    [InlineData(JurySessionStatus.Sealed, true, "Signer")]
    [InlineData(JurySessionStatus.Sealed, false, "Relire")]
    public void A_member_is_led_to_what_a_session_waits_for_of_them(JurySessionStatus status, bool toSign, string act)
    {
        var line = new JurySessionLine(Guid.NewGuid(), Guid.NewGuid(), "Automne 2027", "RNCP31391", "formation continue", new(2027, 12, 9), "Paris", status, 9, 0, 57, [], "CPNEC-2027-PV-00001", null) { ToSign = toSign };

        var link = Render<SessionList>(p => p.Add(l => l.Title, "Séances").Add(l => l.Sessions, [line])).Find("a.btn");

        (link.TextContent, link.GetAttribute("href")).ShouldBe((act, $"/jury/{line.Id}"));
    }

    [Fact]
    public void Whoever_presided_is_led_to_the_correction_that_waits_for_them_before_their_signature()
    {
        var line = new JurySessionLine(Guid.NewGuid(), Guid.NewGuid(), "Automne 2027", "RNCP31391", "formation continue", new(2027, 12, 9), "Paris", JurySessionStatus.Sealed, 9, 57, 57, [], "CPNEC-2027-PV-00001", null) { ToSign = true, ToConfirm = true };

        var link = Render<SessionList>(p => p.Add(l => l.Title, "Séances").Add(l => l.Sessions, [line])).Find("a.btn");

        (link.TextContent, link.GetAttribute("href")).ShouldBe(("Confirmer", $"/jury/{line.Id}/rectification"));
    }
}
