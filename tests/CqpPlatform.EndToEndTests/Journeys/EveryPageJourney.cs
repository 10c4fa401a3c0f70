using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Declarations.ReceiveReport;
using CqpPlatform.Web.Features.Declarations.WriteFiles;
using CqpPlatform.Web.Features.Referentials.Importing;
using CqpPlatform.Web.Features.Referentials.Versions;
using CqpPlatform.Web.Features.Enrolments.Importing;
using CqpPlatform.Web.Features.Members.Inviting;
using CqpPlatform.Web.Security;
using Microsoft.Playwright;

namespace CqpPlatform.EndToEndTests.Journeys;

/// <summary>Every page of every role, wide and narrow: axe, the console and other hosts on each; with CQP_SCREENS, a picture of each as well.</summary>
public sealed class EveryPageJourney(BrowserFixture browser)
{
    [Fact]
    public async Task Every_page_of_the_brokers_roles_is_sound_at_both_widths()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var (world, fixture) = (stage.World, stage.Fixture);
        var open = await fixture.CreateCampaignAsync(world, "RNCP31391", "Aux inscriptions");
        var draft = await fixture.WriteEnrolmentAsync(world.Secretary, open, "Ambrosini", TestData.ProductionChoice);
        var (evaluated, enrolment, oral) = await fixture.CreateEvaluationAsync(world, "RNCP31391", "Aux évaluations");
        var (_, secret) = await fixture.CreateTutorLinkAsync(world);
        var next = (await fixture.RunAsync<CopyVersion, Result<Guid>>(world.Manager, u => u.ExecuteAsync(open.ReferentialVersionId))).Value;
        using var register = new MemoryStream("<FICHES><FICHE><NUMERO_FICHE>RNCP40001</NUMERO_FICHE><INTITULE>Conseiller</INTITULE><BLOCS_COMPETENCES><BLOC_COMPETENCES><CODE>RNCP40001BC01</CODE><LIBELLE>Conseiller</LIBELLE><LISTE_COMPETENCES>- Accueillir - Conseiller</LISTE_COMPETENCES></BLOC_COMPETENCES></BLOCS_COMPETENCES></FICHE></FICHES>"u8.ToArray());
        var fiche = (await fixture.RunAsync<ReceiveFile, Result<FileReceived>>(world.Manager, u => u.ExecuteAsync(new() { FileName = "fiches.xml", Content = register }))).Value.Imports[0];
        var faulty = System.Text.Encoding.UTF8.GetBytes(TestImports.Csv(30).Replace("BC8 BC9", "BC9").Replace("formation continue;07/09/2020;sinistre", "Apprentissage;31/02/2020;sinistre"));
        var import = (await fixture.RunAsync<StartImport, Result<ImportStarted>>(world.Secretary, u => u.ExecuteAsync(new(open.Id, "candidats.csv", faulty, AsDrafts: false)))).Value;

        await VisitAsync(stage, world.Manager, "certificateur",
            "/", "/campagnes", "/campagnes/nouvelle", $"/campagnes/{open.Id}", $"/campagnes/{open.Id}/inscriptions", $"/campagnes/{open.Id}/commission", $"/campagnes/{evaluated.Id}",
            $"/campagnes/{evaluated.Id}/jury", $"/campagnes/{evaluated.Id}/evaluations/{enrolment.Id}/BC4/tuteur", "/candidats", $"/candidats/{enrolment.CandidateId}", "/candidats/doublons", $"/inscriptions/{enrolment.Id}/changement", "/jurys", "/documents",
            "/documents/mentions", "/documents/identite", "/referentiels", "/referentiels/RNCP31391?q=sinistre", "/referentiels/RNCP31391/versions", "/referentiels/RNCP31391/comparer",
            $"/referentiels/brouillons/{next}", $"/referentiels/brouillons/{next}?partie=composition", $"/referentiels/brouillons/{next}?partie=acces", $"/referentiels/brouillons/{next}?partie=bloc-1",
            $"/referentiels/brouillons/{next}/publier", "/referentiels/importer", $"/referentiels/fiches/{fiche}",
            "/reglages", "/organismes", "/cles-interface", "/donnees-personnelles", $"/candidats/{enrolment.CandidateId}/donnees-personnelles", $"/candidats/{enrolment.CandidateId}/rectification", "/acces-support",
            "/compte", "/compte/mot-de-passe", "/compte/confirmer", "/compte/double-authentification", "/membres", "/journal", $"/journal/{world.Secretary.AccountId}", $"/candidats/{enrolment.CandidateId}/journal",
            $"/campagnes/{evaluated.Id}/journal", "/mon-activite", "/nulle-part");
        await VisitAsync(stage, world.Secretary, "organisme",
            "/", "/inscriptions", $"/inscriptions/nouvelle/{open.Id}", $"/inscriptions/{draft.EnrolmentId}", $"/inscriptions/{enrolment.Id}", $"/inscriptions/importer/{open.Id}", $"/inscriptions/imports/{import.ImportId}", $"/travaux/{import.JobId}", $"/inscriptions/{enrolment.Id}/changement", "/evaluations", $"/evaluations/{enrolment.Id}/BC4", $"/evaluations/{enrolment.Id}/BC4/remise", "/candidats", "/documents");
        await VisitAsync(stage, world.Examiner, "examinateur", "/ma-journee", $"/ma-journee/{oral.Id}/BC4", $"/ma-journee/{oral.Id}/BC4/remise", "/campagnes", "/mon-activite");
        var account = await fixture.CreateOperatorAsync();
        await fixture.GivePasswordAsync(account.Id);
        await VisitAsync(stage, account.Email, "exploitant", "/exploitation", "/exploitation/nouveau-certificateur", "/candidats");
        await VisitAsync(stage, (string?)null, "public", "/connexion", "/mot-de-passe", "/mot-de-passe/inconnu", await InviteAsync(stage), $"/invitation/{CqpFixture.Broker}/inconnu", "/verification", "/verification/CPNEC-2027-C-99999", $"/observation/{CqpFixture.Broker}/inconnu", $"/observation/{CqpFixture.Broker}/{secret}");
    }

    [Fact]
    public async Task The_jury_and_its_documents_are_sound_at_both_widths()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Insurer);
        var (world, fixture) = (stage.World, stage.Fixture);
        var past = await fixture.CreateCampaignAsync(world, "RNCP41351", "Scellée");
        var holder = await fixture.CreateEnrolmentAsync(world, past, TestData.UnderwritingChoice);
        var minutes = await fixture.SealSessionAsync(world, past, new Dictionary<Guid, string[]> { [holder.Id] = ["BC01", "BC02"] });
        var campaign = await fixture.CreateCampaignAsync(world, "RNCP41351", "En délibération");
        var enrolment = await fixture.CreateEnrolmentAsync(world, campaign, TestData.UnderwritingChoice, "Lefèvre");
        await fixture.EvaluateAsync(world, enrolment, (block, _) => block == "BC02" ? Rating.InProgress : Rating.Acquired);
        var jury = await fixture.OpenJuryAsync(world, campaign);

        await VisitAsync(stage, jury.President, "jury", $"/jury/{jury.SessionId}", $"/jury/{jury.SessionId}?presence=oui", $"/jury/{jury.SessionId}/projection", "/documents");
        await VisitAsync(stage, world.JuryMember, "membre", "/jury", $"/jury/{minutes.Id}");
        await fixture.CertifyAsync(world, past, TestData.UnderwritingChoice, "Ambrosini", "Berger", "Vasquez");
        var declared = (await fixture.RunAsync<WriteFiles, Result<IReadOnlyList<Guid>>>(world.Manager, u => u.ExecuteAsync())).Value[0];
        var passages = await fixture.PassagesAsync(world);
        await fixture.RunAsync<ReceiveReport, Result<ReportRead>>(world.Manager, u => u.ExecuteAsync(new(TestData.ReturnReport(declared.ToString(), [passages[0]], (passages[1], "Aucun titulaire ne correspond : vérifier le nom de naissance")))));
        await fixture.CertifyAsync(world, past, TestData.UnderwritingChoice, "Lenoir");
        await VisitAsync(stage, world.Manager, "certificateur-declarations", "/", "/declarations", $"/declarations/fichiers/{declared}", "/declarations/identifiants", "/chiffres", "/chiffres?annee=1999");
        await VisitAsync(stage, world.Manager, "certificateur-jury", "/", $"/campagnes/{campaign.Id}/jury", $"/jury/{jury.SessionId}?presence=oui", "/jurys", "/documents", $"/candidats/{holder.CandidateId}");
    }

    [Fact]
    public async Task Empty_forms_say_what_is_missing_and_dialogs_open_soundly()
    {
        await using var stage = await browser.StageAsync(CqpFixture.Broker);
        var (world, fixture) = (stage.World, stage.Fixture);
        var open = await fixture.CreateCampaignAsync(world, "RNCP31391", "Aux inscriptions");
        var draft = await fixture.WriteEnrolmentAsync(world.Secretary, open, "Ambrosini", new(null, []));
        var (evaluated, enrolment, _) = await fixture.CreateEvaluationAsync(world, "RNCP31391", "Aux évaluations");
        await fixture.EvaluateAsync(world, enrolment);
        var certifier = await stage.SignedInAsync(world.Manager);
        await RefusedAsync(certifier, "/campagnes/nouvelle", "Ouvrir aux inscriptions", "Choisissez la certification.");
        await DialogAsync(certifier, $"/campagnes/{open.Id}", "Revenir à l’étape précédente", "Revenir en arrière", "Indiquez le motif");
        await DialogAsync(certifier, $"/campagnes/{evaluated.Id}/evaluations/{enrolment.Id}/BC4/tuteur", "Rouvrir", "Rouvrir", "Indiquez le motif");
        var organisation = await stage.SignedInAsync(world.Secretary);
        await RefusedAsync(organisation, $"/inscriptions/nouvelle/{open.Id}", "Commencer le dossier", "Le dossier n’est pas encore commencé");
        await RefusedAsync(organisation, $"/inscriptions/{draft.EnrolmentId}", "Envoyer au certificateur", "Option : aucune n’est choisie.");
        await DialogAsync(organisation, $"/inscriptions/{draft.EnrolmentId}", "Supprimer le brouillon", null, "sera effacé");
    }

    private static async Task<string> InviteAsync(Stage stage)
    {
        const string Email = "aude.prigent@exemple.invalid";
        await stage.Fixture.RunAsync<InviteMember, Result<Guid>>(stage.World.Manager, u => u.ExecuteAsync(new(Email, "Prigent", "Aude", Role.Examiner, null)));
        return await new Mailbox(stage.Host.MailFolder).WaitAsync(Email, "/invitation/[^\\s]+");
    }

    private static async Task VisitAsync(Stage stage, Membership member, string who, params string[] paths) => await VisitAsync(stage, await stage.Fixture.EmailOfAsync(member), who, paths);

    private static async Task VisitAsync(Stage stage, string? email, string who, params string[] paths)
    {
        var person = await stage.PersonAsync();
        if (email is not null) await person.SignInAsync(email);
        var found = new List<string>();
        foreach (var (path, i) in paths.Select((p, i) => (p, i)))
        {
            await person.Page.GotoAsync(path);
            await person.LiveAsync();
            foreach (var (width, height) in new[] { (1440, 1000), (390, 844) })
            {
                await person.Page.SetViewportSizeAsync(width, height);
                found.AddRange((await person.FaultsAsync()).Select(fault => $"{path} at {width}: {fault}"));
                // The page itself never scrolls sideways; wide tables scroll in their own box.
                var beyond = await person.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (beyond > 0) found.Add($"{path} at {width}: {beyond} px too wide");
                if (Environment.GetEnvironmentVariable("CQP_SCREENS") is { Length: > 0 } folder)
                    await person.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{who}-{i:00}-{width}.png"), FullPage = true });
            }
        }
        found.ShouldBeEmpty(who);
    }

    private static async Task RefusedAsync(Person person, string path, string button, string message)
    {
        await person.GoAsync(path);
        await person.ClickAsync(button);
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync(message);
        await person.CheckAsync();
    }

    private static async Task DialogAsync(Person person, string path, string button, string? confirm, string message)
    {
        await person.GoAsync(path);
        await person.ClickAsync(button);
        var dialog = person.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        if (confirm is not null) await dialog.GetByRole(AriaRole.Button, new() { Name = confirm, Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync(message);
        await person.CheckAsync();
    }
}
