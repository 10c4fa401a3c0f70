using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Awards.EditIdentity;

/// <summary>A specimen drawn by the very template that will print, as an SVG picture. Nothing is kept.</summary>
public sealed class PreviewIdentity(WorkFactory work, ReferentialCatalogue catalogue, DocumentRenderer renderer, EditIdentityValidator validator, IConfiguration configuration)
{
    /// <param name="stretched">With a long name and long titles.</param>
    public async Task<Result<string>> ExecuteAsync(EditIdentityInput input, DocumentKind kind, bool stretched, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.IssueDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return Result.From(invalid.Errors);
        var content = input.Content();
        if (content.Refused) return Result.From(content.Errors);
        var specimen = await Specimen.LoadAsync(unit, catalogue, configuration, ct);
        return kind == DocumentKind.Attestation
            ? await renderer.PictureAsync(specimen.Attestation(content.Value, stretched), ct)
            : await renderer.PictureAsync(specimen.Certificate(content.Value, stretched), ct);
    }
}
