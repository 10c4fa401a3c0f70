using System.Text.RegularExpressions;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Security.TutorLinks;

public sealed partial class TutorDoorTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private CqpFixture Platform => fixture.Platform;

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();

    [Fact]
    public async Task A_link_and_its_code_let_the_tutor_in_once()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (link, secret) = await Platform.CreateTutorLinkAsync(world);
        await using var scope = Platform.Services.CreateAsyncScope();
        var door = scope.ServiceProvider.GetRequiredService<TutorDoor>();

        (await door.SendCodeAsync(CqpFixture.Broker, secret)).Succeeded.ShouldBeTrue();
        var mail = (await MailsAsync(world)).Single();
        mail.To.ShouldBe(world.Tutor.Email);
        var code = SixDigits().Match(mail.Body).Value;
        var entered = await door.RedeemAsync(CqpFixture.Broker, secret, $" {code[..3]} {code[3..]} ");

        CqpClaims.Read(entered.Value).ShouldBe(new ClaimedActor(world.TenantId, null, null, link.Id));
        entered.Value.Identity!.Name.ShouldBe("GARNIER Sylvie");
        entered.Value.FindFirst(CqpClaims.Role)!.Value.ShouldBe(nameof(Role.Tutor));
        (await door.RedeemAsync(CqpFixture.Broker, secret, code)).Errors.ShouldBe([TutorDoor.WrongCode], "a code serves once");
    }

    [Fact]
    public void A_link_says_when_it_was_sent()
    {
        var now = new DateTimeOffset(2021, 10, 18, 9, 0, 0, TimeSpan.Zero);
        TutorLink.Create(Guid.NewGuid(), now).Row.SentAt.ShouldBe(now);
    }

    [Fact]
    public async Task A_forwarded_link_alone_opens_nothing()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, secret) = await Platform.CreateTutorLinkAsync(world);
        await using var scope = Platform.Services.CreateAsyncScope();
        var door = scope.ServiceProvider.GetRequiredService<TutorDoor>();

        (await door.IsOpenAsync(CqpFixture.Broker, secret)).ShouldBeTrue();
        (await door.IsInsideAsync(CqpFixture.Broker, secret)).ShouldBeFalse();
        foreach (var guess in new[] { null, "", "000000" }) (await door.RedeemAsync(CqpFixture.Broker, secret, guess)).Errors.ShouldBe([TutorDoor.WrongCode]);
    }

    [Fact]
    public async Task Five_wrong_codes_close_the_door_until_the_code_expires()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, secret) = await Platform.CreateTutorLinkAsync(world);
        await using var scope = Platform.Services.CreateAsyncScope();
        var door = scope.ServiceProvider.GetRequiredService<TutorDoor>();
        await door.SendCodeAsync(CqpFixture.Broker, secret);
        var code = SixDigits().Match((await MailsAsync(world)).Single().Body).Value;
        var wrong = code == "123456" ? "654321" : "123456";

        for (var attempt = 0; attempt < 3; attempt++) (await door.RedeemAsync(CqpFixture.Broker, secret, wrong)).Refused.ShouldBeTrue();
        (await door.SendCodeAsync(CqpFixture.Broker, secret)).Errors.ShouldBe([TutorDoor.JustSent]);
        Platform.Clock.Now += TutorLink.ResendDelay;
        (await door.SendCodeAsync(CqpFixture.Broker, secret)).Succeeded.ShouldBeTrue();
        for (var attempt = 0; attempt < 2; attempt++) (await door.RedeemAsync(CqpFixture.Broker, secret, "not a code")).Refused.ShouldBeTrue();
        var second = SixDigits().Match((await MailsAsync(world)).OrderBy(m => m.CreatedAt).Last().Body).Value;

        (await door.RedeemAsync(CqpFixture.Broker, secret, second)).Errors.ShouldBe([TutorDoor.WrongCode], "the right code comes too late");
        Platform.Clock.Now += TutorLink.ResendDelay;
        (await door.SendCodeAsync(CqpFixture.Broker, secret)).Message.ShouldContain("Trop d’essais");
        Platform.Clock.Now += TutorLink.CodeLifetime;
        (await door.SendCodeAsync(CqpFixture.Broker, secret)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task An_unknown_expired_or_revoked_link_and_another_tenants_get_the_same_answer()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, secret) = await Platform.CreateTutorLinkAsync(world);
        var (revoked, revokedSecret) = await Platform.CreateTutorLinkAsync(world);
        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
        {
            (await db.TutorLinks.SingleAsync(l => l.Id == revoked.Id)).Revoke(Platform.Clock.Now);
            await db.SaveChangesAsync();
        }
        await using var scope = Platform.Services.CreateAsyncScope();
        var door = scope.ServiceProvider.GetRequiredService<TutorDoor>();

        foreach (var (slug, text) in new[] { (CqpFixture.Broker, "inconnu"), (CqpFixture.Broker, revokedSecret), (CqpFixture.Insurer, secret), ("nulle-part", secret) })
        {
            (await door.IsOpenAsync(slug, text)).ShouldBeFalse();
            (await door.SendCodeAsync(slug, text)).Errors.ShouldBe([TutorDoor.DeadLink]);
            (await door.RedeemAsync(slug, text, "123456")).Errors.ShouldBe([TutorDoor.DeadLink]);
        }
        var before = Platform.Clock.Now;
        Platform.Clock.Now += TutorLink.Lifetime;
        (await door.IsOpenAsync(CqpFixture.Broker, secret)).ShouldBeFalse();
        Platform.Clock.Now = before;
        (await MailsAsync(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_use_of_a_link_is_in_the_audit_and_names_the_tutor_only_once_the_code_is_given()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (link, secret) = await Platform.CreateTutorLinkAsync(world);
        await using var scope = Platform.Services.CreateAsyncScope();
        var door = scope.ServiceProvider.GetRequiredService<TutorDoor>();
        await door.RedeemAsync(CqpFixture.Broker, secret, "123456");
        await door.IsOpenAsync(CqpFixture.Broker, secret);
        Platform.Clock.Now += TimeSpan.FromMilliseconds(1);
        await door.IsOpenAsync(CqpFixture.Broker, secret);
        await door.SendCodeAsync(CqpFixture.Broker, secret);
        var code = SixDigits().Match((await MailsAsync(world)).Single().Body).Value;
        Platform.Clock.Now += TimeSpan.FromSeconds(5);
        await door.RedeemAsync(CqpFixture.Broker, secret, code == "123456" ? "654321" : "123456");
        (await door.RedeemAsync(CqpFixture.Broker, secret, code)).Succeeded.ShouldBeTrue();

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.TutorLinks.SingleAsync(l => l.Id == link.Id)).Revoke(Platform.Clock.Now);
        db.Audit.Action = "RevokeTutorLinks";
        await db.SaveChangesAsync();
        Platform.Clock.Now += TimeSpan.FromSeconds(5);
        (await door.IsOpenAsync(CqpFixture.Broker, secret)).ShouldBeFalse();
        var entries = await db.AuditEntries.Where(e => e.EntityId == link.Id).OrderBy(e => e.Sequence).Skip(1).ToListAsync();
        entries.ConvertAll(e => e.Action).ShouldBe(["RefuseTutorCode", "OpenTutorLink", "OpenTutorLink", "SendTutorCode", "RefuseTutorCode", "EnterByTutorLink", "RevokeTutorLinks", "RefuseTutorLink"]);
        entries.ConvertAll(e => e.ActorId).ShouldBe([null, null, null, null, null, world.Tutor.Id, null, null]);
        entries[0].ActorName.ShouldBe("Porteur du lien");
    }

    [Fact]
    public async Task An_invitation_names_the_candidates_and_carries_a_link_that_works()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (campaign, _, _) = await Platform.CreateEvaluationAsync(world, "RNCP31391", $"Automne {Guid.NewGuid():N}"[..24]);
        var (other, signed, _) = await Platform.CreateEvaluationAsync(world, "RNCP31391", $"Printemps {Guid.NewGuid():N}"[..24]);
        await Platform.EvaluateAsync(world, signed);
        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
        {
            await TutorInvitations.InviteAsync(db, world.Tutor, CqpFixture.Broker, "https://cqp.exemple.invalid", Platform.Clock.Now);
            await db.SaveChangesAsync();
        }

        var mail = (await MailsAsync(world)).Single();
        mail.Subject.ShouldBe("Vos observations au poste, attendues depuis le 24/11/2021");
        mail.Body.ShouldContain($"- LEFÈVRE Léa ({campaign.Name}), attendue depuis le 24/11/2021");
        mail.Body.Contains(other.Name, StringComparison.Ordinal).ShouldBeFalse("nothing is awaited there any more");
        var secret = Regex.Match(mail.Body, "https://cqp.exemple.invalid/observation/cpne-courtage/([0-9a-f]+)").Groups[1].Value;
        await using var scope = Platform.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<TutorDoor>().IsOpenAsync(CqpFixture.Broker, secret)).ShouldBeTrue();
    }

    /// <summary>Whoever reads the database, or a copy of it, comes in by nothing they find there.</summary>
    [Fact]
    public async Task Neither_the_secret_nor_the_code_can_be_read_in_any_table_once_the_mails_have_left()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
        {
            await TutorInvitations.InviteAsync(db, world.Tutor, CqpFixture.Broker, "https://cqp.exemple.invalid", Platform.Clock.Now);
            await db.SaveChangesAsync();
        }
        var secret = Regex.Match((await MailsAsync(world)).Single().Body, "/cpne-courtage/([0-9a-f]{48})").Groups[1].Value;
        await using (var scope = Platform.Services.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<TutorDoor>().SendCodeAsync(CqpFixture.Broker, secret);
        var code = SixDigits().Match((await MailsAsync(world)).OrderBy(m => m.CreatedAt).Last().Body).Value;
        (await FoundAsync(secret)).ShouldBe(["outbox_mails"], "it waits to be sent");

        await Platform.SendMailsAsync(world.TenantId);
        (await FoundAsync(secret)).ShouldBeEmpty();
        (await MailsAsync(world)).ShouldAllBe(m => m.SentAt != null && m.Body == "" && !m.Subject.Contains(code));

        async Task<List<string>> FoundAsync(string text)
        {
            await using var db = await Platform.Database.OpenAsync(world.TenantId);
            var found = new List<string>();
            foreach (var table in await db.Database.SqlQuery<string>($"select relname::text as \"Value\" from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace").ToListAsync())
            {
                // The name comes from the catalogue.
                var holds = $"select exists (select from \"{table}\" t where t::text like {{0}}) as \"Value\"";
                if (await db.Database.SqlQueryRaw<bool>(holds, $"%{text}%").SingleAsync()) found.Add(table);
            }
            return found;
        }
    }

    private async Task<List<OutboxMail>> MailsAsync(TestWorld world)
    {
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        return await db.OutboxMails.AsNoTracking().Where(m => m.To == world.Tutor.Email).ToListAsync();
    }
}
