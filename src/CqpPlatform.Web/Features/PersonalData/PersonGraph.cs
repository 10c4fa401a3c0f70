using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CqpPlatform.Web.Features.PersonalData;

/// <summary>
/// Everything that refers to one candidate, directly or through other rows, found by the foreign keys of the model: a table added tomorrow is
/// part of a person's file without anyone thinking of it.
/// </summary>
internal static class PersonGraph
{
    /// <summary>The rows of each table, the candidate first.</summary>
    /// <param name="tracked">To erase them; untracked to export.</param>
    public static async Task<IReadOnlyList<TenantEntity>> ReadAsync(CqpDbContext db, Guid candidateId, bool tracked, CancellationToken ct)
    {
        var found = new List<TenantEntity>();
        var seen = new HashSet<(IEntityType, Guid)>();
        var candidate = db.Model.FindEntityType(typeof(Candidate))!;
        var waiting = new Queue<(IEntityType Type, IReadOnlyList<Guid> Ids)>();
        await TakeAsync(candidate, nameof(TenantEntity.Id), [candidateId]);
        while (waiting.TryDequeue(out var principal))
            foreach (var key in principal.Type.GetReferencingForeignKeys().Where(k => typeof(TenantEntity).IsAssignableFrom(k.DeclaringEntityType.ClrType)))
                await TakeAsync(key.DeclaringEntityType, key.Properties.Single(p => p.Name != nameof(ITenantOwned.TenantId)).Name, principal.Ids);
        return found;

        async Task TakeAsync(IEntityType type, string reference, IReadOnlyList<Guid> ids)
        {
            var rows = await Rows(db, type.ClrType, reference, ids, tracked, ct);
            var fresh = rows.Where(r => seen.Add((type, r.Id))).ToList();
            if (fresh.Count == 0) return;
            found.AddRange(fresh);
            waiting.Enqueue((type, fresh.ConvertAll(r => r.Id)));
        }
    }

    /// <summary>The types a candidate's file may hold.</summary>
    public static IReadOnlyList<IEntityType> Types(IModel model)
    {
        var types = new List<IEntityType> { model.FindEntityType(typeof(Candidate))! };
        for (var i = 0; i < types.Count; i++)
            foreach (var dependent in types[i].GetReferencingForeignKeys().Select(k => k.DeclaringEntityType))
                if (!types.Contains(dependent)) types.Add(dependent);
        return types;
    }

    private static Task<List<TenantEntity>> Rows(CqpDbContext db, Type type, string reference, IReadOnlyList<Guid> ids, bool tracked, CancellationToken ct) =>
        (Task<List<TenantEntity>>)typeof(PersonGraph).GetMethod(nameof(RowsOf), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type).Invoke(null, [db, reference, ids, tracked, ct])!;

    private static async Task<List<TenantEntity>> RowsOf<T>(CqpDbContext db, string reference, IReadOnlyList<Guid> ids, bool tracked, CancellationToken ct) where T : TenantEntity
    {
        var nullable = db.Model.FindEntityType(typeof(T))!.FindProperty(reference)!.ClrType == typeof(Guid?);
        IQueryable<T> rows = tracked ? db.Set<T>() : db.Set<T>().AsNoTracking();
        rows = nullable ? rows.Where(r => ids.Contains(EF.Property<Guid?>(r, reference)!.Value)) : rows.Where(r => ids.Contains(EF.Property<Guid>(r, reference)));
        return [.. await rows.OrderBy(r => r.Id).ToListAsync(ct)];
    }
}
