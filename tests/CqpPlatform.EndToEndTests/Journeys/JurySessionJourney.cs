using CqpPlatform.EndToEndTests.Pages;
using CqpPlatform.TestCommon;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Journeys;

/// <summary>One session, four screens at once: a member, the president, the vice-president, and the wall of the room.</summary>
public sealed class JurySessionJourney(BrowserFixture browser)
{
    [Fact]
    public async Task A_member_votes_the_president_decides_the_vice_president_confirms_and_the_wall_follows()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Insurer);
        var campaign = await stage.Fixture.CreateCampaignAsync(stage.World, "RNCP41351", "Séance à quatre écrans");
        var enrolment = await stage.Fixture.CreateEnrolmentAsync(stage.World, campaign, TestData.UnderwritingChoice);
        await stage.Fixture.EvaluateAsync(stage.World, enrolment);
        var jury = await stage.Fixture.OpenJuryAsync(stage.World, campaign, member: stage.World.JuryMember);

        var wall = await stage.SignedInAsync(stage.World.Manager);
        var (president, vice, member) = (await stage.ArrivedAsync(jury.President), await stage.ArrivedAsync(jury.OtherPresident), await stage.ArrivedAsync(stage.World.JuryMember));
        await wall.GoAsync($"/jury/{jury.SessionId}");
        await wall.SeesAsync("Pas encore décidé");
        await Assertions.Expect(wall.Page.GetByRole(AriaRole.Form, new() { Name = "Décision sur " })).ToHaveCountAsync(0);
        await wall.GoAsync($"/jury/{jury.SessionId}/projection");
        await wall.LiveAsync();
        foreach (var seated in new[] { president, vice, member }) await new JuryPages(seated).EnterAsync(jury.SessionId);
        // « Séance » leads straight to the one that is open: the others are found from there.
        await member.Page.GetByRole(AriaRole.Link, new() { Name = "Toutes mes séances" }).ClickAsync();
        await member.HeadingAsync("Mes séances");
        await member.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Délibérer") }).ClickAsync();
        await new JuryPages(member).EnterAsync(jury.SessionId);

        await president.Page.GetByRole(AriaRole.Navigation, new() { Name = "Blocs de " }).GetByRole(AriaRole.Link, new() { Name = "BC02" }).ClickAsync();
        await wall.SeesAsync("BC02");
        // Digits typed fast go to the server one by one; only the sentence comes back, never the field's own text.
        var voices = president.Page.Locator("#VoteFor");
        await voices.EvaluateAsync("""
            field => {
              const text = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
              window.writtenBack = 0;
              Object.defineProperty(field, 'value', { get() { return text.get.call(this); }, set(v) { window.writtenBack++; text.set.call(this, v); } });
            }
            """);
        await voices.SelectTextAsync();
        await president.Page.Keyboard.TypeAsync("412");
        await president.SeesAsync("Le vote compte 412 voix sur 6");
        (await president.Page.EvaluateAsync<int>("window.writtenBack")).ShouldBe(0);
        await president.ClickAsync("Demander un vote nominatif");
        foreach (var screen in new[] { president, vice, member, wall }) await screen.SeesAsync("Vote en cours");
        var called = new PageGetByRoleOptions { NameRegex = new("^Vote en cours") };
        await Assertions.Expect(president.Page.GetByRole(AriaRole.Heading, called)).ToBeFocusedAsync();
        await Assertions.Expect(vice.Page.GetByRole(AriaRole.Heading, called)).Not.ToBeFocusedAsync();
        await wall.CheckAsync();
        await member.CheckAsync();

        await Assertions.Expect(member.Page.GetByRole(AriaRole.Group, new() { Name = "Voix de " })).ToHaveCountAsync(1);
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Pour", Exact = true }).ClickAsync();
        await member.SeesAsync("Enregistré");
        await Assertions.Expect(member.Page.GetByRole(AriaRole.Heading, called)).ToBeFocusedAsync();
        await vice.Page.GetByRole(AriaRole.Group, new() { Name = "Voix de EMPLOYERS0 Camille" }).GetByRole(AriaRole.Button, new() { Name = "Contre", Exact = true }).ClickAsync();
        await vice.SeesAsync("Enregistré");
        await wall.SeesAsync("2 voix données sur 6");
        // The presidency's own voice, and those of the members without a sign-in.
        for (var left = 4; left > 0; left--)
        {
            var ballots = president.Page.GetByRole(AriaRole.Group, new() { Name = "Voix de " });
            await Assertions.Expect(ballots).ToHaveCountAsync(left);
            await ballots.First.GetByRole(AriaRole.Button, new() { Name = "Pour", Exact = true }).ClickAsync();
        }
        await wall.SeesAsync("6 voix données sur 6");
        await president.ClickAsync("Dépouiller");
        await president.SeesAsync("adopté");
        await Assertions.Expect(president.Page.Locator(".vote :focus")).ToContainTextAsync("adopté");
        await president.ClickAsync("Décider, passer au suivant");

        await new JuryPages(president).AcceptUnanimousAsync("1 bloc");
        await wall.SeesAsync("1 candidat décidé sur 1");
        await new JuryPages(president).SealAsync(lastToConfirm: false);
        await new JuryPages(vice).SealAsync();
        await member.SeesAsync("Cette séance ne change plus.");
        await president.SeesAsync("Cette séance ne change plus.");
        await wall.SeesAsync("scellé");
        await wall.CheckAsync();
    }
}
