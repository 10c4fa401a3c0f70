using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Juries.Rules;

/// <summary>One jury of one certification, as its referential declares it.</summary>
public sealed record DeclaredJury(string CertificationCode, string Routes, JuryRule Rule);

/// <param name="UnderWay">Sessions that are open, and keep the rules they opened under.</param>
public sealed record JuryRulesView(QuorumRule Quorum, int UnionSeats, int AppealDays, IReadOnlyList<DeclaredJury> Juries, int UnderWay);

/// <summary>What the certifier sets for its juries, beside what its referentials declare.</summary>
public sealed class ReadJuryRules(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<JuryRulesView>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageJury, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var profile = await unit.Db.CertifierProfiles.AsNoTracking().SingleAsync(ct);
        return new JuryRulesView(profile.Quorum, profile.UnionSeats, profile.AppealDays, await DeclaredAsync(unit.Db, catalogue, ct),
            await unit.Db.JurySessions.CountAsync(s => s.Status == JurySessionStatus.Open || s.Status == JurySessionStatus.Suspended, ct));
    }

    /// <summary>The juries of the last published version of each certification.</summary>
    internal static async Task<IReadOnlyList<DeclaredJury>> DeclaredAsync(CqpDbContext db, ReferentialCatalogue catalogue, CancellationToken ct)
    {
        var published = await db.ReferentialVersions.Where(v => v.Status == ReferentialStatus.Published).OrderByDescending(v => v.PublishedAt).Select(v => new { v.CertificationCode, v.Id }).ToListAsync(ct);
        var declared = new List<DeclaredJury>();
        foreach (var version in published.DistinctBy(v => v.CertificationCode).OrderBy(v => v.CertificationCode, StringComparer.Ordinal))
            declared.AddRange((await catalogue.GetAsync(db, version.Id, ct)).JuryGroups().Select(g => new DeclaredJury(version.CertificationCode, g.French, g.Rule)));
        return declared;
    }
}
