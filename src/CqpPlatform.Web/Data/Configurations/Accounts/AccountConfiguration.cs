using CqpPlatform.Domain.Organisations;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Invitations;
using CqpPlatform.Web.Security.Passwords;
using CqpPlatform.Web.Security.SecondFactor;
using CqpPlatform.Web.Security.Sessions;
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

public sealed class AccountPasskeyConfiguration : IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    // Identity's third schema, which it finds by a service provider that a unit of work has not.
    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder)
    {
        builder.ToTable("account_passkeys");
        builder.HasKey(p => p.CredentialId);
        builder.Property(p => p.CredentialId).HasMaxLength(1024);
        builder.OwnsOne(p => p.Data).ToJson("data");
        builder.HasOne<Account>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

public sealed class AccountSessionConfiguration : IEntityTypeConfiguration<AccountSession>
{
    public void Configure(EntityTypeBuilder<AccountSession> builder)
    {
        builder.ToTable("account_sessions");
        builder.Property(s => s.Device).HasMaxLength(AccountSession.DeviceMaxLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

public sealed class PasswordResetConfiguration : IEntityTypeConfiguration<PasswordReset>
{
    public void Configure(EntityTypeBuilder<PasswordReset> builder)
    {
        builder.ToTable("password_resets");
        builder.Property(r => r.Email).HasMaxLength(Account.EmailMaxLength);
        builder.Property(r => r.SecretHash).HasMaxLength(64);
        builder.HasIndex(r => r.SecretHash).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.Property<uint>("RowVersion").HasColumnName("xmin").HasColumnType("xid").IsRowVersion();
    }
}

public sealed class SignInFailuresConfiguration : IEntityTypeConfiguration<SignInFailures>
{
    public void Configure(EntityTypeBuilder<SignInFailures> builder)
    {
        builder.ToTable("sign_in_failures");
        builder.HasKey(f => f.Key);
        builder.Property(f => f.Key).HasMaxLength(64);
    }
}

public sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("recovery_codes");
        builder.Property(c => c.CodeHash).HasMaxLength(64);
        builder.HasIndex(c => new { c.AccountId, c.CodeHash }).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

public sealed class InvitationConfiguration() : TenantEntityConfiguration<Invitation>("invitations")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Invitation> builder)
    {
        builder.Property(i => i.Email).HasMaxLength(Account.EmailMaxLength).IsPersonal();
        builder.Property(i => i.LastName).HasMaxLength(Account.NameMaxLength).IsPersonal();
        builder.Property(i => i.FirstName).HasMaxLength(Account.NameMaxLength).IsPersonal();
        builder.Property(i => i.SecretHash).HasMaxLength(64);
        builder.UniqueInTenant(nameof(Invitation.SecretHash));
        builder.References<Invitation, TrainingOrganisation>(nameof(Invitation.OrganisationId));
    }
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
