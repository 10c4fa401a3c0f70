using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Evaluations;

/// <summary>What one line of a grid holds, each changed on its own: two people on one line overwrite nothing of each other.</summary>
public enum LineField { Rating, Comment, Criteria }

/// <summary>One field of one line, as somebody wants it.</summary>
/// <param name="Id">Made where it was typed: the same change sent twice is one.</param>
/// <param name="Value">The key of a rating, the text of a comment, or the places of the ticked criteria such as « 0,2 »; null for none.</param>
/// <param name="Basis">The last change of this field its writer saw; null where they saw none.</param>
public sealed record FieldChange(Guid Id, string ItemCode, LineField Field, string? Value, Guid? Basis);

/// <summary>What became of one field of a grid: who, when, before, after. The history of each rating, never taken away.</summary>
public sealed class EvaluationChange : TenantEntity
{
    private EvaluationChange() { }
    internal EvaluationChange(Guid evaluationId, FieldChange change, string? before, string? after, Signatory by, DateTimeOffset at) =>
        (EvaluationId, ChangeId, ItemCode, Field, Before, After, ById, ByName, At) = (evaluationId, change.Id, change.ItemCode, change.Field, before, after, by.Id, by.Name, at);

    public Guid EvaluationId { get; private set; }

    /// <summary>Unique in the tenant: what makes a replay harmless.</summary>
    public Guid ChangeId { get; private set; }
    public string ItemCode { get; private set; } = "";
    public LineField Field { get; private set; }
    public string? Before { get; private set; }
    public string? After { get; private set; }
    public Guid ById { get; private set; }
    public string ByName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }

    /// <summary>The text that somebody wrote about a person; that something was changed, when and by whom stays.</summary>
    internal void EraseText()
    {
        if (Field == LineField.Comment) (Before, After) = (null, null);
    }
}
