using CqpPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CqpPlatform.Web.Data;

/// <summary>The last wall behind every form, import and file name: a row that holds a social security number is not saved (product.md section 5).</summary>
internal static class PersonalNumberGuard
{
    public static bool HoldsPersonalNumber(this CqpDbContext db) => db.ChangeTracker.Entries()
        .Where(e => e.State is EntityState.Added or EntityState.Modified)
        .SelectMany(Texts).Any(PersonalNumber.IsIn);

    private static IEnumerable<string?> Texts(EntityEntry entry) => entry.Properties.Concat(entry.ComplexProperties.SelectMany(c => c.Properties))
        .Where(p => entry.State == EntityState.Added || p.IsModified)
        .SelectMany(p => (p.Metadata.GetValueConverter()?.ConvertToProvider(p.CurrentValue) ?? p.CurrentValue) switch
        {
            string text => [text],
            IEnumerable<string?> texts => texts,
            _ => Array.Empty<string?>(),
        });
}
