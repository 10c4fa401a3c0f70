using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;

namespace CqpPlatform.Web.Features.Evaluations.Components;

/// <summary>The shape and colour of a rating, always beside its word.</summary>
public static class RatingMarks
{
    public static Tone Tone(this Rating rating) => rating switch
    {
        Rating.Acquired => Web.Components.Tone.Ok,
        Rating.InProgress => Web.Components.Tone.Wait,
        Rating.NotAcquired => Web.Components.Tone.Late,
        Rating.NotObserved => Web.Components.Tone.None,
        _ => throw new ArgumentOutOfRangeException(nameof(rating), rating, null),
    };

    /// <summary>A symbol of icons.svg.</summary>
    public static string Icon(this Rating rating) => rating switch
    {
        Rating.Acquired => "p-yes",
        Rating.InProgress => "p-half",
        Rating.NotAcquired => "p-no",
        Rating.NotObserved => "p-dash",
        _ => throw new ArgumentOutOfRangeException(nameof(rating), rating, null),
    };

    /// <summary>The filled twin of <see cref="Icon"/> for the tutor's large answers.</summary>
    public static string LargeIcon(this Rating rating) => rating is Rating.Acquired ? "d-yes" : rating.Icon();
}
