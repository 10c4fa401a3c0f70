using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Mails;

/// <summary>Sends outbox rows: by SMTP where Mail:Host is configured, otherwise as .eml files in Mail:Directory (the demonstration).</summary>
public sealed partial class OutboxSender(CqpDatabase database, IConfiguration configuration, TimeProvider time, ILogger<OutboxSender> logger) : BackgroundService
{
    private const int Batch = 50;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2), LongestSilence = TimeSpan.FromMinutes(5), Patience = TimeSpan.FromMinutes(1);

    // While the mail server does not answer, it is asked less and less often.
    private TimeSpan silence;
    private DateTimeOffset silentUntil;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (time.GetUtcNow() < silentUntil) continue;
            try
            {
                foreach (var tenant in await database.TenantsAsync(stoppingToken)) await SendAsync(tenant.Id, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(e);
            }
        }
    }

    /// <summary>Sends what waits for one tenant, each mail in a transaction of its own: whatever stops the next, one that has left is noted. A second node skips the row this one has locked.</summary>
    public async Task SendAsync(Guid tenantId, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(tenantId, ct);
        for (var sent = 0; sent < Batch && await SendNextAsync(db, ct); sent++) db.ChangeTracker.Clear();
    }

    private async Task<bool> SendNextAsync(CqpDbContext db, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = time.GetUtcNow();
        var waiting = await db.OutboxMails
            .FromSql($"""
                select *, xmin from outbox_mails where sent_at is null and attempts < {OutboxMail.MaxAttempts} and (next_attempt_at is null or next_attempt_at <= {now})
                  and not exists (select from jury_sessions s where s.tenant_id = outbox_mails.tenant_id and s.id = outbox_mails.results_of and s.results_held and (s.results_at is null or s.results_at > {now}))
                order by created_at limit 1 for update skip locked
                """)
            .ToListAsync(ct);
        if (waiting is not [var mail]) return false;
        try
        {
            await SendAsync(mail, ct);
            mail.Sent(time.GetUtcNow());
            silence = TimeSpan.Zero;
        }
        catch (SmtpException e) when (e.GetBaseException() is SocketException)
        {
            // Nobody answers there: no fault of this mail, and no use in trying the next.
            silence = silence == TimeSpan.Zero ? Interval : TimeSpan.FromTicks(Math.Min(2 * silence.Ticks, LongestSilence.Ticks));
            silentUntil = time.GetUtcNow() + silence;
            LogSilence(silence);
            return false;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            mail.Failed(time.GetUtcNow());
            // A mail server repeats the address in its answer: the kind of failure is enough.
            var failure = e is SmtpException smtp ? smtp.StatusCode.ToString() : e.GetType().Name;
            if (mail.GivenUp) LogGivenUp(mail.Opens ? "link or code" : mail.ResultsOf is null ? "notice" : "results", mail.Id, mail.TenantId, mail.Attempts, failure);
            else LogMail(mail.Id, mail.TenantId, failure, mail.NextAttemptAt);
        }
        // It has left, even where the platform is being stopped.
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    private async Task SendAsync(OutboxMail mail, CancellationToken ct)
    {
        using var message = new MailMessage(configuration["Mail:From"] ?? "ne-pas-repondre@cqpplatform.invalid", mail.To, mail.Subject, mail.Body)
        {
            BodyEncoding = Encoding.UTF8,
            SubjectEncoding = Encoding.UTF8,
        };
        if (mail is { Attachment: { } pdf, AttachmentName: { } name }) message.Attachments.Add(new Attachment(new MemoryStream(pdf), name, "application/pdf"));
        using var client = new SmtpClient();
        if (configuration["Mail:Host"] is { Length: > 0 } host)
        {
            (client.Host, client.Port, client.EnableSsl) = (host, configuration.GetValue("Mail:Port", 25), configuration.GetValue("Mail:Tls", false));
            if (configuration["Mail:User"] is { Length: > 0 } user) client.Credentials = new NetworkCredential(user, configuration["Mail:Password"]);
        }
        else
        {
            var directory = Path.GetFullPath(configuration["Mail:Directory"] ?? Path.Combine(configuration["CQP_DATA"] ?? ".data", "mails"));
            Directory.CreateDirectory(directory);
            (client.DeliveryMethod, client.PickupDirectoryLocation) = (SmtpDeliveryMethod.SpecifiedPickupDirectory, directory);
        }
        // A server that takes the call and says nothing would hold every other mail.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        await client.SendMailAsync(message, limit.Token);
    }

    [LoggerMessage(LogLevel.Warning, "The mails that wait could not be read; they will be tried again.")]
    private partial void LogFailure(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The mail server does not answer; it is asked again in {Silence}.")]
    private partial void LogSilence(TimeSpan silence);

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} of tenant {TenantId} could not be sent ({Failure}); it will be tried again at {NextAttemptAt}.")]
    private partial void LogMail(Guid mailId, Guid tenantId, string failure, DateTimeOffset? nextAttemptAt);

    [LoggerMessage(LogLevel.Error, "Mail given up ({Kind}): {MailId} of tenant {TenantId}, after {Attempts} attempts ({Failure}).")]
    private partial void LogGivenUp(string kind, Guid mailId, Guid tenantId, int attempts, string failure);
}
