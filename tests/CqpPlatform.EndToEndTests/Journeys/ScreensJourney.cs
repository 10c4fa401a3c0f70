using CqpPlatform.Domain.Common;
using CqpPlatform.EndToEndTests.Pages;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Demonstration;
using CqpPlatform.Web.Features.Enrolments.Importing;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Journeys;

/// <summary>The demonstration loads, and its twelve main screens are those that the README and the guides show.</summary>
public sealed class ScreensJourney(BrowserFixture browser)
{
    // In the middle of a session and of a day of orals.
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 9, 29, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_main_screens_are_those_the_documents_show()
    {
        await using var stage = await browser.DemonstrationAsync(Now);
        var tenant = await stage.Fixture.TenantAsync(CqpFixture.Broker);
        await using var db = await stage.Fixture.Database.OpenAsync(tenant.Id);
        var album = new Album();
        await CertifierAsync(stage, db, album);
        await OrganisationAsync(stage, db, album);
        await TutorAsync(stage, album);
        await ExaminerAsync(stage, album);
        await JuryAsync(stage, db, album);
        await PublicAsync(stage, db, album);
        await album.CloseAsync();
    }

    private static async Task CertifierAsync(Stage stage, CqpDbContext db, Album album)
    {
        var manager = await EnterAsync(stage, "helene.morel@demo.invalid");
        await manager.GoAsync("/");
        await album.TakeAsync(manager, "worklist", "Campagnes en cours");
        await manager.GoAsync($"/campagnes/{await CampaignAsync(db, "RNCP31395", "Automne 2026")}");
        await album.TakeAsync(manager, "matrix", "Remise et verrouillée");
    }

    private static async Task OrganisationAsync(Stage stage, CqpDbContext db, Album album)
    {
        var secretary = await EnterAsync(stage, "benoit.rochette@demo.invalid");
        var open = await CampaignAsync(db, "RNCP31395", "Hiver 2027");
        var member = await db.Memberships.SingleAsync(m => m.Role == Role.TrainingOrganisation && db.Users.Any(a => a.Id == m.AccountId && a.LastName == "Rochette"));
        var organisation = member.OrganisationId!.Value;
        var draft = await db.Enrolments.FirstAsync(e => e.CampaignId == open && e.OrganisationId == organisation && e.Status == Domain.Candidates.EnrolmentStatus.Draft);
        await secretary.GoAsync($"/inscriptions/{draft.Id}");
        await secretary.Page.GetByRole(AriaRole.Region, new() { Name = "Choix des blocs" }).GetByRole(AriaRole.Button, new() { Name = "Modifier" }).ClickAsync();
        await album.TakeAsync(secretary, "enrolment", "Blocs communs");
        var import = await stage.Fixture.RunAsync<StartImport, Result<ImportStarted>>(member, u => u.ExecuteAsync(new(open, "inscriptions-hiver-2027.csv", System.Text.Encoding.UTF8.GetBytes(FaultyFile()), AsDrafts: false)));
        await secretary.GoAsync($"/inscriptions/imports/{import.Value.ImportId}");
        await album.TakeAsync(secretary, "import", "Toutes les erreurs");
    }

    private static async Task TutorAsync(Stage stage, Album album)
    {
        var tutor = await stage.PersonAsync(phone: true);
        await new TutorPages(tutor).EnterByAsync((await DemonstrationLoader.TutorLinkAsync(stage.Host.Services, CqpFixture.Broker, DemoCast.Broker))!, DemoCast.Broker.Companies[0].TutorEmail);
        await tutor.Page.Locator("a.done-card").First.ClickAsync();
        await album.TakeAsync(tutor, "tutor-phone", "Acquis");
    }

    private static async Task ExaminerAsync(Stage stage, Album album)
    {
        var examiner = await EnterAsync(stage, "marc.hassani@demo.invalid");
        await examiner.GoAsync("/ma-journee");
        await examiner.Page.GetByRole(AriaRole.Link, new() { Name = "Noter BC1", Exact = true }).ClickAsync();
        await examiner.SeesAsync("Acquis");
        // Whoever enters a page stands on its heading; a key pressed before would be nobody's.
        await Assertions.Expect(examiner.Page.Locator("h1").First).ToBeFocusedAsync();
        await examiner.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(examiner.Page.Locator("[data-line] input").First).ToBeFocusedAsync();
        await album.TakeAsync(examiner, "examiner-day", "Acquis");
        await examiner.Page.SetViewportSizeAsync(390, 844);
        await album.TakeAsync(examiner, "examiner-phone", "Acquis");
    }

    private static async Task JuryAsync(Stage stage, CqpDbContext db, Album album)
    {
        var president = await EnterAsync(stage, "beatrice.cosson@demo.invalid");
        var campaign = await CampaignAsync(db, "RNCP31391", "Automne 2026");
        var session = await db.JurySessions.Where(s => s.CampaignId == campaign).Select(s => s.Id).SingleAsync();
        await president.GoAsync($"/jury/{session}");
        await president.SeesAsync("Décision sur");
        await president.Page.Keyboard.PressAsync("d");
        await album.TakeAsync(president, "jury", "les sources divergent");
    }

    private static async Task PublicAsync(Stage stage, CqpDbContext db, Album album)
    {
        var documents = await db.IssuedDocuments.OrderBy(d => d.Number).ToListAsync();
        var certificate = documents.First(d => d.Kind == Domain.Awards.DocumentKind.Certificate);
        var anyone = await stage.PersonAsync();
        await anyone.GoAsync($"/verification/{certificate.Number}/{certificate.CheckCode}");
        await album.TakeAsync(anyone, "verification", "Certificat valide");
        await anyone.Page.SetViewportSizeAsync(390, 844);
        await album.TakeAsync(anyone, "verification-phone", "Certificat valide");
        await album.TakeAsync(certificate.Bytes, "certificate");
        await album.TakeAsync(documents.First(d => d.Kind == Domain.Awards.DocumentKind.Minutes).Bytes, "minutes");
    }

    private static async Task<Person> EnterAsync(Stage stage, string email)
    {
        var person = await stage.SignedInAsync(email, DemonstrationLoader.Password);
        await person.Page.SetViewportSizeAsync(1440, 960);
        await person.Page.Clock.SetFixedTimeAsync(Now.UtcDateTime);
        return person;
    }

    private static Task<Guid> CampaignAsync(CqpDbContext db, string certification, string name) =>
        db.Campaigns.Where(c => c.CertificationCode == certification && c.Name == name).Select(c => c.Id).SingleAsync();

    /// <summary>Thirty persons without an option, some of them mistyped as people do.</summary>
    private static string FaultyFile()
    {
        const int Option = 11, Electives = 12;
        var lines = TestImports.Csv(30).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(';')).ToList();
        foreach (var cells in lines.Skip(1)) cells[Electives] = "BC6 BC8";
        (lines[4][4], lines[4][6], lines[7][10], lines[11][Electives]) = ("31/02/1996", "2A04", "06/09/2021", "BC6");
        (lines[15][9], lines[19][13], lines[19][18], lines[23][Electives], lines[27][4]) = ("Apprentissage", "01234567800017", "", "BC4 BC8", "14-3-94");
        return string.Join("\r\n", lines.Select(cells => string.Join(';', cells.Where((_, i) => i != Option))));
    }
}
