using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Validation;

namespace CqpPlatform.Web.Referentials;

/// <summary>
/// Compares a JSON text with the domain's records, constructor parameter by constructor parameter, and writes it again with something empty
/// in the place of what has a wrong form. The serializer alone stops at the first fault, and tells it in English.
/// </summary>
internal sealed class ReferentialShape : IDisposable
{
    private static readonly NullabilityInfoContext Nullability = new();
    private static readonly Dictionary<Type, (string Name, ParameterInfo Parameter, bool Nullable)[]> Known = [];

    private readonly ArrayBufferWriter<byte> mended = new();
    private readonly HashSet<string> damaged = [];
    private readonly Utf8JsonWriter writer;

    private ReferentialShape() => writer = new Utf8JsonWriter(mended);

    /// <summary>A wrong form: no draft can hold it.</summary>
    public List<Error> Wrong { get; } = [];

    /// <summary>A text still to write.</summary>
    public List<Error> Empty { get; } = [];

    public ReadOnlySpan<byte> Mended => mended.WrittenSpan;

    public static ReferentialShape Check(JsonElement root)
    {
        var shape = new ReferentialShape();
        shape.Object(root, typeof(Referential), "$");
        shape.writer.Flush();
        return shape;
    }

    public void Dispose() => writer.Dispose();

    /// <summary>The fault may only come from what was put in the place of a wrong form.</summary>
    public bool Hides(string path)
    {
        var section = Section(path);
        return damaged.Contains("$") || damaged.Contains(section)
            || (damaged.Contains("$.blocks") && section is "$.composition" or "$.notes" or "$.passerelles" or "$.equivalences")
            || (damaged.Contains("$.sources") && section is "$.blocks" or "$.scale" or "$.proposal");
    }

    /// <summary>The properties of a record, in order.</summary>
    internal static IEnumerable<(string Name, ParameterInfo Parameter)> Properties(Type record) => Parameters(record).Select(p => (p.Name, p.Parameter));

    // NullabilityInfoContext is not made for several threads.
    private static (string Name, ParameterInfo Parameter, bool Nullable)[] Parameters(Type record)
    {
        lock (Known)
        {
            if (!Known.TryGetValue(record, out var parameters))
                Known[record] = parameters = [.. record.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters()
                    .Select(p => (JsonNamingPolicy.CamelCase.ConvertName(p.Name!), p, Nullability.Create(p).WriteState == NullabilityState.Nullable))];
            return parameters;
        }
    }

    private void Object(JsonElement element, Type type, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Refuse(element, path, "un objet", type);
            return;
        }
        var properties = Parameters(type);
        var seen = new HashSet<string>();
        writer.WriteStartObject();
        foreach (var property in element.EnumerateObject())
        {
            var name = NameOf(property);
            var at = $"{path}.{Cut(name)}";
            var known = Array.Find(properties, p => p.Name == name);
            if (!seen.Add(name))
                Add(at, "propriété donnée deux fois.");
            else if (known.Name is not null)
            {
                writer.WritePropertyName(name);
                Value(property.Value, known.Parameter.ParameterType, known.Nullable, at);
            }
            else if (at != "$.$schema")
                Add(at, "propriété inconnue.");
        }
        foreach (var (name, parameter, nullable) in properties)
            if (!seen.Contains(name) && !parameter.HasDefaultValue)
            {
                Add($"{path}.{name}", "propriété manquante.");
                writer.WritePropertyName(name);
                Nothing(parameter.ParameterType, nullable, $"{path}.{name}");
            }
        writer.WriteEndObject();
    }

    private void Value(JsonElement element, Type declared, bool nullable, string path)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (element.ValueKind == JsonValueKind.Null)
        {
            if (!nullable) Add(path, "une valeur est attendue, null reçu.");
            Nothing(declared, nullable, path);
        }
        else if (type == typeof(string))
            Text(element, path);
        else if (type == typeof(bool))
            Expect(element.ValueKind is JsonValueKind.True or JsonValueKind.False, element, path, "true ou false", type);
        else if (type == typeof(int))
            Expect(element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out _), element, path, "un nombre entier", type);
        else if (type == typeof(decimal))
            Expect(element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out _), element, path, "un nombre", type);
        else if (type == typeof(DateOnly))
            Expect(TextOf(element) is { } date && IsDate(date), element, path, "une date AAAA-MM-JJ", type);
        else if (type == typeof(Rating))
            Expect(RatingJson.Of(TextOf(element)) is not null, element, path, RatingJson.Form, type);
        else if (type.IsEnum)
            Choice(element, type, path);
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            List(element, type, path);
        else
            Object(element, type, path);
    }

    private void Text(JsonElement element, string path)
    {
        if (TextOf(element) is not { } text)
        {
            Refuse(element, path, "un texte", typeof(string));
            return;
        }
        writer.WriteStringValue(text);
        if (string.IsNullOrWhiteSpace(text))
            Empty.Add(ReferentialJson.Fault(path, "texte vide."));
        else if (PersonalNumber.IsIn(text))
            Add(path, PersonalNumber.Refusal().Message);
        else if (TypedText.Unshowable("texte", text, manyLines: true) is { } fault)
            Add(path, fault.Message);
    }

    private void List(JsonElement element, Type type, string path)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            Refuse(element, path, "une liste", type);
            return;
        }
        var index = 0;
        writer.WriteStartArray();
        foreach (var child in element.EnumerateArray())
            Value(child, type.GetGenericArguments()[0], nullable: false, $"{path}[{index++}]");
        writer.WriteEndArray();
    }

    private void Choice(JsonElement element, Type type, string path)
    {
        string[] names = [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)];
        Expect(TextOf(element) is { } name && names.Contains(name), element, path, $"une valeur parmi {string.Join(", ", names)}", type);
    }

    private void Expect(bool right, JsonElement element, string path, string expected, Type type)
    {
        if (right) element.WriteTo(writer);
        else Refuse(element, path, expected, type);
    }

    private void Refuse(JsonElement element, string path, string expected, Type type)
    {
        var got = element.ValueKind switch
        {
            JsonValueKind.Object => "un objet",
            JsonValueKind.Array => "une liste",
            _ => Cut(element.GetRawText()),
        };
        Add(path, $"{expected} est attendu{(expected.StartsWith("une ", StringComparison.Ordinal) ? "e" : "")}, {got} reçu{(got.StartsWith("une ", StringComparison.Ordinal) ? "e" : "")}.");
        Nothing(type, nullable: false, path);
    }

    private void Add(string path, string reason) => Wrong.Add(ReferentialJson.Fault(path, reason));

    /// <summary>The emptiest value of that type.</summary>
    private void Nothing(Type declared, bool nullable, string path)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (nullable)
        {
            writer.WriteNullValue();
            return;
        }
        damaged.Add(Section(path));
        if (type == typeof(string)) writer.WriteStringValue("");
        else if (type == typeof(bool)) writer.WriteBooleanValue(false);
        else if (type == typeof(int) || type == typeof(decimal)) writer.WriteNumberValue(0);
        else if (type == typeof(DateOnly)) writer.WriteStringValue("0001-01-01");
        else if (type.IsEnum) writer.WriteStringValue(JsonNamingPolicy.CamelCase.ConvertName(Enum.GetNames(type)[0]));
        else if (type == typeof(Rating)) JsonSerializer.Serialize(writer, Rating.NotObserved, ReferentialJson.Options);
        else if (type.IsGenericType) JsonSerializer.Serialize(writer, Array.Empty<object>());
        else
        {
            writer.WriteStartObject();
            foreach (var (name, parameter, itsNull) in Parameters(type).Where(p => !p.Parameter.HasDefaultValue))
            {
                writer.WritePropertyName(name);
                Nothing(parameter.ParameterType, itsNull, path);
            }
            writer.WriteEndObject();
        }
    }

    /// <summary>« $.blocks » of « $.blocks[3].title ».</summary>
    private static string Section(string path) => path.IndexOfAny(['.', '['], Math.Min(2, path.Length)) is > 0 and var end ? path[..end] : path;

    /// <summary>Null where it is no text, or half a character (\ud800).</summary>
    private static string? TextOf(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    private static string Cut(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private static bool IsDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
