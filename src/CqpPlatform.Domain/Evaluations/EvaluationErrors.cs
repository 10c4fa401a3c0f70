using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Evaluations;

public static class EvaluationErrors
{
    public static readonly Error Locked = new("evaluation-submitted", "Cette évaluation est remise : seul le certificateur peut la rouvrir, avec un motif.".French());
    public static readonly Error NotSubmitted = new("evaluation-not-submitted", "Seule une évaluation remise peut être rouverte.");
    public static readonly Error ReasonRequired = new("reason-required", "Indiquez le motif de la réouverture.", Field: "Reason");

    public static Error UnknownItem(string code) => new("evaluation-unknown-item", $"La grille ne contient pas « {code} ».".French());
    public static Error RatingNotOffered(string code, string rating) => new("rating-not-offered", $"« {rating} » n’est pas proposé pour {code} dans cette source.".French());
    public static Error Unrated(string code) => new("rating-missing", $"{code} : choisissez une appréciation.".French(), Field: code);
    public static Error CommentMissing(string code) => new("comment-missing", $"{code} : un commentaire est obligatoire pour cette appréciation.".French(), Field: code);
}
