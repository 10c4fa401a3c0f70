using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Features.Enrolments.Importing;
using CqpPlatform.Web.Features.Members.Inviting;
using CqpPlatform.Web.Features.PersonalData;
using CqpPlatform.Web.Features.PersonalData.ErasePerson;
using CqpPlatform.Web.Features.PersonalData.ExportPerson;
using CqpPlatform.Web.Features.PersonalData.Retention;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CqpPlatform.Web.Tests.Features.PersonalData;

public sealed class ErasureTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    // Words nobody else's row holds, so that a search of the whole database is a proof.
    private const string Name = "Quilleboeuf", Email = "quilleboeuf@exemple.invalid", Comment = "dossier de madame Quilleboeuf";
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task A_person_who_holds_nothing_is_found_nowhere_any_more_and_the_statistics_and_the_audit_stay()
    {
        var (world, enrolment) = await StageAsync(Name);
        var (before, ratings) = (await CountAsync(world), await RatingsAsync(world, enrolment.Id));
        (await TablesWithAsync(world, Name)).ShouldNotBeEmpty("otherwise the search proves nothing");

        (await EraseAsync(world, enrolment.CandidateId)).Value.ShouldBe(ErasureReach.Identity);

        (await TablesWithAsync(world, Name)).ShouldBeEmpty();
        (await RatingsAsync(world, enrolment.Id)).ShouldBe(ratings);
        (await CountAsync(world)).ShouldBeGreaterThan(before, "the erasure itself is in the audit");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var candidate = await db.Candidates.SingleAsync(c => c.Id == enrolment.CandidateId);
        (candidate.BirthName, candidate.BirthDate, candidate.ErasedAt is not null).ShouldBe((Candidate.ErasedName, new DateOnly(1994, 1, 1), true));
        var line = await db.Erasures.SingleAsync(e => e.CandidateId == candidate.Id);
        (line.Ground, line.Reach, line.ErasedById).ShouldBe((ErasureGround.Request, ErasureReach.Identity, world.Manager.AccountId));
        (await EraseAsync(world, candidate.Id)).Errors.ShouldBe([ErasureErrors.AlreadyErased]);
    }

    [Fact]
    public async Task Whoever_holds_blocks_keeps_their_name_and_loses_their_file()
    {
        var (world, enrolment) = await StageAsync("Ambrosini");
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
            await platform.AcquireAsync(world, await db.Campaigns.SingleAsync(c => c.Id == enrolment.CampaignId), enrolment.CandidateId, "BC1");
        (await EraseAsync(world, enrolment.CandidateId)).Value.ShouldBe(ErasureReach.File);
        await using var after = await platform.Database.OpenAsync(world.TenantId);
        var candidate = await after.Candidates.SingleAsync(c => c.Id == enrolment.CandidateId);
        (candidate.BirthName, candidate.Email, candidate.FileErasedAt is not null).ShouldBe(("Ambrosini", null, true));
        (await after.AcquiredBlocks.CountAsync(b => b.CandidateId == candidate.Id)).ShouldBe(1);
        (await after.Evaluations.Where(e => e.EnrolmentId == enrolment.Id).SelectMany(e => e.Ratings).AnyAsync(r => r.Comment != null)).ShouldBeFalse();
        (await EraseAsync(world, candidate.Id)).Message.ShouldContain("déjà effacé");
    }

    [Fact]
    public async Task Two_who_have_one_address_are_each_handed_and_erased_only_the_mails_of_their_own_results()
    {
        var ((world, one), (_, two)) = (await StageAsync("Partagée"), await StageAsync("Commune"));
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        db.Add(OutboxMail.Create(Email, "Résultat à venir, Commune", "Bonjour", platform.Clock.Now).Telling(Guid.NewGuid()).About(two.Id));
        await db.SaveChangesAsync();

        var page = await PageAsync(world, one.CandidateId);
        page.ShouldContain("Votre résultat, Partagée");
        foreach (var others in new[] { "Vos résultats, Commune", "Votre résultat, Commune", "Résultat à venir, Commune" }) page.ShouldNotContain(others);

        (await EraseAsync(world, one.CandidateId)).Value.ShouldBe(ErasureReach.Identity);
        string[] left = ["Résultat à venir, Commune", "Vos résultats, Commune", "Votre résultat, Commune", "Vos résultats, Partagée"];
        (await SubjectsAsync()).ShouldBe(left, ignoreOrder: true, "which of the two a mail to both is about, nobody can tell");
        (await EraseAsync(world, two.CandidateId)).Value.ShouldBe(ErasureReach.Identity);
        (await SubjectsAsync()).ShouldBeEmpty("nobody else has the address any more");

        Task<List<string>> SubjectsAsync() => db.OutboxMails.Where(m => m.Subject.EndsWith("Partagée") || m.Subject.EndsWith("Commune")).Select(m => m.Subject).ToListAsync();
    }

    [Fact]
    public async Task A_running_enrolment_stands_in_the_way()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await platform.CreateEvaluationAsync(world, "RNCP31391", $"En cours {Guid.NewGuid():N}");
        (await EraseAsync(world, enrolment.CandidateId)).Errors.ShouldBe([ErasureErrors.Ongoing]);
    }

    [Fact]
    public async Task The_dry_run_lists_what_is_due_and_does_nothing_and_the_act_erases_what_was_listed()
    {
        var (world, enrolment) = await StageAsync("Tessier");
        await AddMailAsync(world, new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
        (await ReadAsync(world)).Files.ShouldNotContain(f => f.CandidateId == enrolment.CandidateId, "2021 plus five years is not yet there");
        var start = platform.Clock.Now;
        try
        {
            platform.Clock.Now = new(2027, 1, 4, 9, 0, 0, TimeSpan.Zero);
            var view = await ReadAsync(world);
            var due = view.Files.Single(f => f.CandidateId == enrolment.CandidateId);
            (due.Name, due.Since, due.Reach).ShouldBe(("TESSIER Léa", new DateOnly(2026, 12, 23), ErasureReach.Identity));
            view.Mails.ShouldBeGreaterThan(0);
            (await ReadAsync(world)).Files.Count.ShouldBe(view.Files.Count, "reading erases nothing");

            var erased = await platform.RunAsync<EraseDue, Result<ErasedCount>>(world.Manager, u => u.ExecuteAsync(new([enrolment.CandidateId], "Termes de 2026")));
            erased.Value.Files.ShouldBe(1);
            var after = await ReadAsync(world);
            after.Files.ShouldNotContain(f => f.CandidateId == enrolment.CandidateId);
            after.Mails.ShouldBe(0);
            after.Register.ShouldContain(l => l.Ground == ErasureGround.Retention && l.Reason == "Termes de 2026" && l.Persons == 1);
            // Somebody who was not on the list that was read is left, even where due.
            (await platform.RunAsync<EraseDue, Result<ErasedCount>>(world.Manager, u => u.ExecuteAsync(new([], "Termes de 2026")))).Errors.ShouldBe([ErasureErrors.NothingDue]);
        }
        finally
        {
            platform.Clock.Now = start;
        }
    }

    [Fact]
    public async Task Invitations_that_are_closed_and_files_that_were_brought_leave_with_the_months_and_no_word_of_them_stays()
    {
        const string Invited = "Sauvestre";
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Passage {Guid.NewGuid():N}");
        (await platform.RunAsync<InviteMember, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new($"{Invited}@exemple.invalid", Invited, "Aude", Role.Examiner, null)))).Succeeded.ShouldBeTrue();
        var file = System.Text.Encoding.UTF8.GetBytes(TestImports.Csv(2).Replace("formation continue", "Apprentissage").Replace("MARTIN", Invited, StringComparison.Ordinal));
        await platform.RunAsync<StartImport, Result<ImportStarted>>(world.Secretary, u => u.ExecuteAsync(new(campaign.Id, $"dossier {Invited}.csv", file, AsDrafts: false)));
        using (var runner = ActivatorUtilities.CreateInstance<JobRunner>(platform.Services)) (await runner.RunNextAsync(world.TenantId)).ShouldBeTrue();
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
        {
            (await db.EnrolmentImports.SingleAsync(i => i.CampaignId == campaign.Id)).Report.ShouldNotBeNull();
            (await db.AuditEntries.AnyAsync(e => e.Changes.Contains("Apprentissage"))).ShouldBeFalse("the chain, which nothing leaves, repeats no line of a file");
            await db.Jobs.ExecuteDeleteAsync();
        }
        var start = platform.Clock.Now;
        try
        {
            platform.Clock.Now = start.AddMonths(12);
            (await ReadAsync(world)).Imports.ShouldBe(0, "twelve months from the end of the invitation, and from the day the file came");
            platform.Clock.Now = start.AddMonths(12).AddDays(8);
            var view = await ReadAsync(world);
            (view.Invitations, view.Imports).ShouldBe((1, 1));
            (await platform.RunAsync<EraseDue, Result<ErasedCount>>(world.Manager, u => u.ExecuteAsync(new([], "Termes de 2027")))).Value.Imports.ShouldBe(1);
            (await TablesWithAsync(world, Invited)).ShouldBeEmpty();
        }
        finally
        {
            platform.Clock.Now = start;
        }
    }

    [Fact]
    public async Task The_certifiers_own_durations_decide_and_a_register_line_is_for_ever()
    {
        var (world, enrolment) = await StageAsync("Vernier");
        (await platform.RunAsync<ChangeSchedule, Result>(world.Manager, u => u.ExecuteAsync(new() { FileYears = 3, RecordYears = 50, MailMonths = 12, StaffYears = 5, DeclarationYears = 5 }))).Succeeded.ShouldBeTrue();
        (await ReadAsync(world)).Files.ShouldContain(f => f.CandidateId == enrolment.CandidateId);
        (await platform.RunAsync<ChangeSchedule, Result>(world.Manager, u => u.ExecuteAsync(new() { FileYears = 5, RecordYears = 50, MailMonths = 12, StaffYears = 5, DeclarationYears = 5 }))).Succeeded.ShouldBeTrue();

        await EraseAsync(world, enrolment.CandidateId);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await Should.ThrowAsync<PostgresException>(() => db.Erasures.ExecuteDeleteAsync())).SqlState.ShouldBe("42501");
        (await Should.ThrowAsync<PostgresException>(() => db.Erasures.ExecuteUpdateAsync(s => s.SetProperty(e => e.Reason, "")))).SqlState.ShouldBe("42501");
    }

    [Fact]
    public void Every_personal_column_of_a_file_is_erased_or_kept_for_a_reason()
    {
        using var db = platform.Database.OpenGlobal();
        var columns = PersonGraph.Types(db.Model).SelectMany(t => t.GetProperties().Where(p => p.IsPersonal()).Select(p => $"{t.ClrType.Name}.{p.Name}"));
        string[] kept =
        [
            // Year of birth and sex make the statistics.
            "Candidate.Sex",
            // The jury's acts: printed in the minutes, which are kept whole.
            "BlockDecision.Motive", "BlockDecision.Recommendation", "BlockDecision.DecidedByName", "AmendedDecision.Motive", "Recusal.Detail", "VoteRound.CalledByName", "Appeal.RecordedByName",
            // The signatory is not the candidate, and a signature is never changed.
            "EvaluationSignature.SignedByName", "EvaluationChange.ByName", "EvaluationEvent.ByName", "EnrolmentEvent.ByName", "DuplicateReview.DecidedByName",
            // What was issued stays what it was (docs/adr/0014).
            "IssuedDocument.Facts", "IssuedDocument.EndReason", "IssuedDocument.EndedBy",
        ];
        string[] erased =
        [
            "Candidate.BirthName", "Candidate.UsageName", "Candidate.FirstNames", "Candidate.BirthDate", "Candidate.BirthPlace", "Candidate.BirthInseeCode", "Candidate.Email", "Candidate.Phone",
            "Enrolment.Adaptations", "Enrolment.ReturnReason", "Enrolment.Contacts", "EvaluationRating.Comment", "EvaluationChange.Before", "EvaluationChange.After", "Evaluation.ReopenReason", "EvaluationEvent.Reason", "Oral.AloneReason", "ExaminerLink.Detail", "IdentityRectification.Reason",
            "EnrolmentEvent.Reason", "EnrolmentEvent.Detail", "Appeal.AskedBy", "Appeal.Ground", "Appeal.Reason", "DuplicateReview.Reason", "DeclaredPassage.Message", "SupportingFile.Name", "SupportingFile.Sha256", "SupportingFile.Content", "SupportingFile.AddedByName",
            // With the name, not with the file: they prove it (docs/adr/0014).
            "AcquiredBlock.Reason", "CounterEntry.Reason", "LedgerProof.FileName", "LedgerProof.Bytes",
            "EvidenceFile.Name", "EvidenceFile.Sha256", "EvidenceFile.Content", "EvidenceFile.AddedByName", "Evaluation.FilesSha256",
        ];
        columns.Except(kept).Order().ShouldBe(erased.Order());
    }

    /// <summary>Somebody judged in a campaign that is closed, with comments, contacts and a mail; who validated nothing.</summary>
    private async Task<(TestWorld World, Enrolment Enrolment)> StageAsync(string birthName)
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var (campaign, enrolment, _) = await platform.CreateEvaluationAsync(world, "RNCP31391", $"Effacement {Guid.NewGuid():N}", birthName);
        await platform.EvaluateAsync(world, enrolment);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var candidate = await db.Candidates.SingleAsync(c => c.Id == enrolment.CandidateId);
        candidate.Correct(candidate.Identity, Email, "06 39 98 41 07");
        db.Add(OutboxMail.Create(Email, $"Vos résultats, {birthName}", "Bonjour", platform.Clock.Now));
        db.Add(OutboxMail.Create("adresse.ancienne@exemple.invalid", $"Votre résultat, {birthName}", "Bonjour", platform.Clock.Now).Telling(Guid.NewGuid()).About(enrolment.Id));
        await db.SaveChangesAsync();
        await db.Evaluations.Where(e => e.EnrolmentId == enrolment.Id).SelectMany(e => e.Ratings).ExecuteUpdateAsync(s => s.SetProperty(r => r.Comment, Comment));
        await platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Closed);
        return (world, enrolment);
    }

    private async Task AddMailAsync(TestWorld world, DateTimeOffset at)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var mail = OutboxMail.Create("ancien@exemple.invalid", "Ancien", "Bonjour", at);
        mail.Sent(at);
        db.Add(mail);
        await db.SaveChangesAsync();
    }

    private Task<Result<ErasureReach>> EraseAsync(TestWorld world, Guid candidateId) =>
        platform.RunAsync<ErasePerson, Result<ErasureReach>>(world.Manager, u => u.ExecuteAsync(new(candidateId, "Demande reçue par courrier")));

    private async Task<string> PageAsync(TestWorld world, Guid candidateId)
    {
        var archive = (await platform.RunAsync<ExportPerson, Result<PersonArchive>>(world.Manager, u => u.ExecuteAsync(candidateId))).Value;
        return await TestData.PageOfAsync(archive.WriteAsync);
    }

    private async Task<RetentionView> ReadAsync(TestWorld world) => (await platform.RunAsync<ReadRetention, Result<RetentionView>>(world.Manager, u => u.ExecuteAsync())).Value;

    private async Task<int> CountAsync(TestWorld world)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        return await db.AuditEntries.CountAsync();
    }

    private async Task<List<string>> RatingsAsync(TestWorld world, Guid enrolmentId)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        return await db.Evaluations.Where(e => e.EnrolmentId == enrolmentId).SelectMany(e => e.Ratings).OrderBy(r => r.Id).Select(r => r.ItemCode + " " + r.Rating).ToListAsync();
    }

    /// <summary>The tables of which any row of the tenant, as text, holds the words.</summary>
    private async Task<List<string>> TablesWithAsync(TestWorld world, string words)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var tables = await db.Database.SqlQuery<string>($"select relname::text as \"Value\" from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and has_table_privilege(oid, 'select')").ToListAsync();
        var found = new List<string>();
        foreach (var table in tables)
#pragma warning disable EF1002 // A name out of the catalogue.
            if (await db.Database.SqlQueryRaw<int>($"select count(*)::int as \"Value\" from \"{table}\" t where t::text ilike {{0}}", $"%{words}%").SingleAsync() > 0) found.Add(table);
#pragma warning restore EF1002
        return found;
    }
}
