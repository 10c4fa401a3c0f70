using CqpPlatform.Domain.Certifiers;

namespace CqpPlatform.Web.Documents;

/// <summary>How one certifier's documents look, as the templates take it.</summary>
/// <param name="Accent">Of titles, as « #1b4b6b ».</param>
/// <param name="Ornament">Of the frame, the rules and the rosette.</param>
/// <param name="Logo">An SVG text, like <paramref name="Signature"/>: a PNG is wrapped in one.</param>
/// <param name="Specimen">Says so across the page.</param>
public sealed record DocumentLook(string Accent, string Ornament, string? Logo = null, string? Signature = null, bool Specimen = false)
{
    public static DocumentLook Default { get; } = Of(IdentityContent.Default);

    public static DocumentLook Of(IdentityContent identity) => new(identity.Accent, identity.Ornament, Svg(identity.Logo), Svg(identity.Signature));

    private static string? Svg(byte[]? image) => image is null ? null : DocumentImage.ToSvg(image);
}

/// <summary>Who signs a document.</summary>
/// <param name="For">« Pour Gérard VAUTRIN, président, par délégation du 3 mars 2026 »; null where the signatory signs.</param>
public sealed record DocumentSignatory(string Name, string Quality, string? For = null)
{
    public static DocumentSignatory Of(CertifierProfile profile, SigningDelegate? signs) => signs is null
        ? new(profile.SignatoryName, profile.SignatoryQuality)
        : new(signs.Name, signs.Quality, $"Pour {profile.SignatoryName}, {profile.SignatoryQuality}, par délégation du {PrintedFrench.LongDate(signs.DelegatedOn)}");

    /// <summary>As the public page tells it, on one line.</summary>
    internal string Fact => For is null ? $"{Name}, {Quality}" : $"{Name}, {Quality}, {PrintedFrench.LowerFirst(For)}";
}
