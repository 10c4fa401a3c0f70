using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Referentials;

/// <summary>A referential as JSON (referential.schema.json): strict in reading, and every fault told with its path.</summary>
public static class ReferentialJson
{
    /// <summary>How referentials are written, in files and by the API alike.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
    };

    public static string Write(Referential referential) => JsonSerializer.Serialize(referential, Options);

    /// <summary>The referential, or one line a fault: path in the JSON, then the reason.</summary>
    public static Result<Referential> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var faults = ReferentialShape.Check(document.RootElement);
            if (faults.Count > 0)
                return faults;
            var referential = document.Deserialize<Referential>(Options)!;
            var inconsistencies = new ReferentialStructure(referential).Check();
            return inconsistencies.Count > 0 ? inconsistencies : referential;
        }
        catch (JsonException e)
        {
            return Fault("$", $"le fichier n’est pas du JSON complet, ligne {e.LineNumber + 1}, colonne {e.BytePositionInLine + 1}.");
        }
    }

    internal static Error Fault(string path, string reason) => new("referential-invalid", $"{path}\u00A0: {reason}", Field: path);
}
