using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Referentials;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CqpPlatform.Web.Data.Configurations.Certifiers;

public sealed class TenantConfiguration : IEntityTypeConfiguration<Tenant>
{
    public void Configure(EntityTypeBuilder<Tenant> builder)
    {
        builder.ToTable("tenants");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Slug).HasMaxLength(Tenant.SlugMaxLength);
        builder.Property(t => t.Name).HasMaxLength(Tenant.NameMaxLength);
        builder.Property(t => t.DocumentPrefix).HasMaxLength(DocumentNumber.PrefixMaxLength);
        builder.HasIndex(t => t.Slug).IsUnique();
        builder.HasIndex(t => t.DocumentPrefix).IsUnique();
    }
}

public sealed class InstallationKeyConfiguration : IEntityTypeConfiguration<InstallationKey>
{
    public void Configure(EntityTypeBuilder<InstallationKey> builder)
    {
        builder.ToTable("installation_keys");
        builder.HasKey(k => k.Name);
    }
}

public sealed class CertifierProfileConfiguration() : TenantEntityConfiguration<CertifierProfile>("certifier_profiles")
{
    protected override void ConfigureEntity(EntityTypeBuilder<CertifierProfile> builder)
    {
        builder.Property(p => p.LegalName).HasMaxLength(CertifierProfile.TextMaxLength);
        builder.Property(p => p.SignatoryName).IsPersonal();
        builder.ComplexProperty(p => p.Quorum);
        builder.UniqueInTenant();
    }
}

public sealed class CertifierIdentityConfiguration() : TenantEntityConfiguration<CertifierIdentity>("certifier_identities")
{
    protected override void ConfigureEntity(EntityTypeBuilder<CertifierIdentity> builder)
    {
        builder.Ignore(i => i.Content);
        builder.Property(i => i.Accent).HasMaxLength(CertifierIdentity.ColourLength);
        builder.Property(i => i.Ornament).HasMaxLength(CertifierIdentity.ColourLength);
        builder.Property(i => i.DelegateName).HasMaxLength(CertifierIdentity.NameMaxLength).IsPersonal();
        builder.Property(i => i.DelegateQuality).HasMaxLength(CertifierIdentity.NameMaxLength);
        builder.Property(i => i.SavedBy).IsPersonal();
        builder.UniqueInTenant(nameof(CertifierIdentity.Version));
    }
}

public sealed class CertificationMentionConfiguration() : TenantEntityConfiguration<CertificationMention>("certification_mentions")
{
    protected override void ConfigureEntity(EntityTypeBuilder<CertificationMention> builder)
    {
        builder.Property(m => m.CertificationCode).HasMaxLength(12);
        builder.Property(m => m.LegalAct).HasMaxLength(CertifierProfile.TextMaxLength);
        builder.UniqueInTenant(nameof(CertificationMention.CertificationCode));
    }
}

public sealed class ReferentialVersionConfiguration() : TenantEntityConfiguration<ReferentialVersion>("referential_versions")
{
    protected override void ConfigureEntity(EntityTypeBuilder<ReferentialVersion> builder)
    {
        builder.Property(v => v.CertificationCode).HasMaxLength(ReferentialVersion.CodeMaxLength);
        builder.Property(v => v.Title).HasMaxLength(ReferentialVersion.TitleMaxLength);
        builder.Property(v => v.Content).HasColumnType("text").Metadata.SetMaxLength(null);
        builder.Property(v => v.FormerContent).HasColumnType("text").Metadata.SetMaxLength(null);
        builder.Property(v => v.Sha256).HasMaxLength(64);
        builder.References<ReferentialVersion, ReferentialVersion>(nameof(ReferentialVersion.CopiedFromId));
        builder.UniqueInTenant(nameof(ReferentialVersion.CertificationCode), nameof(ReferentialVersion.Version));
    }
}

public sealed class ReferentialImportConfiguration() : TenantEntityConfiguration<ReferentialImport>("referential_imports")
{
    protected override void ConfigureEntity(EntityTypeBuilder<ReferentialImport> builder)
    {
        builder.Property(i => i.FileName).HasMaxLength(ReferentialImport.FileNameMaxLength);
        builder.Property(i => i.CertificationCode).HasMaxLength(ReferentialVersion.CodeMaxLength);
        builder.Property(i => i.Title).HasMaxLength(ReferentialVersion.TitleMaxLength);
        builder.Property(i => i.Fiche).HasColumnType("text").IsLeftOutOfAudit().Metadata.SetMaxLength(null);
        builder.Property(i => i.Source).HasColumnType("text").IsLeftOutOfAudit().Metadata.SetMaxLength(null);
    }
}
