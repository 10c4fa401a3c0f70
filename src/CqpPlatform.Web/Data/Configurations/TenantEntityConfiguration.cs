using System.Linq.Expressions;
using CqpPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CqpPlatform.Web.Data.Configurations;

/// <summary>What every tenant-owned table has: key (tenant_id, id), references by that key, and xmin as concurrency token.</summary>
public abstract class TenantEntityConfiguration<T>(string table) : IEntityTypeConfiguration<T> where T : TenantEntity
{
    public void Configure(EntityTypeBuilder<T> builder)
    {
        builder.ToTable(table);
        builder.HasKey(x => new { x.TenantId, x.Id });
        builder.Property<uint>("RowVersion").HasColumnName("xmin").HasColumnType("xid").IsRowVersion();
        ConfigureEntity(builder);
    }

    protected abstract void ConfigureEntity(EntityTypeBuilder<T> builder);
}

public static class TenantReferences
{
    /// <summary>A foreign key (tenant_id, x_id) → (tenant_id, id): a row cannot point into another tenant, whatever the code does.</summary>
    public static void References<T, TPrincipal>(this EntityTypeBuilder<T> builder, string foreignKey) where T : TenantEntity where TPrincipal : TenantEntity =>
        builder.HasOne<TPrincipal>().WithMany().HasForeignKey(nameof(TenantEntity.TenantId), foreignKey).OnDelete(DeleteBehavior.Restrict);

    /// <summary>Children that live and die with their aggregate.</summary>
    public static void Owns<T, TChild>(this EntityTypeBuilder<T> builder, Expression<Func<T, IEnumerable<TChild>?>> children, string foreignKey)
        where T : TenantEntity where TChild : TenantEntity
    {
        builder.HasMany(children).WithOne().HasForeignKey(nameof(TenantEntity.TenantId), foreignKey).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(children!).UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    /// <summary>A business key: unique inside the tenant, led by tenant_id.</summary>
    public static IndexBuilder UniqueInTenant<T>(this EntityTypeBuilder<T> builder, params string[] properties) where T : TenantEntity =>
        builder.HasIndex([nameof(TenantEntity.TenantId), .. properties]).IsUnique();
}
