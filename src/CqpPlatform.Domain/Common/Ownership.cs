namespace CqpPlatform.Domain.Common;

/// <summary>Owned by exactly one certifying body: filtered in every query and under row-level security in the database.</summary>
public interface ITenantOwned
{
    /// <summary>The owner. The data layer fills it in when the row is first saved; nothing changes it afterwards.</summary>
    Guid TenantId { get; }
}

/// <summary>Shared by the whole installation: accounts, the list of tenants, technical keys. Everything else is <see cref="ITenantOwned"/>.</summary>
public interface IGlobal;
