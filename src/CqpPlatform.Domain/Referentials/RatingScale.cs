using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Referentials;

/// <param name="Rating">Its key in this scale.</param>
/// <param name="Label">« En cours d’acquisition ».</param>
/// <param name="ShortLabel">« En cours », where room is short.</param>
/// <param name="Sources">The sources that may use it; null for all.</param>
public sealed record RatingLevel(Rating Rating, string Label, string ShortLabel, bool Favourable, bool CommentRequired, IReadOnlyList<SourceKind>? Sources = null)
{
    public bool IsFor(SourceKind source) => Sources is null || Sources.Contains(source);
}

/// <summary>Where a level stands in its scale: what its mark and colour say.</summary>
public enum RatingStanding { Favourable, Below, Lowest, NotObserved }

/// <summary>
/// The levels a grid offers, from the best to the worst, as many as the referential declares (docs/adr/0033).
/// </summary>
public sealed record RatingScale(IReadOnlyList<RatingLevel> Levels)
{
    /// <summary>One key of the keyboard each.</summary>
    public const int MostLevels = 9;

    /// <summary>What a draft made from a fiche is offered; each certification declares its own. Acquis / En cours d’acquisition / Non acquis, and Non observé for the tutor; a comment below Acquis.</summary>
    public static RatingScale Default { get; } = new(
    [
        new(Rating.Acquired, "Acquis", "Acquis", Favourable: true, CommentRequired: false),
        new(Rating.InProgress, "En cours d’acquisition", "En cours", Favourable: false, CommentRequired: true),
        new(Rating.NotAcquired, "Non acquis", "Non acquis", Favourable: false, CommentRequired: true),
        new(Rating.NotObserved, "Non observé", "Non observé", Favourable: false, CommentRequired: true, [SourceKind.Tutor]),
    ]);

    /// <summary>The levels that judge: all but « Non observé ».</summary>
    public IEnumerable<RatingLevel> Graded() => Levels.Where(l => l.Rating != Rating.NotObserved);

    /// <summary>What ticked criteria suggest, for a person to choose or not: the first level where all are, the second where some are.</summary>
    public Rating? Suggestion(int ticked, int criteria) => ticked == 0 || criteria == 0 ? null : Graded().ElementAtOrDefault(ticked >= criteria ? 0 : 1)?.Rating;

    public RatingLevel? Find(Rating rating) => Levels.FirstOrDefault(l => l.Rating == rating);

    public RatingLevel Level(Rating rating) => Find(rating) ?? throw new ArgumentException($"{rating} is no level of this scale.", nameof(rating));

    public RatingStanding Standing(Rating rating) =>
        rating == Rating.NotObserved ? RatingStanding.NotObserved
        : Level(rating).Favourable ? RatingStanding.Favourable
        : Graded().Last().Rating == rating ? RatingStanding.Lowest : RatingStanding.Below;

    /// <summary>The lowest of what was rated, since levels go from the best to the worst; null where nothing says of the level.</summary>
    public Rating? Lowest(IEnumerable<Rating?> ratings)
    {
        var given = ratings.ToHashSet();
        return Graded().LastOrDefault(l => given.Contains(l.Rating))?.Rating;
    }

    public IReadOnlyList<RatingLevel> LevelsFor(SourceKind source) => [.. Levels.Where(l => l.IsFor(source))];

    /// <summary>Where this source owes a comment, to be read beside it: « Obligatoire en dessous d’« Acquis », et pour « Non observé ». ».</summary>
    public string CommentRule(SourceKind source)
    {
        var levels = LevelsFor(source);
        var due = levels.Where(l => l.CommentRequired).ToList();
        if (due.Count == 0) return "Facultatif.";
        if (due.Count == levels.Count) return "Obligatoire.";
        var graded = levels.Where(l => l.Rating != Rating.NotObserved).ToList();
        var free = graded.TakeWhile(l => !l.CommentRequired).ToList();
        var below = graded.Skip(free.Count).ToList();
        // What could not be observed is below nothing.
        return free.Count > 0 && below.Count > 0 && below.TrueForAll(l => l.CommentRequired)
            ? $"Obligatoire en dessous {French.OfQuoted(free[^1].Label)}{(due.Count > below.Count ? $", et pour {Quoted(due[^1])}" : "")}."
            : $"Obligatoire pour {French.List([.. due.Select(Quoted)])}.";

        static string Quoted(RatingLevel level) => $"«\u00A0{level.Label}\u00A0»";
    }

    /// <summary>A key that no level has yet.</summary>
    public Rating UnusedKey() => Enumerable.Range(1, Levels.Count + 1).Select(n => Rating.Parse($"Niveau{n}")).First(r => Find(r) is null);
}
