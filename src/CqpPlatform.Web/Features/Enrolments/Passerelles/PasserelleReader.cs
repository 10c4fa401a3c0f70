using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Passerelles;

/// <summary>A block that may be recognised, as the form and the certifier read it.</summary>
public sealed record ProposedBlock(string Block, string OtherCertification, string OtherBlock, DateOnly AcquiredOn, string MinutesNumber);

internal static class PasserelleReader
{
    /// <summary>Nothing while the certifier has not opened a passerelle towards the certification.</summary>
    public static async Task<IReadOnlyList<ProposedBlock>> ProposedAsync(UnitOfWork unit, Referential referential, Guid candidateId, CancellationToken ct)
    {
        if (referential.Passerelles.Count == 0) return [];
        var open = (await unit.Db.OpenPasserelles.Where(p => p.CertificationCode == referential.Code).Select(p => p.OtherReferential).ToListAsync(ct)).ToHashSet();
        if (open.Count == 0) return [];
        var held = await unit.Db.Ledger().Where(h => h.PersonId == candidateId).Select(h => h.Block).ToListAsync(ct);
        return [.. PasserelleProposal.Of(referential, held, await unit.Db.VersionsAsync(held, ct), await unit.Db.NamedAsync(referential, ct), open, unit.Today).Select(p => new ProposedBlock(p.Block.Code, p.Source.CertificationCode, p.Source.BlockCode, p.Source.AcquiredOn, p.Source.MinutesNumber))];
    }
}
