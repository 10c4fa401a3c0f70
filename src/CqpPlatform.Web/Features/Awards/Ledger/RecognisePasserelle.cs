using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.Ledger;

public sealed record RecognisePasserelleInput(string CertificationCode, string BlockCode, Guid SourceId);

/// <summary>Recognises a block for one held in another certification: only as declared, only where the certifier opened it, and only because somebody said so.</summary>
public sealed class RecognisePasserelle(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result> ExecuteAsync(RecognisePasserelleInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.KeepLedger, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await CandidateRegistry.LockAsync(db, ct);
        var source = await db.Ledger().SingleOrDefaultAsync(h => h.Block.Id == input.SourceId, ct);
        var referential = (await LedgerReferentials.LastAsync(db, catalogue, ct)).FirstOrDefault(r => r.Code == input.CertificationCode);
        if (source is null || referential is null) return SecurityErrors.NotFound;
        // Of the person, whichever of their merged files a line was written in.
        var ledger = await db.Ledger().Where(h => h.PersonId == source.PersonId).Select(h => h.Block).ToListAsync(ct);
        var open = (await db.OpenPasserelles.Where(p => p.CertificationCode == referential.Code).Select(p => p.OtherReferential).ToListAsync(ct)).ToHashSet();
        var proposal = PasserelleProposal.Of(referential, ledger, await db.VersionsAsync(ledger, ct), await db.NamedAsync(referential, ct), open, unit.Today).FirstOrDefault(p => p.Block.Code == input.BlockCode && p.Source.Id == source.Block.Id);
        if (proposal is null) return AwardErrors.NotProposed;
        db.Add(AcquiredBlock.Recognise(proposal, referential));
        if (await unit.SaveAsync(reason: null, ct) is { Refused: true } refused) return refused;
        await transaction.CommitAsync(ct);
        return Result.Success;
    }
}
