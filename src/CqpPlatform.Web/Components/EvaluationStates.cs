using CqpPlatform.Domain.Evaluations;

namespace CqpPlatform.Web.Components;

/// <summary>The word and the shape of a grid's state, wherever it stands; null where nothing of it is written.</summary>
public static class EvaluationStates
{
    // Never « en cours »: that is a rating, on the same pages.
    public static string French(this EvaluationStatus? status) => status switch
    {
        null => "à commencer",
        EvaluationStatus.Draft => "brouillon",
        EvaluationStatus.Submitted => "remise",
        EvaluationStatus.Reopened => "rouverte",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>Where one of two examiners stands.</summary>
    public static string French(this PairStage stage) => stage switch
    {
        PairStage.Rating => "à noter",
        PairStage.WaitingForOther => "remise, l’autre examinateur n’a pas fini",
        PairStage.Reconciling => "à rapprocher",
        PairStage.WaitingForConfirmation => "confirmée par vous, l’autre examinateur ne l’a pas encore confirmée",
        PairStage.Agreed => French(EvaluationStatus.Submitted),
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    /// <summary>A symbol of icons.svg.</summary>
    public static string Icon(this EvaluationStatus? status) => status switch
    {
        null => "s-todo",
        EvaluationStatus.Draft => "s-draft",
        EvaluationStatus.Submitted => "s-done",
        EvaluationStatus.Reopened => "s-reopen",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
