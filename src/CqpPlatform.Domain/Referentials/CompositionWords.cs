using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Referentials;

public static class CompositionWords
{
    public const string Electives = "Blocs optionnels", Groups = "Groupes de blocs";

    public static string Title(GroupRule rule) => rule.Title ?? Groups;

    public static string Wanted(GroupRule rule) => Wanted(rule.Count, rule.Most());

    /// <summary>« parcours entreprise (BC4 et BC5) ».</summary>
    public static string Named(BlockGroup group) => $"{group.Title} ({French.List(group.Blocks)})";

    /// <summary>« 2 au choix », « 1 à 3 au choix », « 3 au plus ».</summary>
    public static string Wanted(int least, int most) => least == most ? $"{least} au choix" : least == 0 ? $"{most} au plus" : $"{least} à {most} au choix";
}
