namespace CqpPlatform.Web.Components;

/// <summary>Readings of one thing that may overlap: what is shown never gives way to what was read before it, whichever answers last.</summary>
public sealed class Latest
{
    private int begun, shown;

    public async Task ReadAsync<T>(Func<Task<T>> read, Action<T> show)
    {
        var mine = ++begun;
        var answer = await read();
        if (mine < shown) return;
        shown = mine;
        show(answer);
    }
}
