using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Features.Enrolments;

/// <summary>How a choice of blocks grows, one gesture at a time. The rules are the referential's composition, never a certification's code.</summary>
public sealed class BlockPicker(Referential referential, IReadOnlySet<string> acquired)
{
    private Composition Composition => referential.Composition;

    /// <summary>The common blocks are taken from the start.</summary>
    public BlockChoice Start() => Fill(new BlockChoice(null, Composition.Common));

    /// <summary>Takes an option: its blocks come, those of the other go, and the electives that are still possible stay.</summary>
    public BlockChoice TakeOption(BlockChoice choice, string option) =>
        Fill(new BlockChoice(option, [.. Composition.Common, .. Composition.Option(option)?.Blocks ?? [], .. choice.Blocks.Where(b => Composition.GroupOf(b) is not null), .. KeptElectives(choice, option)]));

    /// <summary>Takes or leaves one block; a group comes and goes whole.</summary>
    public BlockChoice Toggle(BlockChoice choice, string block, bool taken)
    {
        var together = Composition.GroupOf(block)?.Blocks ?? [block];
        return Fill(choice with { Blocks = [.. taken ? choice.Blocks.Union(together) : choice.Blocks.Except(together)] });
    }

    public IReadOnlyList<string> KeptElectives(BlockChoice choice, string? option) =>
        [.. choice.Blocks.Where(b => Composition.PlaceOf(b, choice.Option) == BlockPlace.Elective && Composition.PlaceOf(b, option) == BlockPlace.Elective)];

    /// <summary>Puts the acquired blocks where they have a place; without its option, a choice cannot say where.</summary>
    public BlockChoice Fill(BlockChoice choice)
    {
        var whole = Composition.Options.Count > 0 && choice.Option is null ? choice : Composition.Complete(choice, acquired);
        return whole with { Blocks = referential.InOrder(whole.Blocks) };
    }
}
