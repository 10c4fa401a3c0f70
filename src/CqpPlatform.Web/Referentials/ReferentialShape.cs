using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Referentials;

/// <summary>
/// Compares a JSON text with the domain's records, constructor parameter by constructor parameter. The serializer alone stops at
/// the first fault, and tells it in English.
/// </summary>
internal sealed class ReferentialShape
{
    private readonly List<Error> faults = [];
    private readonly NullabilityInfoContext nullability = new();

    public static List<Error> Check(JsonElement root)
    {
        var shape = new ReferentialShape();
        shape.Object(root, typeof(Referential), "$");
        return shape.faults;
    }

    /// <summary>The properties of a record, in order, and whether each must be there.</summary>
    internal static IEnumerable<(string Name, ParameterInfo Parameter)> Properties(Type record) =>
        record.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters()
            .Select(p => (JsonNamingPolicy.CamelCase.ConvertName(p.Name!), p));

    private void Object(JsonElement element, Type type, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Wrong(element, path, "un objet");
            return;
        }
        var properties = Properties(type).ToDictionary(p => p.Name, p => p.Parameter);
        var seen = new HashSet<string>();
        foreach (var property in element.EnumerateObject())
        {
            var at = $"{path}.{property.Name}";
            if (!seen.Add(property.Name))
                Add(at, "propriété donnée deux fois.");
            else if (properties.TryGetValue(property.Name, out var parameter))
                Value(property.Value, parameter.ParameterType, IsNullable(parameter), at);
            else if (at != "$.$schema")
                Add(at, "propriété inconnue.");
        }
        foreach (var (name, parameter) in properties)
            if (!seen.Contains(name) && !parameter.HasDefaultValue)
                Add($"{path}.{name}", "propriété manquante.");
    }

    private void Value(JsonElement element, Type declared, bool nullable, string path)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (element.ValueKind == JsonValueKind.Null)
        {
            if (!nullable)
                Add(path, "une valeur est attendue, null reçu.");
        }
        else if (type == typeof(string))
            Text(element, path);
        else if (type == typeof(bool))
            Expect(element.ValueKind is JsonValueKind.True or JsonValueKind.False, element, path, "true ou false");
        else if (type == typeof(int))
            Expect(element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out _), element, path, "un nombre entier");
        else if (type == typeof(decimal))
            Expect(element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out _), element, path, "un nombre");
        else if (type == typeof(DateOnly))
            Expect(element.ValueKind == JsonValueKind.String && IsDate(element.GetString()!), element, path, "une date AAAA-MM-JJ");
        else if (type.IsEnum)
            Choice(element, type, path);
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            Array(element, type.GetGenericArguments()[0], path);
        else
            Object(element, type, path);
    }

    private void Text(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.String)
            Wrong(element, path, "un texte");
        else if (string.IsNullOrWhiteSpace(element.GetString()))
            Add(path, "texte vide.");
    }

    private void Array(JsonElement element, Type item, string path)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            Wrong(element, path, "une liste");
            return;
        }
        var index = 0;
        foreach (var child in element.EnumerateArray())
            Value(child, item, nullable: false, $"{path}[{index++}]");
    }

    private void Choice(JsonElement element, Type type, string path)
    {
        string[] names = [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)];
        Expect(element.ValueKind == JsonValueKind.String && names.Contains(element.GetString()), element, path, $"une valeur parmi {string.Join(", ", names)}");
    }

    private void Expect(bool right, JsonElement element, string path, string expected)
    {
        if (!right)
            Wrong(element, path, expected);
    }

    private void Wrong(JsonElement element, string path, string expected)
    {
        var got = element.ValueKind switch
        {
            JsonValueKind.Object => "un objet",
            JsonValueKind.Array => "une liste",
            _ => element.GetRawText(),
        };
        Add(path, $"{expected} est attendu{(expected.StartsWith("une ", StringComparison.Ordinal) ? "e" : "")}, {got} reçu{(got.StartsWith("une ", StringComparison.Ordinal) ? "e" : "")}.");
    }

    private void Add(string path, string reason) => faults.Add(ReferentialJson.Fault(path, reason));

    private bool IsNullable(ParameterInfo parameter) => nullability.Create(parameter).WriteState == NullabilityState.Nullable;

    private static bool IsDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
