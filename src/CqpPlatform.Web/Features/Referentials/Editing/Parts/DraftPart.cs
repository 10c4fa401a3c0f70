using CqpPlatform.Domain.Referentials;
using Microsoft.AspNetCore.Components;

namespace CqpPlatform.Web.Features.Referentials.Editing.Parts;

/// <summary>One part of the editor. A field's id is its path in the JSON, so that every fault finds its field.</summary>
public abstract class DraftPart : ComponentBase
{
    [Parameter, EditorRequired] public DraftSheet Sheet { get; set; } = null!;

    /// <summary>After each change, so that the page shows what is left to correct.</summary>
    [Parameter] public EventCallback OnEdited { get; set; }

    protected Referential R => Sheet.Referential;

    protected async Task EditAsync(Func<Referential, Referential> change)
    {
        await Sheet.EditAsync(change);
        await OnEdited.InvokeAsync();
    }

    protected Task EditBlockAsync(int index, Func<Block, Block> change) => EditAsync(r => r with { Blocks = r.Blocks.With(index, change) });

    protected string? Error(string path) => Sheet.Error(path);
    protected string? ErrorIn(string path) => Sheet.ErrorIn(path);
}
