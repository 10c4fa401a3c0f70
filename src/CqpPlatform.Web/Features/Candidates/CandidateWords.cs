using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Components;

namespace CqpPlatform.Web.Features.Candidates;

public static class CandidateWords
{
    public static Tone Tone(EnrolmentStatus status) => status switch
    {
        EnrolmentStatus.Submitted => Web.Components.Tone.Wait,
        EnrolmentStatus.Returned => Web.Components.Tone.Late,
        EnrolmentStatus.Accepted => Web.Components.Tone.Ok,
        EnrolmentStatus.Draft or EnrolmentStatus.Withdrawn => Web.Components.Tone.None,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static Tone Tone(AppealState state) => state switch
    {
        AppealState.Filed or AppealState.Referred => Web.Components.Tone.Wait,
        AppealState.Settled => Web.Components.Tone.Ok,
        AppealState.Inadmissible or AppealState.Withdrawn => Web.Components.Tone.None,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>« tranché, décision maintenue »</summary>
    public static string Words(AppealOfCandidate appeal) => appeal.State.French() + (appeal.Changed is { } changed ? changed ? ", décision réformée" : ", décision maintenue" : "");

    public static Tone Tone(DocumentState state) => state switch
    {
        DocumentState.Valid => Web.Components.Tone.Ok,
        DocumentState.Superseded => Web.Components.Tone.None,
        DocumentState.Revoked => Web.Components.Tone.Late,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
