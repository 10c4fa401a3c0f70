using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Juries;

public static class AppealErrors
{
    public static readonly Error ResultsNotTold = new("appeal-too-early", "Les résultats de cette séance ne sont pas encore communiqués : un recours se dépose ensuite.".French());
    public static readonly Error BlocksUnsaid = new("appeal-blocks", "Choisissez le candidat, et au moins un bloc contesté.", Field: "Blocks");
    public static readonly Error ReceivedUnsaid = new("appeal-received", "Indiquez le jour où le recours a été reçu.", Field: "ReceivedOn");
    public static readonly Error ReceivedLater = new("appeal-received-later", "Ce jour est à venir : indiquez celui de la réception.".French(), Field: "ReceivedOn");
    public static readonly Error GroundUnsaid = new("appeal-ground", "Indiquez ce que le recours fait valoir.", Field: "Ground");
    public static readonly Error RepresentativeUnsaid = new("appeal-asker", "Nommez le représentant.", Field: "AskedBy");
    public static readonly Error ReasonUnsaid = new("appeal-reason", "Indiquez le motif : il est conservé avec le recours.".French(), Field: "Reason");
    public static readonly Error LateReason = new("appeal-late-reason", "Ce recours est hors délai : indiquez pourquoi le jury l’examine pourtant.".French(), Field: "Reason");
    public static readonly Error DateUnsaid = new("appeal-session-date", "Indiquez la date de la séance qui l’examinera, au format JJ/MM/AAAA.", Field: "Date");
    public static readonly Error PlaceUnsaid = new("appeal-session-place", "Indiquez le lieu de la séance : il figure au procès-verbal.".French(), Field: "Place");
    public static readonly Error Answered = new("appeal-answered", "Ce recours a déjà reçu sa réponse : revenez d’abord en arrière.".French());
    public static readonly Error NothingToTakeBack = new("appeal-filed", "Ce recours attend encore sa réponse : il n’y a rien à reprendre.".French());
    public static readonly Error Settled = new("appeal-settled", "Un jury a tranché ce recours : le procès-verbal est scellé.".French());
    public static readonly Error DecidedAlready = new("appeal-decided", "La séance a déjà décidé pour ce candidat : le jury reprend d’abord ces décisions.".French());

    public static Error ReceivedBefore(DateOnly told) => new("appeal-received-before", $"Les résultats ont été communiqués le {French.Date(told)} : un recours se reçoit ensuite.".French(), Field: "ReceivedOn");
    public static Error SessionBefore(DateOnly contested) => new("appeal-session-before", $"La séance contestée est du {French.Date(contested)} : choisissez, pour celle qui l’examine, une date qui vient après.".French(), Field: "Date");
    public static Error GivenSince(string block) => new("appeal-block-given", $"{block} n’est plus refusé ni ajourné : le procès-verbal a été rectifié. Notez ce recours retiré ou irrecevable ; retiré, ses autres blocs se contestent encore.".French(), [block]);
    public static Error BeforeAJury(string block) => new("appeal-before-jury", $"{block} est contesté devant un jury : reprenez d’abord la réponse à ce recours, ou notez-le retiré.".French(), [block]);
    public static Error JudgedAgain(string block) => new("appeal-judged-again", $"{block} a été jugé à nouveau sur recours : rectifiez le procès-verbal de la séance qui l’a jugé.".French(), [block]);
    public static Error NotContestable(string block) => new("appeal-block", $"{block} n’est pas un bloc que cette séance a refusé ou ajourné à ce candidat.", [block], "Blocks");
    public static Error AlreadyContested(string block) => new("appeal-twice", $"{block} fait déjà l’objet d’un recours contre cette séance.", [block], "Blocks");
}
