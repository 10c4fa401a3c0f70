using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;

namespace CqpPlatform.Web.Features.Campaigns.CampaignMatrix;

/// <summary>A result in the width of a cell: the first letter of the level, or its rank where two levels begin alike.</summary>
public sealed record ResultMark(Rating Rating, string Letter, string Label, string Css)
{
    public static IReadOnlyList<ResultMark> Of(RatingScale scale)
    {
        var levels = scale.Graded().ToList();
        var apart = levels.DistinctBy(l => char.ToUpperInvariant(l.ShortLabel[0])).Count() == levels.Count;
        return [.. levels.Select((l, i) => new ResultMark(l.Rating, apart ? l.ShortLabel[..1].ToUpperInvariant() : (i + 1).ToString(), l.ShortLabel, scale.Standing(l.Rating).Tone().Css()))];
    }
}
