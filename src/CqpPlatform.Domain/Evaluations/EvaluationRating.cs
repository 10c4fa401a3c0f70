using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Evaluations;

/// <summary>One line of a grid: a competency, a sub-competency, an item of a part, or the result of a part.</summary>
public sealed class EvaluationRating : TenantEntity
{
    public const int CommentMaxLength = 2000, CriteriaMaxLength = 200;

    private EvaluationRating() { }
    internal EvaluationRating(Guid evaluationId, string itemCode) => (EvaluationId, ItemCode) = (evaluationId, itemCode);

    public Guid EvaluationId { get; private set; }
    public string ItemCode { get; private set; } = "";
    public Rating? Rating { get; private set; }
    public string? Comment { get; private set; }

    /// <summary>Places of the ticked criteria, from 0, in order: « 0,2 ». They suggest a rating and never set it.</summary>
    public string? Criteria { get; private set; }

    public Guid? RatingChange { get; private set; }
    public Guid? CommentChange { get; private set; }
    public Guid? CriteriaChange { get; private set; }

    public IReadOnlyList<int> Ticked => Places(Criteria) ?? [];

    public string? Value(LineField field) => field switch
    {
        LineField.Rating => Rating?.ToString(),
        LineField.Comment => Comment,
        LineField.Criteria => Criteria,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    /// <summary>The last change of a field: what the next one must have seen.</summary>
    public Guid? LastChange(LineField field) => field switch
    {
        LineField.Rating => RatingChange,
        LineField.Comment => CommentChange,
        LineField.Criteria => CriteriaChange,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    internal void Set(LineField field, string? value, Guid change)
    {
        switch (field)
        {
            case LineField.Rating: (Rating, RatingChange) = (value is null ? null : Referentials.Rating.Parse(value), change); break;
            case LineField.Comment: (Comment, CommentChange) = (value, change); break;
            case LineField.Criteria: (Criteria, CriteriaChange) = (value, change); break;
            default: throw new ArgumentOutOfRangeException(nameof(field), field, null);
        }
    }

    internal void EraseComment() => Comment = null;

    /// <summary>« 0,2 » as places, or null where it is not that.</summary>
    internal static IReadOnlyList<int>? Places(string? text)
    {
        if (string.IsNullOrEmpty(text)) return [];
        var places = new List<int>();
        foreach (var part in text.Split(','))
        {
            if (!int.TryParse(part, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var place)) return null;
            places.Add(place);
        }
        return places;
    }
}
