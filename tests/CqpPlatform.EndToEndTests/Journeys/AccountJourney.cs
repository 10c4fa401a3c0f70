using System.Text.RegularExpressions;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Security.SecondFactor;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Journeys;

/// <summary>From the invitation to a protected account, in a tenant where nobody is excused from the second factor.</summary>
public sealed class AccountJourney(BrowserFixture browser)
{
    private const string Phrase = "trois tasses sur la fenêtre";


    /// <summary>Chromium's virtual authenticator stands in for the finger on the sensor. A passkey belongs to a name, so the address is localhost.</summary>

    [Fact]
    public async Task An_open_page_leads_to_the_sign_in_by_itself_once_its_session_has_ended()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker, new() { ["Sessions:CheckSeconds"] = "1" });
        var person = await stage.SignedInAsync(stage.World.Manager);
        await person.GoAsync("/campagnes");
        await using (var db = stage.Fixture.Database.OpenGlobal())
            await db.AccountSessions.Where(s => s.AccountId == stage.World.Manager.AccountId).ExecuteUpdateAsync(s => s.SetProperty(x => x.IdleUntil, DateTimeOffset.UtcNow.AddSeconds(-1)));
        await person.HeadingAsync("Se connecter");
    }

    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
