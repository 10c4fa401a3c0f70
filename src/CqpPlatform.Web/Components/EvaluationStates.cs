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
