using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Validation;
using FluentValidation;

namespace CqpPlatform.Web.Features.Awards.EditIdentity;

/// <summary>The identity as it is being chosen: seen in the preview at each change, kept only when it is saved.</summary>
public sealed record EditIdentityInput
{
    public string? Accent { get; set; }
    public string? Ornament { get; set; }
    public byte[]? Logo { get; set; }
    public byte[]? Signature { get; set; }
    public string? DelegateName { get; set; }
    public string? DelegateQuality { get; set; }
    public DateOnly? DelegatedOn { get; set; }

    public static EditIdentityInput Of(IdentityContent content) => new()
    {
        Accent = content.Accent,
        Ornament = content.Ornament,
        Logo = content.Logo,
        Signature = content.Signature,
        DelegateName = content.Delegate?.Name,
        DelegateQuality = content.Delegate?.Quality,
        DelegatedOn = content.Delegate?.DelegatedOn,
    };

    /// <summary>Images rebuilt and colours as the templates take them; refused where one is not what it should be.</summary>
    internal Result<IdentityContent> Content()
    {
        var (logo, signature) = (Clean(Logo, nameof(Logo)), Clean(Signature, nameof(Signature)));
        var errors = new List<Error>([.. logo.Errors, .. signature.Errors]);
        if (ColourContrast.Clean(Accent) is null) errors.Add(IdentityErrors.NoColour(nameof(Accent)));
        if (ColourContrast.Clean(Ornament) is null) errors.Add(IdentityErrors.NoColour(nameof(Ornament)));
        SigningDelegate? signs = null;
        if (!string.IsNullOrWhiteSpace(DelegateName) || !string.IsNullOrWhiteSpace(DelegateQuality) || DelegatedOn is not null)
        {
            if (string.IsNullOrWhiteSpace(DelegateName) || string.IsNullOrWhiteSpace(DelegateQuality) || DelegatedOn is null) errors.Add(IdentityErrors.DelegateIncomplete);
            else signs = new(DelegateName.Trim(), DelegateQuality.Trim(), DelegatedOn.Value);
        }
        if (errors.Count > 0) return errors;
        return new IdentityContent(ColourContrast.Clean(Accent)!, ColourContrast.Clean(Ornament)!, logo.Value.Image, signature.Value.Image, signs);
    }

    private static Result<Kept> Clean(byte[]? image, string field)
    {
        if (image is not { Length: > 0 }) return new Kept(null);
        var clean = DocumentImage.Clean(image, field);
        return clean.Refused ? Result.From(clean.Errors) : new Kept(clean.Value);
    }

    private sealed record Kept(byte[]? Image);
}

public sealed class EditIdentityValidator : AbstractValidator<EditIdentityInput>
{
    public EditIdentityValidator()
    {
        RuleFor(i => i.DelegateName).PrintedLine("Nom du délégataire", CertifierIdentity.NameMaxLength);
        RuleFor(i => i.DelegateQuality).PrintedLine("Qualité du délégataire", CertifierIdentity.NameMaxLength);
    }
}
