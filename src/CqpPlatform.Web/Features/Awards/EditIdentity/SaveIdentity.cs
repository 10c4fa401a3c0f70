using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.EditIdentity;

/// <summary>
/// Adds a version of the certifier's identity: documents issued from then on wear it, those issued before keep their bytes. A specimen is drawn to the
/// documents' standards first, so that no image is found out on the day of a batch.
/// </summary>
public sealed class SaveIdentity(WorkFactory work, ReferentialCatalogue catalogue, DocumentRenderer renderer, EditIdentityValidator validator, IConfiguration configuration)
{
    public async Task<Result<int>> ExecuteAsync(EditIdentityInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.IssueDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (validator.Validate(input).ToResult() is { Refused: true } invalid) return Result.From(invalid.Errors);
        var content = input.Content();
        if (content.Refused) return Result.From(content.Errors);
        var last = await unit.Db.CertifierIdentities.AsNoTracking().OrderByDescending(i => i.Version).FirstOrDefaultAsync(ct);
        var next = CertifierIdentity.After(last, content.Value, new Signatory(unit.Actor.Id, unit.Actor.Name), unit.Now, unit.Today);
        if (next.Refused) return Result.From(next.Errors);
        var specimen = await Specimen.LoadAsync(unit, catalogue, configuration, ct);
        if (await renderer.TryAsync(specimen.Certificate(content.Value, stretched: true), ct) is { Refused: true } undrawn) return Result.From(undrawn.Errors);
        unit.Db.Add(next.Value);
        return await unit.SaveAsync(reason: null, ct) is { Refused: true } refused ? Result.From(refused.Errors) : next.Value.Version;
    }
}
