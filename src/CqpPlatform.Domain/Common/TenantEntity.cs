namespace CqpPlatform.Domain.Common;

/// <summary>A row of one certifying body. Its key in the database is (TenantId, Id), and so is every reference to it.</summary>
public abstract class TenantEntity : ITenantOwned
{
    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; } = Guid.CreateVersion7();
}
