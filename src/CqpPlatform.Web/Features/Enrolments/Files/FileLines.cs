using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Files;

internal static class FileLines
{
    public static Task<List<JoinedFile>> OfAsync(CqpDbContext db, Guid enrolmentId, CancellationToken ct) =>
        db.SupportingFiles.Where(f => f.EnrolmentId == enrolmentId).OrderBy(f => f.AddedAt).Select(f => new JoinedFile(f.Id, f.Name, f.Type, f.Size, f.AddedAt)).ToListAsync(ct);
}
