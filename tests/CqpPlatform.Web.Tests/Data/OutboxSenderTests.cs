using System.Net;
using System.Net.Sockets;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Mails;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CqpPlatform.Web.Tests.Data;

public sealed class OutboxSenderTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task While_the_mail_server_does_not_answer_no_mail_is_given_up()
    {
        var tenant = await fixture.Platform.TenantAsync(CqpFixture.Broker);
        var mail = OutboxMail.Create("aude.prigent@exemple.invalid", "Votre lien", "https://exemple.invalid/lien", fixture.Platform.Clock.Now).Opening();
        await using (var db = await fixture.Platform.Database.OpenAsync(tenant.Id))
        {
            db.Add(mail);
            await db.SaveChangesAsync();
        }

        var sender = ActivatorUtilities.CreateInstance<OutboxSender>(fixture.Platform.Services, NobodyThere());
        for (var i = 0; i <= OutboxMail.MaxAttempts; i++) await sender.SendAsync(tenant.Id, default);
        var waiting = await ReadAsync(tenant.Id, mail.Id);
        (waiting.SentAt, waiting.Attempts, waiting.Body).ShouldBe((null, 0, "https://exemple.invalid/lien"));

        await fixture.Platform.SendMailsAsync(tenant.Id);
        (await ReadAsync(tenant.Id, mail.Id)).SentAt.ShouldNotBeNull();
    }

    [Fact]
    public void A_mail_that_opens_a_door_and_is_given_up_keeps_nothing_that_opens_it()
    {
        var mail = OutboxMail.Create("aude.prigent@exemple.invalid", "Votre code : 481516", "https://exemple.invalid/lien", DateTimeOffset.UnixEpoch).Opening();
        for (var i = 1; i < OutboxMail.MaxAttempts; i++) mail.Failed(DateTimeOffset.UnixEpoch);
        mail.Body.ShouldNotBeEmpty("it is tried again");
        mail.Failed(DateTimeOffset.UnixEpoch);
        (mail.Subject, mail.Body).ShouldBe(("Votre code : ••••••", ""));
    }

    [Fact]
    public async Task A_mail_that_its_server_refuses_for_a_day_leaves_on_the_next_and_one_refused_for_longer_is_named_in_the_log_without_its_address()
    {
        var tenant = await fixture.Platform.TenantAsync(CqpFixture.Broker);
        using var server = new Greylist();
        var log = new Noted();
        var sender = ActivatorUtilities.CreateInstance<OutboxSender>(fixture.Platform.Services, At(server.Port), log);
        var (patient, lost) = (await AddAsync(tenant.Id, "patient@exemple.invalid"), await AddAsync(tenant.Id, "perdu@exemple.invalid"));
        var start = fixture.Platform.Clock.Now;
        for (; fixture.Platform.Clock.Now < start.AddHours(24); fixture.Platform.Clock.Now += TimeSpan.FromMinutes(10)) await sender.SendAsync(tenant.Id, default);
        (await ReadAsync(tenant.Id, patient)).ShouldSatisfyAllConditions(m => m.SentAt.ShouldBeNull(), m => m.GivenUp.ShouldBeFalse(), m => m.Attempts.ShouldBe(7));

        server.Known.Add("patient@exemple.invalid");
        for (; fixture.Platform.Clock.Now < start.AddHours(48); fixture.Platform.Clock.Now += TimeSpan.FromHours(1)) await sender.SendAsync(tenant.Id, default);
        (await ReadAsync(tenant.Id, patient)).SentAt.ShouldNotBeNull();
        (await ReadAsync(tenant.Id, lost)).GivenUp.ShouldBeTrue();
        log.Lines.Where(l => l.Contains("given up", StringComparison.Ordinal) && l.Contains($"{lost}", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(l => l.ShouldContain($"{tenant.Id}"), l => l.ShouldContain("(notice)"));
        log.Lines.ShouldAllBe(l => !l.Contains("exemple.invalid"));
    }

    [Fact]
    public async Task A_mail_that_cannot_be_written_keeps_back_no_other_and_none_leaves_twice()
    {
        var tenant = await fixture.Platform.TenantAsync(CqpFixture.Broker);
        var (before, broken, after) = (await AddAsync(tenant.Id, "avant@exemple.invalid"), await AddAsync(tenant.Id, "pas une adresse"), await AddAsync(tenant.Id, "apres@exemple.invalid"));
        await fixture.Platform.SendMailsAsync(tenant.Id);
        (await ReadAsync(tenant.Id, broken)).ShouldSatisfyAllConditions(m => m.SentAt.ShouldBeNull(), m => m.Attempts.ShouldBe(1));
        foreach (var id in new[] { before, after }) (await ReadAsync(tenant.Id, id)).SentAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_stop_while_a_mail_leaves_forgets_none_that_has_left()
    {
        var tenant = await fixture.Platform.TenantAsync(CqpFixture.Broker);
        using var server = new Greylist();
        server.Known.Add("avant@exemple.invalid");
        using var stop = new CancellationTokenSource();
        server.OnUnknown = stop.Cancel;
        var (before, during) = (await AddAsync(tenant.Id, "avant@exemple.invalid"), await AddAsync(tenant.Id, "pendant@exemple.invalid"));
        await Should.ThrowAsync<OperationCanceledException>(() => ActivatorUtilities.CreateInstance<OutboxSender>(fixture.Platform.Services, At(server.Port)).SendAsync(tenant.Id, stop.Token));
        (await ReadAsync(tenant.Id, before)).SentAt.ShouldNotBeNull();
        (await ReadAsync(tenant.Id, during)).ShouldSatisfyAllConditions(m => m.SentAt.ShouldBeNull(), m => m.Attempts.ShouldBe(0));
    }

    private async Task<Guid> AddAsync(Guid tenantId, string to)
    {
        await using var db = await fixture.Platform.Database.OpenAsync(tenantId);
        // Of one instant no order is sure.
        var mail = OutboxMail.Create(to, "Un avis", "Un avis.", fixture.Platform.Clock.Now += TimeSpan.FromSeconds(1));
        db.Add(mail);
        await db.SaveChangesAsync();
        return mail.Id;
    }

    private async Task<OutboxMail> ReadAsync(Guid tenantId, Guid id)
    {
        await using var db = await fixture.Platform.Database.OpenAsync(tenantId);
        return await db.OutboxMails.AsNoTracking().SingleAsync(m => m.Id == id);
    }

    private static IConfiguration At(int port) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = $"{port}" }).Build();

    /// <summary>A mail server that says « later » for whoever it does not know.</summary>
    private sealed class Greylist : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public Greylist()
        {
            listener.Start();
            _ = ServeAsync();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;
        public HashSet<string> Known { get; } = [];
        public Action OnUnknown { get; set; } = () => { };
        public void Dispose() => listener.Dispose();

        private async Task ServeAsync()
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                using var reader = new StreamReader(client.GetStream());
                await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
                await writer.WriteLineAsync("220 ready");
                var body = false;
                while (await reader.ReadLineAsync() is { } line)
                {
                    if (body && line != ".") continue;
                    var unknown = line.StartsWith("RCPT", StringComparison.Ordinal) && !Known.Any(k => line.Contains(k, StringComparison.Ordinal));
                    if (unknown) OnUnknown();
                    body = line == "DATA";
                    await writer.WriteLineAsync(unknown ? $"451 {line}: later" : body ? "354 go on" : line == "QUIT" ? "221 bye" : "250 ok");
                }
            }
        }
    }

    private sealed class Noted : ILogger<OutboxSender>
    {
        public List<string> Lines { get; } = [];
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception) + exception);
    }

    /// <summary>A server on a port where nobody listens.</summary>
    private static IConfiguration NobodyThere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return At(port);
    }
}
