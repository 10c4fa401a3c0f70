using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Juries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CqpPlatform.Web.Data.Configurations.Awards;

public sealed class AcquiredBlockConfiguration() : TenantEntityConfiguration<AcquiredBlock>("acquired_blocks")
{
    protected override void ConfigureEntity(EntityTypeBuilder<AcquiredBlock> builder)
    {
        builder.Property(b => b.CertificationCode).HasMaxLength(12);
        builder.Property(b => b.BlockCode).HasMaxLength(8);
        builder.Property(b => b.RncpCode).HasMaxLength(16);
        builder.Property(b => b.Title).HasMaxLength(400);
        builder.Property(b => b.MinutesNumber).HasMaxLength(AcquiredBlock.ReferenceMaxLength);
        builder.Property(b => b.Reason).HasMaxLength(AcquiredBlock.ReasonMaxLength).IsPersonal();
        builder.References<AcquiredBlock, LedgerProof>(nameof(AcquiredBlock.ProofId));
        builder.References<AcquiredBlock, AcquiredBlock>(nameof(AcquiredBlock.RecognisedFromId));
        builder.References<AcquiredBlock, Candidate>(nameof(AcquiredBlock.CandidateId));
        builder.References<AcquiredBlock, JurySession>(nameof(AcquiredBlock.JurySessionId));
        builder.UniqueInTenant(nameof(AcquiredBlock.CandidateId), nameof(AcquiredBlock.CertificationCode), nameof(AcquiredBlock.BlockCode), nameof(AcquiredBlock.JurySessionId));
    }
}

public sealed class CounterEntryConfiguration() : TenantEntityConfiguration<CounterEntry>("counter_entries")
{
    protected override void ConfigureEntity(EntityTypeBuilder<CounterEntry> builder)
    {
        builder.Property(c => c.Reason).HasMaxLength(AcquiredBlock.ReasonMaxLength).IsPersonal();
        builder.References<CounterEntry, AcquiredBlock>(nameof(CounterEntry.AcquiredBlockId));
        builder.UniqueInTenant(nameof(CounterEntry.AcquiredBlockId));
    }
}

public sealed class LedgerProofConfiguration() : TenantEntityConfiguration<LedgerProof>("ledger_proofs")
{
    protected override void ConfigureEntity(EntityTypeBuilder<LedgerProof> builder)
    {
        builder.Property(p => p.Reference).HasMaxLength(AcquiredBlock.ReferenceMaxLength);
        builder.Property(p => p.FileName).HasMaxLength(LedgerProof.FileNameMaxLength).IsPersonal();
        builder.Property(p => p.Bytes).IsPersonal();
        builder.Property(p => p.ContentType).HasMaxLength(40);
        builder.Property(p => p.Sha256).HasMaxLength(64);
        builder.References<LedgerProof, Candidate>(nameof(LedgerProof.CandidateId));
    }
}

public sealed class OpenPasserelleConfiguration() : TenantEntityConfiguration<OpenPasserelle>("open_passerelles")
{
    protected override void ConfigureEntity(EntityTypeBuilder<OpenPasserelle> builder)
    {
        builder.Property(p => p.CertificationCode).HasMaxLength(12);
        builder.Property(p => p.OtherReferential).HasMaxLength(12);
        builder.UniqueInTenant(nameof(OpenPasserelle.CertificationCode), nameof(OpenPasserelle.OtherReferential));
    }
}

public sealed class IssuedDocumentConfiguration() : TenantEntityConfiguration<IssuedDocument>("issued_documents")
{
    protected override void ConfigureEntity(EntityTypeBuilder<IssuedDocument> builder)
    {
        builder.Property(d => d.Number).HasMaxLength(40);
        builder.Property(d => d.CheckCode).HasMaxLength(CheckCode.Length);
        builder.Property(d => d.Sha256).HasMaxLength(64);
        builder.Property(d => d.EndReason).HasMaxLength(IssuedDocument.ReasonMaxLength).IsPersonal();
        builder.Property(d => d.EndedBy).IsPersonal();
        builder.Property(d => d.Facts).HasColumnType("text").IsPersonal().Metadata.SetMaxLength(null);
        builder.References<IssuedDocument, Campaign>(nameof(IssuedDocument.CampaignId));
        builder.References<IssuedDocument, JurySession>(nameof(IssuedDocument.JurySessionId));
        builder.References<IssuedDocument, Enrolment>(nameof(IssuedDocument.EnrolmentId));
        builder.References<IssuedDocument, IssuedDocument>(nameof(IssuedDocument.SupersedesId));
        builder.UniqueInTenant(nameof(IssuedDocument.Number));
        builder.UniqueInTenant(nameof(IssuedDocument.SupersedesId));
        builder.HasIndex(d => new { d.TenantId, d.EnrolmentId, d.JurySessionId });
        builder.HasIndex(d => new { d.TenantId, d.Sha256 });
    }
}

public sealed class DocumentCounterConfiguration() : TenantEntityConfiguration<DocumentCounter>("document_counters")
{
    protected override void ConfigureEntity(EntityTypeBuilder<DocumentCounter> builder) =>
        builder.UniqueInTenant(nameof(DocumentCounter.Kind), nameof(DocumentCounter.Year));
}
