using CqpPlatform.Domain.Organisations;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CqpPlatform.Web.Data.Configurations.Accounts;

public sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.Property(a => a.LastName).HasMaxLength(Account.NameMaxLength).IsPersonal();
        builder.Property(a => a.FirstName).HasMaxLength(Account.NameMaxLength).IsPersonal();
        builder.Property(a => a.UserName).IsPersonal();
        builder.Property(a => a.NormalizedUserName).IsPersonal();
        builder.Property(a => a.Email).IsPersonal();
        builder.Property(a => a.NormalizedEmail).IsPersonal();
        builder.Property(a => a.PhoneNumber).IsPersonal();
    }
}

public sealed class AccountClaimConfiguration : IEntityTypeConfiguration<IdentityUserClaim<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder) => builder.ToTable("account_claims");
}

public sealed class AccountLoginConfiguration : IEntityTypeConfiguration<IdentityUserLogin<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder) => builder.ToTable("account_logins");
}

public sealed class AccountTokenConfiguration : IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder) => builder.ToTable("account_tokens");
}

public sealed class MembershipConfiguration() : TenantEntityConfiguration<Membership>("memberships")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Membership> builder)
    {
        builder.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.References<Membership, TrainingOrganisation>(nameof(Membership.OrganisationId));
        builder.References<Membership, Company>(nameof(Membership.CompanyId));
        builder.HasIndex(m => new { m.TenantId, m.AccountId });
    }
}

public sealed class ApiKeyConfiguration() : TenantEntityConfiguration<ApiKey>("api_keys")
{
    protected override void ConfigureEntity(EntityTypeBuilder<ApiKey> builder)
    {
        builder.Property(k => k.Name).HasMaxLength(ApiKey.NameMaxLength).HasDefaultValue(ApiKey.CommandName);
        builder.PrimitiveCollection(k => k.Scopes).ElementType(e => e.HasConversion<string>().HasMaxLength(40));
        builder.Property(k => k.SecretHash).HasMaxLength(64);
        builder.UniqueInTenant(nameof(ApiKey.SecretHash));
        builder.References<ApiKey, TrainingOrganisation>(nameof(ApiKey.OrganisationId));
    }
}

public sealed class TutorLinkConfiguration() : TenantEntityConfiguration<TutorLink>("tutor_links")
{
    protected override void ConfigureEntity(EntityTypeBuilder<TutorLink> builder)
    {
        builder.Property(l => l.SecretHash).HasMaxLength(64);
        builder.Property(l => l.CodeHash).HasMaxLength(64);
        builder.UniqueInTenant(nameof(TutorLink.SecretHash));
        builder.References<TutorLink, Tutor>(nameof(TutorLink.TutorId));
    }
}
