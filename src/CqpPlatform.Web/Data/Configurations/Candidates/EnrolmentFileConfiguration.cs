using CqpPlatform.Domain.Candidates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CqpPlatform.Web.Data.Configurations.Candidates;

public sealed class EnrolmentEventConfiguration() : TenantEntityConfiguration<EnrolmentEvent>("enrolment_events")
{
    protected override void ConfigureEntity(EntityTypeBuilder<EnrolmentEvent> builder)
    {
        builder.Property(e => e.Reason).HasMaxLength(Enrolment.ReasonMaxLength).IsPersonal();
        builder.Property(e => e.Detail).HasMaxLength(EnrolmentEvent.DetailMaxLength).IsPersonal();
        builder.Property(e => e.ByName).IsPersonal();
        builder.References<EnrolmentEvent, Enrolment>(nameof(EnrolmentEvent.EnrolmentId));
    }
}

public sealed class SupportingFileConfiguration() : TenantEntityConfiguration<SupportingFile>("supporting_files")
{
    protected override void ConfigureEntity(EntityTypeBuilder<SupportingFile> builder)
    {
        builder.Property(f => f.Name).HasMaxLength(ReceivedPiece.NameMaxLength).IsPersonal();
        builder.Property(f => f.Sha256).HasMaxLength(64).IsPersonal();
        builder.Property(f => f.Content).IsPersonal();
        builder.Property(f => f.AddedByName).IsPersonal();
        builder.References<SupportingFile, Enrolment>(nameof(SupportingFile.EnrolmentId));
    }
}

public sealed class DuplicateReviewConfiguration() : TenantEntityConfiguration<DuplicateReview>("duplicate_reviews")
{
    protected override void ConfigureEntity(EntityTypeBuilder<DuplicateReview> builder)
    {
        builder.Property(r => r.Reason).HasMaxLength(DuplicateReview.ReasonMaxLength).IsPersonal();
        builder.Property(r => r.DecidedByName).IsPersonal();
        builder.References<DuplicateReview, Candidate>(nameof(DuplicateReview.KeptId));
        builder.References<DuplicateReview, Candidate>(nameof(DuplicateReview.OtherId));
    }
}
