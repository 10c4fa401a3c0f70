namespace CqpPlatform.Domain.Juries;

/// <summary>What the presidency may add behind the minutes.</summary>
[Flags]
public enum AnnexKinds { None = 0, Attendance = 1, Votes = 2, Recusals = 4 }

public static class AnnexKindsFacts
{
    private static readonly IReadOnlyList<(AnnexKinds Kind, string French)> Words =
        [(AnnexKinds.Attendance, "feuille de présence"), (AnnexKinds.Votes, "votes nominatifs, voix par voix"), (AnnexKinds.Recusals, "récusations par candidat")];

    /// <summary>Each of them, in the order they are offered and printed.</summary>
    public static IEnumerable<AnnexKinds> All => Words.Select(w => w.Kind);

    public static string French(this AnnexKinds kinds) => kinds == AnnexKinds.None ? "aucune" : string.Join(", ", Words.Where(w => kinds.HasFlag(w.Kind)).Select(w => w.French));
}
