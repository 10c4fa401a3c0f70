using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Certifiers;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CqpPlatform.Web.Data.Configurations.Candidates;

public sealed class IdentityRectificationConfiguration() : TenantEntityConfiguration<IdentityRectification>("identity_rectifications")
{
    protected override void ConfigureEntity(EntityTypeBuilder<IdentityRectification> builder)
    {
        builder.PrimitiveCollection(r => r.Fields).ElementType(e => e.HasMaxLength(40));
        builder.Property(r => r.Reason).HasMaxLength(IdentityRectification.ReasonMaxLength).IsPersonal();
        builder.References<IdentityRectification, Candidate>(nameof(IdentityRectification.CandidateId));
    }
}

public sealed class ErasureConfiguration() : TenantEntityConfiguration<Erasure>("erasures")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Erasure> builder)
    {
        builder.Property(e => e.Reason).HasMaxLength(Erasure.ReasonMaxLength);
        builder.References<Erasure, Candidate>(nameof(Erasure.CandidateId));
        builder.HasIndex(e => new { e.TenantId, e.ErasedAt });
    }
}

public sealed class RetentionScheduleConfiguration() : TenantEntityConfiguration<RetentionSchedule>("retention_schedules")
{
    protected override void ConfigureEntity(EntityTypeBuilder<RetentionSchedule> builder) => builder.UniqueInTenant();
}
