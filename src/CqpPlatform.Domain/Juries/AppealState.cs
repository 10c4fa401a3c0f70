namespace CqpPlatform.Domain.Juries;

public enum AppealState { Filed, Inadmissible, Referred, Settled, Withdrawn }

public static class AppealStateFacts
{
    public static string French(this AppealState state) => state switch
    {
        AppealState.Filed => "déposé",
        AppealState.Inadmissible => "irrecevable",
        AppealState.Referred => "transmis à un jury",
        AppealState.Settled => "tranché",
        AppealState.Withdrawn => "retiré",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>« décision maintenue », once a jury has settled it.</summary>
    /// <param name="judged">None until it is settled.</param>
    public static string French(this AppealState state, IReadOnlyCollection<JudgedBlock> judged) => judged.Count == 0 ? state.French() : judged.French();
}
