using System.Text;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Enrolments.Importing;
using CqpPlatform.Web.Tables;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Enrolments.Importing;

/// <summary>What is wrong in a file: each fault told where it stands, and the file given back.</summary>
public sealed class ImportFaultTests(DatabaseFixture fixture) : ImportStage(fixture), IClassFixture<DatabaseFixture>
{
    [Theory]
    [InlineData("civilite", "X", "civilite", "Valeur inconnue", "« F » ou « M »")]
    [InlineData("nom_naissance", "", "nom_naissance", "Obligatoire", "Nom de naissance")]
    [InlineData("date_naissance", "31/02/1996", "date_naissance", "Cette date n’existe pas", "JJ/MM/AAAA")]
    [InlineData("date_naissance", "14-3-94", "date_naissance", "Format de date non reconnu", "14/03/1994")]
    [InlineData("date_naissance", "14/03/2020", "date_naissance", "plausible", "")]
    [InlineData("code_commune_naissance", "2A04", "code_commune_naissance", "5 caractères attendus, 4 reçus", "2A004")]
    [InlineData("code_commune_naissance", "1004", "code_commune_naissance", "retiré le zéro", "01004")]
    [InlineData("entree_parcours", "06/09/2021", "entree_parcours", "07/08/2021", "")]
    [InlineData("blocs_optionnels", "BC4 BC8", "blocs_optionnels", "BC4", "")]
    [InlineData("blocs_optionnels", "BC9", "blocs_optionnels", "1 bloc", "")]
    [InlineData("blocs_optionnels", "BC12 BC9", "blocs_optionnels", "BC12", "")]
    [InlineData("option", "Prod.", "option", "Valeur inconnue", "« production » ou « sinistre »")]
    [InlineData("voie_acces", "Apprentissage", "voie_acces", "", "")]
    [InlineData("siret", "123 456 789 00017", "siret", "clé de contrôle", "avis Sirene")]
    [InlineData("siret", "7328293200007", "siret", "Numéro de sécurité sociale", "Si c’est un SIRET, écrivez ses 14 chiffres")]
    [InlineData("siret", "1,23457E+13", "siret", "le tableur a réduit", "Texte")]
    [InlineData("telephone", "612345678", "telephone", "retiré le zéro", "0612345678")]
    [InlineData("courriel_tuteur", "", "courriel_tuteur", "Obligatoire", "lien d’observation")]
    [InlineData("courriel_tuteur", "p.tassin@", "courriel_tuteur", "adresse attendue", "")]
    [InlineData("prenoms", "Ã‰lodie", "prenoms", "Accents illisibles", "UTF-8")]
    [InlineData("prenoms", "Léa2", "prenoms", "lettres", "")]
    [InlineData("amenagements", "2 94 03 2A 004 123", "amenagements", "Numéro de sécurité sociale", "Videz la cellule")]
    public async Task Each_fault_is_told_with_its_line_its_column_and_its_remedy(string column, string value, string told, string what, string remedy)
    {
        var (world, campaign) = await OpenAsync();
        var import = await CheckAsync(world, campaign, With(column, value));
        var problem = import.Problems.Where(p => !p.Warning).ShouldHaveSingleItem();
        (problem.Line, problem.Column).ShouldBe((3, told));
        problem.What.ShouldContain(what, Case.Insensitive);
        problem.Remedy.Replace('\u00A0', ' ').ShouldContain(remedy);
        problem.Remedy.ShouldNotBeEmpty();
        (import.Status, import.FaultyLines).ShouldBe((ImportStatus.ToCorrect, 1));
        (await SaveRequestAsync(world.Secretary, import.Id)).Errors.ShouldBe([ImportErrors.NotSound]);
    }

    [Theory]
    [InlineData("VAE", "peut-être", "Valeur inconnue", "« non » ou « oui »")]
    [InlineData("formation continue", "oui", "congé VAE ne va qu’avec la voie", "")]
    [InlineData("formation continue", "Non", null, "")]
    [InlineData("VAE", "", null, "")]
    [InlineData("VAE", "OUI", null, "")]
    public async Task A_conge_VAE_is_read_in_its_column_and_kept_with_a_VAE_only(string route, string leave, string? what, string remedy)
    {
        var (world, campaign) = await OpenAsync();
        var cells = TestImports.Cells(First + 1);
        cells[Array.IndexOf(TestImports.Header.Split(';'), "voie_acces")] = route;
        var import = await CheckAsync(world, campaign, TestImports.Header + ";conge_vae\r\n" + string.Join(';', cells) + $";{leave}\r\n");
        if (what is not null)
        {
            var problem = import.Problems.Where(p => !p.Warning).ShouldHaveSingleItem();
            (problem.Line, problem.Column, problem.Value).ShouldBe((2, "conge_vae", leave));
            problem.What.ShouldContain(what);
            problem.Remedy.Replace('\u00A0', ' ').ShouldContain(remedy);
            return;
        }
        await SaveAsync(world, import.Id);
        (await EnrolmentsAsync(world, campaign)).ShouldHaveSingleItem().VaeLeave.ShouldBe(leave == "OUI");
    }

    [Fact]
    public async Task A_social_security_number_is_masked_in_its_own_error_and_stored_nowhere()
    {
        const string nir = "294032A00412318";
        var (world, campaign) = await OpenAsync();
        var text = TestImports.Header + ";numero_secu\r\n" + TestImports.Line(First + 1) + $";{nir}\r\n";
        var import = await CheckAsync(world, campaign, text);
        var error = import.Problems.Single(p => !p.Warning);
        (error.Column, error.Value).ShouldBe(("numero_secu", "masqué"));

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var row = await db.EnrolmentImports.SingleAsync(i => i.Id == import.Id);
        (Encoding.UTF8.GetString(row.Content!) + row.Report).ShouldNotContain(nir[..10]);
        var back = await Platform.RunAsync<DownloadImport, Result<FileToRead>>(world.Secretary, u => u.ExecuteAsync(new(import.Id)));
        Encoding.UTF8.GetString(back.Value.Bytes).ShouldNotContain(nir[..10]);
    }

    [Fact]
    public async Task The_file_comes_back_with_its_rows_untouched_and_one_column_of_errors()
    {
        var (world, campaign) = await OpenAsync();
        var text = With("siret", "012");
        var import = await CheckAsync(world, campaign, text);
        var back = (await Platform.RunAsync<DownloadImport, Result<FileToRead>>(world.Secretary, u => u.ExecuteAsync(new(import.Id)))).Value;
        var (before, after) = (text.Split("\r\n"), Encoding.UTF8.GetString(back.Bytes).Split("\r\n"));
        after[0].ShouldBe(before[0] + ";erreurs");
        after[1].ShouldBe(before[1]);
        after[2].ShouldStartWith(before[2] + ";\"siret\u00A0: ");
        back.FileName.ShouldBe("candidats-erreurs.csv");

        var faulty = (await Platform.RunAsync<DownloadImport, Result<FileToRead>>(world.Secretary, u => u.ExecuteAsync(new(import.Id, OnlyFaulty: true)))).Value;
        faulty.FileName.ShouldBe("candidats-a-corriger.csv");
        Encoding.UTF8.GetString(faulty.Bytes).Split("\r\n").ShouldBe([after[0], after[2], ""]);
    }

    [Fact]
    public async Task A_workbook_comes_back_as_a_workbook_with_the_same_column()
    {
        var (world, campaign) = await OpenAsync();
        var wrong = TestImports.Cells(First + 2);
        wrong[13] = "012";
        var rows = new[] { TestImports.Header.Split(';'), TestImports.Cells(First + 1), wrong, TestImports.Cells(First + 3) };
        var file = XlsxWriter.Write([new("Inscriptions", [.. rows[0].Select(_ => 18)], rows)]);
        var import = await CheckAsync(world, campaign, "candidats.xlsx", file);
        (import.Status, import.FaultyLines).ShouldBe((ImportStatus.ToCorrect, 1));

        foreach (var (only, name, lines) in new[] { (false, "candidats-erreurs.xlsx", new[] { 2, 3, 4 }), (true, "candidats-a-corriger.xlsx", [3]) })
        {
            var back = (await Platform.RunAsync<DownloadImport, Result<FileToRead>>(world.Secretary, u => u.ExecuteAsync(new(import.Id, only)))).Value;
            (back.FileName, back.ContentType).ShouldBe((name, TableFile.Xlsx));
            var table = TableReader.Read(back.Bytes).Value;
            table.Header.Cells[^1].ShouldBe("erreurs");
            table.Rows.Select(r => r.Line).ShouldBe(lines);
            table.Rows.Single(r => r.Line == 3).Cells[^1].ShouldStartWith("siret\u00A0: ");
        }
        // The column is known for ours: the corrected file is read without a word about it.
        wrong[13] = TestImports.Cells(First + 2)[13];
        var corrected = XlsxWriter.Write([new("Inscriptions", [.. rows[0].Select(_ => 18), 40], rows.Select((r, i) => (IReadOnlyList<string>)[.. r, i == 0 ? "erreurs" : ""]))]);
        (await CheckAsync(world, campaign, "candidats.xlsx", corrected)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_person_twice_is_an_error_and_a_likeness_is_a_warning()
    {
        var (world, campaign) = await OpenAsync();
        var same = TestImports.Cells(First + 1);
        same[1] = same[1].ToUpperInvariant();
        var reordered = TestImports.Cells(First + 2);
        reordered[3] = "Anne, " + reordered[3].Split(',')[0];
        var import = await CheckAsync(world, campaign, Csv(3) + string.Join(';', same) + "\r\n" + string.Join(';', reordered) + "\r\n");
        import.Problems.Select(p => (p.Line, p.Warning)).ShouldBe([(5, false), (6, true)]);
        import.Problems[0].What.ShouldContain("Même personne que la ligne 3");
    }

    [Fact]
    public async Task Somebody_the_registry_knows_is_found_again_with_their_blocks_and_refused_a_second_time()
    {
        var (world, campaign) = await OpenAsync();
        await SaveAsync(world, (await CheckAsync(world, campaign, Csv(2))).Id);
        var again = await CheckAsync(world, campaign, Csv(3));
        var already = EnrolmentErrors.AlreadyEnrolled.Message.TrimEnd('.');
        again.Problems.Where(p => !p.Warning).Select(p => (p.Line, p.What)).ShouldBe([(2, already), (3, already)]);

        var known = (await EnrolmentsAsync(world, campaign))[0];
        await Platform.AcquireAsync(world, campaign, known.CandidateId, "BC1", "BC2");
        var next = await Platform.CreateCampaignAsync(world, "RNCP31391", $"Suivante {Guid.NewGuid():N}");
        await SaveAsync(world, (await CheckAsync(world, next, Csv(2))).Id);
        var enrolment = (await EnrolmentsAsync(world, next)).Single(e => e.CandidateId == known.CandidateId);
        enrolment.AcquiredBlocks.ShouldBe(["BC1", "BC2"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_model_of_each_certification_is_read_back_without_a_fault_in_its_header()
    {
        foreach (var (tenant, code) in new[] { (CqpFixture.Broker, "RNCP31391"), (CqpFixture.Broker, "RNCP31395"), (CqpFixture.Insurer, "RNCP41351") })
        {
            var world = await Platform.CreateWorldAsync(tenant);
            var campaign = await Platform.CreateCampaignAsync(world, code, $"Modèle {Guid.NewGuid():N}");
            foreach (var asWorkbook in new[] { true, false })
            {
                var model = (await Platform.RunAsync<DownloadModel, Result<FileToRead>>(world.Secretary, u => u.ExecuteAsync(campaign.Id, asWorkbook))).Value;
                var started = await Platform.RunAsync<StartImport, Result<ImportStarted>>(world.Secretary, u => u.ExecuteAsync(new(campaign.Id, model.FileName, model.Bytes, false)));
                await RunJobsAsync(world);
                var import = await ReadAsync(world.Secretary, started.Value.ImportId);
                import.Problems.Where(p => !p.Warning).ShouldBeEmpty($"the example of {code} is a sound line");
                import.Problems.ShouldHaveSingleItem().What.ShouldBe("C’est la ligne d’exemple du modèle", "and nobody to enrol");
            }
        }
    }
}
