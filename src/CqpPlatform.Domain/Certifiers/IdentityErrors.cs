using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Certifiers;

public static class IdentityErrors
{
    public static Error NoColour(string field) => new("identity-colour", "Indiquez une couleur par six chiffres hexadécimaux, par exemple #1b4b6b.", Field: field);

    public static Error TooPale(string field, double contrast, double least) => new("identity-contrast",
        $"Cette couleur se lit mal sur le papier blanc : contraste de {French.Decimal(contrast)} pour 1, il en faut {French.Decimal(least)}. Choisissez-la plus foncée.".French(), Field: field);

    public static Error TooLarge(string field) => new("identity-image-size", $"Cette image dépasse {DocumentImage.LargestKilobytes} Ko : elle entre dans chaque document. Réduisez-la, ou donnez un SVG.".French(), Field: field);

    public static Error NotAnImage(string field) => new("identity-image-format", "Donnez une image PNG ou SVG : c’est le contenu du fichier qui compte, non son nom.".French(), Field: field);

    public static Error Dimensions(string field) => new("identity-image-pixels",
        $"Une image PNG doit avoir entre {DocumentImage.SmallestSide} et {DocumentImage.LargestSide} pixels de côté.", Field: field);

    public static Error Damaged(string field) => new("identity-image-damaged", "Cette image PNG est abîmée, incomplète ou entrelacée : enregistrez-la de nouveau depuis votre logiciel.".French(), Field: field);

    public static Error Unsafe(string field, string what) => new("identity-svg", $"Ce SVG contient {what} : exportez-le en tracés simples, sans texte, image ni lien.".French(), Field: field);

    public static Error TooComplex(string field) => new("identity-svg-complex", $"Ce SVG est trop complexe : {DocumentImage.MostElements} éléments au plus, sans imbrication profonde. Simplifiez-le.".French(), Field: field);

    public static Error NoSize(string field) => new("identity-svg-viewbox", "Ce SVG ne dit pas ses dimensions (viewBox) : exportez-le de nouveau.", Field: field);

    public static readonly Error DelegateIncomplete = new("identity-delegate", "Un délégataire s’écrit en entier : son nom, sa qualité et la date de la délégation.".French(), Field: "DelegateName");

    public static readonly Error DelegatedInTheFuture = new("identity-delegation-date", "La délégation ne peut pas être à venir : elle s’imprimerait avant d’exister.".French(), Field: "DelegatedOn");

    public static readonly Error NothingChanged = new("identity-unchanged", "Rien n’a changé : la version en vigueur reste la même.".French());

    public static Error NotDrawn => new("identity-not-drawn", "Le moteur de documents ne sait pas dessiner ces images : exportez-les de nouveau, en PNG ou en SVG simple.".French(), Field: "Logo");
}
