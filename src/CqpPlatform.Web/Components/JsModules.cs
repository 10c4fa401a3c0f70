using Microsoft.JSInterop;

namespace CqpPlatform.Web.Components;

internal static class JsModules
{
    /// <summary>Lets a script module go with the component that asked for it.</summary>
    public static async ValueTask LetGoAsync(this IJSObjectReference? module)
    {
        try
        {
            if (module is not null) await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the module with it.
        }
    }
}
