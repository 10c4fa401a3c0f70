using System.Data.Common;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Evaluations.Submission;

namespace CqpPlatform.Web.Features.Evaluations.Grids;

/// <summary>One line on the screen: what is typed, what is stored, and why the two still differ.</summary>
public sealed class GridLine(GridItem item)
{
    public GridItem Item { get; } = item;
    public string Code => Item.Code;
    public string CommentId => "c-" + Code;
    public Rating? Rating { get; internal set; } = item.Stored.Rating;
    public string? Comment { get; internal set; } = item.Stored.Comment;
    public LineValue Stored { get; internal set; } = item.Stored;
    public string? Refusal { get; internal set; }

    /// <summary>What another screen stored meanwhile: to replace, or to take.</summary>
    public LineValue? Theirs { get; internal set; }

    public LineValue Value => new LineValue(Rating, Comment).Clean();
    public bool Saved => Value == Stored;
}

/// <summary>A grid open on a screen. Saves go one at a time, in the order they were made; what a refusal stops stays typed.</summary>
public sealed class GridSheet
{
    private readonly Func<Task<Result<EvaluationGrid>>> read;
    private readonly Func<RateItemInput, Task<Result<SavedLine>>> rate;
    private readonly Func<SubmitEvaluationInput, Task<Result>> submit;
    private readonly Dictionary<string, GridLine> lines;
    private Task turn = Task.CompletedTask;

    public GridSheet(EvaluationGrid grid, Func<Task<Result<EvaluationGrid>>> read, Func<RateItemInput, Task<Result<SavedLine>>> rate, Func<SubmitEvaluationInput, Task<Result>> submit)
    {
        (Grid, this.read, this.rate, this.submit) = (grid, read, rate, submit);
        lines = grid.Items.Select(i => new GridLine(i)).ToDictionary(l => l.Code);
        SavedAt = grid.SavedAt;
    }

    public EvaluationGrid Grid { get; private set; }
    public IReadOnlyCollection<GridLine> Lines => lines.Values;
    public DateTimeOffset? SavedAt { get; private set; }
    public string? Trouble => lines.Values.Any(l => l.Refusal is not null) ? "Une réponse n’est pas enregistrée" : null;
    public int Total => lines.Count;
    public int Done => lines.Values.Count(IsComplete);
    public int Left => Total - Done;
    public GridLine? NextUnanswered => lines.Values.FirstOrDefault(l => !IsComplete(l));

    public static async Task<Result<GridSheet>> OpenAsync(ReadGrid read, RateItem rate, SubmitEvaluation submit, Guid enrolmentId, string block)
    {
        var grid = await read.ExecuteAsync(enrolmentId, block);
        return grid.Refused ? Result.From(grid.Errors)
            : new GridSheet(grid.Value, () => read.ExecuteAsync(enrolmentId, block), input => rate.ExecuteAsync(input), input => submit.ExecuteAsync(input));
    }

    /// <summary>For the certifier, who reads and writes nothing.</summary>
    public static GridSheet ToRead(EvaluationGrid grid)
    {
        var closed = grid with { ReadOnly = true };
        return new(closed, () => Task.FromResult<Result<EvaluationGrid>>(closed), _ => throw new InvalidOperationException("Read only."), _ => throw new InvalidOperationException("Read only."));
    }

    public GridLine Line(string code) => lines[code];
    public bool IsComplete(GridLine line) => line.Stored.Rating is { } r && (line.Stored.Comment is not null || !Grid.Level(r).CommentRequired);
    public bool CommentDue(GridLine line) => line.Rating is { } r && Grid.Level(r).CommentRequired;

    public Task ChooseAsync(GridLine line, Rating rating)
    {
        line.Rating = rating;
        return SaveAsync(line);
    }

    public Task CommentAsync(GridLine line, string? comment)
    {
        line.Comment = comment;
        return SaveAsync(line);
    }

    /// <summary>Keeps what is typed here over what another screen stored.</summary>
    public Task KeepMineAsync(GridLine line)
    {
        if (line.Theirs is { } theirs) (line.Stored, line.Theirs) = (theirs, null);
        return SaveAsync(line);
    }

    public void TakeTheirs(GridLine line)
    {
        if (line.Theirs is not { } theirs) return;
        (line.Rating, line.Comment, line.Stored, line.Theirs, line.Refusal) = (theirs.Rating, theirs.Comment, theirs, null, null);
    }

    /// <summary>Reads again before signing: none means that what is shown is what is stored, and whole.</summary>
    public async Task<FieldErrors> CheckAsync()
    {
        if (await ReloadAsync() is { Refused: true } refused) return FieldErrors.From(refused.Errors);
        var unsaved = lines.Values.Where(l => !l.Saved).Select(l => new FieldError(l.CommentId, l.Refusal ?? $"{l.Item.ShownCode ?? l.Item.Title} : cette réponse n’est pas encore enregistrée.".French()));
        var gaps = Grid.Gaps.Where(e => e.Field is null || !lines.TryGetValue(e.Field, out var line) || line.Saved)
            .Select(e => new FieldError(lines.TryGetValue(e.Field ?? "", out var line) && CommentDue(line) ? line.CommentId : e.Field, e.Message));
        return FieldErrors.Of([.. unsaved, .. gaps]);
    }

    /// <summary>Signs what <see cref="CheckAsync"/> read.</summary>
    public async Task<Result> SubmitAsync()
    {
        var submitted = await submit(new(Grid.EnrolmentId, Grid.BlockCode, Grid.Sha256));
        await ReloadAsync();
        return submitted;
    }

    private Task<Result> ReloadAsync() => InTurnAsync(async () =>
    {
        var fresh = await read();
        if (fresh.Refused) return Result.From(fresh.Errors);
        (Grid, SavedAt) = (fresh.Value, fresh.Value.SavedAt ?? SavedAt);
        foreach (var item in Grid.Items)
        {
            var line = lines[item.Code];
            if (line.Saved) (line.Rating, line.Comment, line.Stored) = (item.Stored.Rating, item.Stored.Comment, item.Stored);
        }
        return Result.Success;
    });

    private Task<bool> SaveAsync(GridLine line) => InTurnAsync(async () =>
    {
        var value = line.Value;
        if (line.Saved)
        {
            (line.Refusal, line.Theirs) = (null, null);
            return true;
        }
        try
        {
            var saved = await rate(new(Grid.EnrolmentId, Grid.BlockCode, line.Code, value.Rating, value.Comment, line.Stored));
            if (saved.Succeeded)
            {
                (line.Stored, line.Refusal, line.Theirs, SavedAt) = (saved.Value.Stored, null, null, saved.Value.SavedAt);
                return true;
            }
            line.Refusal = saved.Message;
            if (saved.Errors.Any(e => e.Code == EvaluationErrors.ChangedMeanwhileCode) && await read() is { Succeeded: true } fresh)
                line.Theirs = fresh.Value.Items.First(i => i.Code == line.Code).Stored;
        }
        catch (Exception e) when (e is DbException || e.InnerException is DbException)
        {
            line.Refusal = "La connexion a manqué : votre réponse est à l’écran mais pas enregistrée. Reprenez-la dans un instant.".French();
        }
        return false;
    });

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work)
    {
        var mine = new TaskCompletionSource();
        var before = Interlocked.Exchange(ref turn, mine.Task);
        await before;
        try
        {
            return await work();
        }
        finally
        {
            mine.SetResult();
        }
    }
}
