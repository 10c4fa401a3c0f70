using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CqpPlatform.Web.Data;

/// <summary>
/// Says once, in each entity's configuration, which columns name or describe a person. The audit keeps their values where they can be erased
/// (docs/adr/0005); export and erasure read the same marks.
/// </summary>
public static class PersonalData
{
    private const string Mark = "Cqp:Personal", Untold = "Cqp:Untold";

    public static PropertyBuilder<T> IsPersonal<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Mark, true);

    public static bool IsPersonal(this IReadOnlyProperty property) => property.FindAnnotation(Mark) is not null;

    /// <summary>Says that the audit does not repeat a column: a report holds the values of a whole file, of people that nothing else names; a fiche is a file itself.</summary>
    public static PropertyBuilder<T> IsLeftOutOfAudit<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Untold, true);

    public static bool IsLeftOutOfAudit(this IReadOnlyProperty property) => property.FindAnnotation(Untold) is not null;

    /// <summary>True where a row tells something of a person, so that a reason typed about it may too.</summary>
    public static bool IsAboutAPerson(this IReadOnlyEntityType entity) => entity.GetProperties().Any(IsPersonal);
}
