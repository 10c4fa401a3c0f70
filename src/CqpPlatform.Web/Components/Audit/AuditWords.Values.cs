using System.Globalization;
using System.Reflection;
using CqpPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CqpPlatform.Web.Components.Audit;

public static partial class AuditWords
{
    private static readonly Dictionary<Type, MethodInfo> EnumWords = new[] { typeof(Error).Assembly, typeof(AuditWords).Assembly }.SelectMany(a => a.GetTypes())
        .Where(t => t is { IsAbstract: true, IsSealed: true }).SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .Where(m => m.Name == "French" && m.ReturnType == typeof(string) && m.GetParameters() is [var one] && (Nullable.GetUnderlyingType(one.ParameterType) ?? one.ParameterType).IsEnum)
        .DistinctBy(m => Nullable.GetUnderlyingType(m.GetParameters()[0].ParameterType) ?? m.GetParameters()[0].ParameterType)
        .ToDictionary(m => Nullable.GetUnderlyingType(m.GetParameters()[0].ParameterType) ?? m.GetParameters()[0].ParameterType);

    private static readonly Dictionary<string, string> OtherValues = new()
    {
        ["production"] = "production",
        ["Comment"] = "commentaire",
        ["Criteria"] = "critères cochés",
        ["Rating"] = "appréciation",
        ["Draft"] = "brouillon",
        ["Published"] = "publiée",
        ["Closed"] = "retirée",
        ["Convened"] = "fixée",
        ["Earlier"] = "acquis auparavant",
        ["Jury"] = "décision du jury",
        ["Open"] = "ouverte",
        ["Passerelle"] = "passerelle",
        ["Sealed"] = "scellée",
    };

    public static string Verb(Noun noun, bool created, bool deleted) => (created ? "créé" : deleted ? "supprimé" : "modifié") + (noun.Feminine ? "e" : "");

    /// <summary>A stored value as people write it, or null where it says nothing to them.</summary>
    public static string? Value(IReadOnlyProperty? property, string stored)
    {
        var type = Nullable.GetUnderlyingType(property?.ClrType ?? typeof(string)) ?? property?.ClrType ?? typeof(string);
        if (type == typeof(bool)) return stored == "True" ? "oui" : "non";
        if (type == typeof(DateOnly)) return DateOnly.TryParse(stored, CultureInfo.InvariantCulture, out var day) ? FrenchFormat.Date(day) : null;
        if (type == typeof(TimeOnly)) return TimeOnly.TryParse(stored, CultureInfo.InvariantCulture, out var hour) ? FrenchFormat.Time(hour) : null;
        if (type == typeof(DateTimeOffset)) return DateTimeOffset.TryParse(stored, CultureInfo.InvariantCulture, out var instant) ? FrenchFormat.DateTime(instant) : null;
        if (type == typeof(Guid)) return null;
        if (type.IsEnum) return Enum.TryParse(type, stored, out var value) ? Word(type, value!) : null;
        if (type.IsGenericType && type.GetGenericArguments() is [{ IsEnum: true } item])
            return string.Join(", ", stored.Split(',').Select(s => Enum.TryParse(item, s, out var one) ? Word(item, one!) : null).OfType<string>());
        return DateOnly.TryParseExact(stored, "yyyy-MM-dd", out var dated) ? FrenchFormat.Date(dated) : stored;
    }

    /// <summary>Null where an enumeration has no French.</summary>
    public static string? Word(Type type, object value) => EnumWords.TryGetValue(type, out var words) ? (string)words.Invoke(null, [value])! : OtherValues.GetValueOrDefault(value.ToString()!);
}
