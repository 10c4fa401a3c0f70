using CqpPlatform.Domain.Certifiers;

namespace CqpPlatform.Web.Documents;

/// <summary>The ornament of a certificate without a logo, in its certifier's colour: templates read no file themselves.</summary>
internal static class Rosette
{
    private static readonly Lazy<string> Drawn = new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Documents", "Templates", "guilloche.svg")));

    public static string Svg(string colour) => Drawn.Value.Replace(IdentityContent.Default.Ornament, colour, StringComparison.Ordinal);
}
