using System.Text.Encodings.Web;
using System.Text.Json;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CqpPlatform.Web.Data.Configurations.Candidates;

public sealed class CandidateConfiguration() : TenantEntityConfiguration<Candidate>("candidates")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Candidate> builder)
    {
        builder.Ignore(c => c.Identity).Ignore(c => c.Name);
        builder.Property(c => c.BirthName).HasMaxLength(CandidateIdentity.NameMaxLength).IsPersonal();
        builder.Property(c => c.UsageName).HasMaxLength(CandidateIdentity.NameMaxLength).IsPersonal();
        builder.Property(c => c.FirstNames).HasMaxLength(CandidateIdentity.NameMaxLength).IsPersonal();
        builder.Property(c => c.Sex).IsPersonal();
        builder.Property(c => c.BirthDate).IsPersonal();
        builder.Property(c => c.BirthPlace).HasMaxLength(CandidateIdentity.PlaceMaxLength).IsPersonal();
        builder.Property(c => c.BirthInseeCode).HasMaxLength(5).IsPersonal();
        builder.Property(c => c.Email).HasMaxLength(Candidate.EmailMaxLength).IsPersonal();
        builder.Property(c => c.Phone).HasMaxLength(Candidate.PhoneMaxLength).IsPersonal();
        builder.References<Candidate, Candidate>(nameof(Candidate.MergedIntoId));
        builder.HasIndex(c => new { c.TenantId, c.BirthName, c.BirthDate });
        builder.HasIndex(c => new { c.TenantId, c.BirthDate });
    }
}

public sealed class EnrolmentConfiguration() : TenantEntityConfiguration<Enrolment>("enrolments")
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    protected override void ConfigureEntity(EntityTypeBuilder<Enrolment> builder)
    {
        builder.Ignore(e => e.Choice).Ignore(e => e.BlocksToEvaluate);
        builder.Property(e => e.Adaptations).HasMaxLength(Enrolment.AdaptationsMaxLength).IsPersonal();
        builder.Property(e => e.ReturnReason).HasMaxLength(Enrolment.ReasonMaxLength).IsPersonal();
        builder.Property(e => e.Contacts).HasMaxLength(2000).IsPersonal().HasConversion(
            typed => typed == null ? null : JsonSerializer.Serialize(typed, Json),
            stored => stored == null ? null : JsonSerializer.Deserialize<EnrolmentContacts>(stored, Json));
        builder.References<Enrolment, Campaign>(nameof(Enrolment.CampaignId));
        builder.References<Enrolment, Candidate>(nameof(Enrolment.CandidateId));
        builder.References<Enrolment, TrainingOrganisation>(nameof(Enrolment.OrganisationId));
        builder.References<Enrolment, EnrolmentImport>(nameof(Enrolment.ImportId));
        builder.References<Enrolment, Company>(nameof(Enrolment.CompanyId));
        builder.References<Enrolment, Tutor>(nameof(Enrolment.TutorId));
        // A person who gave up may be enrolled again.
        builder.UniqueInTenant(nameof(Enrolment.CampaignId), nameof(Enrolment.CandidateId)).HasFilter("status <> 'Withdrawn'");
    }
}
