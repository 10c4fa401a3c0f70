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
    public static readonly Error NoProxies = new("proxies-none", "Ce jury n’admet aucun pouvoir : notez ce membre excusé.".French());
    public static readonly Error ProxyToSelf = new("proxy-to-self", "Un membre ne peut pas se donner pouvoir à lui-même.");
    public static readonly Error MotiveOnDeparture = new("motive-required", "Motif obligatoire : la décision s’écarte de la proposition.".French(), Field: "Motive");
    public static readonly Error MotiveOnNothingProposed = new("motive-required", "Motif obligatoire : rien n’est proposé, dites ce qui fonde la décision.".French(), Field: "Motive");
    public static readonly Error MotiveOnRefusal = new("motive-required", "Motif obligatoire pour un bloc non validé ou ajourné.", Field: "Motive");
    public static readonly Error NoDecisionToUndo = new("decision-unknown", "Il n’y a pas de décision à annuler sur ce bloc.");
    public static readonly Error PresidentMustSeal = new("president-must-seal", "Seules la présidence et la vice-présidence, présentes, peuvent clore la séance.");
    public static readonly Error NotParitarian = new("jury-not-paritarian", "Parité : il faut autant de salariés que d’employeurs.".French());
    public static readonly Error SeatedTwice = new("member-seated-twice", "Cette personne siège déjà dans ce jury.", Field: "MembershipId");
    public static readonly Error NoCandidate = new("session-no-candidate", "Aucune inscription acceptée ne relève de ce jury.");
    public static readonly Error AlreadyConvened = new("session-already-convened", "Une séance existe déjà pour ces candidats.");
    public static readonly Error RoutesUnknown = new("session-routes", "Choisissez les voies d’accès que ce jury examine : elles doivent partager la même composition de jury.".French(), Field: "AccessRoutes");
    public static readonly Error MemberAbsent = new("member-absent", "Votre présence à la séance n’est pas enregistrée : demandez au certificateur de la relever.".French());
    public static readonly Error NothingToAccept = new("nothing-to-accept", "Aucune proposition unanime n’attend de décision.");
    public static readonly Error LinkUnknown = new("recusal-reason-required", "Indiquez le lien déclaré.", Field: "Reason");

    public static readonly Error Postponed = new("session-postponed", "La séance est close sans avoir délibéré : une autre séance jugera ces candidats.".French());
    public static readonly Error Suspended = new("session-suspended", "La séance est suspendue : reprenez-la pour délibérer.".French());
    public static readonly Error NotSuspended = new("session-not-suspended", "La séance n’est pas suspendue.");
    public static readonly Error NotOver = new("session-not-over", "Cette séance n’est pas terminée : les noms de ses membres restent.".French());
    public static readonly Error DecidedAlready = new("session-decided", "Des décisions sont prises : reprenez-les, ou suspendez la séance jusqu’au retour du quorum.".French());
    public static readonly Error QuorumThere = new("quorum-reached", "Le quorum est atteint : la séance peut délibérer, elle ne se reporte pas.".French());
    public static readonly Error HourOfLeaving = new("hour-required", "Indiquez l’heure du départ.", Field: "At");
    public static readonly Error TitularUnknown = new("titular-unknown", "Choisissez le titulaire remplacé, dans le même collège.", Field: "SubstituteForId");
    public static readonly Error SubstitutePresides = new("substitute-presides", "Un suppléant ne préside pas.", Field: "SubstituteForId");
    public static readonly Error SubstituteFirst = new("substitute-first", "Retirez d’abord son suppléant.");
    public static readonly Error NoVicePresident = new("jury-vice-president-missing", "Vice-présidence à désigner, dans un autre collège que la présidence.");
    public static readonly Error TooManyPreside = new("jury-presidency-exceeded", "Deux personnes au plus président : une présidence et une vice-présidence.".French());
    public static readonly Error StatementSigned = new("statement-signed", "Cette déclaration est déjà signée.");
    public static readonly Error StatementUnknown = new("statement-unknown", "Aucune déclaration signée à retirer.");
    public static readonly Error VoteClosed = new("vote-closed", "Ce vote n’est plus ouvert.");

    public static readonly Error NobodyToConvene = new("nobody-to-convene", "Aucun membre à convoquer : donnez d’abord les sièges.".French());
    public static readonly Error HourMissing = new("session-hour-missing", "Indiquez l’heure de la séance : la convocation la dit.".French(), Field: "StartsAt");
    public static readonly Error EmailWrong = new("member-email", "Cette adresse n’est pas une adresse de courriel.", Field: "Email");

    public static readonly Error NotSealed = new("session-not-sealed", "Le procès-verbal n’est pas encore scellé : il se signe ensuite.".French());
    public static readonly Error SignersUnsaid = new("signers-unsaid", "Cochez qui a signé cette feuille.", Field: "Signers");
    public static readonly Error SheetTooLarge = new("sheet-size", $"Le fichier dépasse {SignedSheet.LargestMegabytes} Mo : réduisez sa définition.".French(), Field: "Sheet");
    public static readonly Error SheetFormat = new("sheet-format", "Joignez un PDF, ou une image PNG ou JPEG.", Field: "Sheet");
    public static readonly Error AllSigned = new("minutes-all-signed", "Tous les membres ont signé.");
    public static readonly Error RemindedToday = new("signers-reminded", "Un rappel est parti il y a moins d’un jour : attendez demain.".French());

    public static Error DidNotSit(string member) => new("member-did-not-sit", $"{member} n’a pas siégé en personne : seuls les membres présents signent.".French());
    public static Error SignedAlready(string member) => new("minutes-signed", $"{member} a déjà signé ce procès-verbal.");
    public static readonly Error AmendmentUnderWay = new("amendment-under-way", "Une rectification attend déjà ses confirmations : scellez-la ou abandonnez-la d’abord.".French());
    public static readonly Error AmendmentReason = new("amendment-reason", "Indiquez pourquoi le procès-verbal est rectifié.", Field: "Reason");
    public static readonly Error NothingAmended = new("amendment-empty", "Indiquez ce qui est à lire autrement, une fois par bloc.", Field: "Changes");
    public static readonly Error NoAmendment = new("amendment-unknown", "Aucune rectification n’attend.");
    public static readonly Error PresidentMustAmend = new("president-must-amend", "Seules la présidence et la vice-présidence de cette séance rectifient son procès-verbal.");
    public static readonly Error AmendmentConfirmed = new("amendment-confirmed", "Vous avez déjà confirmé : une autre personne doit le faire aussi.".French());

    public static Error AmendedToSame(string block, Outcome outcome) => new("amendment-same", $"{block} est déjà « {outcome.French()} » : il n’y a rien à rectifier.".French(), [block], "Changes");
    public static Error AmendmentMotive(string block) => new("amendment-motive", $"{block} : indiquez le motif de la rectification.".French(), [block], "Changes");
    public static Error WithdrawnBefore(string block) => new("amendment-withdrawn", $"{block} a été retiré par une rectification : une prochaine séance seule peut le rendre.".French(), [block], "Changes");
    public static readonly Error ResultsOut = new("results-out", "Les résultats sont déjà communiqués : ils ne se retiennent plus.".French());
    public static readonly Error ResultsHourPast = new("results-hour", "Choisissez une heure à venir.", Field: "ResultsTime");

    public static Error BeforeItsDay(DateOnly day) => new("session-before-its-day", $"La séance est fixée au {Common.French.Date(day)} : elle s’ouvre ce jour-là. Si elle se tient plus tôt, changez d’abord sa date.".French());
    public static Error SubstituteTaken(string titular) => new("substitute-taken", $"{titular} a déjà un suppléant.", Field: "SubstituteForId");
    public static Error NeverThere(string member) => new("member-never-there", $"{member} n’est pas noté présent : il ne peut pas partir.".French());
    public static Error LeftBeforeArriving(string member, TimeOnly arrived) => new("left-before-arriving", $"{member} : arrivée à {Hour(arrived)}, le départ vient après.".French(), Field: "At");
    public static Error OutOfMandate(JuryMember member, DateOnly day) => new("jury-out-of-mandate",
        $"{member.Name} : mandat {(day < member.MandateFrom ? $"commençant le {Common.French.Date(member.MandateFrom!.Value)}" : $"terminé le {Common.French.Date(member.MandateUntil!.Value)}")}, la séance est le {Common.French.Date(day)}.".French());
    public static Error StatementMissing(string member) => new("statement-missing", $"{member} : déclaration d’impartialité à signer.".French());
    public static Error VoteUnderWay(string block) => new("vote-under-way", $"Un vote est en cours sur {block} : dépouillez-le ou annulez-le d’abord.".French(), [block]);
    public static Error VoteSaysOtherwise(VoteRound round) => new("vote-says-otherwise", $"Le vote a adopté « {round.Asked.French()} » sur {round.BlockCode} : la décision le suit, sauf nouveau vote.".French(), [round.BlockCode]);
    public static Error VoteRejected(VoteRound round) => new("vote-rejected", $"Le vote a rejeté « {round.Asked.French()} » sur {round.BlockCode} : choisissez une autre décision ou votez de nouveau.".French(), [round.BlockCode]);
    public static Error SeatVoted(string member, string other) => new("seat-voted", $"La voix de ce siège a déjà été donnée par {other} : {member} ne vote pas à ce tour.".French());
    public static Error VotedAlready(string member) => new("voted-already", $"{member} a déjà voté.");
    public static Error RecusedDoNotVote(string member) => new("recused", $"{member} ne vote pas sur ce candidat : récusation au procès-verbal.".French());
    public static Error LeftDoNotVote(string member) => new("member-left", $"{member} a quitté la séance et ne vote plus.");
    public static Error NoVoice(string member) => new("no-voice", $"{member} n’a pas de voix : ni présent ni représenté, ou suppléant d’un titulaire qui siège.".French());
    public static Error NotTheirVoice(string member) => new("not-their-voice", $"Seul {member}, ou qui détient son pouvoir, donne cette voix.");
    public static Error SeatsMissing(string college, int wanted, int actual) => new("jury-seats-missing",
        $"{French.Capital(college)} : {actual} membre{(actual > 1 ? "s" : "")} sur {wanted}.".French());
    public static Error SeatsExceeded(string college, int wanted, int actual) => new("jury-seats-exceeded",
        $"{French.Capital(college)} : {actual} membres pour {wanted} siège{(wanted > 1 ? "s" : "")}.".French());
    public static Error CollegeNotSeated(string college) => new("jury-college-not-seated", $"Le collège « {college} » ne siège pas dans ce jury.".French());
    public static Error NoPresident(string expected) => new("jury-president-missing", $"Présidence à désigner : {expected}.".French());
    public static Error NoQuorum(string why) => new("quorum-missing", $"Quorum non atteint : {why}".French());
    public static Error BlockNotToDecide(string block) => new("block-not-to-decide", $"{block} n’est pas à évaluer pour ce candidat.", [block]);
    public static Error VoteCount(int votes, int voices) => new("vote-count", $"Le vote compte {votes} voix pour {voices} voix exprimables sur ce candidat.", Field: "Vote");
    public static Error NoMajority(int needed) => new("majority-missing", $"Majorité non atteinte : il faut {needed} voix pour.".French(), Field: "Vote");
    public static readonly Error NoMajorityCast = new("majority-missing", "Majorité non atteinte : il faut plus de voix pour que de voix contre.".French(), Field: "Vote");
    public static Error PresenceUnknown(string member) => new("presence-missing", $"{member} : présence à relever.".French());
    public static Error Undecided(string candidate, IReadOnlyList<string> blocks) => new("decision-missing",
        $"{candidate} : {(blocks.Count > 1 ? "blocs" : "bloc")} {string.Join(", ", blocks)} sans décision.".French(), blocks);

    private static string Hour(TimeOnly time) => $"{time.Hour:00}:{time.Minute:00}";
}
