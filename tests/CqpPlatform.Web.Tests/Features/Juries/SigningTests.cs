using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Attendance;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Sessions;
using CqpPlatform.Web.Features.Juries.Signing;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class SigningTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly byte[] Scan = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n9\n%%EOF"u8.ToArray();
    private readonly CqpFixture platform = database.Platform;

    [Fact]
    public async Task Members_sign_on_screen_in_turn_or_on_paper_and_the_sealed_file_stays_what_it_is()
    {
        var (world, jury) = await DecidedAsync();
        (await SignAsync(jury.President, jury)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.NotSealed);
        var minutes = (await platform.SealByBothAsync(jury)).Value.DocumentId;
        var bytes = await MinutesAsync();

        (await MineAsync()).ShouldSatisfyAllConditions(l => l.ToSign.ShouldBeTrue(), l => l.Missing.ShouldHaveSingleItem().ShouldEndWith("signatures attendues, dont la vôtre"));
        (await SignAsync(jury.President, jury, "autre chose")).Errors.ShouldHaveSingleItem().ShouldBe(Reauthentication.Refused);
        (await SignAsync(jury.President, jury)).Message.ShouldBe("");
        (await MineAsync()).ShouldSatisfyAllConditions(l => l.ToSign.ShouldBeFalse(), l => l.Missing.ShouldHaveSingleItem().ShouldEndWith("signatures attendues"));
        (await SignAsync(jury.President, jury)).Errors.ShouldHaveSingleItem().Code.ShouldBe("minutes-signed");
        var missing = (await ReadAsync(jury)).Signatures.Where(s => s.At is null).Select(s => s.MemberId).ToList();
        missing.Count.ShouldBe(12);
        (await JoinAsync(world, jury, "photo.png", "GIF89a"u8.ToArray(), missing)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.SheetFormat);
        (await JoinAsync(world, jury, "feuille.pdf", Scan, [])).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.SignersUnsaid);
        (await JoinAsync(world, jury, "feuille.pdf", Scan, [.. missing.Take(11)])).Message.ShouldBe("");

        var view = await ReadAsync(jury);
        view.Signatures.Count(s => s.At is null).ShouldBe(1);
        view.Signatures.Count(s => s.OnPaper).ShouldBe(11);
        (await MinutesAsync()).ShouldBe(bytes);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var hash = await db.IssuedDocuments.Where(d => d.Id == minutes).Select(d => d.Sha256).SingleAsync();
        (await db.Set<MinutesSignature>().Where(s => s.SessionId == jury.SessionId).Select(s => s.MinutesSha256).Distinct().ToListAsync()).ShouldBe([hash]);
        (await platform.RunAsync<ReadJurySessions, Result<JuryOverview>>(world.Manager, u => u.ExecuteAsync())).Value.Sessions.Single(s => s.Id == jury.SessionId).Missing.ShouldHaveSingleItem().ShouldContain("signature attendue");

        async Task<JurySessionLine> MineAsync() => (await platform.RunAsync<ReadMySessions, Result<IReadOnlyList<JurySessionLine>>>(jury.President, u => u.ExecuteAsync())).Value.Single(l => l.Id == jury.SessionId);

        async Task<byte[]> MinutesAsync()
        {
            await using var reading = await platform.Database.OpenAsync(world.TenantId);
            return await reading.IssuedDocuments.Where(d => d.Id == minutes).Select(d => d.Bytes).SingleAsync();
        }
    }

    [Fact]
    public async Task Who_did_not_sit_signs_nothing_whoever_left_signs_though_represented_since_and_a_refused_sheet_leaves_nothing()
    {
        var (world, jury) = await DecidedAsync(excuseOne: true);
        var (left, holder) = (await ReadAsync(jury)).Members.Where(m => m.College == College.Employers && !m.Presides).Take(2).ToList() is [var one, var two] ? (one, two) : default;
        (await platform.RunAsync<RecordPresence, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, left.Id, Presence.Represented, holder.Id, At: new TimeOnly(9, 30))))).Message.ShouldBe("");
        var document = (await platform.SealByBothAsync(jury)).Value.DocumentId;
        var view = await ReadAsync(jury);
        view.Signatures.ShouldContain(s => s.MemberId == left.Id);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.IssuedDocuments.SingleAsync(d => d.Id == document)).Facts.ShouldContain($"\"Presence\":\"Present\",\"RepresentedBy\":\"{holder.Name}\"");
        var excused = view.Members.Single(m => m.Presence == Presence.Excused).Id;
        view.Signatures.ShouldNotContain(s => s.MemberId == excused);

        (await JoinAsync(world, jury, "feuille.pdf", Scan, [view.Signatures[0].MemberId, excused])).Errors.ShouldHaveSingleItem().Code.ShouldBe("member-did-not-sit");

        view = await ReadAsync(jury);
        view.Sheets.ShouldBeEmpty();
        view.Signatures.ShouldAllBe(s => s.At == null);
    }

    [Fact]
    public async Task The_scan_and_the_sheet_are_read_by_the_jury_and_the_certifier_only()
    {
        var (world, jury) = await DecidedAsync();
        (await SheetAsync(jury.President, jury)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.NotSealed);
        await platform.SealByBothAsync(jury);
        await JoinAsync(world, jury, "feuille.pdf", Scan, [(await ReadAsync(jury)).Signatures[0].MemberId]);
        var scan = (await ReadAsync(jury)).Sheets.ShouldHaveSingleItem().Id;
        var (stranger, foreign) = (await platform.CreateJuryMemberAsync(world, "Delvaux", "Anne"), await platform.CreateWorldAsync(CqpFixture.Insurer));

        foreach (var who in new[] { jury.President, world.Manager })
        {
            (await ScanAsync(who)).Value.Bytes.ShouldBe(Scan);
            (await SheetAsync(who, jury)).Value.AsSpan().StartsWith("%PDF-"u8).ShouldBeTrue();
        }
        foreach (var who in new[] { stranger, foreign.Manager })
        {
            (await ScanAsync(who)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
            (await SheetAsync(who, jury)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
        }

        Task<Result<FileToRead>> ScanAsync(Membership who) => platform.RunAsync<ReadSignedSheet, Result<FileToRead>>(who, u => u.ExecuteAsync(jury.SessionId, scan));
    }

    [Fact]
    public async Task A_reminder_leaves_once_a_day_to_whoever_has_not_signed()
    {
        var (world, jury) = await DecidedAsync();
        await platform.SealByBothAsync(jury);
        await SignAsync(jury.President, jury);

        (await RemindAsync()).Value.ShouldBe(1, "the vice-president alone has an address");
        (await RemindAsync()).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.RemindedToday);

        var at = platform.Clock.Now;
        platform.Clock.Now = at.AddDays(1);
        (await RemindAsync()).Value.ShouldBe(1);
        platform.Clock.Now = at;
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var url = $"/jury/{jury.SessionId}";
        (await db.OutboxMails.Where(m => m.Body.Contains(url) && m.Subject.Contains("votre signature")).CountAsync()).ShouldBe(2);

        Task<Result<int>> RemindAsync() => platform.RunAsync<RemindSigners, Result<int>>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId)));
    }

    private async Task<(TestWorld World, TestJury Jury)> DecidedAsync(bool excuseOne = false)
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"À signer {Guid.NewGuid():N}");
        var enrolment = await platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice);
        await platform.EvaluateAsync(world, enrolment);
        var jury = await platform.OpenJuryAsync(world, campaign);
        if (excuseOne)
        {
            var expert = (await ReadAsync(jury)).Members.First(m => m.College == College.Experts && !m.Presides);
            await platform.RunAsync<RecordPresence, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, expert.Id, Presence.Excused)));
        }
        (await platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");
        return (world, jury);
    }

    private Task<Result> SignAsync(Membership who, TestJury jury, string password = TestData.Password) => platform.RunAsync<SignMinutes, Result>(who, u => u.ExecuteAsync(new(jury.SessionId, password)));

    private Task<Result> JoinAsync(TestWorld world, TestJury jury, string name, byte[] content, IReadOnlyList<Guid> signers) =>
        platform.RunAsync<JoinSignedSheet, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, name, content, signers)));

    private async Task<SessionView> ReadAsync(TestJury jury) => (await platform.RunAsync<ReadSession, Result<SessionView>>(jury.OtherPresident, u => u.ExecuteAsync(jury.SessionId))).Value;

    private Task<Result<byte[]>> SheetAsync(Membership who, TestJury jury) => platform.RunAsync<ReadSignatureSheet, Result<byte[]>>(who, u => u.ExecuteAsync(jury.SessionId));
}
