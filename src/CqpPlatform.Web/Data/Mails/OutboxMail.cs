using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data.Auditing;

namespace CqpPlatform.Web.Data.Mails;

/// <summary>A mail to send, written in the transaction of the act that asks for it and sent by a job afterwards.</summary>
public sealed class OutboxMail : TenantEntity, INotAudited
{
    private OutboxMail() { }

    public string To { get; private set; } = "";
    public string Subject { get; private set; } = "";
    public string Body { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public int Attempts { get; private set; }

    public static OutboxMail Create(string to, string subject, string body, DateTimeOffset now) =>
        new() { To = to, Subject = subject, Body = body, CreatedAt = now };

    public void Sent(DateTimeOffset now) => (SentAt, Attempts) = (now, Attempts + 1);
    public void Failed() => Attempts++;
}
