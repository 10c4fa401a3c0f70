using System.Net;
using System.Text.RegularExpressions;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Invitations;
using CqpPlatform.Web.Security.Passwords;
using CqpPlatform.Web.Security.SecondFactor;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Security.Invitations;

/// <summary>By requests of one's own, as a stranger with the link would.</summary>
public sealed class InvitationDoorTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Phrase = "trois tasses sur la fenêtre";
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task A_new_person_chooses_a_password_is_inside_and_the_link_serves_once()
    {
        var (world, row, path) = await InviteAsync(Role.Examiner);
        using var client = SignedInClient.Anonymous(fixture.Host);
        (await (await client.GetAsync(path)).Content.ReadAsStringAsync()).ShouldContain(row.Email);
        await RefusedAsync(client, path, "short", "12 caractères");
        await RefusedAsync(client, path, "Prigent-Aude-2026!", "votre nom");
        await RefusedAsync(client, path, "motdepasse2026", "plus essayés");

        var answer = await CreateAsync(client, path, Phrase);
        answer.Headers.Location!.ToString().ShouldEndWith("/ma-journee");
        (await client.GetAsync("/ma-journee")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var normalized = row.Email.ToUpperInvariant();
        var account = await db.Users.SingleAsync(a => a.NormalizedEmail == normalized);
        account.SecondFactorWaived.ShouldBeFalse();
        (await db.Memberships.SingleAsync(m => m.AccountId == account.Id)).Role.ShouldBe(Role.Examiner);
        using var second = SignedInClient.Anonymous(fixture.Host);
        WebUtility.HtmlDecode(await BodyAsync(second, path)).ShouldContain("n’ouvre plus d’accès");
        await CreateAsync(second, path, Phrase);
        (await db.Memberships.CountAsync(m => m.AccountId == account.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task Someone_with_an_account_signs_in_first_and_only_the_one_invited_can_accept()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        await platform.GivePasswordsAsync(world);
        var (_, _, path) = await InviteAsync(Role.TrainingOrganisation, world, await platform.EmailOfAsync(world.Examiner));

        using var nobody = SignedInClient.Anonymous(fixture.Host);
        (await (await nobody.GetAsync(path)).Content.ReadAsStringAsync()).ShouldContain("Un compte existe");
        await CreateAsync(nobody, path, Phrase);
        using var other = await SignedInClient.SignInAsync(fixture.Host, world.Secretary);
        (await (await other.GetAsync(path)).Content.ReadAsStringAsync()).ShouldContain("autre adresse");
        await other.PostFormAsync(path, path, "accepter", []);
        (await MembershipsAsync(world, world.Examiner)).ShouldBe(1);

        // By the button of the page: the sign-in knows the way back, and no address repeats the secret.
        using var invited = SignedInClient.Anonymous(fixture.Host);
        (await (await invited.GetAsync(path)).Content.ReadAsStringAsync()).ShouldNotContain("retour=");
        (await invited.PostFormAsync(path, path, "se-connecter", [])).Headers.Location!.ToString().ShouldEndWith("/connexion");
        var signedIn = await invited.PostFormAsync("/connexion", "/connexion", "connexion", new() { ["Input.Email"] = await platform.EmailOfAsync(world.Examiner), ["Input.Password"] = TestData.Password });
        signedIn.Headers.Location!.ToString().ShouldEndWith(path);
        using var later = await SignedInClient.SignInAsync(fixture.Host, world.Examiner);
        later.SignedInTo!.ShouldNotContain("/invitation/", customMessage: "the way back is one browser's");
        (await invited.PostFormAsync(path, path, "accepter", [])).Headers.Location!.ToString().ShouldEndWith("/");
        (await MembershipsAsync(world, world.Examiner)).ShouldBe(2);
        (await invited.GetAsync("/inscriptions")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await invited.PostFormAsync("/compte", path, "accepter", []);
        (await MembershipsAsync(world, world.Examiner)).ShouldBe(2, "replayed");
    }

    [Fact]
    public async Task Someone_whose_every_access_has_ended_comes_back_by_a_new_invitation_with_password_and_second_factor()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        await platform.GivePasswordsAsync(world);
        var email = await platform.EmailOfAsync(world.Manager);
        await using var scope = platform.Services.CreateAsyncScope();
        var factors = scope.ServiceProvider.GetRequiredService<SecondFactors>();
        var key = await factors.BeginAsync(world.Manager.AccountId);
        (await factors.EnableAsync(world.Manager.AccountId, Totp.Code(key, platform.Clock.Now))).Succeeded.ShouldBeTrue();
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
        {
            (await db.Memberships.SingleAsync(m => m.Id == world.Manager.Id)).End();
            await db.SaveChangesAsync();
        }
        using var client = SignedInClient.Anonymous(fixture.Host);
        await client.TypeAsync(email, TestData.Password);
        WebUtility.HtmlDecode(await (await CodeAsync(client, Totp.Code(key, DateTimeOffset.UtcNow))).Content.ReadAsStringAsync()).ShouldContain("n’a plus d’accès", customMessage: "nobody has invited them");

        var (_, _, path) = await InviteAsync(Role.CertifierManager, world, email);
        await client.PostFormAsync("/mot-de-passe", "/mot-de-passe", "oubli", new() { ["Input.Email"] = email });
        await fixture.Host.Services.GetRequiredService<PasswordResetSender>().SendAsync(TestContext.Current.CancellationToken);
        string link;
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
            link = Regex.Match(await db.OutboxMails.Where(m => m.To == email && m.Subject.StartsWith("Choisir")).Select(m => m.Body).SingleAsync(), "/mot-de-passe/[0-9a-f]{48}").Value;
        await client.PostFormAsync(link, link, "nouveau-mot-de-passe", new() { ["Input.Password"] = Phrase, ["Input.Repeated"] = Phrase });

        await client.PostFormAsync(path, path, "se-connecter", []);
        (await client.TypeAsync(email, Phrase)).ShouldLeadTo(SignInDoor.CodePath);
        (await CodeAsync(client, Totp.Code(key, DateTimeOffset.UtcNow.AddSeconds(30)))).ShouldLeadTo(path);
        foreach (var shut in new[] { "/", "/campagnes", "/membres" }) (await client.GetAsync(shut)).ShouldLeadTo("/compte");
        WebUtility.HtmlDecode(await (await client.GetAsync("/compte")).Content.ReadAsStringAsync()).ShouldContain("ouvrez le lien reçu par courriel");
        (await client.PostFormAsync(path, path, "accepter", [])).ShouldLeadTo("/");
        (await client.GetAsync("/membres")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Else it would open everything, be listed nowhere and be erased with its account.</summary>
    [Fact]
    public void An_access_given_back_is_no_longer_forgotten()
    {
        var membership = Membership.Create(Guid.NewGuid(), Role.Examiner);
        membership.End();
        membership.Forget(DateTimeOffset.UnixEpoch);
        membership.Restore();
        (membership.Active, membership.ForgottenAt).ShouldBe((true, null));
    }

    [Fact]
    public async Task Unknown_expired_revoked_renewed_and_foreign_links_get_one_answer()
    {
        var (world, row, path) = await InviteAsync(Role.Examiner);
        var secret = path.Split('/')[^1];
        using var client = SignedInClient.Anonymous(fixture.Host);
        var unknown = await BodyAsync(client, $"/invitation/{CqpFixture.Broker}/{new string('0', 48)}");
        (await BodyAsync(client, $"/invitation/{CqpFixture.Insurer}/{secret}")).ShouldBe(unknown);
        (await BodyAsync(client, $"/invitation/nulle-part/{secret}")).ShouldBe(unknown);
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
        {
            (await db.Invitations.SingleAsync(i => i.Id == row.Id)).Renew(DateTimeOffset.UtcNow);
            await db.SaveChangesAsync();
        }
        (await BodyAsync(client, path)).ShouldBe(unknown, "renewed: the former secret is dead");
        foreach (var end in new Action<Invitation>[] { i => i.Revoke(DateTimeOffset.UtcNow), i => i.Renew(DateTimeOffset.UtcNow - Invitation.Lifetime) })
        {
            var (other, dead, deadPath) = await InviteAsync(Role.Examiner);
            await using var db = await platform.Database.OpenAsync(other.TenantId);
            var stored = await db.Invitations.SingleAsync(i => i.Id == dead.Id);
            var hash = stored.SecretHash;
            end(stored);
            db.Entry(stored).Property(i => i.SecretHash).CurrentValue = hash;
            await db.SaveChangesAsync();
            (await BodyAsync(client, deadPath)).ShouldBe(unknown);
            await CreateAsync(client, deadPath, Phrase);
            var normalized = dead.Email.ToUpperInvariant();
            (await db.Users.AnyAsync(a => a.NormalizedEmail == normalized)).ShouldBeFalse();
        }
        row.SecretHash.ShouldNotContain(secret);
    }

    [Fact]
    public async Task Two_acceptances_at_once_make_one_account_and_one_membership()
    {
        var (world, row, path) = await InviteAsync(Role.Examiner);
        var clients = Enumerable.Range(0, 4).Select(_ => SignedInClient.Anonymous(fixture.Host)).ToList();
        await Task.WhenAll(clients.Select(c => CreateAsync(c, path, Phrase)));
        clients.ForEach(c => c.Dispose());
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var normalized = row.Email.ToUpperInvariant();
        var account = await db.Users.SingleAsync(a => a.NormalizedEmail == normalized);
        (await db.Memberships.CountAsync(m => m.AccountId == account.Id)).ShouldBe(1);
    }

    private async Task<(TestWorld World, Invitation Row, string Path)> InviteAsync(Role role, TestWorld? world = null, string? email = null)
    {
        world ??= await platform.CreateWorldAsync(CqpFixture.Broker);
        email ??= $"{Guid.NewGuid():N}@exemple.invalid";
        var tenant = await platform.TenantAsync(CqpFixture.Broker);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var row = InvitationMails.Invite(db, tenant, new(email, "Prigent", "Aude", role, role == Role.TrainingOrganisation ? world.Organisation.Id : null), null, "https://cqp.exemple.invalid", DateTimeOffset.UtcNow);
        await db.SaveChangesAsync();
        var body = await db.OutboxMails.Where(m => m.To == email).Select(m => m.Body).SingleAsync();
        return (world, row, Regex.Match(body, "https://cqp.exemple.invalid(/invitation/[^\\s]+)").Groups[1].Value);
    }

    private static Task<HttpResponseMessage> CreateAsync(SignedInClient client, string path, string password) => client.PostFormAsync(path, path, "nouveau-compte",
        new() { ["Input.LastName"] = "Prigent", ["Input.FirstName"] = "Aude", ["Input.Password"] = password, ["Input.Repeated"] = password });

    private static Task<HttpResponseMessage> CodeAsync(SignedInClient client, string code) => client.PostFormAsync(SignInDoor.CodePath, SignInDoor.CodePath, "code", new() { ["Input.Code"] = code });

    private static async Task RefusedAsync(SignedInClient client, string path, string password, string message) =>
        WebUtility.HtmlDecode(await (await CreateAsync(client, path, password)).Content.ReadAsStringAsync()).Replace('\u00a0', ' ').ShouldContain(message);

    private static async Task<string> BodyAsync(SignedInClient client, string path) => Regex.Replace(await (await client.GetAsync(path)).Content.ReadAsStringAsync(), "<!--Blazor.*?-->|nonce=\"[^\"]+\"", "", RegexOptions.Singleline);

    private async Task<int> MembershipsAsync(TestWorld world, Membership member)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        return await db.Memberships.CountAsync(m => m.AccountId == member.AccountId);
    }
}
