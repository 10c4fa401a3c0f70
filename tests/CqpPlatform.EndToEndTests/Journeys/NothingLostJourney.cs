using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.EndToEndTests.Pages;
using CqpPlatform.TestCommon;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Journeys;

/// <summary>What is typed in a grid survives a cut network, a killed server, an ended session and somebody else's hand.</summary>
public sealed class NothingLostJourney(BrowserFixture browser)
{
    private const string Typed = "Compare bien les garanties, mais n’a pas encore choisi seule entre deux contrats.";

    [Fact]
    public async Task A_tutor_goes_through_a_tunnel_and_a_server_dies_while_they_type()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await stage.Fixture.CreateEvaluationAsync(stage.World, "RNCP31391", "Tunnel");
        var (_, secret) = await stage.Fixture.CreateTutorLinkAsync(stage.World);
        var person = await stage.PersonAsync(phone: true);
        var grid = new SavedGrid(person);
        await new TutorPages(person).EnterByAsync($"/observation/{CqpFixture.Broker}/{secret}", stage.World.Tutor.Email);
        await person.Page.SetViewportSizeAsync(320, 640);
        await person.GoAsync($"/observations/{enrolment.Id}/BC4");
        await grid.ChooseAsync("C8.1", "Acquis");
        await grid.SavedAsync();

        await person.Page.Context.SetOfflineAsync(true);
        await grid.ChooseAsync("C8.1", "En cours d’acquisition");
        await grid.WriteAsync("C8.1", Typed);
        await grid.ChooseAsync("C8.2", "Non acquis");
        await grid.ChooseAsync("C8.2", "Acquis");
        await person.SeesAsync("Gardé sur cet appareil");
        await person.SeesAsync("Pas de réseau.");
        (await person.FaultsAsync()).Where(f => !f.Contains("Failed to load resource", StringComparison.Ordinal)).ShouldBeEmpty();
        (await StoredAsync(stage, enrolment.Id, SourceKind.Tutor)).Ratings.Single().Rating.ShouldBe(Rating.Acquired);
        await person.Page.Context.SetOfflineAsync(false);
        await grid.SavedAsync();
        var stored = await StoredAsync(stage, enrolment.Id, SourceKind.Tutor);
        stored.Ratings.Select(r => (r.ItemCode, r.Rating, r.Comment)).Order().ShouldBe([("C8.1", Rating.InProgress, Typed), ("C8.2", Rating.Acquired, null)]);
        stored.Changes.Where(c => c is { ItemCode: "C8.1", Field: LineField.Rating }).OrderBy(c => c.At).Select(c => c.After).ShouldBe(["Acquired", "InProgress"], "in order, once");

        // In the middle of a word; what follows is typed while there is no server at all.
        await grid.ChooseAsync("C8.3", "Non observé");
        await grid.FieldOf("C8.3").PressSequentiallyAsync("Fait par un autre");
        await stage.RestartAsync(async () =>
        {
            await grid.FieldOf("C8.3").PressSequentiallyAsync(" service que le sien.");
            await grid.ChooseAsync("C8.4", "Acquis");
            await person.SeesAsync("Gardé sur cet appareil");
        });
        await person.Page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        await grid.SavedAsync();
        stored = await StoredAsync(stage, enrolment.Id, SourceKind.Tutor);
        stored.Ratings.Single(r => r.ItemCode == "C8.3").Comment.ShouldBe("Fait par un autre service que le sien.");
        stored.Changes.Select(c => c.ChangeId).Distinct().Count().ShouldBe(stored.Changes.Count);
        stored.Ratings.Count.ShouldBe(4);
        await person.Page.ReloadAsync();
        (await person.FaultsAsync()).Where(f => !f.Contains("Failed to load resource", StringComparison.Ordinal)).ShouldBeEmpty();
        await Assertions.Expect(person.Page.Locator("[id='C8.3']")).ToBeHiddenAsync();
        (await person.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, "at 320 px");

        // What was seen joins the grid, on the same phone.
        await person.GoAsync($"/observations/{enrolment.Id}/BC4/pieces");
        await person.Field("Ajouter une pièce ou une photo").SetInputFilesAsync(new FilePayload { Name = "situation.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"u8.ToArray() });
        await person.SeesAsync("situation.pdf est enregistrée.");
        (await person.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, "at 320 px");
        await person.CheckAsync();
    }

    [Fact]
    public async Task A_session_ends_while_somebody_types_and_two_people_meet_in_one_field()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await stage.Fixture.CreateEvaluationAsync(stage.World, "RNCP31391", "Session");
        var person = await stage.SignedInAsync(stage.World.Secretary);
        var grid = new SavedGrid(person);
        await person.GoAsync($"/evaluations/{enrolment.Id}/BC4");
        await grid.ChooseAsync("C8.2", "En cours");
        await grid.SavedAsync();
        await EndSessionsAsync(stage);
        await grid.WriteAsync("C8.2", Typed);
        await person.SeesAsync("Votre accès a pris fin. Gardé sur cet appareil");
        await PressSlowlyAsync(person, "Se reconnecter");
        await person.Field("Adresse de courriel").FillAsync(await stage.Fixture.EmailOfAsync(stage.World.Secretary));
        await person.Field("Mot de passe").FillAsync(TestData.Password);
        await person.ClickAsync("Se connecter");
        // Back in the same field, with what was typed there, now saved.
        await Assertions.Expect(grid.FieldOf("C8.2")).ToBeFocusedAsync();
        await Assertions.Expect(grid.FieldOf("C8.2")).ToHaveValueAsync(Typed);
        await grid.SavedAsync();
        (await StoredAsync(stage, enrolment.Id, SourceKind.TrainingOrganisation)).Ratings.Single().Comment.ShouldBe(Typed);

        var other = await stage.SignedInAsync(stage.World.Secretary);
        var second = new SavedGrid(other);
        await other.GoAsync($"/evaluations/{enrolment.Id}/BC4");
        await grid.WriteAsync("C8.2", "Choisit seule désormais.");
        await grid.SavedAsync();
        await second.WriteAsync("C8.2", "Hésite toujours.");
        var told = other.Page.Locator("[id='C8.2'] [role=alert]");
        await Assertions.Expect(told).ToContainTextAsync("Hésite toujours.");
        await Assertions.Expect(told).ToContainTextAsync("Choisit seule désormais.");
        (await other.FaultsAsync()).Where(f => !f.Contains("409", StringComparison.Ordinal)).ShouldBeEmpty();
        await other.ClickAsync("Garder ma réponse");
        await second.SavedAsync();
        var stored = await StoredAsync(stage, enrolment.Id, SourceKind.TrainingOrganisation);
        stored.Ratings.Single().Comment.ShouldBe("Hésite toujours.");
        stored.Changes.Where(c => c.Field == LineField.Comment).OrderBy(c => c.At).Select(c => c.After).ShouldBe([Typed, "Choisit seule désormais.", "Hésite toujours."]);

        // Undone by its writer, by the keyboard alone; what it was before is back.
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Annuler la dernière saisie" }).PressAsync("Enter");
        await second.SavedAsync();
        await Assertions.Expect(second.FieldOf("C8.2")).ToHaveValueAsync(Typed);

        // And after a reload: from the history, then by the same button.
        await other.Page.ReloadAsync();
        await other.Page.GetByText("Historique de la grille").PressAsync("Enter");
        await other.CheckAsync();
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Effacer C8.2, appréciation" }).PressAsync("Enter");
        await second.SavedAsync();
        (await StoredAsync(stage, enrolment.Id, SourceKind.TrainingOrganisation)).Ratings.Single().Rating.ShouldBeNull();
        await other.Page.ReloadAsync();
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Annuler la dernière saisie" }).PressAsync("Enter");
        await second.SavedAsync();
        (await StoredAsync(stage, enrolment.Id, SourceKind.TrainingOrganisation)).Ratings.Single().Comment.ShouldBeNull();

        // Whoever remits in a tunnel is not led out of the page: it stays, and says when.
        await other.Page.Context.SetOfflineAsync(true);
        await other.Page.GetByRole(AriaRole.Link, new() { Name = "Remettre BC4" }).ClickAsync();
        await other.SeesAsync("vous remettrez à son retour.");
        await other.Page.Context.SetOfflineAsync(false);

        // Another account signs in in the same browser: the page says so at once, and keeps what is typed for its own account.
        await other.Page.Context.ClearCookiesAsync();
        await new Person(stage, await other.Page.Context.NewPageAsync()).SignInAsync(await stage.Fixture.EmailOfAsync(stage.World.OtherSecretary));
        await second.ChooseAsync("C8.3", "Acquis");
        await other.SeesAsync("Cette page n’est plus valable. Gardé sur cet appareil");
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Link, new() { Name = "Recharger la page" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_answer_given_before_the_page_s_script_is_there_is_kept()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await stage.Fixture.CreateEvaluationAsync(stage.World, "RNCP31391", "Script en retard");
        var person = await stage.SignedInAsync(stage.World.Secretary);
        var grid = new SavedGrid(person);
        var held = new TaskCompletionSource();
        await person.Page.RouteAsync("**/js/grid*.js", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await person.Page.GotoAsync($"/evaluations/{enrolment.Id}/BC4", new() { WaitUntil = WaitUntilState.Commit });
        await grid.ChooseAsync("C8.1", "Acquis");
        await grid.ChooseAsync("C8.2", "En cours");
        await grid.WriteAsync("C8.2", Typed);
        held.SetResult();
        await grid.SavedAsync();
        (await StoredAsync(stage, enrolment.Id, SourceKind.TrainingOrganisation)).Ratings.Select(r => (r.ItemCode, r.Rating, r.Comment)).Order()
            .ShouldBe([("C8.1", Rating.Acquired, null), ("C8.2", Rating.InProgress, Typed)]);
    }

    private static async Task<Evaluation> StoredAsync(Stage stage, Guid enrolmentId, SourceKind source)
    {
        await using var db = await stage.Fixture.Database.OpenAsync(stage.World.TenantId);
        return await db.Evaluations.Include(e => e.Ratings).Include(e => e.Changes).AsSplitQuery().SingleAsync(e => e.EnrolmentId == enrolmentId && e.Source == source);
    }

    // The finger rests on the link while what waits is tried again, and refused again.
    private static async Task PressSlowlyAsync(Person person, string link)
    {
        await person.Page.GetByRole(AriaRole.Link, new() { Name = link }).HoverAsync();
        await person.Page.RunAndWaitForResponseAsync(async () =>
        {
            await person.Page.Mouse.DownAsync();
            await person.Page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        }, response => response.Request.Method == "POST");
        await Assertions.Expect(person.Page.Locator("[data-saved]")).ToHaveAttributeAsync("data-state", "out");
        await person.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        await person.Page.Mouse.UpAsync();
    }

    private static async Task EndSessionsAsync(Stage stage)
    {
        await using var db = stage.Fixture.Database.OpenGlobal();
        await db.AccountSessions.ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, x => x.StartedAt));
    }
}
