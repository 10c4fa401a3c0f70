using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;

namespace CqpPlatform.Web.Features.Referentials.Editing;

/// <summary>A draft on the screen of one editor: what is typed, what is saved of it, what can be undone.</summary>
public sealed class DraftSheet(DraftView draft, Func<SaveDraftInput, Task<Result<DraftSaved>>> save)
{
    private const int MostUndone = 100;
    private readonly Stack<Referential> former = new(draft.Former is null ? [] : [draft.Former]);
    private uint rowVersion = draft.RowVersion;
    private bool dirty;
    private Task saving = Task.CompletedTask;

    public Guid Id { get; } = draft.Id;
    public Referential Referential { get; private set; } = draft.Referential;

    public IReadOnlyList<FormerVersion> FormerVersions { get; } = draft.FormerVersions;

    /// <summary>What is left to correct before publishing.</summary>
    public IReadOnlyList<Error> Left { get; private set; } = draft.Left;

    /// <summary>Why what is typed could not be saved, at its fields.</summary>
    public IReadOnlyList<Error> Refused { get; private set; } = [];
    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>Somebody else saved the draft since it was read here.</summary>
    public bool Overtaken { get; private set; }
    public bool CanUndo => former.Count > 0;

    /// <summary>The first message about a field, known by its path.</summary>
    public string? Error(string path) => Refused.Concat(Left).FirstOrDefault(e => e.Field == path) is { } error ? DraftPlaces.Reason(error) : null;

    /// <summary>The same for a field that holds a whole list.</summary>
    public string? ErrorIn(string path) => Refused.Concat(Left).FirstOrDefault(e => e.Field is { } f && f.StartsWith(path, StringComparison.Ordinal) && (f.Length == path.Length || f[path.Length] is '[' or '.')) is { } error ? DraftPlaces.Reason(error) : null;

    public Task EditAsync(Func<Referential, Referential> change)
    {
        if (former.Count == MostUndone) DropOldest();
        former.Push(Referential);
        Referential = change(Referential);
        return SaveAsync();
    }

    /// <summary>Goes back one change; the last one can still be undone after the page was left.</summary>
    public Task UndoAsync()
    {
        Referential = former.Pop();
        return SaveAsync();
    }

    /// <summary>Saves what is typed here over what somebody else saved meanwhile.</summary>
    public Task KeepMineAsync(DraftView theirs)
    {
        rowVersion = theirs.RowVersion;
        return SaveAsync();
    }

    // Two quick changes never save at the same time: the second waits, then everything typed so far is saved at once.
    private Task SaveAsync()
    {
        dirty = true;
        return saving.IsCompleted ? saving = SaveWhileDirtyAsync() : saving;
    }

    private async Task SaveWhileDirtyAsync()
    {
        while (dirty)
        {
            dirty = false;
            var result = await save(new(Id, rowVersion, Referential, former.TryPeek(out var before) ? before : null));
            Refused = result.Errors;
            Overtaken = result.Errors.Contains(UnitOfWork.Conflict);
            if (result.Refused) continue;
            (SavedAt, rowVersion, Left) = (result.Value.At, result.Value.RowVersion, result.Value.Left);
        }
    }

    private void DropOldest()
    {
        var kept = former.Take(MostUndone - 1).Reverse().ToList();
        former.Clear();
        kept.ForEach(former.Push);
    }
}
