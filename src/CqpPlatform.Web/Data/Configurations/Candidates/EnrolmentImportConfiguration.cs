using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CqpPlatform.Web.Data.Configurations.Candidates;

public sealed class EnrolmentImportConfiguration() : TenantEntityConfiguration<EnrolmentImport>("enrolment_imports")
{
    protected override void ConfigureEntity(EntityTypeBuilder<EnrolmentImport> builder)
    {
        builder.Property(i => i.FileName).HasMaxLength(EnrolmentImport.FileNameMaxLength).IsPersonal();
        builder.Property(i => i.Sha256).HasMaxLength(64);
        builder.Property(i => i.Outcome).HasMaxLength(EnrolmentImport.OutcomeMaxLength);
        builder.Property(i => i.Report).HasColumnType("text").IsLeftOutOfAudit().Metadata.SetMaxLength(null);
        builder.References<EnrolmentImport, Campaign>(nameof(EnrolmentImport.CampaignId));
        builder.References<EnrolmentImport, TrainingOrganisation>(nameof(EnrolmentImport.OrganisationId));
        builder.UniqueInTenant(nameof(EnrolmentImport.CampaignId), nameof(EnrolmentImport.OrganisationId), nameof(EnrolmentImport.Sha256));
    }
}
