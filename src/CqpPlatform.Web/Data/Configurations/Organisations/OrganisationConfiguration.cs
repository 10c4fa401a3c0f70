using CqpPlatform.Domain.Organisations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CqpPlatform.Web.Data.Configurations.Organisations;

public sealed class TrainingOrganisationConfiguration() : TenantEntityConfiguration<TrainingOrganisation>("training_organisations")
{
    protected override void ConfigureEntity(EntityTypeBuilder<TrainingOrganisation> builder)
    {
        builder.Property(o => o.Name).HasMaxLength(TrainingOrganisation.NameMaxLength);
        builder.Property(o => o.Siret).HasMaxLength(Siret.Length);
        builder.UniqueInTenant(nameof(TrainingOrganisation.Siret));
    }
}

public sealed class HabilitationConfiguration() : TenantEntityConfiguration<Habilitation>("habilitations")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Habilitation> builder)
    {
        builder.Property(h => h.CertificationCode).HasMaxLength(12);
        builder.References<Habilitation, TrainingOrganisation>(nameof(Habilitation.OrganisationId));
    }
}

public sealed class CompanyConfiguration() : TenantEntityConfiguration<Company>("companies")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Company> builder)
    {
        builder.Property(c => c.Name).HasMaxLength(Company.NameMaxLength);
        builder.Property(c => c.Siret).HasMaxLength(Siret.Length);
        builder.UniqueInTenant(nameof(Company.Siret));
    }
}

public sealed class TutorConfiguration() : TenantEntityConfiguration<Tutor>("tutors")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Tutor> builder)
    {
        builder.Property(t => t.LastName).HasMaxLength(Tutor.NameMaxLength).IsPersonal();
        builder.Property(t => t.FirstName).HasMaxLength(Tutor.NameMaxLength).IsPersonal();
        builder.Property(t => t.Quality).IsPersonal();
        builder.Property(t => t.Email).HasMaxLength(Tutor.EmailMaxLength).IsPersonal();
        builder.References<Tutor, Company>(nameof(Tutor.CompanyId));
        builder.UniqueInTenant(nameof(Tutor.CompanyId), nameof(Tutor.Email));
    }
}
