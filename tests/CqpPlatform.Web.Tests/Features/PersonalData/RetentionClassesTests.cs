using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Declarations.ReadFile;
using CqpPlatform.Web.Features.Members.Ending;
using CqpPlatform.Web.Features.Members.Listing;
using CqpPlatform.Web.Features.PersonalData.ErasePerson;
using CqpPlatform.Web.Features.PersonalData.Retention;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CqpPlatform.Web.Tests.Features.PersonalData;

/// <summary>What is no candidate's file: accounts, juries, declaration files, and the proofs of the ledger. Each leaves at its own term, read first and erased by an act.</summary>
public sealed class RetentionClassesTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task An_account_leaves_five_years_after_its_last_access_anywhere_and_what_was_done_under_it_stays()
    {
        var (world, insurer) = (await platform.CreateWorldAsync(CqpFixture.Broker), await platform.CreateWorldAsync(CqpFixture.Insurer));
        var only = await MemberAsync(world, "Delestraint");
        var shared = await MemberAsync(world, "Kervadec");
        var elsewhere = await AlsoAsync(insurer, shared);
        await platform.GivePasswordAsync(only);
        foreach (var member in new[] { only, shared }) (await EndAsync(world, member)).Message.ShouldBe("");

        await AtAsync(platform.Clock.Now.AddYears(5).AddDays(-1), async () => (await DueAsync(world)).ShouldNotContain(only.Id));
        await AtAsync(platform.Clock.Now.AddYears(5).AddDays(1), async () =>
        {
            (await DueAsync(world)).ShouldBe([only.Id, shared.Id], ignoreOrder: true);
            (await ViewAsync(world)).Accesses.ShouldBeGreaterThanOrEqualTo(2);
            (await NameAsync(only)).ShouldBe("Delestraint", "reading erases nothing");
            (await EraseAsync(world)).Value.Accesses.ShouldBeGreaterThanOrEqualTo(2);

            var erased = await AccountAsync(only);
            (erased.LastName, erased.FirstName, erased.PasswordHash, erased.Email).ShouldBe((Candidate.ErasedName, "", null, $"{erased.Id:N}@efface.invalid"));
            (await NameAsync(shared)).ShouldBe("Kervadec", "another certifier's record of an access stands, and nobody here is told");
            (await ListedAsync(world)).ShouldNotContain(m => m.MembershipId == only.Id || m.MembershipId == shared.Id);
            (await platform.RunAsync<RestoreMembership, Result>(world.Manager, u => u.ExecuteAsync(shared.Id))).Errors.ShouldBe([SecurityErrors.NotFound]);
            await using (var db = await platform.Database.OpenAsync(world.TenantId))
                (await db.AuditEntries.CountAsync(e => e.EntityId == only.Id)).ShouldBe(3, "created, ended, forgotten");

            (await EndAsync(insurer, elsewhere)).Message.ShouldBe("");
        });
        await AtAsync(platform.Clock.Now.AddYears(11), async () =>
        {
            (await EraseAsync(insurer)).Succeeded.ShouldBeTrue();
            (await NameAsync(shared)).ShouldBe(Candidate.ErasedName);
        });
    }

    [Fact]
    public async Task A_tutor_whom_no_enrolment_names_any_more_leaves_unless_they_signed_a_grid_of_a_file_that_is_kept()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var replaced = await platform.CreateTutorAsync(world, "Delestraint");
        var (_, enrolment, _) = await platform.CreateEvaluationAsync(world, "RNCP31391", $"Tuteurs {Guid.NewGuid():N}");
        var (_, signer) = await platform.SignAsFormerTutorAsync(world, enrolment, "BC1");

        (await EraseAsync(world)).Value.Tutors.ShouldBeGreaterThanOrEqualTo(1);

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var left = await db.Tutors.ToDictionaryAsync(t => t.Id, t => t.LastName);
        (left[replaced.Id], left[signer.Id], left[world.Tutor.Id]).ShouldBe((Candidate.ErasedName, signer.LastName, world.Tutor.LastName));
    }

    [Fact]
    public async Task The_members_of_a_jury_are_named_five_years_and_their_seats_and_voices_stay()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Jury {Guid.NewGuid():N}");
        var session = await platform.SealSessionAsync(world, campaign, new Dictionary<Guid, string[]>(), new DateOnly(2023, 3, 1));
        await AtAsync(new(2028, 2, 29, 12, 0, 0, TimeSpan.Zero), async () => (await JuriesAsync(world)).ShouldNotContain(session.Id));
        await AtAsync(new(2028, 3, 1, 12, 0, 0, TimeSpan.Zero), async () =>
        {
            (await JuriesAsync(world)).ShouldContain(session.Id);
            (await EraseAsync(world)).Value.Juries.ShouldBeGreaterThanOrEqualTo(1);
            (await JuriesAsync(world)).ShouldNotContain(session.Id);
        });
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var after = await db.JurySessions.Include(s => s.Members).SingleAsync(s => s.Id == session.Id);
        after.Members.Count.ShouldBe(session.Members.Count);
        after.Members.ShouldAllBe(m => m.LastName == Candidate.ErasedName && m.FirstName == "" && m.Quality == "" && m.Presence == Presence.Present);
        var members = after.Members.Select(m => m.Id).ToList();
        (await db.AuditDetails.Where(d => members.Contains(d.EntityId)).AllAsync(d => d.Content == null)).ShouldBeTrue();
        JurySession.Convene(campaign.Id, [AccessRoute.ContinuingEducation], new(2023, 3, 1), "Paris").EraseMembers(platform.Clock.Now).Errors.ShouldBe([JuryErrors.NotOver]);
    }

    [Fact]
    public async Task The_content_of_a_declaration_file_goes_at_its_term_and_can_only_go()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var file = DeclarationFile.Open(9000, "essai", "1.1.2", new Signatory(Guid.NewGuid(), "MOREL Hélène"), new(2023, 5, 2, 8, 0, 0, TimeSpan.Zero));
        file.Hold("<flux/>"u8.ToArray(), 1);
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
        {
            db.Add(file);
            await db.SaveChangesAsync();
            (await Should.ThrowAsync<PostgresException>(() => db.DeclarationFiles.Where(f => f.Id == file.Id).ExecuteUpdateAsync(s => s.SetProperty(f => f.Bytes, "<autre/>"u8.ToArray())))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
            (await Should.ThrowAsync<PostgresException>(() => db.DeclarationFiles.Where(f => f.Id == file.Id).ExecuteUpdateAsync(s => s.SetProperty(f => f.Sha256, "0")))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
        (await DownloadAsync(world, file.Id)).Succeeded.ShouldBeTrue();
        await AtAsync(new(2028, 5, 2, 9, 0, 0, TimeSpan.Zero), async () =>
        {
            (await ViewAsync(world)).Declarations.ShouldBeGreaterThanOrEqualTo(1);
            (await EraseAsync(world)).Value.Declarations.ShouldBeGreaterThanOrEqualTo(1);
        });
        (await DownloadAsync(world, file.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
        var read = (await platform.RunAsync<ReadDeclarationFile, Result<DeclarationFileView>>(world.Manager, u => u.ExecuteAsync(file.Id))).Value;
        (read.Sha256, read.ErasedAt is not null).ShouldBe((file.Sha256, true));
    }

    [Fact]
    public async Task The_proof_of_an_earlier_block_is_kept_with_the_name_it_proves_and_goes_with_it()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Preuve {Guid.NewGuid():N}");
        var (candidate, proof, line) = await ProvedAsync(world, campaign.ReferentialVersionId);
        (await ErasePersonAsync(world, candidate)).Value.ShouldBe(ErasureReach.File);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.LedgerProofs.AsNoTracking().SingleAsync(p => p.Id == proof)).Bytes.Length.ShouldBeGreaterThan(0, "the block still rests on it");
        (await Should.ThrowAsync<PostgresException>(() => db.LedgerProofs.Where(p => p.Id == proof).ExecuteUpdateAsync(s => s.SetProperty(p => p.FileName, "autre.pdf")))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Should.ThrowAsync<PostgresException>(() => db.AcquiredBlocks.Where(b => b.Id == line).ExecuteUpdateAsync(s => s.SetProperty(b => b.Reason, "autre")))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

        await AtAsync(new(2068, 1, 1, 9, 0, 0, TimeSpan.Zero), async () =>
            (await platform.RunAsync<EraseDue, Result<ErasedCount>>(world.Manager, u => u.ExecuteAsync(new([candidate], "Fin du registre")))).Value.Files.ShouldBe(1));
        var erased = await db.LedgerProofs.AsNoTracking().SingleAsync(p => p.Id == proof);
        (erased.Bytes.Length, erased.FileName, erased.Reference, erased.ErasedAt is not null).ShouldBe((0, "", "attestation 2015-A-114", true));
        var block = await db.AcquiredBlocks.AsNoTracking().SingleAsync(b => b.Id == line);
        (block.Reason, block.BlockCode).ShouldBe((null, "BC1"));
    }

    private async Task<(Guid Candidate, Guid Proof, Guid Line)> ProvedAsync(TestWorld world, Guid versionId)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var referential = await new ReferentialCatalogue().GetAsync(db, versionId);
        var candidate = Candidate.Create(TestData.Identity("Tessonnière"), null, null);
        var proof = LedgerProof.Create(candidate.Id, "attestation 2015-A-114", "attestation Tessonnière.pdf", "%PDF-1.4 preuve"u8.ToArray(), platform.Clock.Now).Value;
        var line = AcquiredBlock.EnterEarlier(proof, referential, "BC1", new(2015, 6, 1), "Madame Tessonnière l’a montrée", new HashSet<string>(), new(2026, 11, 21)).Value;
        db.AddRange(candidate, proof, line);
        await db.SaveChangesAsync();
        return (candidate.Id, proof.Id, line.Id);
    }

    private async Task<Membership> MemberAsync(TestWorld world, string lastName)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var member = TestData.Member(db, lastName, "Aude", Role.Examiner);
        await db.SaveChangesAsync();
        return member;
    }

    private async Task<Membership> AlsoAsync(TestWorld world, Membership member)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var also = Membership.Create(member.AccountId, Role.Examiner);
        db.Add(also);
        await db.SaveChangesAsync();
        return also;
    }

    private async Task AtAsync(DateTimeOffset when, Func<Task> act)
    {
        var start = platform.Clock.Now;
        platform.Clock.Now = when;
        try
        {
            await act();
        }
        finally
        {
            platform.Clock.Now = start;
        }
    }

    private async Task<List<Guid>> DueAsync(TestWorld world)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        return await DuePersons.Accesses(db, Domain.Certifiers.RetentionSchedule.Default(), platform.Clock.Now).Where(m => db.Users.Any(a => a.Id == m.AccountId && (a.LastName == "Delestraint" || a.LastName == "Kervadec"))).Select(m => m.Id).ToListAsync();
    }

    private async Task<List<Guid>> JuriesAsync(TestWorld world)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        return await DuePersons.Juries(db, Domain.Certifiers.RetentionSchedule.Default(), DateOnly.FromDateTime(platform.Clock.Now.UtcDateTime)).Select(s => s.Id).ToListAsync();
    }

    private async Task<Account> AccountAsync(Membership member)
    {
        await using var db = platform.Database.OpenGlobal();
        return await db.Users.AsNoTracking().SingleAsync(a => a.Id == member.AccountId);
    }

    private async Task<string> NameAsync(Membership member) => (await AccountAsync(member)).LastName;

    private Task<Result> EndAsync(TestWorld world, Membership member) => platform.RunAsync<EndMembership, Result>(world.Manager, u => u.ExecuteAsync(member.Id));

    private Task<Result<ErasedCount>> EraseAsync(TestWorld world) => platform.RunAsync<EraseDue, Result<ErasedCount>>(world.Manager, u => u.ExecuteAsync(new([], "Termes atteints")));

    private Task<Result<ErasureReach>> ErasePersonAsync(TestWorld world, Guid candidate) => platform.RunAsync<ErasePerson, Result<ErasureReach>>(world.Manager, u => u.ExecuteAsync(new(candidate, "Demande reçue par courrier")));

    private async Task<RetentionView> ViewAsync(TestWorld world) => (await platform.RunAsync<ReadRetention, Result<RetentionView>>(world.Manager, u => u.ExecuteAsync())).Value;

    private async Task<IReadOnlyList<MemberLine>> ListedAsync(TestWorld world) => (await platform.RunAsync<ListMembers, Result<MemberList>>(world.Manager, u => u.ExecuteAsync())).Value.Members;

    private Task<Result<FileToRead>> DownloadAsync(TestWorld world, Guid file) => platform.RunAsync<DownloadDeclaration, Result<FileToRead>>(world.Manager, u => u.ExecuteAsync(file));
}
