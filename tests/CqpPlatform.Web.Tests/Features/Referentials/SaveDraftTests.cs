using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Referentials.Editing;
using CqpPlatform.Web.Features.Referentials.Versions;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Referentials;

/// <summary>A draft is kept at each change, whole or not, and by one editor at a time.</summary>
public sealed class SaveDraftTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private CqpFixture Platform => fixture.Platform;

    [Fact]
    public async Task An_unfinished_draft_is_kept_and_says_what_is_left_to_correct()
    {
        var (world, draft) = await DraftAsync("RNCP31395");
        draft.Left.ShouldBeEmpty();
        var saved = (await SaveAsync(world, draft, draft.Referential with { Title = "", Composition = draft.Referential.Composition with { Common = ["BC1", "BC12"] } })).Value;
        saved.Left.ShouldContain(e => e.Field == "$.title");
        saved.Left.ShouldContain(e => e.Field == "$.composition.common[1]");

        var again = (await ReadAsync(world, draft.Id)).Value;
        (again.Referential.Title, again.RowVersion).ShouldBe(("", saved.RowVersion));
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.AuditEntries.Where(a => a.EntityId == draft.Id && a.Action == "SaveDraft").CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_editors_the_later_one_is_told_and_may_keep_or_take()
    {
        var (world, draft) = await DraftAsync("RNCP31391");
        var mine = new DraftSheet(draft, input => SaveAsync(world, input));
        var theirs = new DraftSheet(draft, input => SaveAsync(world, input));
        await theirs.EditAsync(r => r with { ShortTitle = "Le leur" });
        await mine.EditAsync(r => r with { ShortTitle = "Le mien" });
        mine.Overtaken.ShouldBeTrue();
        mine.Refused.ShouldBe([UnitOfWork.Conflict]);
        mine.Referential.ShortTitle.ShouldBe("Le mien");
        (await ReadAsync(world, draft.Id)).Value.Referential.ShortTitle.ShouldBe("Le leur");

        await mine.KeepMineAsync((await ReadAsync(world, draft.Id)).Value);
        mine.Overtaken.ShouldBeFalse();
        (await ReadAsync(world, draft.Id)).Value.Referential.ShortTitle.ShouldBe("Le mien");
        await mine.UndoAsync();
        (await ReadAsync(world, draft.Id)).Value.Referential.ShortTitle.ShouldBe(draft.Referential.ShortTitle);
        mine.CanUndo.ShouldBeFalse();
    }

    [Fact]
    public async Task The_last_change_can_be_undone_after_the_page_was_left()
    {
        var (world, draft) = await DraftAsync("RNCP31395");
        var sheet = new DraftSheet(draft, input => SaveAsync(world, input));
        sheet.CanUndo.ShouldBeFalse();
        await sheet.EditAsync(r => r with { ShortTitle = "Un" });
        await sheet.EditAsync(r => r with { ShortTitle = "Deux" });

        var again = new DraftSheet((await ReadAsync(world, draft.Id)).Value, input => SaveAsync(world, input));
        again.Referential.ShortTitle.ShouldBe("Deux");
        await again.UndoAsync();
        again.CanUndo.ShouldBeFalse();
        var undone = (await ReadAsync(world, draft.Id)).Value;
        (undone.Referential.ShortTitle, undone.Former).ShouldBe(("Un", null));

        // What was refused is not kept either, not even to go back to it.
        await again.EditAsync(r => r with { ShortTitle = "Chargé 1 84 12 76 451 089 46" });
        again.Refused.ShouldNotBeEmpty();
        await again.EditAsync(r => r with { ShortTitle = "Trois" });
        var kept = (await ReadAsync(world, draft.Id)).Value;
        (kept.Referential.ShortTitle, kept.Former).ShouldBe(("Trois", null));
    }

    [Fact]
    public async Task A_taken_name_a_social_security_number_and_a_published_version_are_refused()
    {
        var (world, draft) = await DraftAsync("RNCP31395");
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var frozen = await db.ReferentialVersions.FirstAsync(v => v.CertificationCode == "RNCP31395" && v.CopiedFromId == null);
        (await SaveAsync(world, draft, draft.Referential with { Version = frozen.Version })).Errors.Single().Field.ShouldBe("$.version");
        (await SaveAsync(world, draft, draft.Referential with { ShortTitle = "Chargé 1 84 12 76 451 089 46" })).Errors.Single().Field.ShouldBe("$.shortTitle");
        (await SaveAsync(world, draft, draft.Referential with { Title = new string('a', 401) })).Errors.Single().Field.ShouldBe("$.title");
        (await SaveAsync(world, new SaveDraftInput(frozen.Id, draft.RowVersion, draft.Referential with { Version = frozen.Version }))).Errors.Single().Code.ShouldBe("version-frozen");
        (await ReadAsync(world, frozen.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
    }

    private async Task<(TestWorld World, DraftView Draft)> DraftAsync(string code)
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var source = await db.ReferentialVersions.FirstAsync(v => v.CertificationCode == code && v.CopiedFromId == null);
        var copy = await Platform.RunAsync<CopyVersion, Result<Guid>>(world.Manager, u => u.ExecuteAsync(source.Id));
        return (world, (await ReadAsync(world, copy.Value)).Value);
    }

    private Task<Result<DraftView>> ReadAsync(TestWorld world, Guid id) => Platform.RunAsync<ReadDraft, Result<DraftView>>(world.Manager, u => u.ExecuteAsync(id));
    private Task<Result<DraftSaved>> SaveAsync(TestWorld world, DraftView draft, Referential referential) => SaveAsync(world, new SaveDraftInput(draft.Id, draft.RowVersion, referential));
    private Task<Result<DraftSaved>> SaveAsync(TestWorld world, SaveDraftInput input) => Platform.RunAsync<SaveDraft, Result<DraftSaved>>(world.Manager, u => u.ExecuteAsync(input));
}
