using CqpPlatform.Domain.Declarations;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data.Queries;

namespace CqpPlatform.Web.Features.Worklists.ReadWorklist;

/// <summary>What is due to the Caisse des Dépôts: who is to be declared, what to mend, and which file waits for its answer.</summary>
internal static class DeclarationItems
{
    private const string Place = "Caisse des Dépôts";

    public static IReadOnlyList<WorkItem> Of(IReadOnlyList<Declarable> waiting)
    {
        var items = new List<WorkItem>();
        var ready = waiting.Where(d => d.IsReady).ToList();
        var onTheirWay = waiting.Where(d => d.State == DeclarationState.InFile).ToList();
        var toMend = waiting.Except(ready).Except(onTheirWay).ToList();
        Add(ready, n => $"Déclarer {FrenchFormat.Count(n, "titulaire")} à la Caisse des Dépôts", "Déclarer", "déclaration");
        Add(toMend, n => $"Corriger {FrenchFormat.Count(n, "déclaration")} à la Caisse des Dépôts", "Corriger", "réponse");
        Add(onTheirWay, n => $"Lire le compte rendu de {FrenchFormat.Count(n, "déclaration")}", "Lire", "réponse");
        return items;

        void Add(List<Declarable> some, Func<int, string> title, string action, string what)
        {
            if (some.Count == 0) return;
            var due = some.Min(d => d.DueOn);
            items.Add(new(title(some.Count), "/declarations", action, [Place, string.Join(", ", some.Select(d => d.CertificationCode).Distinct().Order(StringComparer.Ordinal))], 0, 0, null, due, $"{what} avant le {FrenchFormat.Date(due)}"));
        }
    }
}
