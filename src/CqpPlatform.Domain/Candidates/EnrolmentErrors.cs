using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Candidates;

public static class EnrolmentErrors
{
    /// <summary>The code of every field left empty.</summary>
    public const string MissingCode = "required";

    public static readonly Error NotInvited = new("organisation-not-invited", "Votre organisme n’est pas invité à cette campagne.");
    public static readonly Error AlreadySent = new("enrolment-already-sent", "Cette inscription a déjà été envoyée au certificateur : elle ne peut plus être supprimée.".French());
    public static readonly Error IdentityEstablished = new("identity-established",
        "Cette identité est déjà établie par une autre inscription ou par un jury : seul le certificateur peut la corriger.".French(), Field: "BirthName");
    public static readonly Error NotEditable = new("enrolment-locked", "Cette inscription est déjà envoyée : elle ne peut plus être modifiée par l’organisme.".French());
    public static readonly Error NotSubmitted = new("enrolment-not-submitted", "Cette inscription n’est pas à examiner.");
    public static readonly Error NotAccepted = new("enrolment-not-accepted", "Cette inscription n’est pas acceptée : il n’y a rien à annuler.".French());
    public static readonly Error ReasonRequired = new("reason-required", "Indiquez le motif : l’organisme de formation doit savoir quoi corriger.".French(), Field: "Reason");
    public static readonly Error AccessRouteMissing = new("access-route-missing", "Choisissez la voie d’accès.", Field: "AccessRoute");
    public static readonly Error LeaveWithoutVae = new("vae-leave-without-vae", "Un congé VAE ne va qu’avec la voie « VAE (par expérience) » : corrigez la voie d’accès, ou retirez le congé.".French(), Field: "VaeLeave");
    public static readonly Error EngagementMissing = new("engagement-missing", "Indiquez la date d’entrée en parcours.", Field: "EngagementDate");
    public static readonly Error TutorMissing = new("tutor-missing", "Indiquez l’entreprise et le tuteur : il évalue une des sources exigées.".French(), Field: "Tutor");
    public static readonly Error TutorIsCandidate = new("tutor-is-candidate", "Cette adresse est celle du candidat : indiquez celle du tuteur, qui y reçoit son lien et son code.".French(), Field: "TutorEmail");
    public static readonly Error NotHabilitated = new("organisation-not-habilitated", "L’organisme n’est pas habilité pour cette certification à la date d’entrée en parcours.");
    public static readonly Error AlreadyEnrolled = new("candidate-already-enrolled", "Cette personne est déjà inscrite dans cette campagne : même nom, mêmes prénoms, même date de naissance.".French());
    public static readonly Error NeverHabilitated = new("organisation-never-habilitated", "Votre organisme n’a pas d’habilitation pour cette certification : demandez-la au certificateur.".French());
    public static Error OptionNotHabilitated(string option) =>
        new("option-not-habilitated", $"L’organisme n’est pas habilité pour l’{option} à la date d’entrée en parcours.", Field: "Blocks");
    public static readonly Error EvaluationStarted = new("enrolment-evaluation-started", "Des évaluations ont commencé : l’acceptation ne peut plus être annulée.".French());
    public static readonly Error NotWithdrawable = new("enrolment-not-withdrawable", "Seule une inscription envoyée se retire : un brouillon se supprime.".French());
    public static readonly Error NotWithdrawn = new("enrolment-not-withdrawn", "Cette inscription n’est pas retirée.");
    public static readonly Error JuryDecided = new("enrolment-jury-decided", "Le jury a déjà délibéré sur ce candidat : l’inscription ne peut plus être retirée.".French());
    public static readonly Error SealedWithout = new("enrolment-sealed-without", "Le procès-verbal du jury est scellé sans ce candidat : le retrait ne peut plus être annulé. Inscrivez-le à une prochaine campagne.".French());
    public static readonly Error JurySitsWithout = new("enrolment-jury-sits-without",
        "La séance du jury s’est tenue jusqu’ici sans ce candidat, et ses liens avec les membres n’ont pas été recherchés : faites suspendre la séance, annulez le retrait, puis faites-la reprendre.".French());
    public static readonly Error NotEvaluated = new("enrolment-not-evaluated",
        "Des évaluations de ce candidat manquent et ne peuvent plus être remises : la campagne doit d’abord revenir à l’étape « Évaluations », ce qui se peut tant qu’aucune séance du jury n’est ouverte ni scellée.".French());
    public static readonly Error NotSent = new("enrolment-not-sent", "Cette modification concerne une inscription à examiner ou acceptée.");
    public static readonly Error ChangeAfterStart = new("enrolment-change-after-start", "Des évaluations ont commencé pour ce candidat : cette modification n’est plus possible.".French());
    public static readonly Error OrganisationNotInvited = new("organisation-not-invited", "Cet organisme n’est pas invité à la campagne : choisissez-en un autre.".French(), Field: "OrganisationId");
    public static readonly Error SameOrganisation = new("enrolment-same-organisation", "C’est déjà l’organisme de ce candidat : choisissez-en un autre.".French(), Field: "OrganisationId");
    public static readonly Error ObservationBegun = new("enrolment-observation-begun", "Le tuteur actuel a commencé ses observations : demandez au certificateur de le remplacer, il dira si ce qui est saisi est gardé.".French());
    public static readonly Error SameTutor = new("enrolment-same-tutor", "C’est déjà le tuteur de ce candidat : indiquez-en un autre.".French(), Field: "TutorEmail");
    public static Error AddressOfAnother(string tutor) => new("enrolment-tutor-of-another-name",
        $"Cette adresse est celle de {tutor} dans cette entreprise : si c’est la même personne, reprenez ce nom et ce prénom ; sinon, indiquez une adresse propre au tuteur.".French(), Field: "TutorEmail");
    public static readonly Error NothingToEvaluate = new("nothing-to-evaluate", "Tous les blocs de ce choix sont déjà acquis : il n’y a rien à évaluer.".French());
}
