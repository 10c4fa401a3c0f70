using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Declarations.ListDeclarations;

/// <param name="Waiting">Declarations that no report has named yet.</param>
public sealed record FileLine(Guid Id, string FileName, DateTimeOffset CreatedAt, int Passages, int Accepted, int Waiting)
{
    public int Rejected => Passages - Accepted - Waiting;
}

/// <summary>An accepted declaration whose certificate is no longer what was declared: no file says so, the certifier does.</summary>
public sealed record ChangedSince(Guid CandidateId, string Holder, string DocumentNumber, bool Revoked);

public sealed record DeclarationsView(DateOnly Today, bool HasAccount, IReadOnlyList<Declarable> Waiting, IReadOnlyList<FileLine> Files, int Accepted, IReadOnlyList<ChangedSince> Changed)
{
    public IReadOnlyList<Declarable> Ready => [.. Waiting.Where(d => d.IsReady)];

    /// <summary>Rejected, or with a datum that would be.</summary>
    public IReadOnlyList<Declarable> ToMend => [.. Waiting.Where(d => !d.IsReady && d.State != DeclarationState.InFile)];
}

/// <summary>What is due to the Caisse des Dépôts, what came back, and the files written.</summary>
public sealed class ReadDeclarations(WorkFactory work, DeclarationQueue queue)
{
    public async Task<Result<DeclarationsView>> ExecuteAsync(CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.DeclareCertified, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        var waiting = await queue.ReadAsync(db, unit.Today, ct: ct);
        var states = (await db.DeclaredPassages.Where(p => p.FileId != null).GroupBy(p => new { p.FileId, p.State }).Select(g => new { g.Key.FileId, g.Key.State, Count = g.Count() }).ToListAsync(ct))
            .ToDictionary(g => (g.FileId!.Value, g.State), g => g.Count);
        var files = (await db.DeclarationFiles.OrderByDescending(f => f.Number).Select(f => new { f.Id, f.FileName, f.CreatedAt, f.Passages }).ToListAsync(ct))
            .ConvertAll(f => new FileLine(f.Id, f.FileName, f.CreatedAt, f.Passages, states.GetValueOrDefault((f.Id, DeclarationState.Accepted)), states.GetValueOrDefault((f.Id, DeclarationState.InFile))));
        return new DeclarationsView(unit.Today, await db.DeclarantAccounts.AnyAsync(ct), waiting, files, await db.DeclaredPassages.CountAsync(p => p.State == DeclarationState.Accepted, ct), await ChangedAsync(db, ct));
    }

    private static async Task<IReadOnlyList<ChangedSince>> ChangedAsync(CqpDbContext db, CancellationToken ct)
    {
        var rows = await (
            from p in db.DeclaredPassages
            join file in db.DeclarationFiles on p.FileId equals file.Id
            join e in db.Enrolments on p.EnrolmentId equals e.Id
            join person in db.Candidates on e.CandidateId equals person.Id
            let last = db.IssuedDocuments.Where(d => d.EnrolmentId == e.Id && d.Kind == DocumentKind.Certificate).OrderByDescending(d => d.IssuedAt).Select(d => new { d.Number, d.State, d.IssuedAt }).First()
            where p.State == DeclarationState.Accepted && (last.State != DocumentState.Valid || last.IssuedAt > file.CreatedAt)
            orderby person.BirthName, person.FirstNames
            select new { person.Id, person.BirthName, person.FirstNames, last.Number, Revoked = last.State != DocumentState.Valid }).ToListAsync(ct);
        return rows.ConvertAll(r => new ChangedSince(r.Id, CandidateIdentity.NameOf(r.BirthName, r.FirstNames), r.Number, r.Revoked));
    }
}
