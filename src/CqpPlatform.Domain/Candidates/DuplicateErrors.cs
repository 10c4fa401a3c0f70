using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Candidates;

public static class DuplicateErrors
{
    public static readonly Error SameFile = new("duplicate-same-file", "Ces deux fiches n’en font qu’une : il n’y a rien à rapprocher.".French());
    public static readonly Error AlreadyMerged = new("duplicate-already-merged", "L’une de ces fiches est déjà fusionnée avec une autre : ouvrez celle qui a été conservée.".French());
    public static readonly Error BothEnrolled = new("duplicate-both-enrolled",
        "Les deux fiches sont inscrites dans une même campagne : retirez d’abord l’une des deux inscriptions, puis fusionnez.".French());
    public static readonly Error ReasonRequired = new("reason-required", "Indiquez ce qui l’établit : le motif sera conservé.".French(), Field: "Reason");
    public static readonly Error AlreadyUndone = new("duplicate-already-undone", "Cette décision a déjà été annulée.");
    public static readonly Error MergedAgain = new("duplicate-merged-again", "La fiche conservée a été fusionnée depuis avec une autre : annulez d’abord cette fusion-là.".French());
    public static readonly Error CountsOnMerge = new("duplicate-counts-on-merge",
        "Une inscription acceptée compte comme acquis un bloc obtenu sous l’autre fiche : annulez d’abord son acceptation.".French());
    public static readonly Error ToSettle = new("duplicate-to-settle",
        "Une autre fiche du registre ressemble à ce candidat : dites d’abord s’il s’agit de la même personne.".French());
}
