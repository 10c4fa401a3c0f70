using CqpPlatform.Web.Data.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CqpPlatform.Web.Data.Configurations;

public sealed class IdempotentRequestConfiguration() : TenantEntityConfiguration<IdempotentRequest>("idempotent_requests")
{
    protected override void ConfigureEntity(EntityTypeBuilder<IdempotentRequest> builder)
    {
        builder.Property(r => r.Key).HasMaxLength(RequestKey.MaxLength);
        builder.Property(r => r.Hash).HasMaxLength(64);
        builder.UniqueInTenant(nameof(IdempotentRequest.OwnerId), nameof(IdempotentRequest.Key));
    }
}

public sealed class JobConfiguration() : TenantEntityConfiguration<Job>("jobs")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Job> builder)
    {
        builder.Property(j => j.Kind).HasMaxLength(Job.KindMaxLength);
        builder.Property(j => j.Title).HasMaxLength(300);
        builder.Property(j => j.Message).HasMaxLength(Job.MessageMaxLength);
        builder.Property(j => j.Input).HasColumnType("text").Metadata.SetMaxLength(null);
        builder.Property(j => j.Result).HasColumnType("text").Metadata.SetMaxLength(null);
        builder.HasIndex(j => new { j.TenantId, j.State, j.RequestedAt });
    }
}
