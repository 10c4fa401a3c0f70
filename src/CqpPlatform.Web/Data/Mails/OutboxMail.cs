using System.Text.RegularExpressions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data.Auditing;

namespace CqpPlatform.Web.Data.Mails;

/// <summary>A mail to send, written in the transaction of the act that asks for it and sent by a job afterwards.</summary>
public sealed partial class OutboxMail : TenantEntity, INotAudited
{
    // A server that does not know the sender yet, or has had too many mails, says « later » for hours.
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24)];

    private OutboxMail() { }

    /// <summary>A mail that its server has refused so often is given up.</summary>
    public static int MaxAttempts => Pauses.Length + 1;

    public string To { get; private set; } = "";
    public string Subject { get; private set; } = "";
    public string Body { get; private set; } = "";

    /// <summary>A PDF that goes with it; let go once sent.</summary>
    public string? AttachmentName { get; private set; }
    public byte[]? Attachment { get; private set; }

    /// <summary>The jury session whose results it tells: it waits for their hour.</summary>
    public Guid? ResultsOf { get; private set; }

    /// <summary>The enrolment whose results it tells: what makes them untrue takes the mail away while it waits.</summary>
    public Guid? ResultsFor { get; private set; }

    /// <summary>Holds what opens a door, a link or a code: its words go once it has left or is given up, as the platform itself keeps only their hash.</summary>
    public bool Opens { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public int Attempts { get; private set; }

    /// <summary>Once refused, it waits until then.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }
    public bool GivenUp => SentAt is null && Attempts >= MaxAttempts;

    public static OutboxMail Create(string to, string subject, string body, DateTimeOffset now) =>
        new() { To = to, Subject = subject, Body = body, CreatedAt = now };

    /// <summary>Tells results: it leaves when they are told.</summary>
    public OutboxMail Telling(Guid sessionId)
    {
        ResultsOf = sessionId;
        return this;
    }

    public OutboxMail About(Guid enrolmentId)
    {
        ResultsFor = enrolmentId;
        return this;
    }

    public OutboxMail Opening()
    {
        Opens = true;
        return this;
    }

    public OutboxMail Attach(string name, byte[] pdf)
    {
        (AttachmentName, Attachment) = (name, pdf);
        return this;
    }

    public void Sent(DateTimeOffset now)
    {
        (SentAt, Attempts, NextAttemptAt, Attachment) = (now, Attempts + 1, null, null);
        if (Opens) Forget();
    }

    public void Failed(DateTimeOffset now)
    {
        NextAttemptAt = Attempts < Pauses.Length ? now + Pauses[Attempts] : null;
        Attempts++;
        if (Opens && GivenUp) Forget();
    }

    private void Forget() => (Subject, Body) = (Code().Replace(Subject, "••••••"), "");

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex Code();
}
