using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CqpPlatform.Web.Data.Configurations.Accounts;

public sealed class SupportAccessConfiguration() : TenantEntityConfiguration<SupportAccess>("support_accesses")
{
    protected override void ConfigureEntity(EntityTypeBuilder<SupportAccess> builder)
    {
        builder.Property(a => a.Purpose).HasMaxLength(SupportAccess.PurposeMaxLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(a => a.OperatorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(a => a.AnsweredById).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => new { a.TenantId, a.OperatorId, a.AskedAt });
    }
}
