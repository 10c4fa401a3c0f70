using CqpPlatform.TestCommon;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Journeys;

public sealed class SignInJourney(BrowserFixture browser)
{
    [Fact]
    public async Task A_wrong_password_says_so_without_telling_whether_the_account_exists()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var person = await stage.PersonAsync();
        foreach (var email in new[] { await stage.Fixture.EmailOfAsync(stage.World.Manager), "inconnu@exemple.invalid" })
        {
            await person.GoAsync("/connexion");
            await person.Page.GetByLabel("Adresse de courriel").FillAsync(email);
            await person.Page.GetByLabel("Mot de passe").FillAsync("pas le bon mot de passe");
            await person.ClickAsync("Se connecter");
            await person.SeesAsync("Adresse ou mot de passe inconnu.");
            await person.CheckAsync();
        }
    }

    [Fact]
    public async Task Each_role_lands_on_its_own_work_and_a_page_of_another_is_refused()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        foreach (var (member, title, forbidden) in new[]
        {
            (stage.World.Manager, "À faire", "/ma-journee"), (stage.World.Secretary, "À faire", "/campagnes"),
            (stage.World.Examiner, "Ma journée", "/campagnes"), (stage.World.JuryMember, "Mes séances", "/inscriptions"),
        })
        {
            var person = await stage.ArrivedAsync(member);
            await person.HeadingAsync(title);
            await person.GoAsync(forbidden);
            await person.SeesAsync("Vous n’avez pas accès à cette page");
        }
    }

    [Fact]
    public async Task A_person_of_two_certifiers_switches_and_each_shows_its_own_campaigns_only()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        await stage.Fixture.CreateCampaignAsync(stage.World, "RNCP31391", "Campagne du courtage");
        var insurer = await stage.Fixture.TenantAsync(CqpFixture.Insurer);
        await using (var db = await stage.Fixture.Database.OpenAsync(insurer.Id))
        {
            db.Add(Web.Security.Membership.Create(stage.World.Manager.AccountId, Web.Security.Role.CertifierManager));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var person = await stage.ArrivedAsync(stage.World.Manager);
        await person.SeesAsync("Campagne du courtage");

        await person.GoAsync("/compte");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Passer à cet accès" }).ClickAsync();
        await person.HeadingAsync("À faire");
        await Assertions.Expect(person.Page.GetByText("Campagne du courtage")).ToHaveCountAsync(0);

        await person.GoAsync("/compte");
        await person.ClickAsync("Se déconnecter");
        await person.HeadingAsync("Se connecter");
        await person.Page.GotoAsync("/campagnes");
        await person.HeadingAsync("Se connecter");
    }
}
