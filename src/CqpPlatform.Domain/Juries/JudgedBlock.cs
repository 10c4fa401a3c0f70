namespace CqpPlatform.Domain.Juries;

/// <summary>What became of a contested decision.</summary>
public enum AppealFate { Reformed, Modified, Maintained }

/// <summary>A contested block, as it was decided and as a jury decided it again.</summary>
public sealed record JudgedBlock(string BlockCode, Outcome Before, Outcome After)
{
    public AppealFate Fate => After == Before ? AppealFate.Maintained : After == Outcome.Validated ? AppealFate.Reformed : AppealFate.Modified;
}

public static class JudgedBlocks
{
    /// <summary>« décision maintenue » where one word holds for all of them, else « décision réformée pour BC1, maintenue pour BC2 et BC3 ».</summary>
    public static string French(this IReadOnlyCollection<JudgedBlock> judged)
    {
        var fates = judged.GroupBy(b => b.Fate).OrderBy(g => g.Key).ToList();
        return "décision " + (fates.Count == 1 ? Word(fates[0].Key) : string.Join(", ", fates.Select(g => $"{Word(g.Key)} pour {Common.French.List([.. g.Select(b => b.BlockCode)])}")));
    }

    private static string Word(AppealFate fate) => fate switch
    {
        AppealFate.Reformed => "réformée",
        AppealFate.Modified => "modifiée",
        AppealFate.Maintained => "maintenue",
        _ => throw new ArgumentOutOfRangeException(nameof(fate), fate, null),
    };
}
