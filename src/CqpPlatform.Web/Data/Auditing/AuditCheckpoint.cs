using System.Globalization;

namespace CqpPlatform.Web.Data.Auditing;

/// <summary>The last entry of a tenant's chain at some moment. Kept outside the database, it shows a chain whose end was cut off or that was written anew.</summary>
public sealed record AuditCheckpoint(string Tenant, long Sequence, string Hash, DateTimeOffset At)
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>One line: tenant, number, hash, moment.</summary>
    public override string ToString() => $"{Tenant} {Sequence} {Hash} {At.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture)}";

    public static AuditCheckpoint? Parse(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var tenant, var number, { Length: 64 } hash, var moment]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
        && DateTimeOffset.TryParseExact(moment, Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new(tenant, sequence, hash, at) : null;
}

public enum AuditFaultKind { Missing, Altered, Moved, Replaced, DetailMissing, DetailAltered, Cut, Rewritten }

/// <summary>The first place where a chain is not what was written.</summary>
/// <param name="Sequence">The number of that entry.</param>
public sealed record AuditFault(AuditFaultKind Kind, long Sequence, string Message);

/// <param name="Erased">Details erased, as the law asks: they break nothing.</param>
/// <param name="Last">Where the chain ends; null while it is empty.</param>
public sealed record AuditVerdict(string Tenant, long Entries, long Erased, AuditCheckpoint? Last, AuditFault? Fault);
