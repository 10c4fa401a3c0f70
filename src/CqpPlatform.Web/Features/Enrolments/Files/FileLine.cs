using CqpPlatform.Domain.Candidates;
using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Enrolments.Files;

/// <summary>A joined file as it is listed: never with its content.</summary>
public sealed record FileLine(Guid Id, string Name, SupportingFileType Type, int Size, DateTimeOffset AddedAt)
{
    public string SizeText => Size < 1024 * 1024 ? $"{Math.Max(1, Size / 1024)}\u00a0Ko" : $"{Size / 1024.0 / 1024:0.0}\u00a0Mo".Replace('.', ',');
}

internal static class FileLines
{
    public static Task<List<FileLine>> OfAsync(CqpDbContext db, Guid enrolmentId, CancellationToken ct) =>
        db.SupportingFiles.Where(f => f.EnrolmentId == enrolmentId).OrderBy(f => f.AddedAt).Select(f => new FileLine(f.Id, f.Name, f.Type, f.Size, f.AddedAt)).ToListAsync(ct);
}
