using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Certifiers;

/// <summary>Who signs in the signatory's place, and since when they may.</summary>
public sealed record SigningDelegate(string Name, string Quality, DateOnly DelegatedOn);

/// <summary>How documents look and who signs them.</summary>
/// <param name="Accent">Of titles, as « #1b4b6b ».</param>
/// <param name="Ornament">Of the frame, the rules and the rosette.</param>
/// <param name="Logo">Takes the rosette's place on the certificate's frame.</param>
/// <param name="Signature">An image of a signature by hand.</param>
/// <param name="Delegate">Null: the signatory of the mentions signs.</param>
public sealed record IdentityContent(string Accent, string Ornament, byte[]? Logo = null, byte[]? Signature = null, SigningDelegate? Delegate = null)
{
    /// <summary>What documents wear until their certifier chooses.</summary>
    public static IdentityContent Default { get; } = new("#1b4b6b", "#1b4b6b");

    public bool SameAs(IdentityContent other) =>
        (Accent, Ornament, Delegate) == (other.Accent, other.Ornament, other.Delegate)
        && (Logo ?? []).AsSpan().SequenceEqual(other.Logo) && (Signature ?? []).AsSpan().SequenceEqual(other.Signature);
}

/// <summary>
/// One version of the certifier's identity on its documents. The last version dresses what is issued from then on; the others stay, and the documents issued
/// under them are bytes that nothing redraws.
/// </summary>
public sealed class CertifierIdentity : TenantEntity
{
    public const int ColourLength = 7, NameMaxLength = CertifierProfile.ShortTextMaxLength;

    private CertifierIdentity() { }

    public int Version { get; private set; }
    public string Accent { get; private set; } = "";
    public string Ornament { get; private set; } = "";
    public byte[]? Logo { get; private set; }
    public byte[]? Signature { get; private set; }
    public string? DelegateName { get; private set; }
    public string? DelegateQuality { get; private set; }
    public DateOnly? DelegatedOn { get; private set; }
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>NOM Prénom.</summary>
    public string SavedBy { get; private set; } = "";

    public IdentityContent Content => new(Accent, Ornament, Logo, Signature, DelegatedOn is { } on ? new(DelegateName!, DelegateQuality!, on) : null);

    /// <summary>The version after that one. The images come cleaned (<see cref="DocumentImage"/>).</summary>
    public static Result<CertifierIdentity> After(CertifierIdentity? last, IdentityContent content, Signatory by, DateTimeOffset now, DateOnly today)
    {
        var faults = Faults(content, today).ToList();
        if (faults.Count > 0) return faults;
        if (content.SameAs(last?.Content ?? IdentityContent.Default)) return IdentityErrors.NothingChanged;
        return new CertifierIdentity
        {
            Version = (last?.Version ?? 0) + 1,
            Accent = content.Accent,
            Ornament = content.Ornament,
            Logo = content.Logo,
            Signature = content.Signature,
            DelegateName = content.Delegate?.Name.Trim(),
            DelegateQuality = content.Delegate?.Quality.Trim(),
            DelegatedOn = content.Delegate?.DelegatedOn,
            SavedAt = now,
            SavedBy = by.Name,
        };
    }

    private static IEnumerable<Error> Faults(IdentityContent content, DateOnly today)
    {
        foreach (var (field, colour, least) in new[] { ("Accent", content.Accent, ColourContrast.OfText), ("Ornament", content.Ornament, ColourContrast.OfShapes) })
        {
            if (ColourContrast.Clean(colour) != colour) yield return IdentityErrors.NoColour(field);
            else if (ColourContrast.OnWhite(colour) is var contrast && contrast < least) yield return IdentityErrors.TooPale(field, contrast, least);
        }
        if (content.Delegate is not { } signs) yield break;
        if (string.IsNullOrWhiteSpace(signs.Name) || string.IsNullOrWhiteSpace(signs.Quality)) yield return IdentityErrors.DelegateIncomplete;
        if (signs.DelegatedOn > today) yield return IdentityErrors.DelegatedInTheFuture;
    }
}
