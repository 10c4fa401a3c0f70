using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Referentials;

/// <summary>
/// One version of one certification's referential. A draft is rewritten at each change; a published version never changes, and a
/// campaign is frozen on it. The database keeps the same rule (docs/adr/0007).
/// </summary>
public sealed class ReferentialVersion : TenantEntity
{
    public const int CodeMaxLength = 12, VersionMaxLength = 40, TitleMaxLength = 400, ShortTitleMaxLength = 200;

    private ReferentialVersion() { }

    public string CertificationCode { get; private set; } = "";
    public string Version { get; private set; } = "";
    public string Title { get; private set; } = "";
    public string ShortTitle { get; private set; } = "";
    public ReferentialStatus Status { get; private set; }

    /// <summary>The referential as JSON, byte for byte as published.</summary>
    public string Content { get; private set; } = "";

    /// <summary>Of the content; of a draft too, so that the history tells one state from the next.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Of a draft: what it was before the last change, so that it can be undone after leaving the page.</summary>
    public string? FormerContent { get; private set; }

    /// <summary>The version it started as a copy of; null for a shipped or imported one.</summary>
    public Guid? CopiedFromId { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>A draft: a copy, an import, or what is being written.</summary>
    public static ReferentialVersion Draft(Referential referential, string content, Guid? copiedFromId = null)
    {
        var draft = new ReferentialVersion { CopiedFromId = copiedFromId };
        draft.Take(referential, content);
        return draft;
    }

    /// <summary>A version that arrives ready, such as a shipped one.</summary>
    public static ReferentialVersion Publish(Referential referential, string content, DateTimeOffset now)
    {
        var version = Draft(referential, content);
        version.Publish(now);
        return version;
    }

    /// <summary>Replaces the content of a draft, complete or not.</summary>
    /// <param name="former">What undoing goes back to.</param>
    public Result Rewrite(Referential referential, string content, string? former = null)
    {
        if (Status.IsFrozen()) return ReferentialErrors.VersionFrozen(Version);
        if (TooLong(referential) is { } tooLong) return tooLong;
        Take(referential, content);
        FormerContent = former;
        return Result.Success;
    }

    /// <summary>Freezes the content. The caller has checked that it is a whole referential.</summary>
    public Result Publish(DateTimeOffset now)
    {
        if (Status != ReferentialStatus.Draft) return ReferentialErrors.VersionFrozen(Version);
        (Status, PublishedAt, FormerContent) = (ReferentialStatus.Published, now, null);
        return Result.Success;
    }

    /// <summary>Makes a published version a draft again, with a reason, while neither a campaign nor a line of the ledger rests on it.</summary>
    /// <param name="lines">Blocks the ledger holds under it, cancelled ones included: they name it for ever.</param>
    public Result Unpublish(string reason, int campaigns, int lines)
    {
        if (Status != ReferentialStatus.Published) return ReferentialErrors.VersionStep(Version, Status);
        if (string.IsNullOrWhiteSpace(reason)) return ReferentialErrors.ReasonRequired;
        if (campaigns > 0) return ReferentialErrors.VersionUsed(campaigns);
        if (lines > 0) return ReferentialErrors.VersionHeld(lines);
        (Status, PublishedAt) = (ReferentialStatus.Draft, null);
        return Result.Success;
    }

    /// <summary>No new campaign opens on it; those that run go on.</summary>
    public Result Close(DateTimeOffset now)
    {
        if (Status != ReferentialStatus.Published) return ReferentialErrors.VersionStep(Version, Status);
        (Status, ClosedAt) = (ReferentialStatus.Closed, now);
        return Result.Success;
    }

    /// <summary>Opens it to campaigns again, with a reason. Nothing ever rests on a version being closed.</summary>
    public Result Reopen(string reason)
    {
        if (Status != ReferentialStatus.Closed) return ReferentialErrors.VersionStep(Version, Status);
        if (string.IsNullOrWhiteSpace(reason)) return ReferentialErrors.ReasonRequired;
        (Status, ClosedAt) = (ReferentialStatus.Published, null);
        return Result.Success;
    }

    public static string HashOf(string content) => Sha256Hex.Of(content);

    private void Take(Referential referential, string content) =>
        (CertificationCode, Version, Title, ShortTitle, Content, Sha256) = (referential.Code, referential.Version, referential.Title, referential.ShortTitle, content, HashOf(content));

    /// <summary>What a line of the list could not hold; everything else may be as long as its field lets it.</summary>
    public static Error? TooLong(Referential referential) => referential switch
    {
        { Code.Length: > CodeMaxLength } => ReferentialErrors.TextTooLong("$.code", CodeMaxLength),
        { Version.Length: > VersionMaxLength } => ReferentialErrors.TextTooLong("$.version", VersionMaxLength),
        { Title.Length: > TitleMaxLength } => ReferentialErrors.TextTooLong("$.title", TitleMaxLength),
        { ShortTitle.Length: > ShortTitleMaxLength } => ReferentialErrors.TextTooLong("$.shortTitle", ShortTitleMaxLength),
        _ => null,
    };
}
