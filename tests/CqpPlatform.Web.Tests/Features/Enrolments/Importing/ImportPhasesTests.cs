using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Features.Enrolments.Importing;
using CqpPlatform.Web.Features.Worklists.ReadDoneToday;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Enrolments.Importing;

/// <summary>From the file given to the enrolments saved: two phases, and what stands between them.</summary>
public sealed class ImportPhasesTests(DatabaseFixture fixture) : ImportStage(fixture), IClassFixture<DatabaseFixture>
{
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
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var rows = enrolments.Select(e => e.Id).Concat(enrolments.Select(e => e.CandidateId)).Concat(enrolments.Select(e => e.TutorId!.Value).Distinct()).Concat(enrolments.Select(e => e.CompanyId!.Value).Distinct()).ToList();
        var audited = await db.AuditEntries.Where(a => rows.Contains(a.EntityId)).ToListAsync();
        audited.Count.ShouldBe(rows.Count);
        audited.ShouldAllBe(a => a.Action == nameof(SaveImport) && a.Hash.Length == 64);
        (await db.EnrolmentImports.Where(i => i.Id == import.Id).Select(i => i.Content).SingleAsync()).ShouldBeNull("the file goes once it is saved");
        (await Platform.RunAsync<ReadDoneToday, Result<DoneToday>>(world.Secretary, u => u.ExecuteAsync())).Value.Acts[0].SeeHref.ShouldBe($"/inscriptions/imports/{import.Id}", "the worklist leads to where it is undone");
    }

    [Fact]
    public async Task A_corrected_file_gives_up_the_faulty_one_it_replaces_and_nothing_else()
    {
        var (world, campaign) = await OpenAsync();
        var other = await Platform.CreateCampaignAsync(world, "RNCP31391", $"Import {Guid.NewGuid():N}");
        var faulty = (await CheckAsync(world, campaign, With("siret", "012"))).Id;
        var elsewhere = (await CheckAsync(world, other, With("siret", "012"))).Id;
        var sound = (await CheckAsync(world, campaign, Csv(1, from: 10))).Id;

        foreach (var (replaced, status, from) in new[] { (elsewhere, ImportStatus.ToCorrect, 20), (sound, ImportStatus.Sound, 30), (faulty, ImportStatus.Abandoned, 40) })
        {
            var file = System.Text.Encoding.UTF8.GetBytes(Csv(1, from));
            (await Platform.RunAsync<StartImport, Result<ImportStarted>>(world.Secretary, u => u.ExecuteAsync(new(campaign.Id, "corrige.csv", file, AsDrafts: false, Replaces: replaced)))).Message.ShouldBe("");
            (await ReadAsync(world.Secretary, replaced)).Status.ShouldBe(status);
        }
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
    public async Task What_changed_between_the_phases_is_told_and_nothing_is_saved()
    {
        var (world, campaign) = await OpenAsync();
        var import = await CheckAsync(world, campaign, Csv(2));
        (await SaveRequestAsync(world.Secretary, import.Id)).Succeeded.ShouldBeTrue();
        await Platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Evaluation);
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
        (await Platform.RunAsync<StopImport, Result>(world.Secretary, u => u.ExecuteAsync(started.ImportId))).Succeeded.ShouldBeTrue();
        (await ReadAsync(world.Secretary, started.ImportId)).Job.State.ShouldBe(JobState.Cancelled);
        (await Platform.RunAsync<AbandonImport, Result>(world.Secretary, u => u.ExecuteAsync(started.ImportId))).Message.ShouldBe("");
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var row = await db.EnrolmentImports.SingleAsync(i => i.Id == started.ImportId);
        (row.Status, row.Content, row.Report).ShouldBe((ImportStatus.Abandoned, null, null));
    }

    [Fact]
    public async Task Another_organisation_finds_no_such_import()
    {
        var (world, campaign) = await OpenAsync();
        var import = (await StartAsync(world.Secretary, campaign, Csv(2))).Value.ImportId;
        (await Platform.RunAsync<ReadImport, Result<ImportView>>(world.OtherSecretary, u => u.ExecuteAsync(new(import)))).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await Platform.RunAsync<StopImport, Result>(world.OtherSecretary, u => u.ExecuteAsync(import))).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await Platform.RunAsync<AbandonImport, Result>(world.OtherSecretary, u => u.ExecuteAsync(import))).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await SaveRequestAsync(world.OtherSecretary, import)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await Platform.RunAsync<DownloadImport, Result<FileToRead>>(world.OtherSecretary, u => u.ExecuteAsync(new(import)))).Errors.ShouldBe([SecurityErrors.NotFound]);
    }
}
