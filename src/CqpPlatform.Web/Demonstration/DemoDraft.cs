using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Referentials;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Demonstration;

/// <summary>A next version being written: one competency reworded, one still without a title.</summary>
internal static class DemoDraft
{
    public static async Task WriteAsync(CqpDbContext db, ReferentialCatalogue catalogue, string code, CancellationToken ct)
    {
        var source = await db.ReferentialVersions.AsNoTracking().SingleAsync(v => v.CertificationCode == code, ct);
        var referential = await catalogue.GetAsync(db, source.Id, ct);
        var block = referential.Blocks[0];
        var reworded = block.Competencies[0] with { Title = block.Competencies[0].Title.TrimEnd('.') + ", y compris à distance." };
        var draft = referential with
        {
            Version = "2027-01-15",
            VersionLabel = "version du 15/01/2027",
            Blocks = [block with { Competencies = [reworded, .. block.Competencies.Skip(1), new Competency($"{reworded.Code}bis", "", [], [], [])] }, .. referential.Blocks.Skip(1)],
        };
        db.Add(ReferentialVersion.Draft(draft, ReferentialJson.Write(draft), source.Id));
        await db.SaveChangesAsync(ct);
    }
}
