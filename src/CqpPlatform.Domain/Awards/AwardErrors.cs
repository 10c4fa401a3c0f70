using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Awards;

public static class AwardErrors
{
    public static readonly Error NotSealed = new("award-not-sealed", "Le procès-verbal du jury n’est pas scellé : aucun document ne peut être délivré.".French());

    public static readonly Error ReasonRequired = new("award-reason", "Indiquez le motif : il sera montré à quiconque vérifie le document.".French(), Field: "Reason");

    public static readonly Error MinutesNotCorrectedHere = new("award-minutes",
        "Un procès-verbal ne se corrige ni ne se révoque ici : seul le jury le rectifie.".French());

    public static readonly Error NothingToCorrect = new("award-nothing-to-correct",
        "Rien de ce que ce document imprime n’a changé : corrigez d’abord la fiche du candidat ou les mentions. Pour un exemplaire de plus, téléchargez-le : c’est le même fichier.".French());

    public static readonly Error NothingAcquired = new("award-nothing-acquired",
        "Le dossier ne donne plus aucun bloc : il n’y a rien à délivrer. Révoquez le document.".French());

    public static readonly Error EntryReasonRequired = new("ledger-reason", "Indiquez le motif : il reste au registre.".French(), Field: "Reason");

    public static readonly Error JuryDecisionStands = new("ledger-jury", "Ce bloc vient d’une décision du jury : elle ne s’annule pas au registre.".French());

    public static readonly Error AlreadyCancelled = new("ledger-cancelled", "Cette ligne est déjà annulée.");

    public static readonly Error AcquiredInTheFuture = new("ledger-date", "La date d’acquisition ne peut pas être à venir.", Field: "AcquiredOn");

    public static readonly Error ProofReferenceRequired = new("ledger-proof-reference", "Indiquez la référence de la pièce, par exemple « attestation 2015-A-114 ».".French(), Field: "Reference");

    public static readonly Error ProofFormat = new("ledger-proof-format", "La pièce doit être un PDF, ou une image PNG ou JPEG.", Field: "File");

    public static readonly Error ProofTooLarge = new("ledger-proof-size", $"La pièce dépasse {LedgerProof.LargestMegabytes} Mo : réduisez-la.".French(), Field: "File");

    public static readonly Error NotProposed = new("passerelle-not-proposed",
        "Cette reconnaissance n’est pas proposée : la passerelle n’est pas ouverte, ou le bloc n’est plus acquis.".French());

    public static Error UnknownBlock(string certification, string block) => new("ledger-block", $"{certification} n’a pas de bloc {block}.", [block], "Blocks");

    public static Error AlreadyHeld(string block) => new("ledger-held", $"{block} est déjà au registre : rien n’a été ajouté.".French(), [block], "Blocks");

    public static Error AlreadyEnded(string number, DocumentState state) => new("award-ended", state == DocumentState.Revoked
        ? $"Le document {number} est déjà révoqué."
        : $"Le document {number} est déjà remplacé : corrigez celui qui l’a remplacé.".French());

    /// <summary>What the certifier has still to supply, once for all its documents.</summary>
    public static Error MentionsMissing(IReadOnlyList<string> mentions) => new("document-missing-mentions",
        $"Aucun document n’a été délivré, il manque : {French.List(mentions)}. À compléter dans « Documents », « Mentions des documents ».".French());

    /// <summary>What the enrolment of one candidate has still to supply.</summary>
    public static Error HolderFactsMissing(string candidate, IReadOnlyList<string> mentions) => new("document-missing-mentions",
        $"Aucun document n’a été délivré, il manque pour {candidate} : {French.List(mentions)}. À compléter dans sa fiche de candidat.".French());
}
