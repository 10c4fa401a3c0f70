using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Features.Candidates;
using CqpPlatform.Web.Features.Candidates.Duplicates;
using CqpPlatform.Web.Features.Enrolments.Examining;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Features.PersonalData;
using CqpPlatform.Web.Features.PersonalData.ExportPerson;
using CqpPlatform.Web.Features.Worklists.ReadWorklist;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Candidates;

/// <summary>One person enrolled by two organisations, each of which must learn nothing of the other.</summary>
public sealed class DuplicateTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly BlockChoice Choice = TestData.ProductionChoice;
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task Another_organisation_learns_only_that_the_certifier_will_check()
    {
        var (world, first, second) = await OpenAsync();
        var known = await SendAsync(world.Secretary, first, "Abelard", i => (i.UsageName, i.Email) = ("Secret", "secret@exemple.invalid"));
        await platform.AcquireAsync(world, first, known.CandidateId, "BC2");

        var draft = await platform.WriteEnrolmentAsync(world.OtherSecretary, second, "Abélard", Choice, i => (i.BirthPlace, i.BirthInseeCode) = ("Bastia", "2B033"));
        var file = await ReadAsync(world.OtherSecretary, draft.EnrolmentId);

        file.CandidateId.ShouldNotBe(known.CandidateId);
        (file.Facts.WillBeChecked, file.Facts.IdentityEstablished).ShouldBe((true, false));
        file.Facts.Acquired.ShouldBeEmpty();
        (file.Identity.BirthPlace, file.Identity.UsageName, file.Alike.Count, file.Input.Email).ShouldBe(("Bastia", null, 0, "livia.ambrosini@exemple.invalid"));
        (await platform.RunAsync<ReadDuplicate, Result<DuplicatePair>>(world.OtherSecretary, u => u.ExecuteAsync(file.CandidateId, known.CandidateId))).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        (await platform.RunAsync<ReadDuplicate, Result<DuplicatePair>>(world.Manager, u => u.ExecuteAsync(known.CandidateId, file.CandidateId))).Errors.ShouldBe([SecurityErrors.NotFound], "a draft is the organisation's alone");
    }

    [Fact]
    public async Task A_resemblance_is_settled_before_the_enrolment_is_accepted_and_the_ledger_follows_the_merge()
    {
        var (world, first, second) = await OpenAsync();
        var known = await SendAsync(world.Secretary, first, "Bertaud");
        await platform.AcquireAsync(world, first, known.CandidateId, "BC2");
        var again = await SendAsync(world.OtherSecretary, second, "BERTAUD", i => i.FirstNames = "Anne, Livia");

        (await AcceptAsync(world, again.Id)).Errors.ShouldBe([DuplicateErrors.ToSettle]);
        var held = await HeldAsync(world);
        (await ReadAsync(world.Manager, again.Id)).Alike.ShouldBe([new(known.CandidateId, "BERTAUD Livia", Likeness.OtherFirstNames)]);
        await SettleAsync(world, known.CandidateId, again.CandidateId, DuplicateVerdict.OnePerson);
        (held - await HeldAsync(world)).ShouldBe(2, "the worklist counts both until it is said");
        (await AcceptAsync(world, again.Id)).Message.ShouldBe("");

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var enrolment = await db.Enrolments.SingleAsync(e => e.Id == again.Id);
        (enrolment.CandidateId, string.Join(',', enrolment.AcquiredBlocks)).ShouldBe((known.CandidateId, "BC2"));
        var file = (await platform.RunAsync<ReadCandidate, Result<CandidateFile>>(world.Manager, u => u.ExecuteAsync(again.CandidateId))).Value;
        (file.Id, file.Enrolments.Count).ShouldBe((known.CandidateId, 2), "the merged file's address leads to the kept one");
        (await LedgerAsync(world, known.CandidateId)).ShouldBe(["BC2"]);
        (await db.AuditEntries.AnyAsync(e => e.Action == nameof(SettleDuplicate) && e.EntityId == again.CandidateId)).ShouldBeTrue();
    }

    [Fact]
    public async Task Undoing_restores_both_files_with_what_was_theirs()
    {
        var (world, first, second) = await OpenAsync();
        var kept = await SendAsync(world.Secretary, first, "Cordier");
        var other = await SendAsync(world.OtherSecretary, second, "Cordier", i => i.FirstNames = "Livia");
        await platform.AcquireAsync(world, first, other.CandidateId, "BC3");
        var review = await SettleAsync(world, kept.CandidateId, other.CandidateId, DuplicateVerdict.OnePerson);
        (await LedgerAsync(world, kept.CandidateId)).ShouldBe(["BC3"]);
        await using (var merged = await platform.Database.OpenAsync(world.TenantId))
        {
            (await HeldFiles.ReadAsync(merged, kept.CandidateId, default)).Single().LastAward.ShouldNotBeNull("the block keeps the name of the file it counts for");
            (await HeldFiles.ReadAsync(merged, null, default)).ShouldNotContain(f => f.CandidateId == other.CandidateId);
        }
        (await AcceptAsync(world, other.Id)).Message.ShouldBe("");

        (await UndoAsync(world, review)).Message.ShouldBe("", "the block is the other's own");

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.Enrolments.SingleAsync(e => e.Id == other.Id)).CandidateId.ShouldBe(other.CandidateId);
        (await db.Candidates.SingleAsync(c => c.Id == other.CandidateId)).MergedIntoId.ShouldBeNull();
        (await LedgerAsync(world, kept.CandidateId)).ShouldBeEmpty();
        (await LedgerAsync(world, other.CandidateId)).ShouldBe(["BC3"]);
        (await UndoAsync(world, review)).Errors.ShouldBe([DuplicateErrors.AlreadyUndone]);
        (await platform.RunAsync<ListDuplicates, Result<DuplicateList>>(world.Manager, u => u.ExecuteAsync())).Value.Waiting.ShouldContain(p => p.LeftName == "CORDIER Livia", "the resemblance is asked about again");
    }

    [Fact]
    public async Task Whoever_had_two_files_is_handed_the_kept_one_with_the_mails_to_both_addresses()
    {
        var (world, first, second) = await OpenAsync();
        var kept = await SendAsync(world.Secretary, first, "Gaillard", i => i.Email = "gaillard.un@exemple.invalid");
        var other = await SendAsync(world.OtherSecretary, second, "Gaillard", i => (i.FirstNames, i.Email) = ("Livia", "gaillard.deux@exemple.invalid"));
        await SettleAsync(world, kept.CandidateId, other.CandidateId, DuplicateVerdict.OnePerson);
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
        {
            foreach (var address in new[] { "un", "deux", "trois" }) db.Add(OutboxMail.Create($"gaillard.{address}@exemple.invalid", $"Courrier numéro {address}", "Bonjour", platform.Clock.Now));
            await db.SaveChangesAsync();
        }

        var archive = await platform.RunAsync<ExportPerson, Result<PersonArchive>>(world.Manager, u => u.ExecuteAsync(kept.CandidateId));
        archive.Value.FileName.ShouldContain($"{kept.CandidateId:N}");
        var page = await TestData.PageOfAsync(archive.Value.WriteAsync);
        foreach (var told in new[] { "gaillard.un@exemple.invalid", "Courrier numéro un", "Courrier numéro deux", first.Name, second.Name }) page.ShouldContain(told);
        page.ShouldNotContain("Courrier numéro trois");
    }

    [Fact]
    public async Task A_merge_that_an_accepted_enrolment_counts_on_is_not_undone()
    {
        var (world, first, second) = await OpenAsync();
        var kept = await SendAsync(world.Secretary, first, "Delmas");
        await platform.AcquireAsync(world, first, kept.CandidateId, "BC3");
        var other = await SendAsync(world.OtherSecretary, second, "Delmas", i => i.FirstNames = "Livia");
        var review = await SettleAsync(world, kept.CandidateId, other.CandidateId, DuplicateVerdict.OnePerson);
        (await AcceptAsync(world, other.Id)).Message.ShouldBe("");
        (await UndoAsync(world, review)).Errors.ShouldBe([DuplicateErrors.CountsOnMerge]);
    }

    [Fact]
    public async Task Two_persons_are_not_asked_about_again_and_a_swapped_date_only_warns()
    {
        var (world, first, second) = await OpenAsync();
        var one = await SendAsync(world.Secretary, first, "Etienne", i => i.BirthDate = new(1994, 3, 11));
        var swapped = await SendAsync(world.OtherSecretary, second, "Étienne", i => i.BirthDate = new(1994, 11, 3));
        (await ReadAsync(world.Manager, swapped.Id)).Alike.ShouldHaveSingleItem().Likeness.ShouldBe(Likeness.SwappedBirthDate);
        (await AcceptAsync(world, swapped.Id)).Message.ShouldBe("");

        await SettleAsync(world, one.CandidateId, swapped.CandidateId, DuplicateVerdict.TwoPersons);
        (await ReadAsync(world.Manager, swapped.Id)).Alike.ShouldBeEmpty();
        (await ReadAsync(world.Manager, one.Id)).Alike.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_files_of_one_campaign_are_merged_only_once_one_enrolment_is_gone()
    {
        var (world, first, _) = await OpenAsync();
        var one = await SendAsync(world.Secretary, first, "Fabiani");
        var two = await SendAsync(world.OtherSecretary, first, "Fabianni", i => (i.BirthName, i.FirstNames) = ("Fabiani", "Livia"));
        (await SettleResultAsync(world, one.CandidateId, two.CandidateId, DuplicateVerdict.OnePerson)).Errors.ShouldBe([DuplicateErrors.BothEnrolled]);
        (await SettleResultAsync(world, one.CandidateId, two.CandidateId, DuplicateVerdict.TwoPersons, " ")).Errors.ShouldHaveSingleItem().Field.ShouldBe("Reason");
        (await SettleResultAsync(world, one.CandidateId, Guid.NewGuid(), DuplicateVerdict.OnePerson)).Errors.ShouldBe([SecurityErrors.NotFound]);
        var insurer = await platform.CreateWorldAsync(CqpFixture.Insurer);
        (await SettleResultAsync(insurer, one.CandidateId, two.CandidateId, DuplicateVerdict.TwoPersons)).Errors.ShouldBe([SecurityErrors.NotFound]);
    }

    private async Task<(TestWorld World, Campaign First, Campaign Second)> OpenAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        return (world, await platform.CreateCampaignAsync(world, "RNCP31391", $"Automne {Guid.NewGuid():N}"), await platform.CreateCampaignAsync(world, "RNCP31391", $"Printemps {Guid.NewGuid():N}"));
    }

    private async Task<(Guid Id, Guid CandidateId)> SendAsync(Membership member, Campaign campaign, string name, Action<SaveEnrolmentInput>? change = null)
    {
        var input = await platform.WriteEnrolmentAsync(member, campaign, name, Choice, change);
        (await platform.RunAsync<SubmitEnrolment, Result>(member, u => u.ExecuteAsync(input.EnrolmentId))).Message.ShouldBe("");
        return (input.EnrolmentId, (await ReadAsync(member, input.EnrolmentId)).CandidateId);
    }

    private Task<Result> AcceptAsync(TestWorld world, Guid id) => platform.RunAsync<AcceptEnrolment, Result>(world.Manager, u => u.ExecuteAsync(id));

    private Task<Result> UndoAsync(TestWorld world, Guid review) => platform.RunAsync<UndoDuplicate, Result>(world.Manager, u => u.ExecuteAsync(review));

    private async Task<EnrolmentFile> ReadAsync(Membership member, Guid id) => (await platform.RunAsync<ReadEnrolment, Result<EnrolmentFile>>(member, u => u.ExecuteAsync(id))).Value;

    /// <summary>How many candidates the worklist says are held back.</summary>
    private async Task<int> HeldAsync(TestWorld world) =>
        (await platform.RunAsync<ReadWorklist, Result<Worklist>>(world.Manager, u => u.ExecuteAsync())).Value.Items.Where(i => i.Href == "/candidats/doublons").Select(i => int.Parse(i.Meta[0].Split('\u00A0')[0], System.Globalization.CultureInfo.InvariantCulture)).SingleOrDefault();

    private async Task<IEnumerable<string>> LedgerAsync(TestWorld world, Guid candidateId) =>
        (await platform.RunAsync<ReadHoldings, Result<Holdings>>(world.Manager, u => u.ExecuteAsync(candidateId))).Value.Blocks.Select(l => l.BlockCode);

    private async Task<Guid> SettleAsync(TestWorld world, Guid kept, Guid other, DuplicateVerdict verdict) => (await SettleResultAsync(world, kept, other, verdict)).Value;

    private Task<Result<Guid>> SettleResultAsync(TestWorld world, Guid kept, Guid other, DuplicateVerdict verdict, string reason = "pièce d’identité reçue") =>
        platform.RunAsync<SettleDuplicate, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new(kept, other, verdict, reason)));
}
