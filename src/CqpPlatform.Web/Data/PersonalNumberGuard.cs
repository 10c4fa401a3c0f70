using CqpPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CqpPlatform.Web.Data;

/// <summary>The last wall behind every form, import and file name: a row that holds a social security number is not saved. A unit of work makes a refusal of it.</summary>
internal sealed class PersonalNumberGuard : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) => Check(eventData.Context!, result);

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Check(eventData.Context!, result));

    private static InterceptionResult<int> Check(DbContext db, InterceptionResult<int> result) =>
        db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified).SelectMany(Texts).Any(PersonalNumber.IsIn) ? throw new PersonalNumberFoundException() : result;

    private static IEnumerable<string?> Texts(EntityEntry entry) => entry.Properties.Concat(entry.ComplexProperties.SelectMany(c => c.Properties))
        .Where(p => entry.State == EntityState.Added || p.IsModified)
        .SelectMany(p => (p.Metadata.GetValueConverter()?.ConvertToProvider(p.CurrentValue) ?? p.CurrentValue) switch
        {
            string text => [text],
            IEnumerable<string?> texts => texts,
            _ => Array.Empty<string?>(),
        });
}

/// <summary>Its message repeats nothing of what was typed.</summary>
public sealed class PersonalNumberFoundException() : InvalidOperationException("A row to be saved holds a social security number.");
