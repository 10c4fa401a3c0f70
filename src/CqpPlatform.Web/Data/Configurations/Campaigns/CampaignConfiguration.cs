using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CqpPlatform.Web.Data.Configurations.Campaigns;

public sealed class CampaignConfiguration() : TenantEntityConfiguration<Campaign>("campaigns")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Campaign> builder)
    {
        builder.Ignore(c => c.Dates);
        builder.Property(c => c.Name).HasMaxLength(Campaign.NameMaxLength);
        builder.Property(c => c.CertificationCode).HasMaxLength(12);
        builder.References<Campaign, ReferentialVersion>(nameof(Campaign.ReferentialVersionId));
        builder.Owns(c => c.Organisations, nameof(CampaignOrganisation.CampaignId));
        builder.UniqueInTenant(nameof(Campaign.CertificationCode), nameof(Campaign.Name));
    }
}

public sealed class CampaignOrganisationConfiguration() : TenantEntityConfiguration<CampaignOrganisation>("campaign_organisations")
{
    protected override void ConfigureEntity(EntityTypeBuilder<CampaignOrganisation> builder)
    {
        builder.References<CampaignOrganisation, TrainingOrganisation>(nameof(CampaignOrganisation.OrganisationId));
        builder.UniqueInTenant(nameof(CampaignOrganisation.CampaignId), nameof(CampaignOrganisation.OrganisationId));
    }
}

public sealed class CommissionDayConfiguration() : TenantEntityConfiguration<CommissionDay>("commission_days")
{
    protected override void ConfigureEntity(EntityTypeBuilder<CommissionDay> builder)
    {
        builder.Property(d => d.Place).HasMaxLength(CommissionDay.PlaceMaxLength);
        builder.References<CommissionDay, Campaign>(nameof(CommissionDay.CampaignId));
        builder.Owns(d => d.Orals, nameof(Oral.DayId));
    }
}

public sealed class ExaminerLinkConfiguration() : TenantEntityConfiguration<ExaminerLink>("examiner_links")
{
    protected override void ConfigureEntity(EntityTypeBuilder<ExaminerLink> builder)
    {
        builder.Property(l => l.Detail).HasMaxLength(ExaminerLink.DetailMaxLength).IsPersonal();
        builder.References<ExaminerLink, Membership>(nameof(ExaminerLink.ExaminerId));
        builder.References<ExaminerLink, Enrolment>(nameof(ExaminerLink.EnrolmentId));
        builder.UniqueInTenant(nameof(ExaminerLink.ExaminerId), nameof(ExaminerLink.EnrolmentId));
    }
}

public sealed class OralConfiguration() : TenantEntityConfiguration<Oral>("orals")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Oral> builder)
    {
        builder.Property(o => o.Room).HasMaxLength(CommissionDay.RoomMaxLength);
        builder.References<Oral, Enrolment>(nameof(Oral.EnrolmentId));
        builder.References<Oral, Membership>(nameof(Oral.ExaminerId));
        builder.References<Oral, Membership>(nameof(Oral.SecondExaminerId));
        builder.References<Oral, Membership>(nameof(Oral.AbsentExaminerId));
        builder.Ignore(o => o.Examiners);
        builder.Property(o => o.AloneReason).HasMaxLength(Oral.AloneReasonMaxLength).IsPersonal();
        builder.UniqueInTenant(nameof(Oral.DayId), nameof(Oral.EnrolmentId));
    }
}
