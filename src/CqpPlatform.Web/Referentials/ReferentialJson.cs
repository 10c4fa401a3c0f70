using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Referentials;

/// <param name="Left">What is left to declare before it can be published, each with its path.</param>
public sealed record DraftReferential(Referential Referential, IReadOnlyList<Error> Left);

/// <summary>A referential as JSON (referential.schema.json): strict in reading, and every fault told with its path.</summary>
public static class ReferentialJson
{
    /// <summary>In UTF-8; a hundred times the largest referential known.</summary>
    public const int MostBytes = 10_000_000;

    private const int MostFaults = 1_000;

    /// <summary>How referentials are written, in files and by the API alike.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new RatingJson() },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = true,
    };

    public static string Write(Referential referential) => JsonSerializer.Serialize(referential, Options);

    /// <summary>A referential fit to be published, or one line a fault: path in the JSON, then the reason.</summary>
    public static Result<Referential> Read(string json)
    {
        var read = ReadAll(json);
        if (read.Refused) return Result.From(read.Errors);
        var (referential, wrong, left) = read.Value;
        return wrong.Count + left.Count == 0 ? referential : Bounded([.. wrong, .. left]);
    }

    /// <summary>A draft: well formed, perhaps unfinished.</summary>
    public static Result<DraftReferential> ReadDraft(string json)
    {
        var read = ReadAll(json);
        if (read.Refused) return Result.From(read.Errors);
        var (referential, wrong, left) = read.Value;
        return wrong.Count > 0 ? Bounded([.. wrong, .. left]) : new DraftReferential(referential, Bounded(left));
    }

    internal static Error Fault(string path, string reason) => new("referential-invalid", $"{path}\u00A0: {reason}", Field: path);

    private static Result<(Referential Referential, List<Error> Wrong, List<Error> Left)> ReadAll(string json)
    {
        if (Encoding.UTF8.GetByteCount(json) > MostBytes)
            return Fault("$", $"le fichier dépasse {MostBytes / 1_000_000} Mo, ce n’est pas un référentiel.");
        try
        {
            using var document = JsonDocument.Parse(json.TrimStart('\uFEFF'));
            using var shape = ReferentialShape.Check(document.RootElement);
            // What has a wrong form is replaced by something empty, so that the rest is judged in the same reading.
            var referential = JsonSerializer.Deserialize<Referential>(shape.Mended, Options)!;
            var left = new ReferentialStructure(referential).Check().FindAll(f => !shape.Hides(f.Field!));
            return (referential, [.. shape.Wrong], [.. shape.Empty, .. left]);
        }
        catch (JsonException e)
        {
            return Unreadable(json, e);
        }
    }

    private static Error Unreadable(string json, JsonException fault)
    {
        var (line, column) = ((fault.LineNumber ?? 0) + 1, (fault.BytePositionInLine ?? 0) + 1);
        var last = json.LastIndexOf('\n') + 1;
        var cut = fault.LineNumber == json.Count(c => c == '\n') && fault.BytePositionInLine >= Encoding.UTF8.GetByteCount(json.AsSpan(last));
        return Fault("$", cut ? $"le fichier n’est pas du JSON complet, ligne {line}, colonne {column}." : $"le fichier n’est pas du JSON correct, ligne {line}, colonne {column}.");
    }

    private static List<Error> Bounded(List<Error> faults) => faults.Count <= MostFaults
        ? faults
        : [.. faults.Take(MostFaults), Fault("$", $"et {faults.Count - MostFaults} autres défauts.")];
}
