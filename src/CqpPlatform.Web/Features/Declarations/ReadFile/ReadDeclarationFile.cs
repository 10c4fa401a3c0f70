using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Declarations.ReadFile;

/// <param name="SentAgain">A later file holds it: this one's answer was a rejection.</param>
public sealed record DeclaredLine(Guid CandidateId, string Holder, string CertificationCode, string TechnicalId, DeclarationState State, string? Message, bool SentAgain);

public sealed record ReportLine(DateTimeOffset ReceivedAt, string ReceivedByName, string? TreatmentId, int Accepted, int Rejected);

public sealed record DeclarationFileView(Guid Id, string FileName, DateTimeOffset CreatedAt, string CreatedByName, string SchemaVersion, string FluxId, string Sha256, DateTimeOffset? ErasedAt, IReadOnlyList<DeclaredLine> Lines, IReadOnlyList<ReportLine> Reports);

/// <summary>One file: who is in it, and what was answered of each.</summary>
public sealed class ReadDeclarationFile(WorkFactory work)
{
    public async Task<Result<DeclarationFileView>> ExecuteAsync(Guid fileId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.DeclareCertified, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        var file = await db.DeclarationFiles.Where(f => f.Id == fileId).Select(f => new { f.FileName, f.CreatedAt, f.CreatedByName, f.SchemaVersion, f.Sha256, f.ErasedAt }).SingleOrDefaultAsync(ct);
        if (file is null) return SecurityErrors.NotFound;
        var lines = await (
            from line in db.DeclarationLines
            join p in db.DeclaredPassages on line.PassageId equals p.Id
            join e in db.Enrolments on p.EnrolmentId equals e.Id
            join c in db.Campaigns on e.CampaignId equals c.Id
            join person in db.Candidates on e.CandidateId equals person.Id
            where line.FileId == fileId
            orderby c.CertificationCode, person.BirthName, person.FirstNames
            select new { person.Id, person.BirthName, person.FirstNames, c.CertificationCode, Passage = p.Id, p.State, p.Message, p.FileId }).ToListAsync(ct);
        var reports = await db.DeclarationReports.Where(r => r.FileId == fileId).OrderBy(r => r.ReceivedAt)
            .Select(r => new ReportLine(r.ReceivedAt, r.ReceivedByName, r.TreatmentId, r.Accepted, r.Rejected)).ToListAsync(ct);
        return new DeclarationFileView(fileId, file.FileName, file.CreatedAt, file.CreatedByName, file.SchemaVersion, fileId.ToString("D"), file.Sha256, file.ErasedAt,
            lines.ConvertAll(l => new DeclaredLine(l.Id, CandidateIdentity.NameOf(l.BirthName, l.FirstNames), l.CertificationCode, l.Passage.ToString("D"), l.FileId == fileId ? l.State : DeclarationState.Rejected,
                l.FileId == fileId ? l.Message : null, l.FileId != fileId)), reports);
    }
}
