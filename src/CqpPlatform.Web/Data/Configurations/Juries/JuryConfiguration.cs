using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CqpPlatform.Web.Data.Configurations.Juries;

public sealed class JurySessionConfiguration() : TenantEntityConfiguration<JurySession>("jury_sessions")
{
    protected override void ConfigureEntity(EntityTypeBuilder<JurySession> builder)
    {
        builder.Property(s => s.Place).HasMaxLength(JurySession.PlaceMaxLength);
        builder.PrimitiveCollection(s => s.AccessRoutes).ElementType(e => e.HasConversion<string>().HasMaxLength(40));
        builder.Property(s => s.MinutesNumber).HasMaxLength(40);
        builder.Property(s => s.Agenda).HasMaxLength(JurySession.AgendaMaxLength);
        builder.References<JurySession, Campaign>(nameof(JurySession.CampaignId));
        builder.Owns(s => s.Members, nameof(JuryMember.SessionId));
        builder.Owns(s => s.Recusals, nameof(Recusal.SessionId));
        builder.Owns(s => s.Decisions, nameof(BlockDecision.SessionId));
        builder.Owns(s => s.Rounds, nameof(VoteRound.SessionId));
        builder.Owns(s => s.Statements, nameof(ImpartialityStatement.SessionId));
        builder.Owns(s => s.Pauses, nameof(SessionPause.SessionId));
        builder.Owns(s => s.Signatures, nameof(MinutesSignature.SessionId));
        builder.Owns(s => s.Amendments, nameof(MinutesAmendment.SessionId));
        builder.Ignore(s => s.AmendmentUnderWay).Ignore(s => s.DecisionsInForce);
        builder.Ignore(s => s.Signers).Ignore(s => s.SignersMissing);
        builder.ComplexProperty(s => s.OpenedUnder);
        builder.UniqueInTenant(nameof(JurySession.MinutesNumber));
    }
}

public sealed class AppealConfiguration() : TenantEntityConfiguration<Appeal>("appeals")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Appeal> builder)
    {
        builder.PrimitiveCollection(a => a.Blocks).ElementType(e => e.HasMaxLength(8));
        builder.Property(a => a.AskedBy).HasMaxLength(Appeal.AskedByMaxLength).IsPersonal();
        builder.Property(a => a.Ground).HasMaxLength(Appeal.GroundMaxLength).IsPersonal();
        builder.Property(a => a.Reason).HasMaxLength(Appeal.ReasonMaxLength).IsPersonal();
        builder.Property(a => a.RecordedByName).IsPersonal();
        builder.References<Appeal, JurySession>(nameof(Appeal.SessionId));
        builder.References<Appeal, JurySession>(nameof(Appeal.ReviewSessionId));
        builder.References<Appeal, Enrolment>(nameof(Appeal.EnrolmentId));
    }
}

public sealed class JuryMemberConfiguration() : TenantEntityConfiguration<JuryMember>("jury_members")
{
    protected override void ConfigureEntity(EntityTypeBuilder<JuryMember> builder)
    {
        builder.Property(m => m.LastName).HasMaxLength(JuryMember.NameMaxLength).IsPersonal();
        builder.Property(m => m.FirstName).HasMaxLength(JuryMember.NameMaxLength).IsPersonal();
        builder.Property(m => m.Quality).HasMaxLength(JuryMember.QualityMaxLength).IsPersonal();
        builder.Property(m => m.Email).HasMaxLength(JuryMember.EmailMaxLength).IsPersonal();
        builder.References<JuryMember, Membership>(nameof(JuryMember.MembershipId));
        builder.References<JuryMember, TrainingOrganisation>(nameof(JuryMember.OrganisationId));
        builder.References<JuryMember, Company>(nameof(JuryMember.CompanyId));
        builder.References<JuryMember, JuryMember>(nameof(JuryMember.ProxyHolderId));
        builder.References<JuryMember, JuryMember>(nameof(JuryMember.SubstituteForId));
    }
}

public sealed class ConvocationConfiguration() : TenantEntityConfiguration<Convocation>("convocations")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Convocation> builder)
    {
        builder.Property(c => c.MemberName).IsPersonal();
        builder.Property(c => c.SentByName).IsPersonal();
        builder.Property(c => c.Place).HasMaxLength(JurySession.PlaceMaxLength);
        builder.Property(c => c.Sha256).HasMaxLength(64);
        builder.References<Convocation, JurySession>(nameof(Convocation.SessionId));
    }
}

public sealed class MinutesAmendmentConfiguration() : TenantEntityConfiguration<MinutesAmendment>("minutes_amendments")
{
    protected override void ConfigureEntity(EntityTypeBuilder<MinutesAmendment> builder)
    {
        builder.Property(a => a.Reason).HasMaxLength(MinutesAmendment.ReasonMaxLength).IsPersonal();
        builder.Property(a => a.DraftedByName).IsPersonal();
        builder.Property(a => a.Number).HasMaxLength(40);
        builder.References<MinutesAmendment, JuryMember>(nameof(MinutesAmendment.ConfirmedById));
        builder.References<MinutesAmendment, JuryMember>(nameof(MinutesAmendment.SecondConfirmedById));
        builder.Owns(a => a.Changes, nameof(AmendedDecision.AmendmentId));
        builder.UniqueInTenant(nameof(MinutesAmendment.Number));
    }
}

public sealed class AmendedDecisionConfiguration() : TenantEntityConfiguration<AmendedDecision>("amended_decisions")
{
    protected override void ConfigureEntity(EntityTypeBuilder<AmendedDecision> builder)
    {
        builder.Property(d => d.BlockCode).HasMaxLength(8);
        builder.Property(d => d.Motive).HasMaxLength(MinutesAmendment.MotiveMaxLength).IsPersonal();
        builder.References<AmendedDecision, Enrolment>(nameof(AmendedDecision.EnrolmentId));
        builder.UniqueInTenant(nameof(AmendedDecision.AmendmentId), nameof(AmendedDecision.EnrolmentId), nameof(AmendedDecision.BlockCode));
    }
}

public sealed class MinutesSignatureConfiguration() : TenantEntityConfiguration<MinutesSignature>("minutes_signatures")
{
    protected override void ConfigureEntity(EntityTypeBuilder<MinutesSignature> builder)
    {
        builder.Property(s => s.SignedByName).IsPersonal();
        builder.Property(s => s.MinutesSha256).HasMaxLength(64);
        builder.Property(s => s.Sha256).HasMaxLength(64);
        builder.References<MinutesSignature, JuryMember>(nameof(MinutesSignature.MemberId));
        builder.References<MinutesSignature, SignedSheet>(nameof(MinutesSignature.SheetId));
        builder.UniqueInTenant(nameof(MinutesSignature.SessionId), nameof(MinutesSignature.MemberId));
    }
}

public sealed class SignedSheetConfiguration() : TenantEntityConfiguration<SignedSheet>("signed_sheets")
{
    protected override void ConfigureEntity(EntityTypeBuilder<SignedSheet> builder)
    {
        builder.Property(s => s.FileName).HasMaxLength(SignedSheet.FileNameMaxLength).IsPersonal();
        builder.Property(s => s.AddedByName).IsPersonal();
        builder.Property(s => s.Sha256).HasMaxLength(64);
        builder.References<SignedSheet, JurySession>(nameof(SignedSheet.SessionId));
    }
}

public sealed class VoteRoundConfiguration() : TenantEntityConfiguration<VoteRound>("vote_rounds")
{
    protected override void ConfigureEntity(EntityTypeBuilder<VoteRound> builder)
    {
        builder.Property(r => r.BlockCode).HasMaxLength(8);
        builder.Property(r => r.CalledByName).IsPersonal();
        builder.References<VoteRound, Enrolment>(nameof(VoteRound.EnrolmentId));
        builder.Owns(r => r.Ballots, nameof(Ballot.RoundId));
        builder.UniqueInTenant(nameof(VoteRound.SessionId), nameof(VoteRound.EnrolmentId), nameof(VoteRound.BlockCode), nameof(VoteRound.Number));
    }
}

public sealed class BallotConfiguration() : TenantEntityConfiguration<Ballot>("ballots")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Ballot> builder)
    {
        builder.References<Ballot, JuryMember>(nameof(Ballot.MemberId));
        builder.References<Ballot, JuryMember>(nameof(Ballot.CastById));
        // One voice a round, whatever the code does.
        builder.UniqueInTenant(nameof(Ballot.RoundId), nameof(Ballot.MemberId));
    }
}

public sealed class ImpartialityStatementConfiguration() : TenantEntityConfiguration<ImpartialityStatement>("impartiality_statements")
{
    protected override void ConfigureEntity(EntityTypeBuilder<ImpartialityStatement> builder)
    {
        builder.Property(s => s.SignedByName).IsPersonal();
        builder.Property(s => s.RevokeReason).HasMaxLength(ImpartialityStatement.ReasonMaxLength).IsPersonal();
        builder.Property(s => s.Sha256).HasMaxLength(64);
        builder.References<ImpartialityStatement, JuryMember>(nameof(ImpartialityStatement.MemberId));
    }
}

public sealed class SessionPauseConfiguration() : TenantEntityConfiguration<SessionPause>("session_pauses")
{
    protected override void ConfigureEntity(EntityTypeBuilder<SessionPause> builder) { }
}

public sealed class RecusalConfiguration() : TenantEntityConfiguration<Recusal>("recusals")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Recusal> builder)
    {
        builder.Property(r => r.Detail).IsPersonal();
        builder.References<Recusal, JuryMember>(nameof(Recusal.MemberId));
        builder.References<Recusal, Enrolment>(nameof(Recusal.EnrolmentId));
        builder.UniqueInTenant(nameof(Recusal.MemberId), nameof(Recusal.EnrolmentId));
    }
}

public sealed class BlockDecisionConfiguration() : TenantEntityConfiguration<BlockDecision>("block_decisions")
{
    protected override void ConfigureEntity(EntityTypeBuilder<BlockDecision> builder)
    {
        builder.Property(d => d.BlockCode).HasMaxLength(8);
        builder.Property(d => d.Motive).HasMaxLength(BlockDecision.TextMaxLength).IsPersonal();
        builder.Property(d => d.Recommendation).HasMaxLength(BlockDecision.TextMaxLength).IsPersonal();
        builder.Property(d => d.DecidedByName).IsPersonal();
        builder.References<BlockDecision, Enrolment>(nameof(BlockDecision.EnrolmentId));
        builder.UniqueInTenant(nameof(BlockDecision.SessionId), nameof(BlockDecision.EnrolmentId), nameof(BlockDecision.BlockCode));
    }
}
