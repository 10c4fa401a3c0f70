using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Worklists.ReadDoneToday;

/// <summary>How an act is told on the worklist, by the use case that did it: those that answer a task, and no other.</summary>
/// <param name="EntityType">The row that counts among those the act wrote.</param>
/// <param name="Href">Where it is seen, from the campaign and the row; of an acceptance, where it is undone.</param>
/// <param name="By">In which role it is done; null where certifiers and organisations both do. An account may have both roles.</param>
/// <param name="Acceptance">Undone only while the campaign enrols and it stands: checked, so « Annuler » is offered; elsewhere the page says what can still be done.</param>
internal sealed record DoneWords(string EntityType, string One, string Many, Func<Guid?, Guid, string>? Href = null, string? WhyNot = null, bool Acceptance = false,
    Role? By = Role.CertifierManager)
{
    public const string SavingAFile = "SaveImport", Correcting = "CorrectDocument";

    private const string Sent = "Un envoi ne s’annule pas.", Signed = "Le certificateur peut la rouvrir.", Issued = "Un document délivré ne change plus : il se corrige ou se révoque.", Told = "L’organisme corrige et envoie de nouveau.";

    private static readonly Dictionary<string, DoneWords> All = new()
    {
        ["AcceptEnrolment"] = new("Enrolment", "inscription acceptée", "inscriptions acceptées", (campaign, row) => $"/campagnes/{campaign}/inscriptions?dossier={row}", Acceptance: true),
        ["AcceptAllEnrolments"] = new("Enrolment", "inscription acceptée", "inscriptions acceptées", (campaign, _) => $"/campagnes/{campaign}/inscriptions", Acceptance: true),
        ["ReturnEnrolment"] = new("Enrolment", "inscription renvoyée", "inscriptions renvoyées", WhyNot: Told),
        ["ReturnAllEnrolments"] = new("Enrolment", "inscription renvoyée", "inscriptions renvoyées", WhyNot: Told),
        ["OpenCampaign"] = new("Campaign", "campagne ouverte", "campagnes ouvertes", (campaign, _) => $"/campagnes/{campaign}"),
        ["MoveCampaign"] = new("Campaign", "étape de la campagne changée", "étapes changées", (campaign, _) => $"/campagnes/{campaign}"),
        ["PlanCommission"] = new("Oral", "oral planifié", "oraux planifiés", (campaign, _) => $"/campagnes/{campaign}/commission", "Un oral s’annule sur la page « Commission », tant que rien n’y est noté."),
        ["CancelOral"] = new("Oral", "oral annulé", "oraux annulés", WhyNot: "Le candidat se planifie de nouveau sur la page « Commission »."),
        ["SendReminders"] = new("Reminder", "relance envoyée", "relances envoyées", WhyNot: Sent, By: null),
        ["RevokeTutorLinks"] = new("TutorLink", "lien de tuteur coupé", "liens de tuteur coupés", WhyNot: "Une relance envoie un nouveau lien.", By: null),
        ["ReopenEvaluation"] = new("Evaluation", "évaluation rouverte", "évaluations rouvertes", WhyNot: "La source signe de nouveau."),
        ["ConveneJury"] = new("JurySession", "séance de jury fixée", "séances de jury fixées", WhyNot: "La date et le lieu se corrigent sur la page « Jury »."),
        ["SendConvocations"] = new("Convocation", "convocation envoyée", "convocations envoyées", WhyNot: Sent),
        ["IssueDocuments"] = new("IssuedDocument", "document délivré", "documents délivrés", WhyNot: Issued),
        [Correcting] = new("IssuedDocument", "document corrigé", "documents corrigés", WhyNot: Issued),
        ["RevokeDocument"] = new("IssuedDocument", "document révoqué", "documents révoqués", WhyNot: "Une révocation est publique et définitive."),
        ["WriteFiles"] = new("DeclarationFile", "fichier de déclaration écrit", "fichiers de déclaration écrits", WhyNot: "Déposez-le, puis donnez le compte rendu."),
        ["InviteMember"] = new("Invitation", "invitation envoyée", "invitations envoyées", (_, _) => "/membres", By: null),
        ["EndMembership"] = new("Membership", "accès fermé", "accès fermés", (_, _) => "/membres", By: null),
        ["RecordAppeal"] = new("Appeal", "recours enregistré", "recours enregistrés", WhyNot: "Il se reprend depuis la séance, jusqu’à la décision du jury."),
        ["SubmitEnrolment"] = new("Enrolment", "inscription envoyée", "inscriptions envoyées", WhyNot: "Le certificateur peut la renvoyer.", By: Role.TrainingOrganisation),
        [SavingAFile] = new("EnrolmentImport", "fichier d’inscriptions enregistré", "fichiers d’inscriptions enregistrés", (_, row) => $"/inscriptions/imports/{row}", By: Role.TrainingOrganisation),
        ["SubmitEvaluation"] = new("Evaluation", "évaluation remise", "évaluations remises", WhyNot: Signed, By: Role.TrainingOrganisation),
    };

    public static IReadOnlyList<string> Actions { get; } = [.. All.Keys];

    public static IReadOnlyList<string> Acceptances { get; } = [.. All.Where(a => a.Value.Acceptance).Select(a => a.Key)];

    /// <summary>The rows that count for a role, as « action type ».</summary>
    public static IReadOnlyList<string> RowsOf(Role role) => [.. All.Where(a => a.Value.By is not { } by || by == role).Select(a => $"{a.Key} {a.Value.EntityType}")];

    public static DoneWords Of(string action) => All[action];
}
