using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data.Queries;

/// <summary>What a field may be given back.</summary>
/// <param name="Value">As it is stored; empty for none.</param>
/// <param name="Words">« En cours », « rien ».</param>
public sealed record EarlierValue(string ItemCode, LineField Field, string Value, string Words);

/// <summary>One entry or one signature, in words.</summary>
/// <param name="What">« C8.1, appréciation ».</param>
/// <param name="Back">What undoing it gives back; null for a signature, and for a text that was erased.</param>
/// <param name="OnTheWay">« Annuler la dernière saisie » comes to it.</param>
public sealed record HistoryLine(string What, string? Before, string? After, string ByName, DateTimeOffset At, EarlierValue? Back = null, bool OnTheWay = false)
{
    /// <summary>Hash of what was signed.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Neither an entry nor a signature: it was reopened, or somebody took over.</summary>
    public bool Step { get; init; }

    /// <summary>Why, of a step.</summary>
    public string? Reason { get; init; }
}

/// <summary>The history of one grid, the latest first: each entry, each signature with those that a reopening left behind, and who reopened or handed it over.</summary>
internal static class GridHistory
{
    /// <param name="evaluation">Read with its signatures; null before its first rating.</param>
    public static async Task<IReadOnlyList<HistoryLine>> ReadAsync(UnitOfWork unit, Referential referential, Evaluation? evaluation, CancellationToken ct)
    {
        if (evaluation is null) return [];
        var changes = await unit.Db.EvaluationChanges.AsNoTracking().Where(c => c.EvaluationId == evaluation.Id).ToListAsync(ct);
        var steps = await unit.Db.EvaluationEvents.AsNoTracking().Where(e => e.EvaluationId == evaluation.Id).ToListAsync(ct);
        return Tell(referential, evaluation, changes, steps, unit.Actor.Id);
    }

    public static IReadOnlyList<HistoryLine> Tell(Referential referential, Evaluation evaluation, IEnumerable<EvaluationChange> changes, IEnumerable<EvaluationEvent> steps, Guid reader)
    {
        var entries = EvaluationHistory.Entries(changes, evaluation.Signatures.Select(s => s.SignedAt));
        var way = EvaluationHistory.WayBack(entries, reader, evaluation.Signatures.Max(s => (DateTimeOffset?)s.SignedAt)).ToHashSet();
        var items = referential.Block(evaluation.BlockCode).GridLines(evaluation.Source).ToDictionary(i => i.Code);
        var signed = evaluation.Signatures.Select(s => new HistoryLine("Grille signée et verrouillée", null, null, s.SignedByName, s.SignedAt) { Sha256 = s.Sha256 });
        var told = signed.Concat(steps.Select(s => new HistoryLine(s.Act.French(), null, null, s.ByName, s.At) { Step = true, Reason = s.Reason }));
        return
        [
            .. from line in entries.Select((e, i) => (Line: Said(e), Order: i)).Concat(told.Select(s => (Line: s, Order: int.MaxValue)))
               orderby line.Line.At descending, line.Order descending
               select line.Line,
        ];

        HistoryLine Said(HistoryEntry entry)
        {
            var what = $"{(items.TryGetValue(entry.ItemCode, out var item) && item.CompetencyCode is null ? item.Title : entry.ItemCode)}, {FieldName(entry.Field)}";
            if (entry is { Field: LineField.Comment, Before: null, After: null }) return new(what, null, "texte effacé", entry.ByName, entry.At);
            return new(what, Words(referential, entry.Field, entry.Before), Words(referential, entry.Field, entry.After), entry.ByName, entry.At,
                new(entry.ItemCode, entry.Field, entry.Before ?? "", Words(referential, entry.Field, entry.Before)), way.Contains(entry));
        }
    }

    private static string FieldName(LineField field) => field switch
    {
        LineField.Rating => "appréciation",
        LineField.Comment => "commentaire",
        LineField.Criteria => "critères",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    private static string Words(Referential referential, LineField field, string? value) => (field, value) switch
    {
        (_, null) => "rien",
        (LineField.Rating, _) => referential.Scale.Levels.FirstOrDefault(l => l.Rating.ToString() == value)?.Label ?? value,
        (LineField.Comment, _) => $"« {value} »".French(),
        (LineField.Criteria, _) => Ticked([.. value.Split(',').Select(p => (int.Parse(p, System.Globalization.CultureInfo.InvariantCulture) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))]),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    private static string Ticked(IReadOnlyList<string> places) => places.Count == 1 ? $"critère {places[0]}" : $"critères {French.List(places)}";
}
