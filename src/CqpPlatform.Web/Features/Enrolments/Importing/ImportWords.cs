using CqpPlatform.Domain.Candidates;
using Tone = CqpPlatform.Web.Components.Tone;

namespace CqpPlatform.Web.Features.Enrolments.Importing;

internal static class ImportWords
{
    public static Tone ToneOf(ImportStatus status) => status switch
    {
        ImportStatus.Checking => Tone.Wait,
        ImportStatus.ToCorrect => Tone.Late,
        ImportStatus.Sound => Tone.Accent,
        ImportStatus.Saved => Tone.Ok,
        ImportStatus.Abandoned or ImportStatus.Undone => Tone.None,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
