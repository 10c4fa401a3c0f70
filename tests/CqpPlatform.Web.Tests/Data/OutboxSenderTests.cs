using System.Net;
using System.Net.Sockets;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Mails;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

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
        var waiting = await ReadAsync();
        (waiting.SentAt, waiting.Attempts, waiting.Body).ShouldBe((null, 0, "https://exemple.invalid/lien"));

        await fixture.Platform.SendMailsAsync(tenant.Id);
        (await ReadAsync()).SentAt.ShouldNotBeNull();

        async Task<OutboxMail> ReadAsync()
        {
            await using var db = await fixture.Platform.Database.OpenAsync(tenant.Id);
            return await db.OutboxMails.AsNoTracking().SingleAsync(m => m.Id == mail.Id);
        }
    }

    [Fact]
    public void A_mail_that_opens_a_door_and_is_given_up_keeps_nothing_that_opens_it()
    {
        var mail = OutboxMail.Create("aude.prigent@exemple.invalid", "Votre code : 481516", "https://exemple.invalid/lien", DateTimeOffset.UnixEpoch).Opening();
        for (var i = 1; i < OutboxMail.MaxAttempts; i++) mail.Failed();
        mail.Body.ShouldNotBeEmpty("it is tried again");
        mail.Failed();
        (mail.Subject, mail.Body).ShouldBe(("Votre code : ••••••", ""));
    }

    /// <summary>A server on a port where nobody listens.</summary>
    private static IConfiguration NobodyThere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = $"{port}" }).Build();
    }
}
