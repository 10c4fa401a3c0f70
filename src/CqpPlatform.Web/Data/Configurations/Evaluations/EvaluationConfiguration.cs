using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CqpPlatform.Web.Data.Configurations.Evaluations;

public sealed class EvaluationConfiguration() : TenantEntityConfiguration<Evaluation>("evaluations")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Evaluation> builder)
    {
        builder.Ignore(e => e.Signature);
        builder.Property(e => e.BlockCode).HasMaxLength(8);
        builder.Property(e => e.ReopenReason).HasMaxLength(Enrolment.ReasonMaxLength).IsPersonal();
        builder.Property(e => e.FilesSha256).HasMaxLength(64).IsPersonal();
        builder.References<Evaluation, Enrolment>(nameof(Evaluation.EnrolmentId));
        builder.Owns(e => e.Ratings, nameof(EvaluationRating.EvaluationId));
        builder.Owns(e => e.Signatures, nameof(EvaluationSignature.EvaluationId));
        builder.Owns(e => e.Changes, nameof(EvaluationChange.EvaluationId));
        builder.Ignore(e => e.SignedByNames);
        builder.Ignore(e => e.SignaturesInForce);
        builder.References<Evaluation, Membership>(nameof(Evaluation.ExaminerId));
        // No examiner is the one grid that counts; not set aside is the one in use.
        builder.UniqueInTenant(nameof(Evaluation.EnrolmentId), nameof(Evaluation.BlockCode), nameof(Evaluation.Source), nameof(Evaluation.ExaminerId), nameof(Evaluation.SetAsideAt)).AreNullsDistinct(false);
    }
}

public sealed class EvaluationRatingConfiguration() : TenantEntityConfiguration<EvaluationRating>("evaluation_ratings")
{
    protected override void ConfigureEntity(EntityTypeBuilder<EvaluationRating> builder)
    {
        builder.Property(r => r.ItemCode).HasMaxLength(60);
        builder.Property(r => r.Comment).HasMaxLength(EvaluationRating.CommentMaxLength).IsPersonal();
        builder.Property(r => r.Criteria).HasMaxLength(EvaluationRating.CriteriaMaxLength);
        builder.Ignore(r => r.Ticked);
        builder.UniqueInTenant(nameof(EvaluationRating.EvaluationId), nameof(EvaluationRating.ItemCode));
    }
}

public sealed class EvaluationChangeConfiguration() : TenantEntityConfiguration<EvaluationChange>("evaluation_changes")
{
    protected override void ConfigureEntity(EntityTypeBuilder<EvaluationChange> builder)
    {
        builder.Property(c => c.ItemCode).HasMaxLength(60);
        builder.Property(c => c.Before).HasMaxLength(EvaluationRating.CommentMaxLength).IsPersonal();
        builder.Property(c => c.After).HasMaxLength(EvaluationRating.CommentMaxLength).IsPersonal();
        builder.Property(c => c.ByName).IsPersonal();
        builder.UniqueInTenant(nameof(EvaluationChange.ChangeId));
    }
}

public sealed class EvaluationEventConfiguration() : TenantEntityConfiguration<EvaluationEvent>("evaluation_events")
{
    protected override void ConfigureEntity(EntityTypeBuilder<EvaluationEvent> builder)
    {
        builder.Property(e => e.Reason).HasMaxLength(EvaluationEvent.ReasonMaxLength).IsPersonal();
        builder.Property(e => e.ByName).IsPersonal();
        builder.References<EvaluationEvent, Evaluation>(nameof(EvaluationEvent.EvaluationId));
    }
}

public sealed class ReminderConfiguration() : TenantEntityConfiguration<Reminder>("reminders")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Reminder> builder)
    {
        builder.References<Reminder, Campaign>(nameof(Reminder.CampaignId));
        builder.HasIndex(r => new { r.TenantId, r.CampaignId, r.RecipientId, r.SentAt });
    }
}

public sealed class EvidenceFileConfiguration() : TenantEntityConfiguration<EvidenceFile>("evidence_files")
{
    protected override void ConfigureEntity(EntityTypeBuilder<EvidenceFile> builder)
    {
        builder.Property(f => f.Name).HasMaxLength(ReceivedPiece.NameMaxLength).IsPersonal();
        builder.Property(f => f.Sha256).HasMaxLength(64).IsPersonal();
        builder.Property(f => f.Content).IsPersonal();
        builder.Property(f => f.AddedByName).IsPersonal();
        builder.References<EvidenceFile, Evaluation>(nameof(EvidenceFile.EvaluationId));
    }
}

public sealed class EvaluationSignatureConfiguration() : TenantEntityConfiguration<EvaluationSignature>("evaluation_signatures")
{
    protected override void ConfigureEntity(EntityTypeBuilder<EvaluationSignature> builder)
    {
        builder.Property(s => s.Sha256).HasMaxLength(64);
        builder.Property(s => s.SignedByName).IsPersonal();
    }
}
