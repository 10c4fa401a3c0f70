using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Features.Referentials;

/// <summary>Wordings of the referential's page.</summary>
internal static class ReferentialWords
{
    /// <summary>« bloc commun », « option production, ou bloc optionnel ».</summary>
    public static string Place(Composition composition, string block)
    {
        if (composition.Common.Contains(block)) return "bloc commun, obligatoire";
        var places = composition.Options.Where(o => o.Blocks.Contains(block)).Select(o => o.Title);
        if (composition.Electives?.Among.Contains(block) == true) places = places.Append("bloc optionnel");
        return string.Join(", ou ", places);
    }
}
