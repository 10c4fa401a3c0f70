using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Declarations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CqpPlatform.Web.Data.Configurations.Declarations;

public sealed class DeclarantAccountConfiguration() : TenantEntityConfiguration<DeclarantAccount>("declarant_accounts")
{
    protected override void ConfigureEntity(EntityTypeBuilder<DeclarantAccount> builder)
    {
        builder.Property(a => a.ClientId).HasMaxLength(DeclarantAccount.ClientIdLength);
        builder.Property(a => a.ContractId).HasMaxLength(DeclarantAccount.ContractIdMaxLength);
        builder.UniqueInTenant();
    }
}

public sealed class DeclaredPassageConfiguration() : TenantEntityConfiguration<DeclaredPassage>("declared_passages")
{
    protected override void ConfigureEntity(EntityTypeBuilder<DeclaredPassage> builder)
    {
        builder.Ignore(p => p.TechnicalId);
        builder.Property(p => p.Digest).HasMaxLength(64);
        builder.Property(p => p.Message).HasMaxLength(DeclaredPassage.MessageMaxLength).IsPersonal();
        builder.References<DeclaredPassage, Enrolment>(nameof(DeclaredPassage.EnrolmentId));
        builder.References<DeclaredPassage, DeclarationFile>(nameof(DeclaredPassage.FileId));
        builder.UniqueInTenant(nameof(DeclaredPassage.EnrolmentId));
        builder.HasIndex(p => new { p.TenantId, p.State });
    }
}

public sealed class DeclarationFileConfiguration() : TenantEntityConfiguration<DeclarationFile>("declaration_files")
{
    protected override void ConfigureEntity(EntityTypeBuilder<DeclarationFile> builder)
    {
        builder.Ignore(f => f.FluxId);
        builder.Property(f => f.FileName).HasMaxLength(60);
        builder.Property(f => f.SchemaVersion).HasMaxLength(20);
        builder.Property(f => f.CreatedByName).IsPersonal();
        builder.Property(f => f.Bytes).IsPersonal();
        builder.Property(f => f.Sha256).HasMaxLength(64);
        builder.UniqueInTenant(nameof(DeclarationFile.Number));
    }
}

public sealed class DeclarationLineConfiguration() : TenantEntityConfiguration<DeclarationLine>("declaration_lines")
{
    protected override void ConfigureEntity(EntityTypeBuilder<DeclarationLine> builder)
    {
        builder.Property(l => l.Digest).HasMaxLength(64);
        builder.References<DeclarationLine, DeclarationFile>(nameof(DeclarationLine.FileId));
        builder.References<DeclarationLine, DeclaredPassage>(nameof(DeclarationLine.PassageId));
        builder.UniqueInTenant(nameof(DeclarationLine.FileId), nameof(DeclarationLine.PassageId));
    }
}

public sealed class DeclarationReportConfiguration() : TenantEntityConfiguration<DeclarationReport>("declaration_reports")
{
    protected override void ConfigureEntity(EntityTypeBuilder<DeclarationReport> builder)
    {
        builder.Property(r => r.TreatmentId).HasMaxLength(DeclarationReport.TreatmentIdMaxLength);
        builder.Property(r => r.Sha256).HasMaxLength(64);
        builder.Property(r => r.ReceivedByName).IsPersonal();
        builder.References<DeclarationReport, DeclarationFile>(nameof(DeclarationReport.FileId));
        builder.UniqueInTenant(nameof(DeclarationReport.FileId), nameof(DeclarationReport.Sha256));
    }
}
