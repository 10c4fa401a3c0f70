using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Referentials;

/// <param name="Json">The text of the file: what a published version is frozen from.</param>
public sealed record ShippedReferential(string File, string Json, Referential Referential);

/// <summary>The referentials shipped with the platform: one JSON file a version, in a folder.</summary>
public static class ShippedReferentials
{
    public const string SchemaFile = "referential.schema.json";

    /// <summary>Beside the application.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "Referentials");

    /// <summary>All of them in the order of their names, or one line for the first fault of each damaged file: file, path, reason.</summary>
    public static Result<IReadOnlyList<ShippedReferential>> Read(string folder)
    {
        if (!Directory.Exists(folder))
            return new Error("referentials-missing", $"Le dossier des référentiels «\u00A0{folder}\u00A0» n’existe pas.");
        var read = new List<ShippedReferential>();
        var faults = new List<Error>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var file = Path.GetFileName(path);
            if (file == SchemaFile)
                continue;
            var json = File.ReadAllText(path);
            var outcome = ReferentialJson.Read(json);
            if (outcome.Refused)
                faults.Add(Named(file, outcome.Errors[0], outcome.Errors.Count - 1));
            else if (!file.StartsWith(outcome.Value.Code, StringComparison.Ordinal))
                faults.Add(Named(file, ReferentialJson.Fault("$.code", $"«\u00A0{outcome.Value.Code}\u00A0» n’est pas le code que le nom du fichier annonce."), 0));
            else if (read.Any(r => (r.Referential.Code, r.Referential.Version) == (outcome.Value.Code, outcome.Value.Version)))
                faults.Add(Named(file, ReferentialJson.Fault("$.version", "cette version est déjà dans un autre fichier."), 0));
            else
                read.Add(new(file, json, outcome.Value));
        }
        return faults.Count > 0 ? faults : read;
    }

    private static Error Named(string file, Error fault, int others) => fault with
    {
        Message = $"{file}, {fault.Message}{(others == 0 ? "" : others == 1 ? " (et 1 autre défaut)" : $" (et {others} autres défauts)")}",
    };
}
