using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Features.Referentials.Editing.Parts;

/// <summary>A part of the editor that changes the composition.</summary>
public abstract class CompositionEditor : DraftPart
{
    protected Composition Rule => R.Composition;

    protected Task ChangeAsync(Func<Composition, Composition> change) => EditAsync(r => r with { Composition = change(r.Composition) });
}
