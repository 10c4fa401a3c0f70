using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Juries;

namespace CqpPlatform.Web.Components;

/// <summary>Statuses that several features show: one tone for each, wherever it stands.</summary>
public static class StatusTones
{
    public static Tone Tone(this EnrolmentStatus status) => status switch
    {
        EnrolmentStatus.Submitted => Components.Tone.Wait,
        EnrolmentStatus.Returned => Components.Tone.Late,
        EnrolmentStatus.Accepted => Components.Tone.Ok,
        EnrolmentStatus.Draft or EnrolmentStatus.Withdrawn => Components.Tone.None,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static Tone Tone(this AppealState state) => state switch
    {
        AppealState.Filed or AppealState.Referred => Components.Tone.Wait,
        AppealState.Settled => Components.Tone.Ok,
        AppealState.Inadmissible or AppealState.Withdrawn => Components.Tone.None,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static Tone Tone(this DocumentState state) => state switch
    {
        DocumentState.Valid => Components.Tone.Ok,
        DocumentState.Superseded => Components.Tone.Wait,
        DocumentState.Revoked => Components.Tone.Late,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
