using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Evaluations;

public static class EvaluationErrors
{
    public static readonly Error Locked = new("evaluation-submitted", "Cette évaluation est remise : seul le certificateur peut la rouvrir, avec un motif.".French());
    public static readonly Error NotSubmitted = new("evaluation-not-submitted", "Seule une évaluation remise peut être rouverte.");
    public static readonly Error ReasonRequired = new("reason-required", "Indiquez le motif de la réouverture.", Field: "Reason");

    public static readonly Error EnrolmentNotAccepted = new("enrolment-not-accepted", "L’inscription de ce candidat n’est pas acceptée : il ne s’évalue pas encore.".French());
    public static readonly Error ChangedSinceRead = new("evaluation-changed", "La grille a changé depuis que vous l’avez relue : relisez-la, puis remettez-la.".French());
    public static readonly Error UnreadableChange = new("change-unreadable", "Ce changement ne se lit pas : rechargez la page, puis recommencez.".French());
    public static readonly Error FileJoinedAlready = new("file-joined-already", "Cette pièce est déjà jointe à la grille.", Field: Candidates.SupportingFileErrors.Field);
    public static readonly Error NothingAskedOfOrganisations = new("source-not-required", "Cette certification ne demande aucune évaluation à l’organisme de formation.".French());
    public static readonly Error FileReplacesUnseen = new("results-changed", "Depuis la vérification, une grille a changé, et ce fichier remplacerait ce qui y a été saisi : rien n’est enregistré. Vérifiez de nouveau le fichier.".French());
    public static readonly Error OtherNotSubmitted = new("pair-not-submitted", "Les deux grilles se rapprochent quand les deux examinateurs ont remis la leur.");
    public static readonly Error AlreadyConfirmed = new("pair-already-confirmed", "Vous avez déjà confirmé cette grille : elle sera remise quand l’autre examinateur l’aura confirmée.".French());
    public static readonly Error AlreadyReconciled = new("pair-already-reconciled", "Chaque examinateur a déjà vu la grille de l’autre : rouvrez la grille commune quand elle est remise.".French());
    public static readonly Error SayWhatBecomes = new("written-work-unsaid", "Celui qui part a commencé : dites si ce qu’il a saisi est gardé ou écarté.".French(), Field: nameof(WrittenWork));
    public const string ChangedMeanwhileCode = "rating-changed";

    public static Error UnknownItem(string code) => new("evaluation-unknown-item", $"La grille ne contient pas « {code} ».".French());
    public static Error RatingNotOffered(string code, string rating) => new("rating-not-offered", $"« {rating} » n’est pas proposé pour {code} dans cette source.".French());
    public static Error Unrated(RatedItem item) => new("rating-missing", $"{Name(item)} : choisissez une appréciation.".French(), Field: item.Code);
    public static Error CommentMissing(RatedItem item) => new("comment-missing", $"{Name(item)} : un commentaire est obligatoire pour cette appréciation.".French(), Field: item.Code);
    public static Error BlockNotToEvaluate(string block) => new("block-not-to-evaluate", $"{block} n’est pas à évaluer pour ce candidat : il n’est pas dans son choix, ou il est déjà acquis.".French(), [block]);
    public static Error SourceNotRequired(string block) => new("source-not-required", $"{block} ne demande pas d’évaluation de votre part.", [block]);

    public static Error UnknownRating(RatedItem item) => new("rating-unknown", $"{Name(item)} : cette appréciation n’existe pas.".French(), Field: item.Code);
    public static Error UnknownCriterion(RatedItem item) => new("criterion-unknown", $"{Name(item)} : ce critère n’est pas de cette ligne.".French(), Field: item.Code);
    public static Error ChangedMeanwhile(RatedItem item) => new(ChangedMeanwhileCode,
        $"{Name(item)} a été modifié entre-temps sur un autre écran. Votre réponse n’est pas enregistrée : choisissez laquelle garder.".French(), Field: item.Code);

    public static Error SignedNotSetAside(string block) => new("evaluation-submitted", $"{block} est remise et signée : rouvrez-la d’abord pour l’écarter, ou gardez ce qui est saisi.".French(), [block], nameof(WrittenWork));
    public static Error SignedNotHandedOver(string block) => new("evaluation-submitted", $"{block} est remise et signée : rouvrez-la d’abord, puis changez d’examinateur.".French(), [block], nameof(WrittenWork));
    public static Error SignedAlone(string block) => new("evaluation-submitted", $"{block} est déjà remise par un seul examinateur : rouvrez-la d’abord, puis ajoutez le second.".French(), [block]);

    public static Error SettledBefore(string block) => new("pair-settled-before", $"Les deux grilles de {block} sont déjà rapprochées : il n’y en a plus à remplir, lisez la grille commune.".French(), [block]);

    // A part's own item has a technical code; people know it by its title.
    private static string Name(RatedItem item) => item.CompetencyCode is null ? $"« {item.Title} »" : item.Code;
}
