using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Juries.Constitution;
using CqpPlatform.Web.Features.Juries.Convocations;
using CqpPlatform.Web.Features.Juries.Sessions;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class ConvocationTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    // The class shares its tenant: each session writes to an address of its own.
    private static int addresses;
    private readonly CqpFixture platform = database.Platform;

    [Fact]
    public async Task A_letter_leaves_for_each_member_by_mail_or_on_paper_and_stays_as_it_left()
    {
        var (world, session, member) = await ConvenedAsync("Convoqués");
        var address = (await ReadAsync(world, session)).Members.Single(m => m.Name.StartsWith("RENAUD")).Address!;
        (await SendAsync(world, session)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.HourMissing);
        (await PrepareAsync(world, session, new(9, 30), null)).Message.ShouldBe("");

        (await SendAsync(world, session)).Value.ShouldBe(new ConvocationsSent(3, 2));

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var letters = await db.Convocations.Where(c => c.SessionId == session).OrderBy(c => c.MemberName).ToListAsync();
        letters.Select(l => (l.MemberName, l.ByMail)).ShouldBe([("COSSON Camille", true), ("RENAUD Camille", true), ("TASSIN Camille", false)]);
        letters.ConvertAll(l => System.Text.Encoding.ASCII.GetString(l.Bytes, 0, 5)).ShouldBe(["%PDF-", "%PDF-", "%PDF-"]);
        var mails = await db.OutboxMails.Where(m => m.Body.Contains(session.ToString()) || m.To == address).ToListAsync();
        mails.Count.ShouldBe(2);
        mails.ShouldAllBe(m => m.Body.Contains("09:30") && m.Body.Contains("candidat") && m.Attachment != null);
        mails.Single(m => m.To != address).Body.ShouldContain($"avec votre accès habituel\u00a0: ");
        mails.Single(m => m.To == address).Body.ShouldNotContain("/jury/", Case.Sensitive, "nobody without a sign-in gets an address to sign in at");
        (await ReadLetterAsync(world.JuryMember, session, member)).Value.ShouldBe(letters[0].Bytes);
        (await db.AuditEntries.AnyAsync(a => a.EntityId == letters[0].Id && a.Action == nameof(SendConvocations))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_changed_day_says_whom_to_convene_again_and_one_letter_more_is_enough()
    {
        var (world, session, member) = await ConvenedAsync("Reconvoqués");
        await PrepareAsync(world, session, new(14, 0), null);
        await SendAsync(world, session);
        (await ReadAsync(world, session)).Members.ShouldAllBe(m => m.SentAt != null && !m.Stale);

        (await platform.RunAsync<RescheduleJury, Result>(world.Manager, u => u.ExecuteAsync(new(session, new DateOnly(2021, 12, 16), "10 rue Auber, 75009 Paris")))).Message.ShouldBe("");
        (await ReadAsync(world, session)).Members.ShouldAllBe(m => m.Stale);
        platform.Clock.Now = platform.Clock.Now.AddMinutes(1);
        (await SendAsync(world, session, member)).Value.ShouldBe(new ConvocationsSent(1, 1));

        var view = await ReadAsync(world, session);
        view.Members.Where(m => !m.Stale).ShouldHaveSingleItem().Letters.ShouldBe(2);
        (await platform.RunAsync<UnseatMember, Result>(world.Manager, u => u.ExecuteAsync(new(session, member)))).Message.ShouldBe("");
        (await ReadAsync(world, session)).FormerMembers.ShouldBe(["COSSON Camille"]);
    }

    [Fact]
    public async Task The_agenda_follows_the_session_until_it_is_written_and_comes_back_when_emptied()
    {
        var (world, session, _) = await ConvenedAsync("Ordre du jour");
        var usual = (await ReadAsync(world, session)).Agenda;
        usual.Count.ShouldBe(4);
        await PrepareAsync(world, session, new(9, 0), string.Join("\n", usual));
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
            (await db.JurySessions.SingleAsync(s => s.Id == session)).Agenda.ShouldBeNull("what was not changed is not written down");

        await PrepareAsync(world, session, new(9, 0), "Accueil\n\n  Délibération  ");
        (await ReadAsync(world, session)).Agenda.ShouldBe(["Accueil", "Délibération"]);
        (await PrepareAsync(world, session, new(9, 0), "Ligne avec un caractère \u200B")).Errors.ShouldHaveSingleItem().Field.ShouldBe("Agenda");
        await PrepareAsync(world, session, new(9, 0), " ");
        (await ReadAsync(world, session)).Agenda.ShouldBe(usual);
    }

    [Fact]
    public async Task What_stands_on_the_screen_is_what_the_letters_say_saved_before_or_not()
    {
        var (world, session, member) = await ConvenedAsync("Saisi, pas enregistré");
        var typed = new PrepareConvocationsInput(session, new(11, 15), "Accueil\nDélibération");

        (await platform.RunAsync<SendConvocations, Result<ConvocationsSent>>(world.Manager, u => u.ExecuteAsync(new(session, member, typed with { StartsAt = null })))).Errors.ShouldHaveSingleItem().Field.ShouldBe("StartsAt");
        (await platform.RunAsync<SendConvocations, Result<ConvocationsSent>>(world.Manager, u => u.ExecuteAsync(new(session, member, typed)))).Value.Letters.ShouldBe(1);

        var view = await ReadAsync(world, session);
        (view.StartsAt, view.Agenda[0], view.Members.Count(m => m.SentAt is not null)).ShouldBe((new TimeOnly(11, 15), "Accueil", 1));
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.OutboxMails.SingleAsync(m => m.Body.Contains(session.ToString()))).Body.ShouldContain("à 11:15");
    }

    [Fact]
    public async Task A_letter_is_read_by_its_member_and_the_certifier_only()
    {
        var (world, session, member) = await ConvenedAsync("À soi");
        await PrepareAsync(world, session, new(9, 0), null);
        (await ReadLetterAsync(world.JuryMember, session, member)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound, "nothing was sent");
        (await ReadLetterAsync(world.Manager, session, member)).Value.AsSpan().StartsWith("%PDF-"u8).ShouldBeTrue("the certifier looks before sending");
        await SendAsync(world, session);

        var other = (await ReadAsync(world, session)).Members.First(m => m.Id != member).Id;
        (await ReadLetterAsync(world.JuryMember, session, other)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
        var foreign = await platform.CreateWorldAsync(CqpFixture.Insurer);
        (await ReadLetterAsync(foreign.Manager, session, member)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
        (await platform.RunAsync<ReadConvocations, Result<ConvocationsView>>(foreign.Manager, u => u.ExecuteAsync(session))).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
    }

    [Fact]
    public async Task A_mail_leaves_with_its_letter_and_lets_go_of_it()
    {
        var (world, session, _) = await ConvenedAsync("Pièce jointe");
        await PrepareAsync(world, session, new(9, 0), null);
        await SendAsync(world, session);

        await platform.SendMailsAsync(world.TenantId);

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var mail = await db.OutboxMails.SingleAsync(m => m.Body.Contains(session.ToString()));
        mail.SentAt.ShouldNotBeNull();
        mail.Attachment.ShouldBeNull();
        mail.AttachmentName.ShouldBe("convocation-jury-2021-12-09.pdf");
    }

    private async Task<(TestWorld World, Guid Session, Guid Member)> ConvenedAsync(string campaignName)
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", campaignName);
        await platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice);
        var session = await platform.ConveneAsync(world, campaign);
        var member = await platform.SeatAsync(world, session, College.Employees, "Cosson", presides: true, signIn: world.JuryMember);
        await platform.SeatAsync(world, session, College.Employers, "Tassin");
        var seated = await platform.RunAsync<SeatMember, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new(session, "Renaud", "Camille", College.Employers, "membre") { Email = $"renaud{Interlocked.Increment(ref addresses)}@exemple.invalid" }));
        seated.Message.ShouldBe("");
        return (world, session, member);
    }

    private Task<Result> PrepareAsync(TestWorld world, Guid session, TimeOnly at, string? agenda) => platform.RunAsync<PrepareConvocations, Result>(world.Manager, u => u.ExecuteAsync(new(session, at, agenda)));

    private Task<Result<ConvocationsSent>> SendAsync(TestWorld world, Guid session, Guid? member = null) => platform.RunAsync<SendConvocations, Result<ConvocationsSent>>(world.Manager, u => u.ExecuteAsync(new(session, member)));

    private async Task<ConvocationsView> ReadAsync(TestWorld world, Guid session) => (await platform.RunAsync<ReadConvocations, Result<ConvocationsView>>(world.Manager, u => u.ExecuteAsync(session))).Value;

    private Task<Result<byte[]>> ReadLetterAsync(Membership who, Guid session, Guid member) => platform.RunAsync<ReadConvocation, Result<byte[]>>(who, u => u.ExecuteAsync(session, member));
}
