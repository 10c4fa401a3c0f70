using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Awards.CorrectDocument;
using CqpPlatform.Web.Features.Awards.ReadDocumentRecord;
using CqpPlatform.Web.Features.Awards.RevokeDocument;
using CqpPlatform.Web.Features.Worklists.ReadDoneToday;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Awards;

public sealed class CorrectDocumentTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Reason = "pour corriger le nom du titulaire";
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task A_corrected_identity_gives_a_new_document_and_the_old_one_says_what_took_its_place()
    {
        var story = await platform.IssueAsync();
        (await RecordAsync(story.World.Manager, story.Certificate)).Outdated.ShouldBeFalse();
        await platform.RenameAsync(story.World, story.Whole, "Lefebvre");
        (await RecordAsync(story.World.Manager, story.Certificate)).ShouldSatisfyAllConditions(r => r.Outdated.ShouldBeTrue(), r => r.NothingToCorrect.ShouldBeFalse());

        var correction = (await CorrectAsync(story.World.Manager, story.Certificate)).Value;
        var (old, successor) = (await ReadAsync(story, story.Certificate.Id), await ReadAsync(story, correction.Id));
        (old.State, old.EndReason, old.EndedBy, old.EndedAt).ShouldBe((DocumentState.Superseded, Reason, "MOREL Hélène", platform.Clock.Now));
        old.Bytes.ShouldBe(story.Certificate.Bytes, "the old file stays byte for byte");
        TestData.PrintedBy(old).Holder.ShouldBe("Léa, Anne LEFÈVRE");
        (successor.State, successor.SupersedesId, successor.Number).ShouldBe((DocumentState.Valid, old.Id, correction.Number));
        successor.CheckCode.ShouldNotBe(old.CheckCode);
        var facts = TestData.PrintedBy(successor);
        (facts.Holder, facts.Replaces).ShouldBe(("Léa, Anne LEFEBVRE", old.Number));

        var seen = await RecordAsync(story.World.Secretary, story.Certificate);
        (seen.ReplacedBy!.Number, seen.EndReason, seen.EndedBy, seen.CanChange).ShouldBe((correction.Number, Reason, null, false));
        await using var db = await platform.Database.OpenAsync(story.World.TenantId);
        (await AuditedAsync(db, old.Id, "CorrectDocument")).ShouldContain(Reason);
        (await db.OutboxMails.SingleAsync(m => m.Body.Contains(correction.Number))).Body.ShouldSatisfyAllConditions(b => b.ShouldContain($"{old.Number}, délivré pour"), b => b.ShouldContain("a été corrigé"), b => b.ShouldContain("est signalé comme remplacé"));
    }

    [Fact]
    public async Task One_correction_is_told_as_one_document_of_the_day()
    {
        var story = await platform.IssueAsync();
        await platform.RenameAsync(story.World, story.Whole, "Lefebvre");
        // Acts of one instant are one: this one is apart from the other tests'.
        platform.Clock.Now = platform.Clock.Now.AddSeconds(7);
        (await CorrectAsync(story.World.Manager, story.Certificate)).Message.ShouldBe("");
        (await platform.RunAsync<ReadDoneToday, Result<DoneToday>>(story.World.Manager, u => u.ExecuteAsync())).Value.Acts[0].Text.ShouldBe("Document corrigé\u00a0: LEFEBVRE Léa");
    }

    [Fact]
    public async Task Where_nothing_printed_changed_a_copy_is_the_same_file()
    {
        var story = await platform.IssueAsync();
        (await RecordAsync(story.World.Manager, story.Certificate)).NothingToCorrect.ShouldBeTrue("said before a reason and a proof are asked for");
        (await RecordAsync(story.World.Secretary, story.Certificate)).NothingToCorrect.ShouldBeFalse("it corrects nothing");
        (await CorrectAsync(story.World.Manager, story.Certificate)).Errors.ShouldBe([AwardErrors.NothingToCorrect]);
        (await CorrectAsync(story.World.Manager, story.Attestation)).Errors.ShouldBe([AwardErrors.NothingToCorrect]);
    }

    [Fact]
    public async Task Two_corrections_at_once_give_one_document()
    {
        var story = await platform.IssueAsync();
        await platform.RenameAsync(story.World, story.Whole, "Lefebvre");
        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => CorrectAsync(story.World.Manager, story.Certificate))));
        results.Count(r => r.Succeeded).ShouldBe(1);
        results.Where(r => r.Refused).ShouldAllBe(r => r.Errors[0] == UnitOfWork.Conflict || r.Errors[0].Code == "award-ended");
        await using var db = await platform.Database.OpenAsync(story.World.TenantId);
        (await db.IssuedDocuments.CountAsync(d => d.SupersedesId == story.Certificate.Id)).ShouldBe(1);
        var numbers = await db.IssuedDocuments.Where(d => d.Kind == DocumentKind.Certificate).Select(d => d.Number).Order().ToListAsync();
        numbers.ShouldBe([.. Enumerable.Range(1, numbers.Count).Select(i => $"CPNEC-2026-C-{i:00000}")], "a correction that lost gives its number back");
    }

    [Fact]
    public async Task A_revoked_document_says_why_and_may_be_issued_again_under_another_number()
    {
        var story = await platform.IssueAsync();
        (await RevokeAsync(story.World.Manager, story.Certificate.Id, " ")).Errors.Single().Message.ShouldBe(AwardErrors.ReasonRequired.Message);
        (await RevokeAsync(story.World.Manager, story.Certificate.Id, "voir 2 94 03 75 113 001")).Message.ShouldContain("sécurité sociale");
        (await RevokeAsync(story.World.Manager, story.Certificate.Id, "erreur sur la personne")).Message.ShouldBe("");
        (await RevokeAsync(story.World.Manager, story.Certificate.Id, "encore")).Errors.Single().Code.ShouldBe("award-ended");
        var revoked = await ReadAsync(story, story.Certificate.Id);
        (revoked.State, revoked.EndReason).ShouldBe((DocumentState.Revoked, "erreur sur la personne"));
        await using (var db = await platform.Database.OpenAsync(story.World.TenantId))
            (await AuditedAsync(db, revoked.Id, "RevokeDocument")).ShouldContain("erreur sur la personne");

        var again = (await CorrectAsync(story.World.Manager, story.Certificate, "révoqué par erreur")).Value;
        (await ReadAsync(story, story.Certificate.Id)).State.ShouldBe(DocumentState.Revoked);
        (await RecordAsync(story.World.Manager, story.Certificate)).ReplacedBy!.Id.ShouldBe(again.Id);
        (await CorrectAsync(story.World.Manager, story.Certificate, "encore")).Errors.Single().ShouldBe(UnitOfWork.Conflict);
    }

    [Fact]
    public async Task A_certificate_revoked_with_one_of_its_blocks_is_followed_by_an_attestation_that_calls_it_a_certificate_and_by_a_mail_that_calls_it_revoked()
    {
        var story = await platform.IssueAsync();
        (await RevokeAsync(story.World.Manager, story.Certificate.Id, "bloc retiré")).Message.ShouldBe("");
        await using var db = await platform.Database.OpenAsync(story.World.TenantId);
        var line = await db.AcquiredBlocks.SingleAsync(b => b.CandidateId == story.Whole.CandidateId && b.BlockCode == "BC9");
        db.Add(CounterEntry.Rectify(line, "PV-2", platform.Clock.Now));
        await db.SaveChangesAsync();

        var correction = (await CorrectAsync(story.World.Manager, story.Certificate, "procès-verbal rectificatif")).Value;

        var attestation = await ReadAsync(story, correction.Id);
        attestation.Kind.ShouldBe(DocumentKind.Attestation);
        (await TextAsync(attestation)).ShouldContain($"Annule et remplace le certificat n° {story.Certificate.Number}.");
        (await db.OutboxMails.SingleAsync(m => m.Body.Contains(correction.Number))).Body.ShouldSatisfyAllConditions(
            b => b.ShouldContain($"{story.Certificate.Number}, délivré pour"), b => b.ShouldContain("a été révoqué, et un autre en prend la place. Votre attestation de blocs porte"),
            b => b.ShouldContain("reste signalé comme révoqué"), b => b.ShouldNotContain("remplacé"));
    }

    [Fact]
    public async Task Minutes_strangers_and_other_roles_change_nothing()
    {
        var story = await platform.IssueAsync();
        await using var db = await platform.Database.OpenAsync(story.World.TenantId);
        var session = await db.JurySessions.SingleAsync(s => s.Id == story.Certificate.JurySessionId);
        var minutes = await platform.CreateDocumentAsync(story.World, session, DocumentKind.Minutes, $"PV-{Guid.NewGuid():N}");
        var stranger = await platform.CreateWorldAsync(CqpFixture.Insurer);
        (await CorrectAsync(story.World.Manager, minutes)).Errors.ShouldBe([AwardErrors.MinutesNotCorrectedHere]);
        (await RevokeAsync(story.World.Manager, minutes.Id, Reason)).Errors.ShouldBe([AwardErrors.MinutesNotCorrectedHere]);
        (await CorrectAsync(stranger.Manager, story.Certificate)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await RevokeAsync(stranger.Manager, story.Certificate.Id, Reason)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await RevokeAsync(story.World.Secretary, story.Certificate.Id, Reason)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
    }

    [Fact]
    public async Task The_database_itself_lets_the_application_change_nothing_of_what_was_issued()
    {
        var story = await platform.IssueAsync();
        await using var db = await platform.Database.OpenAsync(story.World.TenantId);
        foreach (var change in new[] { "bytes = '\\x00'", "facts = 'x'", "number = 'X'", "sha256 = 'x'", "check_code = null", "issued_at = now()" })
        {
            var statement = string.Concat("update issued_documents set ", change);
            var refused = await Should.ThrowAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(statement), change);
            refused.SqlState.ShouldBe(Npgsql.PostgresErrorCodes.InsufficientPrivilege, change);
        }
    }

    /// <summary>What the audit keeps beside its chain of the one act on a document: values and reason.</summary>
    private static async Task<string> AuditedAsync(CqpDbContext db, Guid documentId, string action)
    {
        var entry = await db.AuditEntries.SingleAsync(e => e.EntityId == documentId && e.Action == action);
        entry.ActorId.ShouldNotBeNull();
        return (await db.AuditDetails.SingleAsync(d => d.EntryId == entry.Id)).Content!;
    }

    private async Task<Result<Correction>> CorrectAsync(Membership member, IssuedDocument document, string reason = Reason)
    {
        await using var scope = platform.As(member);
        return await scope.ServiceProvider.GetRequiredService<CorrectDocument>().ExecuteAsync(new(document.Id, reason));
    }

    private async Task<Result> RevokeAsync(Membership member, Guid id, string reason)
    {
        await using var scope = platform.As(member);
        return await scope.ServiceProvider.GetRequiredService<RevokeDocument>().ExecuteAsync(new(id, reason));
    }

    /// <summary>The text of the file, on one line, ordinary spaces.</summary>
    private static async Task<string> TextAsync(IssuedDocument document)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("cqp-correction-").FullName, "document.pdf");
        await File.WriteAllBytesAsync(path, document.Bytes, TestContext.Current.CancellationToken);
        return string.Join(' ', Documents.DocumentsFixture.Run("pdftotext", "-enc", "UTF-8", path, "-").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task<DocumentRecord> RecordAsync(Membership member, IssuedDocument document)
    {
        await using var scope = platform.As(member);
        return (await scope.ServiceProvider.GetRequiredService<ReadDocumentRecord>().ExecuteAsync(document.Id)).Value;
    }

    private async Task<IssuedDocument> ReadAsync(IssuedStory story, Guid id)
    {
        await using var db = await platform.Database.OpenAsync(story.World.TenantId);
        return await db.IssuedDocuments.AsNoTracking().SingleAsync(d => d.Id == id);
    }
}
