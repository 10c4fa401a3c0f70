using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Campaigns;

public static class CampaignErrors
{
    public static readonly Error DatesOutOfOrder = new("campaign-dates-order",
        "Les dates doivent se suivre : clôture des inscriptions, remise des évaluations, jury, puis clôture.".French());
    public static readonly Error NoOrganisation = new("campaign-no-organisation", "Choisissez au moins un organisme de formation habilité pour cette certification.");
    public static readonly Error NotPublished = new("campaign-version-not-published", "Une campagne s’ouvre sur une version publiée du référentiel.");
    public static readonly Error EnrolmentClosed = new("campaign-enrolment-closed", "Cette campagne ne reçoit pas d’inscriptions à cette étape.");
    public static readonly Error EvaluationClosed = new("campaign-evaluation-closed", "Les évaluations de cette campagne ne sont pas ouvertes.");
    public static readonly Error DeliberationClosed = new("campaign-deliberation-closed", "Cette campagne n’est pas à l’étape de la délibération.");
    public static readonly Error ReasonRequired = new("reason-required", "Indiquez le motif : il sera conservé dans l’historique.".French(), Field: "Reason");

    public static Error NoAcceptedEnrolment => new("campaign-no-enrolment", "Acceptez au moins une inscription avant d’ouvrir les évaluations.");
    public static Error EnrolmentsPending(int count) => new("campaign-enrolments-pending",
        $"{count} inscription{(count > 1 ? "s attendent" : " attend")} encore une réponse : acceptez ou renvoyez-{(count > 1 ? "les" : "la")} d’abord.".French());
    public static Error LeftBehindChanged => new("campaign-left-behind-changed", "Depuis que cette page est affichée, les inscriptions sans acceptation ont changé : relisez-en le nombre, puis confirmez.".French());
    public static Error EvaluationsMissing(int count) => new("campaign-evaluations-missing",
        $"{count} évaluation{(count > 1 ? "s ne sont pas remises" : " n’est pas remise")} : la délibération ne peut pas commencer.".French());
    public static Error NotSealed => new("campaign-not-sealed", "Le procès-verbal du jury doit être scellé avant la clôture.");
    public static Error CandidatesUndecided(int count) => new("campaign-candidates-undecided",
        $"{count} candidat{(count > 1 ? "s attendent" : " attend")} encore une décision scellée d’un jury : fixez sa séance, ou terminez-la.".French());
    public static Error Organisation(string name) => new("organisation-not-habilitated", $"{name} n’est pas habilité pour cette certification à la date d’ouverture.");
    public static Error WrongStep(CampaignStatus status) => new("campaign-wrong-step", $"La campagne est à l’étape « {status.French()} » : cette action n’y est pas possible.".French());
    public static Error CannotStepBack(string why) => new("campaign-cannot-step-back", $"Retour impossible : {why}".French());
}
