using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Declarations.WriteFiles;

/// <summary>
/// Writes everybody who is ready into as many files as their limits ask for, all of them or none. Each is validated before it is kept. Asked twice, the
/// second finds nobody left; asked twice at once, one of the two is refused.
/// </summary>
public sealed class WriteFiles(WorkFactory work, DeclarationQueue queue, IConfiguration configuration)
{
    /// <summary>Neither the schema nor the portal's documents that we have set a limit: these are ours, and the operator's to change.</summary>
    private const int DefaultPassages = 5_000, DefaultMegabytes = 10;

    public async Task<Result<IReadOnlyList<Guid>>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.DeclareCertified, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        if (await db.DeclarantAccounts.SingleOrDefaultAsync(ct) is not { } account) return DeclarationErrors.NoAccount;
        var prefix = await db.Tenants.Where(t => t.Id == db.TenantId).Select(t => t.DocumentPrefix).SingleAsync(ct);
        var ready = (await queue.ReadAsync(db, unit.Today, only: null, tracked: true, ct)).Where(d => d.IsReady).OrderBy(d => d.CertificationCode, StringComparer.Ordinal).ToList();
        if (ready.Count == 0) return DeclarationErrors.NothingToSend;

        var files = new List<Guid>();
        for (var next = 0; next < ready.Count;)
        {
            var file = DeclarationFile.Open(account.NextFile(), prefix, AccrochageSchema.Version, unit.Actor.Signatory, unit.Now);
            using var writer = new AccrochageWriter(file.FluxId, unit.Now.InParis(), account.ClientId, account.ContractId);
            do
            {
                if (Put(db, ready[next++], file, writer) is { Refused: true } refused) return refused;
            }
            while (next < ready.Count && writer.Passages < MostPassages && writer.Length + (2 * AccrochageWriter.LargestPassage) < MostBytes);
            using var written = writer.Close();
            if (AccrochageSchema.Faults(written) is { Count: > 0 } faults) return DeclarationErrors.NotValid(faults);
            file.Hold(written.ToArray(), writer.Passages);
            db.Add(file);
            files.Add(file.Id);
        }
        return await unit.SaveAsync(reason: null, ct) is { Refused: true } lost ? lost : files;
    }

    private int MostPassages => configuration.GetValue("Declaration:MaxPassages", DefaultPassages);
    private long MostBytes => configuration.GetValue("Declaration:MaxMegabytes", DefaultMegabytes) * 1024L * 1024L;

    private static Result Put(CqpDbContext db, Declarable ready, DeclarationFile file, AccrochageWriter writer)
    {
        var passage = ready.Passage;
        if (passage is null) db.Add(passage = DeclaredPassage.Create(ready.EnrolmentId));
        if (passage.Send(file.Id, ready.Digest!) is { Refused: true } refused) return refused;
        db.Add(DeclarationLine.Create(file.Id, passage.Id, ready.Digest!));
        writer.Write(passage.TechnicalId, ready.Facts!);
        return Result.Success;
    }
}
