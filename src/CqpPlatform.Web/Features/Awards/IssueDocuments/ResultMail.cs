using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Data.Mails;

namespace CqpPlatform.Web.Features.Awards.IssueDocuments;

/// <summary>Tells the candidate the result, without the document: a mail is no safe place for it.</summary>
internal static class ResultMail
{
    /// <param name="appeals">Filed before the document was issued.</param>
    public static OutboxMail For(PlannedAward award, string email, IReadOnlyList<Appeal> appeals, AwardDrafts drafts, DocumentStamp stamp, DateTimeOffset now)
    {
        var certified = award.Kind == DocumentKind.Certificate;
        var blocks = string.Join(", ", award.Blocks.Select(b => b.BlockCode));
        var jury = award.Session.ForAppeals ? "Après votre recours, le jury" : "Le jury";
        List<string> validated = [.. award.Session.DecisionsInForce.Where(d => d.EnrolmentId == award.Enrolment.Id && d.Outcome == Outcome.Validated).Select(d => d.BlockCode).Order(StringComparer.Ordinal)];
        var whole = award.Enrolment.Blocks.All(validated.Contains);
        var decided = $"{jury} {(whole ? "a validé tous les blocs de votre choix" : validated.Count == 0 ? "n’a validé aucun bloc de plus" : $"a validé {French.List(validated)}")}";
        var result = certified
            ? $"{decided}\u00a0: {(whole ? "" : "avec vos blocs déjà acquis, ")}vous obtenez la certification."
            : $"{decided}. Vous conservez\u00a0: {blocks}. Les blocs manquants pourront être présentés lors d’une prochaine campagne.";
        var advice = award.Recommendations.Count == 0 ? "" : $"\n\nRecommandations du jury\u00a0:\n{string.Join('\n', award.Recommendations)}";
        return OutboxMail.Create(email, $"Votre résultat\u00a0: CQP {drafts.Referential.Code}", $"""
            Bonjour {award.Candidate.Identity.Addressed},

            Votre résultat au CQP {drafts.Referential.ShortTitle} est disponible.
            {result}{advice}

            {(certified ? "Votre certificat" : "Votre attestation de blocs")} porte le numéro {stamp.Number}. Votre organisme de formation vous en remet le fichier PDF.
            Chacun peut en vérifier l’authenticité à cette adresse : {drafts.VerificationUrl(stamp)}{AppealWords.For(award.Session, award.Session.Uncontested(award.Enrolment.Id, appeals), drafts.Profile, now)}

            {drafts.Profile.LegalName}
            """.French(), now).Telling(award.Session.Id).About(award.Enrolment.Id);
    }
}
