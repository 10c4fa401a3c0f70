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

    [Fact]
    public async Task An_invited_manager_makes_an_account_adds_an_application_and_comes_back_with_a_recovery_code()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var manager = await stage.SignedInAsync(stage.World.Manager);
        await manager.GoAsync("/membres");
        await manager.Field("Nom").FillAsync("Prigent");
        await manager.Field("Prénom").FillAsync("Aude");
        await manager.Field("Adresse de courriel").FillAsync("aude.prigent@exemple.invalid");
        await manager.Field("Accès").SelectOptionAsync("CertifierManager");
        await manager.ClickAsync("Envoyer l’invitation");
        await manager.SeesAsync("Invitation envoyée à aude.prigent@exemple.invalid");
        await manager.CheckAsync();
        await stage.Fixture.MakeRealAsync(stage.World.TenantId);

        var link = await new Mailbox(stage.Host.MailFolder).WaitAsync("aude.prigent@exemple.invalid", "/invitation/[^\\s]+");
        var aude = await stage.PersonAsync(phone: true);
        await aude.GoAsync(link);
        await aude.Field("Mot de passe").FillAsync("Prigent-Aude-2026");
        await aude.Field("Le même mot de passe").FillAsync("Prigent-Aude-2026");
        await aude.ClickAsync("Créer mon compte");
        await aude.SeesAsync("contient votre nom");
        await aude.CheckAsync();
        await aude.Field("Mot de passe").FillAsync(Phrase);
        await aude.Field("Le même mot de passe").FillAsync(Phrase);
        await aude.ClickAsync("Créer mon compte");

        await aude.HeadingAsync("Double authentification");
        await aude.CheckAsync();
        await aude.Page.GotoAsync("/campagnes");
        await aude.HeadingAsync("Double authentification");
        var key = (await aude.Page.Locator("code.key").InnerTextAsync()).Replace(" ", "");
        await aude.Field("Code à six chiffres").FillAsync(Totp.Code(key, DateTimeOffset.UtcNow));
        await aude.ClickAsync("Enregistrer l’application");
        await aude.SeesAsync("Vos codes de récupération");
        await aude.CheckAsync();
        var code = await aude.Page.Locator(".codes code").First.InnerTextAsync();
        await aude.Page.GetByRole(AriaRole.Link, new() { Name = "Continuer" }).ClickAsync();
        await aude.HeadingAsync("À faire");

        await aude.GoAsync("/compte");
        await aude.SeesAsync("Application de codes enregistrée");
        await aude.ClickAsync("Se déconnecter");
        await aude.Field("Adresse de courriel").FillAsync("aude.prigent@exemple.invalid");
        await aude.Field("Mot de passe").FillAsync(Phrase);
        await aude.ClickAsync("Se connecter");
        await aude.HeadingAsync("Confirmez que c’est vous");
        await aude.CheckAsync();
        await aude.Field("Code à six chiffres").FillAsync(code);
        await aude.ClickAsync("Continuer");
        await aude.HeadingAsync("À faire");
        await aude.GoAsync("/compte");
        await aude.SeesAsync("9 codes de récupération restants");
    }

    /// <summary>Chromium's virtual authenticator stands in for the finger on the sensor. A passkey belongs to a name, so the address is localhost.</summary>
    [Fact]
    public async Task A_passkey_is_made_and_opens_the_account_by_itself()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        await stage.Fixture.MakeRealAsync(stage.World.TenantId);
        var person = await stage.PersonAsync(host: "localhost");
        await AddAuthenticatorAsync(person.Page);
        await person.Page.GotoAsync("/connexion");
        await person.Page.GetByLabel("Adresse de courriel").FillAsync(await stage.Fixture.EmailOfAsync(stage.World.JuryMember));
        await person.Page.GetByLabel("Mot de passe").FillAsync(TestData.Password);
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Se connecter", Exact = true }).ClickAsync();
        await person.HeadingAsync("Double authentification");
        await person.ClickAsync("Créer une clé d’accès");
        await person.SeesAsync("Vos codes de récupération");
        await person.Page.GetByRole(AriaRole.Link, new() { Name = "Continuer" }).ClickAsync();
        await Assertions.Expect(person.Page).ToHaveURLAsync(new Regex("/jury$"));

        await person.Page.GotoAsync("/compte");
        await person.SeesAsync("Clé d’accès");
        await person.CheckAsync();
        await person.ClickAsync("Se déconnecter");
        await person.ClickAsync("Se connecter avec une clé d’accès");
        await Assertions.Expect(person.Page).ToHaveURLAsync(new Regex("/jury$"));
        await using var db = stage.Fixture.Database.OpenGlobal();
        (await db.AccountSessions.OrderByDescending(s => s.StartedAt).FirstAsync(s => s.AccountId == stage.World.JuryMember.AccountId)).SecondFactor.ShouldBeTrue();
    }

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
