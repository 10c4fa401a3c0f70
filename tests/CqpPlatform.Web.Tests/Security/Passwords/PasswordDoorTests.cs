using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Passwords;
using CqpPlatform.Web.Tests.Architecture;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CqpPlatform.Web.Tests.Security.Passwords;

public sealed class PasswordDoorTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Phrase = "trois tasses sur la fenêtre";
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task A_mail_lets_its_owner_choose_a_new_password_once_and_ends_every_session()
    {
        var (world, email) = await PersonAsync();
        using var elsewhere = await SignedInClient.SignInAsync(fixture.Host, world.Examiner);
        using var client = SignedInClient.Anonymous(fixture.Host);
        var path = await AskAsync(client, email, world);

        var refused = await ChooseAsync(client, path, "azertyazerty");
        refused.ShouldContain("plus essayés");
        refused.ShouldNotContain("azertyazerty", Case.Sensitive, "what was typed is not sent back");
        (await ChooseAsync(client, path, Phrase)).ShouldContain("est changé");
        (await ChooseAsync(client, path, "un autre encore plus long")).ShouldContain("n’est plus valable");
        (await elsewhere.GetAsync("/ma-journee")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Should.ThrowAsync<InvalidOperationException>(() => SignedInClient.SignInAsync(fixture.Host, world.Examiner));
        (await client.TypeAsync(email, Phrase)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    /// <summary>Who reads an old mail would else choose a password over the one its owner has just chosen.</summary>
    [Fact]
    public async Task A_password_that_changes_ends_the_links_asked_for_before_and_another_may_be_asked_for_at_once()
    {
        var (world, email) = await PersonAsync();
        using var client = SignedInClient.Anonymous(fixture.Host);
        var first = await AskAsync(client, email, world);
        await using (var db = platform.Database.OpenGlobal())
            await db.PasswordResets.Where(r => r.AccountId == world.Examiner.AccountId).ExecuteUpdateAsync(s => s.SetProperty(r => r.RequestedAt, DateTimeOffset.UtcNow - PasswordResetSender.Pause));
        var second = await AskAsync(client, email, world);
        (await ChooseAsync(client, second, Phrase)).ShouldContain("est changé");
        (await ChooseAsync(client, first, "un autre encore plus long")).ShouldContain("n’est plus valable");

        var third = await AskAsync(client, email, world);
        third.ShouldNotBeOneOf(first, second, "");
        using var owner = await SignedInClient.SignInAsync(fixture.Host, email, password: Phrase);
        await owner.PostFormAsync("/compte/mot-de-passe", "/compte/mot-de-passe", "changer", new() { ["Input.Current"] = Phrase, ["Input.Password"] = "un autre encore plus long", ["Input.Repeated"] = "un autre encore plus long" });
        (await ChooseAsync(client, third, Phrase)).ShouldContain("n’est plus valable");
        (await client.TypeAsync(email, "un autre encore plus long")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    /// <summary>A stop between the two would be silence: no mail, and none for whoever asks again.</summary>
    [Fact]
    public async Task A_link_is_made_with_its_mail_or_not_at_all()
    {
        var (world, email) = await PersonAsync();
        var sender = fixture.Host.Services.GetRequiredService<PasswordResetSender>();
        await using var owner = NpgsqlDataSource.Create(platform.OwnerConnection);
        await using (var refuse = owner.CreateCommand($"alter table outbox_mails add constraint none_today check (\"to\" <> '{email}') not valid")) await refuse.ExecuteNonQueryAsync();
        await using (var db = platform.Database.OpenGlobal())
        {
            db.Add(PasswordReset.Ask(email, DateTimeOffset.UtcNow));
            await db.SaveChangesAsync();
            await sender.SendAsync(TestContext.Current.CancellationToken);
            (await db.PasswordResets.AnyAsync(r => r.AccountId == world.Examiner.AccountId)).ShouldBeFalse();
        }
        await using (var allow = owner.CreateCommand("alter table outbox_mails drop constraint none_today")) await allow.ExecuteNonQueryAsync();
        await sender.SendAsync(TestContext.Current.CancellationToken);
        await using var tenant = await platform.Database.OpenAsync(world.TenantId);
        (await tenant.OutboxMails.CountAsync(m => m.To == email)).ShouldBe(1);
    }

    [Fact]
    public async Task Asking_for_a_stranger_answers_and_writes_the_same_and_sends_nothing()
    {
        var (world, email) = await PersonAsync();
        using var client = SignedInClient.Anonymous(fixture.Host);
        var answers = new List<string>();
        foreach (var typed in new[] { email, "personne@exemple.invalid", "1 85 05 78 006 084 91" })
        {
            answers.Add(Regex.Replace(await (await client.PostFormAsync("/mot-de-passe", "/mot-de-passe", "oubli", new() { ["Input.Email"] = typed })).Content.ReadAsStringAsync(), "<!--Blazor.*?-->|nonce=\"[^\"]+\"", "", RegexOptions.Singleline));
            await using var rows = platform.Database.OpenGlobal();
            (await rows.PasswordResets.CountAsync(r => r.RequestedAt > DateTimeOffset.UtcNow.AddMinutes(-1))).ShouldBeGreaterThan(0);
        }
        answers.Distinct().ShouldHaveSingleItem();
        await using (var rows = platform.Database.OpenGlobal()) (await rows.PasswordResets.AnyAsync(r => r.Email!.Contains("85 05"))).ShouldBeFalse("a social security number is not kept even until the job looks");
        await fixture.Host.Services.GetRequiredService<PasswordResetSender>().SendAsync(TestContext.Current.CancellationToken);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.OutboxMails.CountAsync(m => m.Subject.StartsWith("Choisir") && m.To == email)).ShouldBe(1);
        (await db.OutboxMails.AnyAsync(m => m.To == "personne@exemple.invalid")).ShouldBeFalse();
        (await db.PasswordResets.AnyAsync(r => r.Email != null)).ShouldBeFalse("no stranger's address is kept");
    }

    /// <summary>What an attacker can do to a person is nothing more than this: a browser the account never signed in on asks for a mail first.</summary>
    [Fact]
    public async Task A_new_browser_that_a_crowd_of_strangers_shut_out_comes_in_by_the_mail()
    {
        var (world, email) = await PersonAsync();
        await using (var db = platform.Database.OpenGlobal())
        {
            var crowd = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"password\n{email.ToUpperInvariant()}\nanywhere")));
            await db.Database.ExecuteSqlAsync($"insert into sign_in_failures (key, count, last_at) values ({crowd}, {SignInThrottle.AnywherePerDay}, now())");
        }
        using var client = SignedInClient.Anonymous(fixture.Host);
        (await client.TypeAsync(email, TestData.Password)).StatusCode.ShouldBe(HttpStatusCode.OK, "the cap holds for whoever is not known, the right password included");
        (await ChooseAsync(client, await AskAsync(client, email, world), Phrase)).ShouldContain("est changé");
        (await client.TypeAsync(email, Phrase)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task An_operator_who_works_for_no_certifier_gets_the_mail_too()
    {
        var account = await platform.CreateOperatorAsync();
        await platform.GivePasswordAsync(account.Id);
        using var client = SignedInClient.Anonymous(fixture.Host);
        await client.PostFormAsync("/mot-de-passe", "/mot-de-passe", "oubli", new() { ["Input.Email"] = account.Email! });
        await fixture.Host.Services.GetRequiredService<PasswordResetSender>().SendAsync(TestContext.Current.CancellationToken);
        var bodies = new List<string>();
        foreach (var tenant in await platform.Database.TenantsAsync())
        {
            await using var db = await platform.Database.OpenAsync(tenant.Id);
            bodies.AddRange(await db.OutboxMails.Where(m => m.To == account.Email).Select(m => m.Body).ToListAsync());
        }
        (await ChooseAsync(client, Regex.Match(bodies.ShouldHaveSingleItem(), "/mot-de-passe/[0-9a-f]{48}").Value, Phrase)).ShouldContain("est changé");
        (await client.TypeAsync(account.Email!, Phrase)).Headers.Location!.ToString().ShouldEndWith("/exploitation");
    }

    /// <summary>Counted, not timed: one hash for an unknown address, for a known one, and for an account without a password.</summary>
    [Fact]
    public async Task The_door_does_the_same_work_whether_the_account_exists_or_not()
    {
        var (world, email) = await PersonAsync();
        var counting = new CountingHasher(platform.Services.GetRequiredService<IOptions<PasswordHasherOptions>>());
        await using var scope = platform.Services.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        manager.PasswordHasher = counting;
        var door = ActivatorUtilities.CreateInstance<SignInDoor>(scope.ServiceProvider, manager, counting);
        await door.SignInAsync("inconnu@exemple.invalid", "warm the dummy up");
        foreach (var typed in new[] { "inconnu2@exemple.invalid", email, await platform.EmailOfAsync((await platform.CreateWorldAsync(CqpFixture.Broker)).Examiner) })
        {
            counting.Count = 0;
            (await door.SignInAsync(typed, "pas la bonne phrase")).Errors.ShouldBe([SignInDoor.Refused]);
            counting.Count.ShouldBe(1, typed);
        }
        _ = world;
    }

    [Fact]
    public async Task An_old_hash_is_made_again_with_today_s_strength_when_its_owner_signs_in()
    {
        var (world, email) = await PersonAsync();
        var weak = new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = 10 }));
        await using (var db = platform.Database.OpenGlobal())
            await db.Users.Where(a => a.Id == world.Examiner.AccountId).ExecuteUpdateAsync(s => s.SetProperty(a => a.PasswordHash, weak.HashPassword(new Account(), TestData.Password)));
        using var client = await SignedInClient.SignInAsync(fixture.Host, world.Examiner);
        await using var after = platform.Database.OpenGlobal();
        Strength((await after.Users.Where(a => a.Email == email).Select(a => a.PasswordHash).SingleAsync())!)
            .ShouldBe((1, 2, platform.Services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount));
    }

    [Fact]
    public void The_platform_hashes_a_password_by_210_000_rounds_of_HMAC_SHA512()
    {
        var shipped = new ServiceCollection().AddLogging();
        shipped.AddSecurity();
        using var services = shipped.BuildServiceProvider();
        Strength(services.GetRequiredService<IPasswordHasher<Account>>().HashPassword(new Account(), TestData.Password)).ShouldBe((1, 2, 210_000));
    }

    /// <summary>Of Identity's third format: marker, function (2 = HMAC-SHA512), iterations.</summary>
    private static (int Marker, int Function, int Iterations) Strength(string hash)
    {
        var bytes = Convert.FromBase64String(hash);
        return (bytes[0], bytes[4], System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(5)));
    }

    /// <summary>Nobody sets another's password: no page, use case or endpoint takes an account and a password together.</summary>
    [Fact]
    public void No_input_names_an_account_and_a_password()
    {
        var both = typeof(FeatureSetup).Assembly.GetTypes().Where(t => t.Namespace?.StartsWith("CqpPlatform.Web.Features", StringComparison.Ordinal) == true)
            .Where(t => t.GetProperties().Any(p => p.Name.Contains("Password", StringComparison.Ordinal)) && t.GetProperties().Any(p => p.Name is "AccountId" or "MembershipId" or "UserId" or "Email"))
            .Select(t => t.Name).Except(["SignInInput"]);
        both.ShouldBeEmpty();
        // Account.cs takes one away, with the rest of an account whose term is over.
        string[] owners = ["InvitationDoor.cs", "PasswordDoor.cs", "DemoPeople.cs", "SignInDoor.cs", "Account.cs"];
        FenceTests.Sources("src/CqpPlatform.Web", "*.cs").Concat(FenceTests.Sources("src/CqpPlatform.Web", "*.razor")).Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal))
            .Where(f => Regex.IsMatch(File.ReadAllText(f), "PasswordHash\\b|ResetPasswordAsync|AddPasswordAsync|ChangePasswordAsync|HashPassword\\(")).Select(Path.GetFileName).Except(owners).ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_demonstration_excuses_from_the_second_factor() =>
        FenceTests.Sources("src", "*.cs").Where(f => File.ReadAllText(f) is var text && (text.Contains("WaiveSecondFactor", StringComparison.Ordinal) || text.Contains("IsDemonstration: true", StringComparison.Ordinal)))
            .Select(Path.GetFileName).ShouldBe(["Account.cs", "DemonstrationLoader.cs", "DemoPeople.cs"], ignoreOrder: true);

    private async Task<(TestWorld World, string Email)> PersonAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        await platform.GivePasswordsAsync(world);
        return (world, await platform.EmailOfAsync(world.Examiner));
    }

    private async Task<string> AskAsync(SignedInClient client, string email, TestWorld world)
    {
        await client.PostFormAsync("/mot-de-passe", "/mot-de-passe", "oubli", new() { ["Input.Email"] = email });
        await fixture.Host.Services.GetRequiredService<PasswordResetSender>().SendAsync(TestContext.Current.CancellationToken);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        return Regex.Match(await db.OutboxMails.Where(m => m.To == email).OrderByDescending(m => m.CreatedAt).Select(m => m.Body).FirstAsync(), "/mot-de-passe/[0-9a-f]{48}").Value;
    }

    private static async Task<string> ChooseAsync(SignedInClient client, string path, string password) => WebUtility.HtmlDecode(await (await client.PostFormAsync(path, path, "nouveau-mot-de-passe",
        new() { ["Input.Password"] = password, ["Input.Repeated"] = password })).Content.ReadAsStringAsync());

    private sealed class CountingHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<Account>(options)
    {
        public int Count { get; set; }

        public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Count++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
