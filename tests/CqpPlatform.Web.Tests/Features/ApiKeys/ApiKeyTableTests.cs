using Bunit;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.ApiKeys.ListKeys;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Tests.Features.ApiKeys;

public class ApiKeyTableTests : BunitContext
{
    [Theory]
    [InlineData(true, "Jusqu’au 31/12/2026")]
    [InlineData(false, "Expirée le 31/12/2026")]
    public void A_key_ends_with_its_last_day(bool usable, string state)
    {
        ApiKeyLine key = new(Guid.NewGuid(), "Tableau de bord", Role.CertifierManager, null, ApiScopes.Of(Role.CertifierManager), DateTimeOffset.UnixEpoch, FrenchTime.EndOf(new(2026, 12, 31)), null, null, usable);
        Render<ApiKeyTable>(p => p.Add(t => t.Keys, [key])).Find("tbody").TextContent.ShouldContain(state);
        Render<ApiKeyTable>(p => p.Add(t => t.Keys, [key]).Add(t => t.Certifier, true)).Find("tbody").TextContent.ShouldContain("Le certificateur", customMessage: "in the words of the choice");
    }
}
