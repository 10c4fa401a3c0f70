using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data.Mails;

namespace CqpPlatform.Web.Features.Awards.CorrectDocument;

/// <summary>Tells the candidate that another document takes the place of the one they hold, without the file.</summary>
internal static class CorrectionMail
{
    public static OutboxMail For(PlannedAward award, string email, AwardDrafts drafts, IssuedDocument former, DocumentStamp stamp, DateTimeOffset now)
    {
        var words = award.Kind == DocumentKind.Certificate ? "Votre certificat" : "Votre attestation de blocs";
        var revoked = former.State == DocumentState.Revoked;
        return OutboxMail.Create(email, $"Document corrigé\u00a0: CQP {drafts.Referential.Code}", $"""
            Bonjour {award.Candidate.Identity.Addressed},

            Le document numéro {former.Number}, délivré pour le CQP {drafts.Referential.ShortTitle}, {(revoked ? "a été révoqué, et un autre en prend la place" : "a été corrigé")}. {words} porte désormais le numéro {stamp.Number}.
            Votre organisme de formation vous en remet le fichier PDF. L’ancien document {(revoked ? "reste signalé comme révoqué" : "est signalé comme remplacé")} à quiconque le vérifie.
            Chacun peut vérifier le nouveau à cette adresse : {drafts.VerificationUrl(stamp)}

            {drafts.Profile.LegalName}
            """.French(), now).Telling(award.Session.Id);
    }
}
