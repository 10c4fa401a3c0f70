using Microsoft.JSInterop;

namespace CqpPlatform.Web.Components;

internal static class JsModules
{
    /// <summary>Lets a script module go with the component that asked for it.</summary>
    public static async ValueTask LetGoAsync(this IJSObjectReference? module)
    {
        if (module is not null) await WhileThereAsync(module.DisposeAsync);
    }

    /// <summary>Tells the browser something, if there still is one: it may be gone, or be so slow to answer that it is given up.</summary>
    public static async ValueTask WhileThereAsync(Func<ValueTask> tell)
    {
        try
        {
            await tell();
        }
        catch (Exception e) when (e is JSDisconnectedException or TaskCanceledException)
        {
        }
    }
}
