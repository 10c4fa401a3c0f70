using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Operations.CreateTenant;

/// <summary>The referentials shipped with the platform, which a new certifier may certify.</summary>
public sealed class ReadTenantChoices(WorkFactory work, IConfiguration configuration)
{
    public async Task<Result<IReadOnlyList<SelectOption>>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageTenants, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        return configuration.ReadShippedReferentials().Select(r => new SelectOption(r.Referential.Code, $"{r.Referential.Code}, {r.Referential.ShortTitle}")).ToList();
    }
}
