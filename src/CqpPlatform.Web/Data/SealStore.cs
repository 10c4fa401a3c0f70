using CqpPlatform.Web.Documents;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Data;

/// <summary>The installation's sealing certificate: one row, made by whichever node needs it first.</summary>
public sealed class SealStore(CqpDatabase database, TimeProvider time)
{
    private const string Row = "seal", Name = "CqpPlatform, cachet de l’installation";

    public async Task<SealCertificate> GetAsync(CancellationToken ct = default)
    {
        await using var db = database.OpenGlobal();
        if (await ReadAsync(db, ct) is { } known) return SealCertificate.Import(known);
        using (var made = SealCertificate.CreateSelfSigned(Name, time.GetUtcNow()))
        {
            // Two nodes at once: the first row stays, and both read it.
            await db.Database.ExecuteSqlAsync($"insert into installation_keys (name, value) values ({Row}, {made.Export()}) on conflict do nothing", ct);
        }
        return SealCertificate.Import((await ReadAsync(db, ct))!);
    }

    private static Task<byte[]?> ReadAsync(CqpDbContext db, CancellationToken ct) =>
        db.InstallationKeys.Where(k => k.Name == Row).Select(k => k.Value).SingleOrDefaultAsync(ct);
}
