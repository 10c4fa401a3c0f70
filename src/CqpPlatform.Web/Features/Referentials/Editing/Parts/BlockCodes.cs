using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Features.Referentials.Editing.Parts;

/// <summary>What names a block follows it: the composition, the notes, the passerelles, and what former versions' blocks count for.</summary>
internal static class BlockCodes
{
    public static Referential Renamed(Referential r, int index, string code, IReadOnlyList<FormerVersion> formers)
    {
        var old = r.Blocks[index].Code;
        string New(string c) => c == old ? code : c;
        return r with
        {
            Blocks = r.Blocks.With(index, b => b with { Code = code }),
            Composition = r.Composition.With(codes => [.. codes.Select(New)]),
            Notes = [.. r.Notes.Select(n => n.Block is { } b ? n with { Block = New(b) } : n)],
            Passerelles = [.. r.Passerelles.Select(p => p with { Block = New(p.Block) })],
            Equivalences = Declared([.. Followed(r, old, code), .. Kept(r, old, code, formers)]),
        };
    }

    /// <summary>Declared as no longer counting, or a block added later under the same code would count as held.</summary>
    public static Referential Dropped(Referential r, int index, IReadOnlyList<FormerVersion> formers)
    {
        var code = r.Blocks[index].Code;
        return r with
        {
            Blocks = r.Blocks.Without(index),
            Composition = r.Composition.With(codes => [.. codes.Where(c => c != code)]),
            Notes = [.. r.Notes.Where(n => n.Block != code)],
            Passerelles = [.. r.Passerelles.Where(p => p.Block != code)],
            Equivalences = Declared([.. (r.Equivalences ?? []).Select(e => e.Block == code ? e with { Block = null } : e).Distinct(), .. ByCode(r, code, formers).Select(f => new Equivalence(f.Version, code, null))]),
        };
    }

    private static IEnumerable<Equivalence> Followed(Referential r, string old, string code) =>
        (r.Equivalences ?? []).Select(e => e.Block == old ? e with { Block = code } : e).Where(e => e.Block != e.FormerBlock);

    /// <summary>A block that counted because it bore the same code goes on counting under the new one.</summary>
    private static IEnumerable<Equivalence> Kept(Referential r, string old, string code, IReadOnlyList<FormerVersion> formers) =>
        code.Length == 0 ? [] : ByCode(r, old, formers).Select(f => new Equivalence(f.Version, old, code));

    /// <summary>The versions whose block of that code counts for this one's, because nothing else is declared.</summary>
    private static IEnumerable<FormerVersion> ByCode(Referential r, string code, IReadOnlyList<FormerVersion> formers) =>
        formers.Where(f => code.Length > 0 && f.Blocks.Any(b => b.Code == code) && (r.Equivalences ?? []).All(e => e.Version != f.Version || e.FormerBlock != code));

    private static List<Equivalence>? Declared(List<Equivalence> equivalences) => equivalences.Count == 0 ? null : equivalences;
}
