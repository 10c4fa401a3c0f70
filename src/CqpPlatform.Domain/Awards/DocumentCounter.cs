using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Awards;

/// <summary>The last number given for one kind of document in one year. Locked in the issuing transaction, so numbers have no gap.</summary>
public sealed class DocumentCounter : TenantEntity
{
    private DocumentCounter() { }

    public DocumentKind Kind { get; private set; }
    public int Year { get; private set; }
    public int Last { get; private set; }

    public string Next(string tenantPrefix) => DocumentNumber.Write(tenantPrefix, Year, Kind, ++Last);
}
