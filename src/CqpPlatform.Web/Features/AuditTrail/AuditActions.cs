namespace CqpPlatform.Web.Features.AuditTrail;

/// <summary>The French of what people do, by use case. A use case without a line here is told by the rows it changed.</summary>
public static class AuditActions
{
    public static readonly IReadOnlyDictionary<string, string> Titles = new Dictionary<string, string>
    {
        ["AcceptAllEnrolments"] = "Inscriptions acceptées ensemble",
        ["AcceptEnrolment"] = "Inscription acceptée",
        ["AcceptInvitation"] = "Invitation acceptée",
        ["AcceptUnanimous"] = "Décisions prises à l’unanimité",
        ["ApiKeyCommand"] = "Clé d’interface donnée en ligne de commande",
        ["ConveneJury"] = "Jury convoqué",
        ["CreateApiKey"] = "Clé d’interface créée",
        ["DecideBlock"] = "Décision du jury sur un bloc",
        ["DeclareLink"] = "Lien d’un membre du jury avec un candidat déclaré",
        ["DemonstrationLoader"] = "Démonstration installée",
        ["DiscardEnrolment"] = "Brouillon d’inscription abandonné",
        ["EditMentions"] = "Mentions des documents modifiées",
        ["EndMembership"] = "Accès retiré",
        ["InviteMember"] = "Personne invitée",
        ["IssueDocuments"] = "Documents établis",
        ["MoveCampaign"] = "Étape de la campagne changée",
        ["OpenCampaign"] = "Campagne ouverte",
        ["OpenSession"] = "Séance ouverte",
        ["PendingInvitations"] = "Invitation renouvelée ou retirée",
        ["PlanCommission"] = "Oraux planifiés",
        ["RateItem"] = "Appréciation saisie",
        ["RecordPresence"] = "Présence au jury notée",
        ["RemindTutors"] = "Tuteurs relancés",
        ["ReopenEvaluation"] = "Évaluation rouverte",
        ["RescheduleJury"] = "Jury déplacé",
        ["ReturnEnrolment"] = "Inscription renvoyée à l’organisme",
        ["RevokeApiKey"] = "Clé d’interface retirée",
        ["SaveEnrolment"] = "Inscription enregistrée",
        ["SealSession"] = "Procès-verbal scellé",
        ["SeatMember"] = "Membre du jury désigné",
        ["StartEnrolment"] = "Inscription commencée",
        ["SubmitEnrolment"] = "Inscription envoyée",
        ["SubmitEvaluation"] = "Évaluation remise et signée",
        ["TenantCreation"] = "Certificateur créé",
        ["TutorDoor"] = "Lien du tuteur utilisé",
        ["UndoAcceptEnrolment"] = "Acceptation annulée",
        ["UndoDecision"] = "Décision annulée",
        ["UnseatMember"] = "Membre du jury retiré",
    };
}
