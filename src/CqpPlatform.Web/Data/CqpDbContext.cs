using System.Text.RegularExpressions;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data.Auditing;
using CqpPlatform.Web.Data.Configurations.Evaluations;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Data.Mails;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.Invitations;
using CqpPlatform.Web.Security.Passwords;
using CqpPlatform.Web.Security.SecondFactor;
using CqpPlatform.Web.Security.Sessions;
using CqpPlatform.Web.Security.Support;
using CqpPlatform.Web.Security.TutorLinks;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data;

/// <summary>One unit of work for one tenant, or for none (accounts and the list of tenants only). Never held by a component.</summary>
public sealed partial class CqpDbContext : IdentityUserContext<Account, Guid>
{
    public CqpDbContext(DbContextOptions<CqpDbContext> options) : base(options) => TenantIsolation.StampNewRows(this);

    /// <summary>The tenant whose rows this context sees and writes; the database enforces it again by row-level security.</summary>
    public Guid TenantId { get; internal init; }

    /// <summary>Set for whoever learns a jury's results at the hour the certifier chose: what is kept after this instant is not theirs to read yet.</summary>
    public DateTimeOffset? ResultsToldBy { get; internal set; }

    /// <summary>Who and why, for the audit entries of this unit of work.</summary>
    public AuditScope Audit { get; } = new();

    public DbSet<Tenant> Tenants => Set<Tenant>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<AccountSession> AccountSessions => Set<AccountSession>();
    public DbSet<PasswordReset> PasswordResets => Set<PasswordReset>();
    public DbSet<SignInFailures> SignInFailures => Set<SignInFailures>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<SupportAccess> SupportAccesses => Set<SupportAccess>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<TutorLink> TutorLinks => Set<TutorLink>();
    public DbSet<CertifierProfile> CertifierProfiles => Set<CertifierProfile>();
    public DbSet<CertifierIdentity> CertifierIdentities => Set<CertifierIdentity>();
    public DbSet<CertificationMention> CertificationMentions => Set<CertificationMention>();
    public DbSet<TrainingOrganisation> TrainingOrganisations => Set<TrainingOrganisation>();
    public DbSet<Habilitation> Habilitations => Set<Habilitation>();
    public DbSet<Company> Companies => Set<Company>();
    public DbSet<Tutor> Tutors => Set<Tutor>();
    public DbSet<ReferentialVersion> ReferentialVersions => Set<ReferentialVersion>();
    public DbSet<ReferentialImport> ReferentialImports => Set<ReferentialImport>();
    public DbSet<Campaign> Campaigns => Set<Campaign>();
    public DbSet<CampaignOrganisation> CampaignOrganisations => Set<CampaignOrganisation>();
    public DbSet<Candidate> Candidates => Set<Candidate>();
    public DbSet<IdentityRectification> IdentityRectifications => Set<IdentityRectification>();
    public DbSet<Erasure> Erasures => Set<Erasure>();
    public DbSet<RetentionSchedule> RetentionSchedules => Set<RetentionSchedule>();
    public DbSet<Enrolment> Enrolments => Set<Enrolment>();
    public DbSet<EnrolmentImport> EnrolmentImports => Set<EnrolmentImport>();
    public DbSet<EnrolmentEvent> EnrolmentEvents => Set<EnrolmentEvent>();
    public DbSet<SupportingFile> SupportingFiles => Set<SupportingFile>();
    public DbSet<DuplicateReview> DuplicateReviews => Set<DuplicateReview>();
    public DbSet<EvidenceFile> EvidenceFiles => Set<EvidenceFile>();

    /// <summary>The evaluations that count: never what one of two examiners wrote before they agreed.</summary>
    public IQueryable<Evaluation> Evaluations => EvaluationGrids.Where(e => e.ExaminerId == null);

    /// <summary>Those in use, each examiner's own included: for its writer, the certifier, and to know whether anything was written.</summary>
    public IQueryable<Evaluation> EvaluationGrids => Set<Evaluation>().Where(e => e.SetAsideAt == null);

    /// <summary>All of them, those set aside when somebody took over included: for the certifier, and to know who has seen a candidate.</summary>
    public DbSet<Evaluation> EveryGrid => Set<Evaluation>();
    public DbSet<EvaluationEvent> EvaluationEvents => Set<EvaluationEvent>();
    public DbSet<Reminder> Reminders => Set<Reminder>();
    public DbSet<EvaluationChange> EvaluationChanges => Set<EvaluationChange>();
    public DbSet<CommissionDay> CommissionDays => Set<CommissionDay>();
    public DbSet<Oral> Orals => Set<Oral>();
    public DbSet<ExaminerLink> ExaminerLinks => Set<ExaminerLink>();
    public DbSet<JurySession> JurySessions => Set<JurySession>();
    public DbSet<Appeal> Appeals => Set<Appeal>();
    public DbSet<Convocation> Convocations => Set<Convocation>();
    public DbSet<SignedSheet> SignedSheets => Set<SignedSheet>();
    public DbSet<AcquiredBlock> AcquiredBlocks => Set<AcquiredBlock>();
    public DbSet<CounterEntry> CounterEntries => Set<CounterEntry>();
    public DbSet<LedgerProof> LedgerProofs => Set<LedgerProof>();
    public DbSet<OpenPasserelle> OpenPasserelles => Set<OpenPasserelle>();
    public DbSet<IssuedDocument> IssuedDocuments => Set<IssuedDocument>();
    public DbSet<DocumentCounter> DocumentCounters => Set<DocumentCounter>();
    public DbSet<DeclarantAccount> DeclarantAccounts => Set<DeclarantAccount>();
    public DbSet<DeclaredPassage> DeclaredPassages => Set<DeclaredPassage>();
    public DbSet<DeclarationFile> DeclarationFiles => Set<DeclarationFile>();
    public DbSet<DeclarationLine> DeclarationLines => Set<DeclarationLine>();
    public DbSet<DeclarationReport> DeclarationReports => Set<DeclarationReport>();
    public DbSet<Job> Jobs => Set<Job>();
    public DbSet<IdempotentRequest> IdempotentRequests => Set<IdempotentRequest>();
    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditDetail> AuditDetails => Set<AuditDetail>();
    public DbSet<InstallationKey> InstallationKeys => Set<InstallationKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<Rating>().HaveConversion<RatingConversion>().HaveMaxLength(40);
        configurationBuilder.Properties<string>().HaveMaxLength(200);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CqpDbContext).Assembly);
        TenantIsolation.Configure(builder, this);
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
        {
            if (entity.GetTableName() is { } table) entity.SetTableName(Snake(table));
            foreach (var property in entity.GetProperties()) property.SetColumnName(Snake(property.GetColumnName()));
            foreach (var key in entity.GetKeys()) key.SetName(Snake(key.GetName()!));
            foreach (var foreignKey in entity.GetForeignKeys()) foreignKey.SetConstraintName(Snake(foreignKey.GetConstraintName()!));
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(Snake(index.GetDatabaseName()!));
        }
    }

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex WordStart();

    private static string Snake(string name) => WordStart().Replace(name, "_$1").ToLowerInvariant();
}
