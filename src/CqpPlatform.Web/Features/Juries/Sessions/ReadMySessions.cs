using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Sessions;

/// <summary>The sessions where the actor sits.</summary>
public sealed class ReadMySessions(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<IReadOnlyList<JurySessionLine>>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.Deliberate, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var me = unit.Actor.MembershipId;
        var lines = await JurySessionLines.OfAsync(unit, catalogue, unit.Db.JurySessions.Where(s => s.Members.Any(m => m.MembershipId == me)), ct);
        return lines.ToList();
    }
}
