using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Components;

/// <summary>The shape and colour of a rating, always beside its word.</summary>
public static class RatingMarks
{
    public static Tone Tone(this RatingStanding standing) => standing switch
    {
        RatingStanding.Favourable => Components.Tone.Ok,
        RatingStanding.Below => Components.Tone.Wait,
        RatingStanding.Lowest => Components.Tone.Late,
        RatingStanding.NotObserved => Components.Tone.None,
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, null),
    };

    /// <summary>A symbol of icons.svg.</summary>
    public static string Icon(this RatingStanding standing) => standing switch
    {
        RatingStanding.Favourable => "p-yes",
        RatingStanding.Below => "p-half",
        RatingStanding.Lowest => "p-no",
        RatingStanding.NotObserved => "p-dash",
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, null),
    };

    /// <summary>The filled twin of <see cref="Icon"/> for the tutor's large answers.</summary>
    public static string LargeIcon(this RatingStanding standing) => standing is RatingStanding.Favourable ? "d-yes" : standing.Icon();
}
