using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Features.Enrolments.Examining;
using CqpPlatform.Web.Features.Enrolments.Importing;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Features.Worklists.ReadWorklist;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CqpPlatform.Web.Tests.Features.Enrolments.Importing;

/// <summary>What can be taken back of an import, and until when.</summary>
public sealed class ImportUndoTests(DatabaseFixture fixture) : ImportStage(fixture), IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task A_saved_import_is_undone_whole_and_the_same_file_can_be_given_again()
    {
        var (world, campaign) = await OpenAsync();
        // Somebody of the file, with their company and tutor, was enrolled elsewhere before.
        var earlier = await Platform.CreateCampaignAsync(world, "RNCP31391", $"Avant {Guid.NewGuid():N}");
        await SaveAsync(world, (await CheckAsync(world, earlier, Csv(1))).Id);
        var kept = (await EnrolmentsAsync(world, earlier)).Single();
        var import = await SaveAsync(world, (await CheckAsync(world, campaign, Csv(120))).Id);
        var rows = await EnrolmentsAsync(world, campaign);
        rows.ShouldAllBe(e => e.ImportId == import.Id);

        (await UndoAsync(world, import.Id)).Message.ShouldBe("");
        await RunJobsAsync(world);

        var after = await ReadAsync(world.Secretary, import.Id);
        (after.Status, after.Job.State, after.Outcome).ShouldBe((ImportStatus.Undone, JobState.Succeeded, "120\u00A0inscriptions effacées, avec les personnes et les entreprises que rien d’autre ne connaît."));
        (await EnrolmentsAsync(world, campaign)).ShouldBeEmpty();
        (await Platform.RunAsync<ReadWorklist, Result<Worklist>>(world.Secretary, u => u.ExecuteAsync())).Value.Items.ShouldNotContain(i => i.Href.Contains(import.Id.ToString()), "nothing is left to do of it");
        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
        {
            var (people, tutors, companies) = (rows.Select(e => e.CandidateId).ToList(), rows.Select(e => e.TutorId).Distinct().ToList(), rows.Select(e => e.CompanyId).Distinct().ToList());
            (await db.Candidates.Where(c => people.Contains(c.Id)).Select(c => c.Id).ToListAsync()).ShouldBe([kept.CandidateId]);
            (await db.Tutors.Where(t => tutors.Contains(t.Id)).Select(t => (Guid?)t.Id).ToListAsync()).ShouldBe([kept.TutorId]);
            (await db.Companies.Where(c => companies.Contains(c.Id)).Select(c => (Guid?)c.Id).ToListAsync()).ShouldBe([kept.CompanyId]);
            (await db.AuditEntries.CountAsync(a => a.Action == nameof(UndoImport) && a.EntityType == nameof(Enrolment))).ShouldBe(120);
        }

        (await UndoAsync(world, import.Id)).Errors.ShouldBe([ImportErrors.NotSaved]);
        (await SaveAsync(world, (await CheckAsync(world, campaign, Csv(120))).Id)).Status.ShouldBe(ImportStatus.Saved);
        (await EnrolmentsAsync(world, campaign)).Count.ShouldBe(120);
    }

    [Fact]
    public async Task What_the_certifier_has_answered_keeps_the_whole_import()
    {
        var (world, campaign) = await OpenAsync();
        var import = await SaveAsync(world, (await CheckAsync(world, campaign, Csv(3))).Id);
        // Asked in time, answered before the job runs: nothing goes.
        (await UndoAsync(world, import.Id)).Succeeded.ShouldBeTrue();
        var accepted = (await EnrolmentsAsync(world, campaign))[0].Id;
        (await Platform.RunAsync<AcceptEnrolment, Result>(world.Manager, u => u.ExecuteAsync(accepted))).Message.ShouldBe("");
        await RunJobsAsync(world);

        var after = await ReadAsync(world.Secretary, import.Id);
        (after.Status, after.Job.State, after.Job.Message, after.Touched).ShouldBe((ImportStatus.Saved, JobState.Refused, ImportErrors.Touched(1).Message, 1));
        (await UndoAsync(world, import.Id)).Errors.ShouldBe([ImportErrors.Touched(1)]);
        (await EnrolmentsAsync(world, campaign)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_draft_finished_by_hand_keeps_the_whole_import()
    {
        var (world, campaign) = await OpenAsync();
        var import = await SaveAsync(world, (await CheckAsync(world, campaign, Csv(3), asDrafts: true)).Id);
        (await ReadAsync(world.Secretary, import.Id)).Touched.ShouldBe(0);
        var draft = (await EnrolmentsAsync(world, campaign))[1].Id;
        var input = (await Platform.RunAsync<ReadEnrolment, Result<EnrolmentFile>>(world.Secretary, u => u.ExecuteAsync(draft))).Value.Input;
        input.Adaptations = "Salle au rez-de-chaussée";
        (await Platform.RunAsync<SaveEnrolment, Result<EnrolmentSaved>>(world.Secretary, u => u.ExecuteAsync(input))).Message.ShouldBe("");

        (await UndoAsync(world, import.Id)).Errors.ShouldBe([ImportErrors.Touched(1)]);
        (await EnrolmentsAsync(world, campaign)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Each_phase_is_stopped_while_it_runs_and_can_be_asked_for_again()
    {
        var (world, campaign) = await OpenAsync();
        var import = (await StartAsync(world.Secretary, campaign, Csv(200))).Value.ImportId;
        await StoppedWhileHeldAsync(world, import, $"select set_config('app.tenant_id', '{world.TenantId}', false); select from enrolment_imports where id = '{import}' for update");
        (await ReadAsync(world.Secretary, import)).Status.ShouldBe(ImportStatus.Checking);

        (await CheckAsync(world, campaign, Csv(200))).Status.ShouldBe(ImportStatus.Sound, "the same file again is checked again");
        (await SaveRequestAsync(world.Secretary, import)).Succeeded.ShouldBeTrue();
        await StoppedWhileHeldAsync(world, import, $"select pg_advisory_xact_lock(hashtextextended('candidate-registry:{world.TenantId}', 0))");
        (await ReadAsync(world.Secretary, import)).Status.ShouldBe(ImportStatus.Sound);
        (await EnrolmentsAsync(world, campaign)).ShouldBeEmpty();

        (await SaveAsync(world, import)).Status.ShouldBe(ImportStatus.Saved);
        (await EnrolmentsAsync(world, campaign)).Count.ShouldBe(200);
    }

    [Fact]
    public async Task A_file_nobody_saves_is_forgotten_after_thirty_days()
    {
        var (world, campaign) = await OpenAsync();
        var (faulty, saved) = (await CheckAsync(world, campaign, With("siret", "012")), await SaveAsync(world, (await CheckAsync(world, campaign, Csv(2))).Id));
        var sweep = new StaleImports(Platform.Database, Platform.Clock, NullLogger<StaleImports>.Instance);
        var given = Platform.Clock.Now;
        try
        {
            Platform.Clock.Now = given.AddDays(EnrolmentImport.KeptDays);
            await sweep.ForgetAsync(world.TenantId);
            (await ReadAsync(world.Secretary, faulty.Id)).Status.ShouldBe(ImportStatus.ToCorrect);
            Platform.Clock.Now = given.AddDays(EnrolmentImport.KeptDays).AddMinutes(1);
            await sweep.ForgetAsync(world.TenantId);
        }
        finally
        {
            Platform.Clock.Now = given;
        }
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var row = await db.EnrolmentImports.SingleAsync(i => i.Id == faulty.Id);
        (row.Status, row.Content, row.Report).ShouldBe((ImportStatus.Abandoned, null, null));
        (await ReadAsync(world.Secretary, saved.Id)).Status.ShouldBe(ImportStatus.Saved);
    }

    private Task<Result<Guid>> UndoAsync(TestWorld world, Guid import) => Platform.RunAsync<RequestUndo, Result<Guid>>(world.Secretary, u => u.ExecuteAsync(import));

    /// <summary>Holds what the phase needs, so that it is under way when it is told to stop.</summary>
    private async Task StoppedWhileHeldAsync(TestWorld world, Guid import, string hold)
    {
        await using var hand = await OwnerAsync();
        await using var transaction = await hand.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand(hold, hand)) await command.ExecuteNonQueryAsync();
        var running = Runner().RunNextAsync(world.TenantId);
        // Each query is the wait.
        for (var asked = 0; asked < 100_000 && (await ReadAsync(world.Secretary, import)).Job.State != JobState.Running; asked++) await Task.Yield();
        (await Platform.RunAsync<StopImport, Result>(world.Secretary, u => u.ExecuteAsync(import))).Message.ShouldBe("");
        await running;
        var view = await ReadAsync(world.Secretary, import);
        view.Job.State.ShouldBe(JobState.Cancelled);
        view.Job.Message.ShouldBeOneOf("Arrêté à votre demande : rien n’a été enregistré.".French(), "Arrêté à votre demande : rien n’a été annulé.".French());
    }
}
