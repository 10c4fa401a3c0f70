using System.Text;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Features.Enrolments.Importing;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CqpPlatform.Web.Tests.Features.Enrolments.Importing;

public sealed class ImportTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static int next;
    private readonly CqpFixture platform = fixture.Platform;

    // Persons are the tenant's, and the tests of a class share it: each brings its own.
    private readonly int first = Interlocked.Add(ref next, 3000);

    [Fact]
    public async Task A_sound_file_is_checked_then_saved_whole_and_each_row_is_audited_once()
    {
        var (world, campaign) = await OpenAsync();
        var import = await CheckAsync(world, campaign, Csv(120));
        import.Problems.ShouldBeEmpty();
        (import.Status, import.Lines, import.Description).ShouldBe((ImportStatus.Sound, 120, "point-virgule, UTF-8"));
        (await EnrolmentsAsync(world, campaign)).ShouldBeEmpty("the first phase writes no enrolment");

        var saved = await SaveAsync(world, import.Id);

        (saved.Status, saved.Job.State).ShouldBe((ImportStatus.Saved, JobState.Succeeded));
        saved.Outcome.ShouldBe("120\u00A0inscriptions enregistrées et envoyées au certificateur. 80 en option production, 40 en option sinistre. 840\u00A0blocs à évaluer.");
        var enrolments = await EnrolmentsAsync(world, campaign);
        enrolments.Count.ShouldBe(120);
        enrolments.ShouldAllBe(e => e.Status == EnrolmentStatus.Submitted && e.TutorId != null && e.Blocks.Count == 7 && e.OrganisationId == world.Organisation.Id);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var rows = enrolments.Select(e => e.Id).Concat(enrolments.Select(e => e.CandidateId)).Concat(enrolments.Select(e => e.TutorId!.Value).Distinct()).Concat(enrolments.Select(e => e.CompanyId!.Value).Distinct()).ToList();
        var audited = await db.AuditEntries.Where(a => rows.Contains(a.EntityId)).ToListAsync();
        audited.Count.ShouldBe(rows.Count);
        audited.ShouldAllBe(a => a.Action == nameof(SaveImport) && a.Hash.Length == 64);
        (await db.EnrolmentImports.Where(i => i.Id == import.Id).Select(i => i.Content).SingleAsync()).ShouldBeNull("the file goes once it is saved");
    }

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

    [Fact]
    public async Task A_social_security_number_is_masked_in_its_own_error_and_stored_nowhere()
    {
        const string nir = "294032A00412318";
        var (world, campaign) = await OpenAsync();
        var text = TestImports.Header + ";numero_secu\r\n" + TestImports.Line(first + 1) + $";{nir}\r\n";
        var import = await CheckAsync(world, campaign, text);
        var error = import.Problems.Single(p => !p.Warning);
        (error.Column, error.Value).ShouldBe(("numero_secu", "masqué"));

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var row = await db.EnrolmentImports.SingleAsync(i => i.Id == import.Id);
        (Encoding.UTF8.GetString(row.Content!) + row.Report).ShouldNotContain(nir[..10]);
        var back = await platform.RunAsync<DownloadImport, Result<ImportFile>>(world.Secretary, u => u.ExecuteAsync(import.Id));
        Encoding.UTF8.GetString(back.Value.Bytes).ShouldNotContain(nir[..10]);
    }

    [Fact]
    public async Task The_file_comes_back_with_its_rows_untouched_and_one_column_of_errors()
    {
        var (world, campaign) = await OpenAsync();
        var text = With("siret", "012");
        var import = await CheckAsync(world, campaign, text);
        var back = (await platform.RunAsync<DownloadImport, Result<ImportFile>>(world.Secretary, u => u.ExecuteAsync(import.Id))).Value;
        var (before, after) = (text.Split("\r\n"), Encoding.UTF8.GetString(back.Bytes).Split("\r\n"));
        after[0].ShouldBe(before[0] + ";erreurs");
        after[1].ShouldBe(before[1]);
        after[2].ShouldStartWith(before[2] + ";\"siret\u00A0: ");
        back.FileName.ShouldBe("candidats-erreurs.csv");
    }

    [Fact]
    public async Task The_same_person_twice_is_an_error_and_a_likeness_is_a_warning()
    {
        var (world, campaign) = await OpenAsync();
        var same = TestImports.Cells(first + 1);
        same[1] = same[1].ToUpperInvariant();
        var reordered = TestImports.Cells(first + 2);
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
        await platform.AcquireAsync(world, campaign, known.CandidateId, "BC1", "BC2");
        var next = await platform.CreateCampaignAsync(world, "RNCP31391", $"Suivante {Guid.NewGuid():N}");
        await SaveAsync(world, (await CheckAsync(world, next, Csv(2))).Id);
        var enrolment = (await EnrolmentsAsync(world, next)).Single(e => e.CandidateId == known.CandidateId);
        enrolment.AcquiredBlocks.ShouldBe(["BC1", "BC2"], ignoreOrder: true);
    }

    [Fact]
    public async Task Drafts_arrive_as_drafts_with_what_was_typed()
    {
        var (world, campaign) = await OpenAsync();
        await SaveAsync(world, (await CheckAsync(world, campaign, Csv(3), asDrafts: true)).Id);
        var enrolments = await EnrolmentsAsync(world, campaign);
        enrolments.ShouldAllBe(e => e.Status == EnrolmentStatus.Draft && e.TutorId == null && e.Contacts!.TutorEmail != null);
        enrolments.Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_same_file_again_is_the_same_import_and_a_saved_one_answers_its_first_result()
    {
        var (world, campaign) = await OpenAsync();
        var first = await StartAsync(world.Secretary, campaign, Csv(2));
        (await StartAsync(world.Secretary, campaign, Csv(2))).Value.ShouldBe(first.Value);
        await RunJobsAsync(world);

        var (one, two) = (await SaveRequestAsync(world.Secretary, first.Value.ImportId), await SaveRequestAsync(world.Secretary, first.Value.ImportId));
        two.Value.ShouldBe(one.Value, "two tabs, one job");
        await RunJobsAsync(world);

        (await StartAsync(world.Secretary, campaign, Csv(2))).Value.ShouldBe(new ImportStarted(first.Value.ImportId, one.Value, true));
        (await SaveRequestAsync(world.Secretary, first.Value.ImportId)).Errors.ShouldBe([ImportErrors.AlreadySaved]);
        (await EnrolmentsAsync(world, campaign)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_organisations_at_once_make_one_person_of_one_person()
    {
        var (world, campaign) = await OpenAsync();
        var other = await platform.CreateCampaignAsync(world, "RNCP31391", $"Autre {Guid.NewGuid():N}");
        var mine = await StartAsync(world.Secretary, campaign, Csv(200));
        var theirs = await StartAsync(world.OtherSecretary, other, Csv(200));
        await RunJobsAsync(world);
        (await SaveRequestAsync(world.Secretary, mine.Value.ImportId)).Succeeded.ShouldBeTrue();
        (await SaveRequestAsync(world.OtherSecretary, theirs.Value.ImportId)).Succeeded.ShouldBeTrue();
        await Task.WhenAll(RunJobsAsync(world), RunJobsAsync(world));

        var (ours, others) = (await EnrolmentsAsync(world, campaign), await EnrolmentsAsync(world, other));
        (ours.Count, others.Count).ShouldBe((200, 200));
        others.Select(e => e.CandidateId).Order().ShouldBe(ours.Select(e => e.CandidateId).Order());
    }

    [Fact]
    public async Task Two_organisations_that_bring_the_same_person_to_one_campaign_leave_no_half_file()
    {
        var (world, campaign) = await OpenAsync();
        var mine = await StartAsync(world.Secretary, campaign, Csv(60));
        var theirs = await StartAsync(world.OtherSecretary, campaign, Csv(60, from: 59));
        await RunJobsAsync(world);
        foreach (var (member, import) in new[] { (world.Secretary, mine), (world.OtherSecretary, theirs) }) (await SaveRequestAsync(member, import.Value.ImportId)).Succeeded.ShouldBeTrue();
        await Task.WhenAll(RunJobsAsync(world), RunJobsAsync(world));

        (await EnrolmentsAsync(world, campaign)).Count.ShouldBe(60);
        var states = new[] { await ReadAsync(world.Secretary, mine.Value.ImportId), await ReadAsync(world.OtherSecretary, theirs.Value.ImportId) };
        states.Select(s => s.Status).ShouldBe([ImportStatus.Saved, ImportStatus.ToCorrect], ignoreOrder: true);
        states.Single(s => s.Status == ImportStatus.ToCorrect).Job.Message.ShouldBe(ImportErrors.Changed.Message);
    }

    [Fact]
    public async Task A_server_that_dies_inside_the_second_phase_leaves_nothing_and_the_next_attempt_everything()
    {
        var (world, campaign) = await OpenAsync();
        var import = await CheckAsync(world, campaign, Csv(1500));
        (await SaveRequestAsync(world.Secretary, import.Id)).Succeeded.ShouldBeTrue();
        // At the 1,200th enrolment the connection is cut, once: a sequence is not rolled back.
        await AsOwnerAsync("""
            create sequence dies; grant usage on sequence dies to cqp_app;
            create function die() returns trigger language plpgsql as $$ begin if nextval('dies') = 1200 then perform pg_terminate_backend(pg_backend_pid()); end if; return new; end $$;
            create trigger die before insert on enrolments for each row execute function die();
            """);
        try
        {
            await Runner().RunNextAsync(world.TenantId);
            (await EnrolmentsAsync(world, campaign)).ShouldBeEmpty();
            (await ReadAsync(world.Secretary, import.Id)).Job.State.ShouldBe(JobState.Waiting);

            await Runner().RunNextAsync(world.TenantId);
            (await EnrolmentsAsync(world, campaign)).Count.ShouldBe(1500);
            (await ReadAsync(world.Secretary, import.Id)).Status.ShouldBe(ImportStatus.Saved);
        }
        finally
        {
            await AsOwnerAsync("drop trigger die on enrolments; drop function die(); drop sequence dies;");
        }
    }

    [Fact]
    public async Task What_changed_between_the_phases_is_told_and_nothing_is_saved()
    {
        var (world, campaign) = await OpenAsync();
        var import = await CheckAsync(world, campaign, Csv(2));
        (await SaveRequestAsync(world.Secretary, import.Id)).Succeeded.ShouldBeTrue();
        await platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Evaluation);
        await RunJobsAsync(world);
        var after = await ReadAsync(world.Secretary, import.Id);
        (after.Job.State, after.Job.Message).ShouldBe((JobState.Refused, CampaignErrors.EnrolmentClosed.Message));
        (await EnrolmentsAsync(world, campaign)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stopped_or_abandoned_import_keeps_nothing()
    {
        var (world, campaign) = await OpenAsync();
        var started = (await StartAsync(world.Secretary, campaign, Csv(2))).Value;
        (await platform.RunAsync<StopImport, Result>(world.Secretary, u => u.ExecuteAsync(started.ImportId))).Succeeded.ShouldBeTrue();
        (await ReadAsync(world.Secretary, started.ImportId)).Job.State.ShouldBe(JobState.Cancelled);
        (await platform.RunAsync<AbandonImport, Result>(world.Secretary, u => u.ExecuteAsync(started.ImportId))).Message.ShouldBe("");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var row = await db.EnrolmentImports.SingleAsync(i => i.Id == started.ImportId);
        (row.Status, row.Content, row.Report).ShouldBe((ImportStatus.Abandoned, null, null));
    }

    [Fact]
    public async Task Another_organisation_finds_no_such_import()
    {
        var (world, campaign) = await OpenAsync();
        var import = (await StartAsync(world.Secretary, campaign, Csv(2))).Value.ImportId;
        (await platform.RunAsync<ReadImport, Result<ImportView>>(world.OtherSecretary, u => u.ExecuteAsync(new(import)))).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await platform.RunAsync<StopImport, Result>(world.OtherSecretary, u => u.ExecuteAsync(import))).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await platform.RunAsync<AbandonImport, Result>(world.OtherSecretary, u => u.ExecuteAsync(import))).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await SaveRequestAsync(world.OtherSecretary, import)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await platform.RunAsync<DownloadImport, Result<ImportFile>>(world.OtherSecretary, u => u.ExecuteAsync(import))).Errors.ShouldBe([SecurityErrors.NotFound]);
    }

    [Fact]
    public async Task The_model_of_each_certification_is_read_back_without_a_fault_in_its_header()
    {
        foreach (var (tenant, code) in new[] { (CqpFixture.Broker, "RNCP31391"), (CqpFixture.Broker, "RNCP31395"), (CqpFixture.Insurer, "RNCP41351") })
        {
            var world = await platform.CreateWorldAsync(tenant);
            var campaign = await platform.CreateCampaignAsync(world, code, $"Modèle {Guid.NewGuid():N}");
            foreach (var asWorkbook in new[] { true, false })
            {
                var model = (await platform.RunAsync<DownloadModel, Result<ImportFile>>(world.Secretary, u => u.ExecuteAsync(campaign.Id, asWorkbook))).Value;
                var started = await platform.RunAsync<StartImport, Result<ImportStarted>>(world.Secretary, u => u.ExecuteAsync(new(campaign.Id, model.FileName, model.Bytes, false)));
                await RunJobsAsync(world);
                var import = await ReadAsync(world.Secretary, started.Value.ImportId);
                import.Problems.Where(p => !p.Warning).ShouldBeEmpty($"the example of {code} is a sound line");
            }
        }
    }

    private string Csv(int lines, int from = 0) => TestImports.Csv(lines, first + from);

    private string With(string column, string value)
    {
        var cells = TestImports.Cells(first + 2);
        cells[Array.IndexOf(TestImports.Header.Split(';'), column)] = value;
        return Csv(1) + string.Join(';', cells) + "\r\n";
    }

    private async Task<(TestWorld World, Campaign Campaign)> OpenAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        return (world, await platform.CreateCampaignAsync(world, "RNCP31391", $"Import {Guid.NewGuid():N}"));
    }

    private Task<Result<ImportStarted>> StartAsync(Membership member, Campaign campaign, string text, bool asDrafts = false) =>
        platform.RunAsync<StartImport, Result<ImportStarted>>(member, u => u.ExecuteAsync(new(campaign.Id, "candidats.csv", Encoding.UTF8.GetBytes(text), asDrafts)));

    private async Task<ImportView> CheckAsync(TestWorld world, Campaign campaign, string text, bool asDrafts = false)
    {
        var started = await StartAsync(world.Secretary, campaign, text, asDrafts);
        started.Message.ShouldBe("");
        await RunJobsAsync(world);
        return await ReadAsync(world.Secretary, started.Value.ImportId);
    }

    private async Task<ImportView> SaveAsync(TestWorld world, Guid import)
    {
        (await SaveRequestAsync(world.Secretary, import)).Message.ShouldBe("");
        await RunJobsAsync(world);
        return await ReadAsync(world.Secretary, import);
    }

    private Task<Result<Guid>> SaveRequestAsync(Membership member, Guid import) => platform.RunAsync<RequestSave, Result<Guid>>(member, u => u.ExecuteAsync(import));

    private async Task<ImportView> ReadAsync(Membership member, Guid import) => (await platform.RunAsync<ReadImport, Result<ImportView>>(member, u => u.ExecuteAsync(new(import)))).Value;

    private async Task RunJobsAsync(TestWorld world)
    {
        var runner = Runner();
        while (await runner.RunNextAsync(world.TenantId)) { }
    }

    private JobRunner Runner() => new(platform.Database, platform.Services.GetServices<JobHandler>(), platform.Services.GetRequiredService<IServiceScopeFactory>(), platform.Clock, NullLogger<JobRunner>.Instance);

    private async Task<List<Enrolment>> EnrolmentsAsync(TestWorld world, Campaign campaign)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        return await db.Enrolments.AsNoTracking().Where(e => e.CampaignId == campaign.Id).OrderBy(e => e.Id).ToListAsync();
    }

    private async Task AsOwnerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(platform.OwnerConnection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
