using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Referentials.CheckBlockChoice;

public sealed class CheckBlockChoice(WorkFactory work, ReferentialCatalogue catalogue)
{
    /// <summary>Every rule the choice breaks; an empty list means it is valid. Refused only where the certification is not this tenant's.</summary>
    public async Task<Result<IReadOnlyList<Error>>> ExecuteAsync(string code, BlockChoice choice, IReadOnlySet<string>? acquired = null, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadReferential, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await unit.Db.ReferentialVersions.CurrentAsync(code, ct) is not { } version) return SecurityErrors.NotFound;
        var referential = await catalogue.GetAsync(unit.Db, version.Id, ct);
        return new List<Error>(referential.Composition.Check(choice, acquired)).AsReadOnly();
    }
}
