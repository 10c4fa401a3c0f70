using System.Text.RegularExpressions;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.EndToEndTests.Pages;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Juries.Sealing;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Journeys;

/// <summary>Chromium's virtual authenticator stands in for the finger on the sensor. A passkey belongs to a name, so the address is localhost.</summary>
public sealed class PasskeyJourney(BrowserFixture browser)
{
    [Fact]
    public async Task A_passkey_opens_the_account_seals_the_minutes_and_issues_corrects_and_revokes()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var campaign = await stage.Fixture.CreateCampaignAsync(stage.World, "RNCP31391");
        var enrolment = await stage.Fixture.CreateEnrolmentAsync(stage.World, campaign, TestData.ProductionChoice, "Lefèvre");
        await stage.Fixture.EvaluateAsync(stage.World, enrolment);
        var jury = await stage.Fixture.OpenJuryAsync(stage.World, campaign);
        await stage.Fixture.MakeRealAsync(stage.World.TenantId);

        var president = await RegisterAsync(stage, jury.President);
        await Assertions.Expect(president.Page).ToHaveURLAsync(new Regex($"/jury/{jury.SessionId}"));
        await ComeBackAsync(president);
        await Assertions.Expect(president.Page).ToHaveURLAsync(new Regex($"/jury/{jury.SessionId}"));
        await using (var db = stage.Fixture.Database.OpenGlobal())
            (await db.AccountSessions.OrderByDescending(s => s.StartedAt).FirstAsync(s => s.AccountId == jury.President.AccountId)).SecondFactor.ShouldBeTrue();
        await new JuryPages(president).AcceptUnanimousAsync("7 blocs");
        (await stage.Fixture.RunAsync<SealSession, Result<SealAnswer>>(jury.OtherPresident, u => u.ExecuteAsync(new(jury.SessionId, TestData.Password)))).Message.ShouldBe("", "the first of the two who seal");
        await president.GoAsync($"/jury/{jury.SessionId}");
        await president.ClickAsync("Clore la séance");
        await president.ClickAsync("Sceller le procès-verbal");
        await president.SeesAsync("Indiquez votre mot de passe");
        await ConfirmAsync(president);
        await president.SeesAsync("Cette séance ne change plus.");

        await DocumentsAsync(stage, enrolment);
    }

    /// <summary>The certifier, who came in a while ago.</summary>
    private static async Task DocumentsAsync(Stage stage, Enrolment enrolment)
    {
        var manager = await RegisterAsync(stage, stage.World.Manager);
        await AgeAsync(stage, stage.World.Manager);
        await manager.GoAsync("/documents");
        await manager.ClickAsync("Délivrer 1 certificat");
        await manager.SeesAsync("Délivrer engage le certificateur");
        await manager.CheckAsync();
        await ConfirmAsync(manager);
        await manager.SeesAsync("1 certificat délivré");

        await stage.Fixture.RenameAsync(stage.World, enrolment, "Lefebvre");
        await AgeAsync(stage, stage.World.Manager);
        await manager.GoAsync("/documents");
        await manager.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Certificat" }).GetByRole(AriaRole.Link, new() { Name = "Suivi" }).ClickAsync();
        await EndAsync(manager, "Délivrer un document corrigé", "Motif de la correction", "Délivrer");
        await manager.SeesAsync("Ce document annule et remplace");
        await AgeAsync(stage, stage.World.Manager);
        await EndAsync(manager, "Révoquer", "Motif de la révocation", "Révoquer");
        await manager.SeesAsync("Révoqué");
        await using var db = await stage.Fixture.Database.OpenAsync(stage.World.TenantId);
        (await db.IssuedDocuments.Where(d => d.EnrolmentId == enrolment.Id).OrderBy(d => d.Number).Select(d => d.State).ToListAsync())
            .ShouldBe([Domain.Awards.DocumentState.Superseded, Domain.Awards.DocumentState.Revoked]);
    }

    private static async Task EndAsync(Person person, string button, string reasonLabel, string verb)
    {
        await person.LiveAsync();
        await person.ClickAsync(button);
        var dialog = person.Page.GetByRole(AriaRole.Dialog);
        await dialog.Field(reasonLabel).FillAsync("pour corriger le nom du titulaire");
        await dialog.GetByRole(AriaRole.Button, new() { Name = verb, Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.Field("Votre mot de passe")).ToBeVisibleAsync();
        await person.CheckAsync();
        await ConfirmAsync(person);
        await Assertions.Expect(dialog).Not.ToBeVisibleAsync();
    }

    /// <summary>Signs in by password where a second factor is owed, makes a passkey and goes on.</summary>
    private static async Task<Person> RegisterAsync(Stage stage, Membership member)
    {
        var person = await stage.PersonAsync(host: "localhost");
        await AddAuthenticatorAsync(person.Page);
        await person.Page.GotoAsync("/connexion");
        await person.Field("Adresse de courriel").FillAsync(await stage.Fixture.EmailOfAsync(member));
        await person.Field("Mot de passe").FillAsync(TestData.Password);
        await person.ClickAsync("Se connecter");
        await person.HeadingAsync("Double authentification");
        await person.ClickAsync("Créer une clé d’accès");
        await person.SeesAsync("Vos codes de récupération");
        await person.Page.GetByRole(AriaRole.Link, new() { Name = "Continuer" }).ClickAsync();
        await person.LiveAsync();
        return person;
    }

    /// <summary>Signs out and comes in again by the passkey alone.</summary>
    private static async Task ComeBackAsync(Person person)
    {
        await person.GoAsync("/compte");
        await person.SeesAsync("Clé d’accès");
        await person.ClickAsync("Se déconnecter");
        await person.HeadingAsync("Se connecter");
        await person.ClickAsync("Se connecter avec une clé d’accès");
        await Assertions.Expect(person.Page).Not.ToHaveURLAsync(new Regex("/connexion"));
        await person.LiveAsync();
    }

    private static Task ConfirmAsync(Person person) => person.ClickAsync("Avec ma clé d’accès");

    /// <summary>The last proof of identity is an hour old.</summary>
    private static async Task AgeAsync(Stage stage, Membership member)
    {
        await using var db = stage.Fixture.Database.OpenGlobal();
        await db.AccountSessions.Where(s => s.AccountId == member.AccountId).ExecuteUpdateAsync(s => s.SetProperty(x => x.ConfirmedAt, DateTimeOffset.UtcNow.AddHours(-1)));
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
