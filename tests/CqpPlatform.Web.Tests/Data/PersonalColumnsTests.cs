using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CqpPlatform.Web.Tests.Data;

/// <summary>Every column of text says whether it tells of a person: a new one is marked IsPersonal(), or named here with what it tells instead.</summary>
public sealed class PersonalColumnsTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public void Every_text_that_is_not_marked_personal_is_known_to_tell_nothing_of_a_person()
    {
        using var db = fixture.Platform.Database.OpenGlobal();
        var unmarked = db.Model.GetEntityTypes().SelectMany(t => t.GetProperties().Where(p => IsText(p) && !p.IsPersonal()).Select(p => $"{t.ShortName()}.{p.Name}")).ToHashSet();
        unmarked.Except(Known).ShouldBeEmpty("mark them, or say here what they tell");
    }

    private static bool IsText(IProperty p) =>
        !p.ClrType.IsEnum && Nullable.GetUnderlyingType(p.ClrType)?.IsEnum != true
        && (p.ClrType == typeof(string) || p.ClrType == typeof(byte[]) || (p.GetColumnType() is { } stored && (stored.StartsWith("character", StringComparison.Ordinal) || stored is "text" or "jsonb" or "json")));

    private static readonly string[] Known =
    [
        // Secrets, their hashes, and what names a browser or a key of the machine.
        "Account.ConcurrencyStamp", "Account.PasswordHash", "Account.SecurityStamp", "AccountSession.Device", "ApiKey.SecretHash", "IdempotentRequest.Hash", "IdempotentRequest.Key",
        "IdentityPasskeyData.AttestationObject", "IdentityPasskeyData.ClientDataJson", "IdentityPasskeyData.IdentityUserPasskeyCredentialId", "IdentityPasskeyData.Name",
        "IdentityPasskeyData.PublicKey", "IdentityPasskeyData.Transports", "IdentityUserClaim.ClaimType", "IdentityUserClaim.ClaimValue", "IdentityUserLogin.LoginProvider",
        "IdentityUserLogin.ProviderDisplayName", "IdentityUserLogin.ProviderKey", "IdentityUserPasskey.CredentialId", "IdentityUserToken.LoginProvider", "IdentityUserToken.Name",
        "IdentityUserToken.Value", "InstallationKey.Name", "InstallationKey.Value", "Invitation.SecretHash", "PasswordReset.SecretHash", "RecoveryCode.CodeHash", "SignInFailures.Key",
        "TutorLink.CodeHash", "TutorLink.SecretHash",
        // Certifications, organisations, places and documents by their number.
        "AcquiredBlock.BlockCode", "AcquiredBlock.CertificationCode", "AcquiredBlock.MinutesNumber", "AcquiredBlock.ReferentialVersion", "AcquiredBlock.RncpCode", "AcquiredBlock.Title",
        "ApiKey.Name", "ApiKey.Scopes", "BlockDecision.BlockCode", "Campaign.CertificationCode", "Campaign.Name", "CertificationMention.CertificationCode", "CertificationMention.LegalAct",
        "CertifierIdentity.Accent", "CertifierIdentity.Ornament", "CertifierIdentity.DelegateQuality", "CertifierIdentity.Logo", "CertifierIdentity.Signature",
        "CertifierProfile.City", "CertifierProfile.LegalName", "CertifierProfile.SignatoryQuality", "CommissionDay.Place", "Company.Name", "DeclarantAccount.ClientId", "DeclarantAccount.ContractId", "DeclarationFile.FileName", "DeclarationFile.SchemaVersion", "DeclarationFile.Sha256",
        "DeclarationLine.Digest", "DeclarationReport.Sha256", "DeclarationReport.TreatmentId", "DeclaredPassage.Digest", "EvaluationChange.ItemCode", "EvaluationRating.Criteria", "EvaluationRating.Rating", "Company.Siret", "Enrolment.Option",
        "Evaluation.BlockCode", "EvaluationRating.ItemCode", "EvaluationSignature.Sha256", "Habilitation.CertificationCode", "IssuedDocument.CheckCode", "IssuedDocument.Number",
        "IssuedDocument.Sha256", "AmendedDecision.BlockCode", "Appeal.Blocks", "MinutesAmendment.Number", "Convocation.Place", "Convocation.Sha256", "MinutesSignature.MinutesSha256", "MinutesSignature.Sha256", "SignedSheet.Sha256", "JurySession.AccessRoutes", "JurySession.Agenda", "JurySession.MinutesNumber", "JurySession.Place", "JurySession.PostponedBecause", "ImpartialityStatement.Sha256", "VoteRound.BlockCode", "LedgerProof.ContentType", "LedgerProof.Reference", "LedgerProof.Sha256",
        "OpenPasserelle.CertificationCode", "OpenPasserelle.OtherReferential", "Oral.Room", "ReferentialImport.CertificationCode", "ReferentialImport.Fiche", "ReferentialImport.FileName",
        "ReferentialImport.Source", "ReferentialImport.Title", "ReferentialVersion.CertificationCode", "ReferentialVersion.Content", "ReferentialVersion.FormerContent", "ReferentialVersion.Sha256",
        "ReferentialVersion.ShortTitle", "ReferentialVersion.Title", "ReferentialVersion.Version", "Tenant.DocumentPrefix", "Tenant.Name", "Tenant.Slug", "TrainingOrganisation.Name",
        "TrainingOrganisation.Siret",
        // The audit: its chain names nobody, and the half beside it is what an erasure empties.
        "AuditDetail.Content", "AuditDetail.Salt", "AuditEntry.Action", "AuditEntry.ActorName", "AuditEntry.Changes", "AuditEntry.DetailHash", "AuditEntry.EntityType", "AuditEntry.Hash",
        "AuditEntry.PreviousHash", "AuditEntry.Reason",
        // Asked to name nobody: the register of erasures, a rectification's list of fields, the purpose of a support access.
        "Erasure.Reason", "IdentityRectification.Fields", "SupportAccess.Purpose",
        // Evidence whose bytes nobody of the application may change (docs/adr/0014).
        "Convocation.Bytes", "IssuedDocument.Bytes", "SignedSheet.Bytes",
        // Kept out of the audit and gone as whole rows or values: mails and requests by their term, files once they are saved or abandoned, work once it is done.
        "EnrolmentImport.Content", "EnrolmentImport.Description", "EnrolmentImport.Outcome", "EnrolmentImport.Report", "EnrolmentImport.Sha256", "Job.Href",
        "Job.Input", "Job.Kind", "Job.Message", "Job.RequestedBy", "Job.Result", "Job.Title", "OutboxMail.Attachment", "OutboxMail.AttachmentName", "OutboxMail.Body", "OutboxMail.Subject", "OutboxMail.To", "PasswordReset.Email",
    ];
}
