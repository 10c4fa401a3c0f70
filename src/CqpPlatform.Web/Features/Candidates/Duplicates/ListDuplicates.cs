using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Candidates.Duplicates;

/// <summary>The files that look alike across campaigns and organisations, the likest first, and the decisions that stand.</summary>
public sealed class ListDuplicates(WorkFactory work)
{
    public const int SettledShown = 50;

    public async Task<Result<DuplicateList>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.SettleDuplicates, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;

        var alike = await DuplicateSearch.UnsettledAsync(unit.Db, ct: ct);
        var ids = alike.Select(g => g.Key).ToList();
        var persons = await unit.Db.Candidates.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        // Each pair comes twice, once from either side.
        var waiting = from side in alike
                      from match in side
                      where side.Key.CompareTo(match.CandidateId) < 0
                      let left = persons[side.Key]
                      let right = persons[match.CandidateId]
                      orderby match.Likeness, left.BirthName, left.FirstNames
                      select new AlikePair(left.Id, left.Name, right.Id, right.Name, left.BirthDate, match.Likeness);
        return new DuplicateList([.. waiting], await SettledAsync(unit.Db, ct));
    }

    private static async Task<IReadOnlyList<SettledPair>> SettledAsync(CqpDbContext db, CancellationToken ct)
    {
        var rows = await (from review in db.DuplicateReviews
                          join kept in db.Candidates on review.KeptId equals kept.Id
                          join other in db.Candidates on review.OtherId equals other.Id
                          where review.UndoneAt == null
                          orderby review.DecidedAt descending
                          select new { review, kept, other }).AsNoTracking().Take(SettledShown).ToListAsync(ct);
        return [.. rows.Select(r => new SettledPair(r.review.Id, r.kept.Id, r.kept.Name, r.other.Id, r.other.Name, r.review.Verdict, r.review.Reason, r.review.DecidedByName, r.review.DecidedAt))];
    }
}
