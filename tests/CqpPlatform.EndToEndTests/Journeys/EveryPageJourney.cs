using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Referentials.Importing;
using CqpPlatform.Web.Features.Referentials.Versions;
using CqpPlatform.Web.Features.Enrolments.Importing;
using CqpPlatform.Web.Features.Members.Inviting;
using CqpPlatform.Web.Security;

namespace CqpPlatform.EndToEndTests.Journeys;

/// <summary>Every page of the broker's roles, wide and narrow.</summary>
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
        // Received in the campaign that is open, and the same person again: a list with a line, a pair to compare.
        var twin = await fixture.CreateEnrolmentAsync(world, open, TestData.ProductionChoice);
        var (_, secret) = await fixture.CreateTutorLinkAsync(world);
        var next = (await fixture.RunAsync<CopyVersion, Result<Guid>>(world.Manager, u => u.ExecuteAsync(open.ReferentialVersionId))).Value;
        using var register = new MemoryStream("<FICHES><FICHE><NUMERO_FICHE>RNCP40001</NUMERO_FICHE><INTITULE>Conseiller</INTITULE><BLOCS_COMPETENCES><BLOC_COMPETENCES><CODE>RNCP40001BC01</CODE><LIBELLE>Conseiller</LIBELLE><LISTE_COMPETENCES>- Accueillir - Conseiller</LISTE_COMPETENCES></BLOC_COMPETENCES></BLOCS_COMPETENCES></FICHE></FICHES>"u8.ToArray());
        var fiche = (await fixture.RunAsync<ReceiveFile, Result<FileReceived>>(world.Manager, u => u.ExecuteAsync(new() { FileName = "fiches.xml", Content = register }))).Value.Imports[0];
        var faulty = System.Text.Encoding.UTF8.GetBytes(TestImports.Csv(30).Replace("BC8 BC9", "BC9").Replace("formation continue;07/09/2020;sinistre", "Apprentissage;31/02/2020;sinistre"));
        var import = (await fixture.RunAsync<StartImport, Result<ImportStarted>>(world.Secretary, u => u.ExecuteAsync(new(open.Id, "candidats.csv", faulty, AsDrafts: false)))).Value;

        var account = await fixture.CreateOperatorAsync();
        await fixture.GivePasswordAsync(account.Id);
        var invitation = await InviteAsync(stage);

        // At three screens at once: nobody writes, and one alone would be the longest journey of all.
        await Task.WhenAll(CertifierAsync(), SettingsAsync(), OthersAsync());

        Task CertifierAsync() => PageVisits.VisitAsync(stage, world.Manager, "certificateur",
            "/", "/campagnes", "/campagnes/nouvelle", $"/campagnes/{open.Id}", $"/campagnes/{open.Id}/inscriptions", $"/campagnes/{open.Id}/commission", $"/campagnes/{evaluated.Id}",
            $"/campagnes/{evaluated.Id}/commission", $"/relances/{evaluated.Id}", $"/campagnes/{evaluated.Id}/jury", $"/campagnes/{evaluated.Id}/evaluations/{enrolment.Id}/BC4/tuteur", "/candidats", $"/candidats/{enrolment.CandidateId}", "/candidats/doublons", $"/candidats/{enrolment.CandidateId}/doublon?avec={twin.CandidateId}", $"/inscriptions/{enrolment.Id}/changement", "/jurys", "/documents",
            "/documents/mentions", "/documents/identite", "/documents/passerelles", $"/candidats/{enrolment.CandidateId}/registre", "/referentiels", "/referentiels/RNCP31391?q=sinistre", "/referentiels/RNCP31391/versions", "/referentiels/RNCP31391/comparer");

        Task SettingsAsync() => PageVisits.VisitAsync(stage, world.Manager, "reglages",
            $"/referentiels/brouillons/{next}", $"/referentiels/brouillons/{next}?partie=composition", $"/referentiels/brouillons/{next}?partie=acces", $"/referentiels/brouillons/{next}?partie=bloc-1",
            $"/referentiels/brouillons/{next}/publier", "/referentiels/importer", $"/referentiels/fiches/{fiche}",
            "/reglages", "/organismes", "/cles-interface", "/donnees-personnelles", $"/candidats/{enrolment.CandidateId}/donnees-personnelles", $"/candidats/{enrolment.CandidateId}/rectification", "/acces-support",
            "/compte", "/compte/mot-de-passe", "/compte/confirmer", "/compte/double-authentification", "/membres", "/journal", $"/journal/{world.Secretary.AccountId}", $"/candidats/{enrolment.CandidateId}/journal",
            $"/campagnes/{evaluated.Id}/journal", "/mon-activite", "/nulle-part");

        async Task OthersAsync()
        {
            await PageVisits.VisitAsync(stage, world.Secretary, "organisme",
                "/", "/inscriptions", $"/inscriptions/nouvelle/{open.Id}", $"/inscriptions/{draft.EnrolmentId}", $"/inscriptions/{enrolment.Id}", $"/inscriptions/importer/{open.Id}", $"/inscriptions/imports/{import.ImportId}", $"/travaux/{import.JobId}", $"/inscriptions/{enrolment.Id}/changement", "/evaluations", $"/evaluations/fichier/{evaluated.Id}", $"/evaluations/{enrolment.Id}/BC4", $"/evaluations/{enrolment.Id}/BC4/remise", $"/evaluations/{enrolment.Id}/BC4/pieces", $"/relances/{evaluated.Id}", "/candidats", "/chiffres", "/documents");
            await PageVisits.VisitAsync(stage, world.Examiner, "examinateur", "/ma-journee", "/ma-journee/emargement", $"/ma-journee/{oral.Id}/BC4", $"/ma-journee/{oral.Id}/BC4/remise", $"/ma-journee/{oral.Id}/BC4/pieces", $"/ma-journee/{oral.Id}/lien", "/campagnes", "/mon-activite");
            await PageVisits.VisitAsync(stage, account.Email, "exploitant", "/exploitation", "/exploitation/nouveau-certificateur", "/candidats");
            await PageVisits.VisitAsync(stage, (string?)null, "public", "/connexion", "/mot-de-passe", "/mot-de-passe/inconnu", invitation, $"/invitation/{CqpFixture.Broker}/inconnu", "/verification", "/verification/CPNEC-2027-C-99999", $"/observation/{CqpFixture.Broker}/inconnu", $"/observation/{CqpFixture.Broker}/{secret}");
        }
    }

    private static async Task<string> InviteAsync(Stage stage)
    {
        const string Email = "aude.prigent@exemple.invalid";
        await stage.Fixture.RunAsync<InviteMember, Result<Guid>>(stage.World.Manager, u => u.ExecuteAsync(new(Email, "Prigent", "Aude", Role.Examiner, null)));
        return await new Mailbox(stage.Host.MailFolder).WaitAsync(Email, "/invitation/[^\\s]+");
    }
}
