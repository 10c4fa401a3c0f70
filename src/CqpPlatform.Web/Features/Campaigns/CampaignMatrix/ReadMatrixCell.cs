using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Campaigns.CampaignMatrix;

public sealed record ReadMatrixCellInput(Guid CampaignId, Guid EnrolmentId, string BlockCode, SourceKind Source);

/// <param name="Who">Those who evaluate it; null while nobody is to.</param>
/// <param name="RecipientId">Whom a reminder reaches: the organisation, the tutor, the membership of the first examiner who still owes; null where nobody does.</param>
/// <param name="Facts">What is known of it, a few words each.</param>
public sealed record MatrixCellDetail(string? Who, Guid? RecipientId, IReadOnlyList<string> Facts);

/// <summary>What stands behind one cell of the matrix: who owes it, when they were written to, how far they are.</summary>
public sealed class ReadMatrixCell(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<MatrixCellDetail>> ExecuteAsync(ReadMatrixCellInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        if (await CampaignReferential.LoadAsync(db, catalogue, input.CampaignId, ct) is not var (campaign, referential)) return SecurityErrors.NotFound;
        var enrolment = await db.Enrolments.AsNoTracking().SingleOrDefaultAsync(e => e.Id == input.EnrolmentId && e.CampaignId == campaign.Id && e.Status == EnrolmentStatus.Accepted, ct);
        if (enrolment is null || referential.Blocks.FirstOrDefault(b => b.Code == input.BlockCode) is not { } block || block.Evaluations.All(e => e.Source != input.Source)) return SecurityErrors.NotFound;

        var (who, recipient, facts) = input.Source switch
        {
            SourceKind.TrainingOrganisation => await OrganisationAsync(db, enrolment, ct),
            SourceKind.Tutor => await TutorAsync(db, enrolment, ct),
            SourceKind.Commission => await CommissionAsync(db, enrolment, block.Code, ct),
            _ => throw new InvalidOperationException($"Unknown source {input.Source}"),
        };
        if (recipient is { } to && await db.Reminders.Where(r => r.CampaignId == campaign.Id && r.RecipientId == to).MaxAsync(r => (DateTimeOffset?)r.SentAt, ct) is { } reminded)
            facts.Add($"relancé le {FrenchFormat.Date(reminded)}");
        if (enrolment.BlocksToEvaluate.Contains(block.Code) && await GridAsync(db, input, block, ct) is { } grid) facts.Add(grid);
        return new MatrixCellDetail(who, recipient, facts);
    }

    private static async Task<(string?, Guid?, List<string>)> OrganisationAsync(CqpDbContext db, Enrolment enrolment, CancellationToken ct) =>
        (await db.TrainingOrganisations.Where(o => o.Id == enrolment.OrganisationId).Select(o => o.Name).SingleAsync(ct), enrolment.OrganisationId, []);

    private static async Task<(string?, Guid?, List<string>)> TutorAsync(CqpDbContext db, Enrolment enrolment, CancellationToken ct)
    {
        var found = await (from t in db.Tutors join c in db.Companies on t.CompanyId equals c.Id where t.Id == enrolment.TutorId select new { Tutor = t, Company = c.Name }).SingleOrDefaultAsync(ct);
        if (found is null) return (null, null, []);
        var last = await db.TutorLinks.AsNoTracking().Where(l => l.TutorId == found.Tutor.Id).OrderByDescending(l => l.ExpiresAt).FirstOrDefaultAsync(ct);
        return ($"{found.Tutor.Name}, {found.Company}", found.Tutor.Id, [last switch
        {
            null => "aucun lien envoyé",
            { RevokedAt: { } cut } => $"lien coupé le {FrenchFormat.Date(cut)}",
            _ => $"lien envoyé le {FrenchFormat.Date(last.SentAt)}",
        }]);
    }

    private static async Task<(string?, Guid?, List<string>)> CommissionAsync(CqpDbContext db, Enrolment enrolment, string block, CancellationToken ct)
    {
        var heard = await (from o in db.Orals join d in db.CommissionDays on o.DayId equals d.Id where o.EnrolmentId == enrolment.Id select new { Oral = o, Day = d }).SingleOrDefaultAsync(ct);
        if (heard is null) return (null, null, ["oral à planifier"]);
        var names = await db.NamesAsync(heard.Oral.Examiners, ct);
        // What was signed before the link was declared stays.
        var signed = await db.EvaluationGrids.AnyAsync(e => e.EnrolmentId == enrolment.Id && e.BlockCode == block && e.Source == SourceKind.Commission && e.ExaminerId == null && e.Status == EvaluationStatus.Submitted, ct);
        var linked = signed ? [] : await db.Linked().Where(l => l.EnrolmentId == enrolment.Id && heard.Oral.Examiners.Contains(l.ExaminerId)).Select(l => l.ExaminerId).Distinct().ToListAsync(ct);
        return (French.List([.. heard.Oral.Examiners.Select(e => names[e])]), await OwingAsync(db, heard.Oral, linked, block, ct),
            [$"oral le {FrenchFormat.Date(heard.Day.Date)} à {FrenchFormat.Time(heard.Oral.StartsAt)}", .. linked.Select(e => $"{names[e]} est lié au candidat et ne peut pas noter")]);
    }

    /// <summary>Of two examiners, one may have done their part already: a reminder goes to the other. Never to who is linked to the candidate.</summary>
    private static async Task<Guid?> OwingAsync(CqpDbContext db, Oral oral, List<Guid> linked, string block, CancellationToken ct)
    {
        var free = oral.Examiners.Where(e => !linked.Contains(e)).Cast<Guid?>().ToList();
        if (!oral.ByTwo) return free.FirstOrDefault();
        var grids = await db.EvaluationGrids.AsNoTracking().Where(e => e.EnrolmentId == oral.EnrolmentId && e.BlockCode == block && e.Source == SourceKind.Commission)
            .Select(e => new { e.ExaminerId, e.Status, e.ConfirmedById }).ToListAsync(ct);
        var accounts = await db.Memberships.Where(m => oral.Examiners.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.AccountId, ct);
        var common = grids.Find(g => g.ExaminerId == null);
        return free.Find(e =>
            Evaluation.StageOf(grids.Find(g => g.ExaminerId == e)?.Status, common?.Status, common?.ConfirmedById == accounts[e!.Value]) is PairStage.Rating or PairStage.Reconciling);
    }

    /// <summary>How far the grid that counts is. Of two examiners' own grids nothing is told before both are there.</summary>
    private static async Task<string?> GridAsync(CqpDbContext db, ReadMatrixCellInput input, Block block, CancellationToken ct)
    {
        var grid = await db.Evaluations.AsNoTracking().Where(e => e.EnrolmentId == input.EnrolmentId && e.BlockCode == block.Code && e.Source == input.Source)
            .Select(e => new { e.Status, e.SavedAt, Rated = e.Ratings.Count(r => r.Rating != null), Signed = e.Signatures.OrderByDescending(s => s.SignedAt).Select(s => new { s.SignedAt, s.SignedByName }).FirstOrDefault() }).SingleOrDefaultAsync(ct);
        return grid switch
        {
            null => null,
            { Status: EvaluationStatus.Submitted, Signed: { } signed } => $"signée par {signed.SignedByName} le {FrenchFormat.DateTime(signed.SignedAt)}",
            { SavedAt: { } saved } => $"{((EvaluationStatus?)grid.Status).French()} : {FrenchFormat.OutOf(grid.Rated, block.GridLines(input.Source).Count, "ligne notée", "lignes notées")}, enregistré le {FrenchFormat.DateTime(saved)}".French(),
            _ => null,
        };
    }
}
