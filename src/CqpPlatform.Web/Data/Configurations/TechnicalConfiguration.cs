using CqpPlatform.Web.Data.Auditing;
using CqpPlatform.Web.Data.Mails;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CqpPlatform.Web.Data.Configurations;

public sealed class OutboxMailConfiguration() : TenantEntityConfiguration<OutboxMail>("outbox_mails")
{
    protected override void ConfigureEntity(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.Property(m => m.To).HasMaxLength(254);
        builder.Property(m => m.Body).HasColumnType("text").Metadata.SetMaxLength(null);
        builder.HasIndex(m => new { m.TenantId, m.SentAt });
    }
}

public sealed class AuditEntryConfiguration() : TenantEntityConfiguration<AuditEntry>("audit_entries")
{
    protected override void ConfigureEntity(EntityTypeBuilder<AuditEntry> builder)
    {
        // The audit trigger numbers and chains the entries, so that a row inserted by any other way is chained too.
        builder.Property(a => a.Sequence).ValueGeneratedOnAdd().HasDefaultValue(0L);
        builder.Property(a => a.PreviousHash).HasMaxLength(64).ValueGeneratedOnAdd().HasDefaultValue("");
        builder.Property(a => a.Hash).HasMaxLength(64).ValueGeneratedOnAdd().HasDefaultValue("");
        builder.Property(a => a.Reason).HasMaxLength(2000);
        builder.Property(a => a.Changes).HasColumnType("text").Metadata.SetMaxLength(null);
        builder.Property(a => a.DetailHash).HasMaxLength(64);
        builder.UniqueInTenant(nameof(AuditEntry.Sequence));
        builder.HasIndex(a => new { a.TenantId, a.EntityId });
        builder.HasIndex(a => new { a.TenantId, a.ActorId, a.Sequence });
        builder.HasIndex(a => new { a.TenantId, a.CandidateId, a.Sequence }).HasFilter("candidate_id is not null");
        builder.HasIndex(a => new { a.TenantId, a.CampaignId, a.Sequence }).HasFilter("campaign_id is not null");
        builder.HasIndex(a => new { a.TenantId, a.AccountId, a.Sequence }).HasFilter("account_id is not null");
    }
}

public sealed class AuditDetailConfiguration() : TenantEntityConfiguration<AuditDetail>("audit_details")
{
    protected override void ConfigureEntity(EntityTypeBuilder<AuditDetail> builder)
    {
        builder.Property(d => d.Salt).HasMaxLength(64);
        builder.Property(d => d.Content).HasColumnType("text").Metadata.SetMaxLength(null);
        builder.HasOne<AuditEntry>().WithOne().HasForeignKey<AuditDetail>(d => new { d.TenantId, d.EntryId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(d => new { d.TenantId, d.EntityId });
    }
}
