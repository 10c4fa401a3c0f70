using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Campaigns.CampaignMatrix;

public enum CellState { OutOfChoice, Acquired, ToStart, Planned, Draft, Reopened, Submitted }

/// <param name="Result">The lowest rating of a submitted grid; null while it is not submitted.</param>
/// <param name="OralOn">The planned oral, for the commission.</param>
public sealed record MatrixCell(string BlockCode, SourceKind Source, CellState State, bool Late, ResultMark? Result, DateOnly? OralOn);

public sealed record MatrixRow(Guid EnrolmentId, Guid CandidateId, string Name, string? Option, IReadOnlyList<MatrixCell> Cells)
{
    public int Required => Cells.Count(c => c.State is not (CellState.OutOfChoice or CellState.Acquired));
    public int Submitted => Cells.Count(c => c.State == CellState.Submitted);
    public int Late => Cells.Count(c => c.Late);
}

public sealed record MatrixGroup(Guid OrganisationId, string Organisation, IReadOnlyList<MatrixRow> Rows);

public sealed record MatrixBlock(string Code, string Title, string Group, IReadOnlyList<SourceRequirement> Sources);

public sealed record CampaignMatrixView(Guid Id, string Name, string CertificationCode, string Title, string VersionLabel, CampaignStatus Status, CampaignDates Dates, DateOnly Today,
    IReadOnlyList<MatrixBlock> Blocks, IReadOnlyList<MatrixGroup> Groups, IReadOnlyList<ResultMark> Results, int Invited, int Pending, CampaignProgress Progress, bool RegistrationEnded, DateOnly RegistrationEndsOn)
{
    /// <summary>What the sealed sessions leave to do; nothing before the first seal.</summary>
    public JudgedCampaign Judged { get; init; } = new(false, false, null);

    /// <summary>The late ones, in the order they are read.</summary>
    public IReadOnlyList<ChosenCell> Late => [.. Groups.SelectMany(g => g.Rows).SelectMany(r => r.Cells.Where(c => c.Late).Select(c => new ChosenCell(r, c)))];
}

/// <param name="DocumentsWait">A certificate or an attestation of a sealed session is to be issued.</param>
/// <param name="ResultsKept">Organisations and candidates do not know yet.</param>
/// <param name="KeptUntil">The last hour they are kept until; null where none is chosen.</param>
public sealed record JudgedCampaign(bool DocumentsWait, bool ResultsKept, DateTimeOffset? KeptUntil);

public sealed record ChosenCell(MatrixRow Row, MatrixCell Cell)
{
    /// <summary>The same place, whatever of its row is shown.</summary>
    public bool IsAt(ChosenCell? other) => other is not null && (Row.EnrolmentId, Cell.BlockCode, Cell.Source) == (other.Row.EnrolmentId, other.Cell.BlockCode, other.Cell.Source);
}

/// <summary>A campaign as one matrix: candidates × blocks × sources.</summary>
public sealed class ReadCampaignMatrix(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<CampaignMatrixView>> ExecuteAsync(Guid campaignId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ManageCampaigns, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var db = unit.Db;
        if (await CampaignReferential.LoadAsync(db, catalogue, campaignId, ct) is not var (campaign, referential)) return SecurityErrors.NotFound;

        var enrolments = await (
            from e in db.Enrolments.AsNoTracking()
            join c in db.Candidates on e.CandidateId equals c.Id
            join o in db.TrainingOrganisations on e.OrganisationId equals o.Id
            where e.CampaignId == campaignId && e.Status == EnrolmentStatus.Accepted
            orderby o.Name, c.BirthName, c.FirstNames
            select new { Enrolment = e, Candidate = c, Organisation = new { o.Id, o.Name } }).ToListAsync(ct);
        var plan = (await EvaluationPlan.OfEnrolmentsAsync(db, [.. enrolments.Select(x => x.Enrolment)], referential, ct)).ToDictionary(p => (p.EnrolmentId, p.BlockCode, p.Source));
        var marks = ResultMark.Of(referential.Scale);
        var results = await ResultsAsync(db, campaignId, referential.Scale, marks, ct);
        var orals = await (from o in db.Orals join d in db.CommissionDays on o.DayId equals d.Id where d.CampaignId == campaignId select new { o.EnrolmentId, d.Date })
            .ToDictionaryAsync(x => x.EnrolmentId, x => x.Date, ct);
        var late = campaign.EvaluationsLateOn(unit.Today);
        var blocks = Blocks(referential);

        MatrixCell Cell(Enrolment enrolment, string block, SourceKind source)
        {
            if (!enrolment.Blocks.Contains(block)) return new(block, source, CellState.OutOfChoice, false, null, null);
            if (!plan.TryGetValue((enrolment.Id, block, source), out var planned)) return new(block, source, CellState.Acquired, false, null, null);
            DateOnly? oral = source == SourceKind.Commission && orals.TryGetValue(enrolment.Id, out var day) ? day : null;
            var state = planned.Status switch
            {
                EvaluationStatus.Submitted => CellState.Submitted,
                EvaluationStatus.Reopened => CellState.Reopened,
                EvaluationStatus.Draft => CellState.Draft,
                null => oral is null ? CellState.ToStart : CellState.Planned,
                _ => throw new InvalidOperationException($"Unknown status {planned.Status}"),
            };
            return new(block, source, state, late && state != CellState.Submitted, results.GetValueOrDefault(planned.EvaluationId ?? Guid.Empty), oral);
        }

        var groups = enrolments.GroupBy(x => x.Organisation).Select(g => new MatrixGroup(g.Key.Id, g.Key.Name,
        [
            .. g.Select(x => new MatrixRow(x.Enrolment.Id, x.Candidate.Id, x.Candidate.Name, referential.OptionTitle(x.Enrolment.Option),
                [.. blocks.SelectMany(b => b.Sources.Select(s => Cell(x.Enrolment, b.Code, s.Source)))])),
        ])).ToList();
        var progress = await CampaignProgressQuery.RunAsync(db, campaignId, referential, ct);
        var last = referential.LastPeriod();
        return new CampaignMatrixView(campaign.Id, campaign.Name, campaign.CertificationCode, referential.ShortTitle, referential.VersionLabel, campaign.Status, campaign.Dates, unit.Today,
            blocks, groups, marks, campaign.Organisations.Count, progress.PendingEnrolments, progress, last.To < unit.Today, last.To)
        {
            Judged = await JudgedAsync(unit, campaignId, ct),
        };
    }

    private async Task<JudgedCampaign> JudgedAsync(UnitOfWork unit, Guid campaignId, CancellationToken ct)
    {
        var judged = await unit.Db.JurySessions.AsNoTracking().Where(s => s.CampaignId == campaignId && s.Status == JurySessionStatus.Sealed).ToListAsync(ct);
        if (judged.Count == 0) return new(false, false, null);
        var owing = await unit.Db.SessionsOwingDocumentsAsync(catalogue, campaignId, ct);
        var kept = judged.FindAll(s => !s.ResultsAreOut(unit.Now));
        return new(owing.Count > 0, kept.Count > 0, kept.Exists(s => s.ResultsAt is null) ? null : kept.Max(s => s.ResultsAt));
    }

    private static List<MatrixBlock> Blocks(Referential referential) =>
    [
        .. referential.Blocks.Select(b => new MatrixBlock(b.Code, b.Title, Group(referential, b.Code), [.. b.Evaluations.Select(e => referential.Source(e.Source))])),
    ];

    private static string Group(Referential referential, string block) =>
        referential.Composition.Common.Contains(block) ? "Blocs communs"
        : referential.Composition.Options.FirstOrDefault(o => o.Blocks.Contains(block)) is { } option ? French.Capital(option.Title)
        : referential.Composition.GroupOf(block) is { } group ? French.Capital(group.Title)
        : referential.Composition.SetsFor(null).FirstOrDefault(s => s.Among.Contains(block))?.Title ?? CompositionWords.Electives;

    private static async Task<Dictionary<Guid, ResultMark?>> ResultsAsync(CqpDbContext db, Guid campaignId, RatingScale scale, IReadOnlyList<ResultMark> marks, CancellationToken ct)
    {
        var submitted = await (
            from v in db.Evaluations
            join e in db.Enrolments on v.EnrolmentId equals e.Id
            where e.CampaignId == campaignId && v.Status == EvaluationStatus.Submitted
            select new { v.Id, Ratings = v.Ratings.Select(r => r.Rating).ToList() }).ToListAsync(ct);
        return submitted.ToDictionary(x => x.Id, x => scale.Lowest(x.Ratings) is { } lowest ? marks.First(m => m.Rating == lowest) : null);
    }
}
