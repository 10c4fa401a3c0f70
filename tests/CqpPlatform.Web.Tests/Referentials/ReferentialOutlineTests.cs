using System.Text.Json;
using System.Text.Json.Nodes;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Referentials;

namespace CqpPlatform.Web.Tests.Referentials;

public sealed class ReferentialOutlineTests
{
    /// <summary>Every value of a referential changed in turn: none escapes the comparison, whoever adds one later.</summary>
    [Theory]
    [InlineData("RNCP31391")]
    [InlineData("RNCP41351")]
    public void No_value_can_change_without_the_comparison_saying_so(string code)
    {
        var referential = Shipped.Of(code);
        var root = JsonNode.Parse(ReferentialJson.Write(referential))!;
        var silent = new List<string>();
        foreach (var leaf in Leaves(root).Where(l => l.GetPath() is not ("$.version" or "$.versionLabel")).ToList())
        {
            if (Changed(leaf) is not { } value) continue;
            var (parent, path) = (leaf.Parent!, leaf.GetPath());
            JsonNode restored;
            if (parent is JsonObject named)
            {
                var name = leaf.GetPropertyName();
                named[name] = value;
                Look(path);
                named[name] = restored = leaf;
            }
            else
            {
                var index = leaf.GetElementIndex();
                parent.AsArray()[index] = value;
                Look(path);
                parent.AsArray()[index] = restored = leaf;
            }
        }
        silent.ShouldBeEmpty();

        void Look(string path)
        {
            var other = root.Deserialize<Referential>(ReferentialJson.Options)!;
            if (ReferentialComparison.Of(referential, other).Count == 0) silent.Add(path);
        }
    }

    private static IEnumerable<JsonValue> Leaves(JsonNode node) => node switch
    {
        JsonObject o => o.Where(p => p.Value is not null).SelectMany(p => Leaves(p.Value!)),
        JsonArray a => a.SelectMany(n => Leaves(n!)),
        _ => [node.AsValue()],
    };

    private static JsonValue? Changed(JsonValue leaf) => leaf.GetValueKind() switch
    {
        JsonValueKind.True => JsonValue.Create(false),
        JsonValueKind.False => JsonValue.Create(true),
        JsonValueKind.Number => JsonValue.Create(leaf.GetValue<JsonElement>().GetDecimal() + 1),
        _ when DateOnly.TryParse(leaf.GetValue<string>(), out var day) => JsonValue.Create($"{day.AddDays(1):yyyy-MM-dd}"),
        _ when Enum(leaf) is { } other => JsonValue.Create(other),
        _ when leaf.GetPath().EndsWith(".rating", StringComparison.Ordinal) => JsonValue.Create("another"),
        _ => JsonValue.Create(leaf.GetValue<string>() + " modifié"),
    };

    /// <summary>Another value of the enum the text is one of, by the name of its property.</summary>
    private static string? Enum(JsonValue leaf)
    {
        var path = leaf.GetPath();
        Type? type = path switch
        {
            _ when path.EndsWith(".source", StringComparison.Ordinal) || path.Contains(".scale.levels[", StringComparison.Ordinal) && path.Contains(".sources[", StringComparison.Ordinal) => typeof(SourceKind),
            _ when path.EndsWith(".route", StringComparison.Ordinal) => typeof(AccessRoute),
            _ when path.EndsWith(".college", StringComparison.Ordinal) => typeof(College),
            _ when path.EndsWith(".presidency", StringComparison.Ordinal) => typeof(JuryPresidency),
            _ when path.EndsWith(".majority", StringComparison.Ordinal) => typeof(JuryMajority),
            "$.proposal.kind" => typeof(ProposalKind),
            "$.validity.kind" => typeof(ValidityKind),
            _ => null,
        };
        return type is null ? null : JsonNamingPolicy.CamelCase.ConvertName(System.Enum.GetNames(type).First(n => !n.Equals(leaf.GetValue<string>(), StringComparison.OrdinalIgnoreCase)));
    }
}
