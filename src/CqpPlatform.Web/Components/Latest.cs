namespace CqpPlatform.Web.Components;

/// <summary>Readings of one thing that may overlap: the one begun last is shown, whichever answers last. It was begun after all that the others could know.</summary>
public sealed class Latest
{
    private int begun;

    public async Task ReadAsync<T>(Func<Task<T>> read, Action<T> show)
    {
        var mine = ++begun;
        var answer = await read();
        if (mine == begun) show(answer);
    }
}
