using CqpPlatform.TestCommon;
using CqpPlatform.Web.Security.SecondFactor;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Journeys;

/// <summary>From the invitation to a protected account, in a tenant where nobody is excused from the second factor.</summary>
public sealed class AccountJourney(BrowserFixture browser)
{
    private const string Phrase = "trois tasses sur la fenêtre", OtherPhrase = "deux bateaux au fond du jardin", Email = "aude.prigent@exemple.invalid";

    [Fact]
    public async Task An_invited_manager_makes_an_account_adds_an_application_comes_back_with_its_code_then_a_recovery_code_and_replaces_a_forgotten_password()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var manager = await stage.SignedInAsync(stage.World.Manager);
        await manager.GoAsync("/membres");
        await manager.Field("Nom").FillAsync("Prigent");
        await manager.Field("Prénom").FillAsync("Aude");
        await manager.Field("Adresse de courriel").FillAsync(Email);
        await manager.Field("Accès").SelectOptionAsync("CertifierManager");
        await manager.ClickAsync("Envoyer l’invitation");
        await Assertions.Expect(manager.Page.Locator(".note:focus")).ToContainTextAsync("Invitation envoyée");
        await Assertions.Expect(manager.Page.Locator(".note:focus")).ToBeInViewportAsync();
        await manager.SeesAsync($"Invitation envoyée à {Email}");
        await manager.CheckAsync();
        await stage.Fixture.MakeRealAsync(stage.World.TenantId);

        var aude = await stage.PersonAsync(phone: true);
        await aude.GoAsync(await new Mailbox(stage.Host.MailFolder).WaitAsync(Email, "/invitation/[^\\s]+"));
        await ChooseAsync(aude, "Prigent-Aude-2026");
        await aude.SeesAsync("contient votre nom");
        await aude.CheckAsync();
        await ChooseAsync(aude, Phrase);

        await aude.HeadingAsync("Double authentification");
        await aude.CheckAsync();
        await aude.Page.GotoAsync("/campagnes");
        await aude.HeadingAsync("Double authentification");
        var key = (await aude.Page.Locator("code.key").InnerTextAsync()).Replace(" ", "");
        await aude.Field("Code à six chiffres").FillAsync(Totp.Code(key, DateTimeOffset.UtcNow));
        await aude.ClickAsync("Enregistrer l’application");
        await aude.SeesAsync("Vos codes de récupération");
        await aude.CheckAsync();
        var recovery = await aude.Page.Locator(".codes code").AllInnerTextsAsync();
        await aude.Page.GetByRole(AriaRole.Link, new() { Name = "Continuer" }).ClickAsync();
        await aude.HeadingAsync("À faire");

        // A code serves once: the next half minute's is accepted beforehand.
        await ComeBackAsync(aude, Totp.Code(key, DateTimeOffset.UtcNow.AddSeconds(Totp.StepSeconds)));
        await ComeBackAsync(aude, recovery[0]);
        await aude.GoAsync("/compte");
        await aude.SeesAsync("Application de codes enregistrée");
        await aude.SeesAsync("9 codes de récupération restants");

        await ForgetAsync(aude, new Mailbox(stage.Host.MailFolder));
        await ComeBackAsync(aude, recovery[1], OtherPhrase);
    }

    /// <summary>By the mail: the link serves once, the session that asked has ended with the others, and the second factor stays asked for.</summary>
    private static async Task ForgetAsync(Person person, Mailbox mailbox)
    {
        await person.Page.GotoAsync("/mot-de-passe");
        await person.Field("Adresse de courriel").FillAsync(Email);
        await person.ClickAsync("Recevoir le lien");
        await person.HeadingAsync("Regardez votre courriel");
        var link = await mailbox.WaitAsync(Email, "/mot-de-passe/[0-9a-f]+");
        await person.Page.GotoAsync(link);
        await person.HeadingAsync("Choisissez un mot de passe");
        await person.CheckAsync();
        await person.Field("Nouveau mot de passe").FillAsync(OtherPhrase);
        await person.Field("Le même mot de passe").FillAsync(OtherPhrase);
        await person.ClickAsync("Changer le mot de passe");
        await person.HeadingAsync("Votre mot de passe est changé");
        await person.Page.GotoAsync(link);
        await person.HeadingAsync("Ce lien n’est plus valable");
        await person.Page.GotoAsync("/campagnes");
        await person.HeadingAsync("Se connecter");
    }

    private static async Task ChooseAsync(Person person, string password)
    {
        await person.Field("Mot de passe").FillAsync(password);
        await person.Field("Le même mot de passe").FillAsync(password);
        await person.ClickAsync("Créer mon compte");
    }

    private static async Task ComeBackAsync(Person person, string code, string? phrase = null)
    {
        // Whoever chose a new password is out already.
        if (phrase is null) await person.GoAsync("/compte");
        if (phrase is null) await person.ClickAsync("Se déconnecter");
        await person.Field("Adresse de courriel").FillAsync(Email);
        await person.Field("Mot de passe").FillAsync(phrase ?? Phrase);
        await person.ClickAsync("Se connecter");
        await person.HeadingAsync("Confirmez que c’est vous");
        await person.CheckAsync();
        await person.Field("Code à six chiffres").FillAsync(code);
        await person.ClickAsync("Continuer");
        await person.HeadingAsync(phrase is null ? "À faire" : "Campagnes");
    }

    [Fact]
    public async Task A_page_left_open_leads_to_the_sign_in_by_itself_once_its_owner_closes_the_session_elsewhere_or_its_time_without_activity_is_over()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker, new() { ["Sessions:CheckSeconds"] = "1" });
        var leftOpen = await stage.ArrivedAsync(stage.World.Manager);
        await leftOpen.GoAsync("/campagnes");
        var here = await stage.ArrivedAsync(stage.World.Manager);
        await here.GoAsync("/compte");
        await here.Page.GetByRole(AriaRole.Button, new() { Name = "Fermer la session" }).ClickAsync();
        await here.SeesAsync("C’est fait.");
        await leftOpen.HeadingAsync("Se connecter");
        await here.GoAsync("/campagnes");
        await here.HeadingAsync("Campagnes");

        await using var db = stage.Fixture.Database.OpenGlobal();
        await db.AccountSessions.Where(s => s.AccountId == stage.World.Manager.AccountId).ExecuteUpdateAsync(s => s.SetProperty(x => x.IdleUntil, DateTimeOffset.UtcNow), TestContext.Current.CancellationToken);
        await here.HeadingAsync("Se connecter");
    }
}
