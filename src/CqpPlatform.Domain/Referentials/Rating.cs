namespace CqpPlatform.Domain.Referentials;

public enum Rating { Acquired, InProgress, NotAcquired, NotObserved }

/// <param name="Label">« En cours d’acquisition ».</param>
/// <param name="ShortLabel">« En cours », where room is short.</param>
/// <param name="Sources">The sources that may use it; null for all.</param>
public sealed record RatingLevel(Rating Rating, string Label, string ShortLabel, bool Favourable, bool CommentRequired, IReadOnlyList<SourceKind>? Sources = null)
{
    public bool IsFor(SourceKind source) => Sources is null || Sources.Contains(source);
}

/// <summary>The levels a grid offers, from the best to the worst. The sources give none: this is a setting of the referential (product.md 3.4).</summary>
public sealed record RatingScale(IReadOnlyList<RatingLevel> Levels)
{
    /// <summary>Acquis / En cours d’acquisition / Non acquis, and Non observé for the tutor; a comment below Acquis.</summary>
    public static RatingScale Default { get; } = new(
    [
        new(Rating.Acquired, "Acquis", "Acquis", Favourable: true, CommentRequired: false),
        new(Rating.InProgress, "En cours d’acquisition", "En cours", Favourable: false, CommentRequired: true),
        new(Rating.NotAcquired, "Non acquis", "Non acquis", Favourable: false, CommentRequired: true),
        new(Rating.NotObserved, "Non observé", "Non observé", Favourable: false, CommentRequired: true, [SourceKind.Tutor]),
    ]);

    /// <summary>What ticked criteria suggest, for a person to choose or not: the first level where all are, the second where some are.</summary>
    public Rating? Suggestion(int ticked, int criteria) => ticked == 0 || criteria == 0 ? null : ticked >= criteria ? Levels[0].Rating : Levels.ElementAtOrDefault(1)?.Rating;

    public RatingLevel Level(Rating rating) => Levels.First(l => l.Rating == rating);

    /// <summary>The lowest of what was rated, since levels go from the best to the worst; null where nothing says of the level.</summary>
    public Rating? Lowest(IEnumerable<Rating?> ratings)
    {
        var given = ratings.ToHashSet();
        return Levels.LastOrDefault(l => l.Rating != Rating.NotObserved && given.Contains(l.Rating))?.Rating;
    }

    public IReadOnlyList<RatingLevel> LevelsFor(SourceKind source) => [.. Levels.Where(l => l.IsFor(source))];
}
