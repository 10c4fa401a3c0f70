using System.Text.Json;
using System.Text.Json.Serialization;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Referentials;

/// <summary>The key of a level as the JSON writes it, with a small letter first like every other name there: « inProgress ».</summary>
internal sealed class RatingJson : JsonConverter<Rating>
{
    public const string Form = "une clé de niveau (30 lettres sans accent ou chiffres au plus, une minuscule d’abord)";

    /// <summary>Null where it is no key.</summary>
    public static Rating? Of(string? written) => written is [>= 'a' and <= 'z', ..] ? Rating.Of(French.Capital(written)) : null;

    public static string Written(Rating rating) => char.ToLowerInvariant(rating.Key[0]) + rating.Key[1..];

    public override Rating Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(reader.GetString()) ?? throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Rating value, JsonSerializerOptions options) => writer.WriteStringValue(Written(value));
}
