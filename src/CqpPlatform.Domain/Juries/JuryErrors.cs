using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Juries;

public static class JuryErrors
{
    public static readonly Error Sealed = new("session-sealed", "Le procès-verbal est scellé : plus rien ne peut changer.".French());
    public static readonly Error NotOpen = new("session-not-open", "La séance n’est pas ouverte.");
    public static readonly Error AlreadyOpen = new("session-already-open", "La séance est déjà ouverte.");
    public static readonly Error UnknownMember = new("member-unknown", "Ce membre n’appartient pas à ce jury.");
    public static readonly Error ProxyHolderAbsent = new("proxy-holder-absent", "Le pouvoir doit être donné à un membre présent.");
    public static readonly Error ProxyLimit = new("proxy-limit", "Ce membre détient déjà le nombre de pouvoirs permis.");
    public static readonly Error ProxyToSelf = new("proxy-to-self", "Un membre ne peut pas se donner pouvoir à lui-même.");
    public static readonly Error MotiveOnDeparture = new("motive-required", "Motif obligatoire : la décision s’écarte de la proposition.".French(), Field: "Motive");
    public static readonly Error MotiveOnRefusal = new("motive-required", "Motif obligatoire pour un bloc non validé ou ajourné.", Field: "Motive");
    public static readonly Error NoDecisionToUndo = new("decision-unknown", "Il n’y a pas de décision à annuler sur ce bloc.");
    public static readonly Error PresidentMustSign = new("president-must-sign", "Seul un président de séance présent peut clore la séance.");
    public static readonly Error NotParitarian = new("jury-not-paritarian", "Parité : il faut autant de salariés que d’employeurs.".French());
    public static readonly Error SeatedTwice = new("member-seated-twice", "Cette personne siège déjà dans ce jury.", Field: "MembershipId");
    public static readonly Error NoCandidate = new("session-no-candidate", "Aucune inscription acceptée ne relève de ce jury.");
    public static readonly Error AlreadyConvened = new("session-already-convened", "Une séance existe déjà pour ces candidats.");
    public static readonly Error RoutesUnknown = new("session-routes", "Choisissez les voies d’accès que ce jury examine : elles doivent partager la même composition de jury.".French(), Field: "AccessRoutes");
    public static readonly Error MemberAbsent = new("member-absent", "Votre présence à la séance n’est pas enregistrée : demandez au certificateur de la relever.".French());
    public static readonly Error NothingToAccept = new("nothing-to-accept", "Aucune proposition unanime n’attend de décision.");
    public static readonly Error LinkUnknown = new("recusal-reason-required", "Indiquez le lien déclaré.", Field: "Reason");

    public static Error SeatsMissing(string college, int wanted, int actual) => new("jury-seats-missing",
        $"{college} : {actual} membre{(actual > 1 ? "s" : "")} sur {wanted}.".French());
    public static Error SeatsExceeded(string college, int wanted, int actual) => new("jury-seats-exceeded",
        $"{college} : {actual} membres pour {wanted} siège{(wanted > 1 ? "s" : "")}.".French());
    public static Error CollegeNotSeated(string college) => new("jury-college-not-seated", $"Le collège « {college} » ne siège pas dans ce jury.".French());
    public static Error NoPresident(string expected) => new("jury-president-missing", $"Présidence à désigner : {expected}.".French());
    public static Error NoQuorum(string why) => new("quorum-missing", $"Quorum non atteint : {why}".French());
    public static Error BlockNotToDecide(string block) => new("block-not-to-decide", $"{block} n’est pas à évaluer pour ce candidat.", [block]);
    public static Error VoteCount(int votes, int voices) => new("vote-count", $"Le vote compte {votes} voix pour {voices} voix exprimables sur ce candidat.", Field: "Vote");
    public static Error NoMajority(int needed) => new("majority-missing", $"Majorité non atteinte : il faut {needed} voix pour.".French(), Field: "Vote");
    public static Error PresenceUnknown(string member) => new("presence-missing", $"{member} : présence à relever.".French());
    public static Error Undecided(string candidate, IReadOnlyList<string> blocks) => new("decision-missing",
        $"{candidate} : {(blocks.Count > 1 ? "blocs" : "bloc")} {string.Join(", ", blocks)} sans décision.".French(), blocks);
}
