using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Evaluations.Grids;

/// <summary>Lays an opened grid out for a page.</summary>
public static class GridReader
{
    /// <param name="reader">Whose own grid it is; null for the certifier.</param>
    public static async Task<EvaluationGrid> ReadAsync(CqpDbContext db, OpenedGrid opened, CancellationToken ct, Actor? reader = null)
    {
        var (enrolment, campaign, referential, block, source, evaluation) = opened;
        var candidate = await db.Candidates.AsNoTracking().SingleAsync(c => c.Id == enrolment.CandidateId, ct);
        var company = await db.Companies.Where(c => c.Id == enrolment.CompanyId).Select(c => c.Name).FirstOrDefaultAsync(ct);
        var blocks = await ProgressAsync(db, [enrolment], referential, source, ct, reader);
        var how = block.Evaluation(source)!;
        return new EvaluationGrid(
            evaluation?.Id, enrolment.Id, campaign.Id, campaign.Name, campaign.EvaluationDueOn, campaign.Status.AcceptsEvaluations(),
            candidate.Name, referential.OptionTitle(enrolment.Option), enrolment.Adaptations, company,
            block.Code, block.Title, block.ReferentialTitle, source, referential.Sources.First(s => s.Source == source).Label, referential.Sources.Count == 1, how.Modality,
            [.. how.Parts.Where(p => p.Items.Count == 0).Select(p => p.Title)], referential.Scale.LevelsFor(source), Parts(block, source, how, evaluation),
            evaluation?.Status, evaluation?.SavedAt, evaluation?.ReopenReason,
            Shown(evaluation?.Signatures),
            evaluation?.ContentSha256(referential), opened.Started.Gaps(referential), blocks[enrolment.Id])
        { SignedBy = evaluation?.SignedByNames, FormerSignatures = Shown(evaluation?.Signatures.Except(evaluation.SignaturesInForce)) };
    }

    private static IReadOnlyList<GridSignature> Shown(IEnumerable<EvaluationSignature>? signatures) =>
        [.. (signatures ?? []).OrderBy(s => s.SignedAt).Select(s => new GridSignature(s.SignedByName, s.SignedAt, s.Sha256))];

    /// <summary>How far one source is in each block it has to evaluate, by enrolment. A line counts once its comment, where one is due, is there.</summary>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<GridBlock>>> ProgressAsync(CqpDbContext db, IReadOnlyCollection<Enrolment> enrolments, Referential referential, SourceKind source, CancellationToken ct, Actor? reader = null)
    {
        var ids = enrolments.Select(e => e.Id).ToList();
        var free = referential.Scale.Levels.Where(l => !l.CommentRequired).Select(l => l.Rating).ToList();
        var me = source == SourceKind.Commission ? reader?.MembershipId : null;
        var paired = me is null ? [] : (await db.OralsOfTwo(me, ids).Select(o => o.EnrolmentId).ToListAsync(ct)).ToHashSet();
        var rows = await db.EvaluationGrids.AsNoTracking().Where(e => ids.Contains(e.EnrolmentId) && e.Source == source && (e.ExaminerId == null || e.ExaminerId == me))
            .Select(e => new { e.EnrolmentId, e.BlockCode, e.ExaminerId, e.Status, e.ConfirmedById, Done = e.Ratings.Count(r => r.Rating != null && (r.Comment != null || free.Contains(r.Rating!))) }).ToListAsync(ct);
        var known = rows.ToDictionary(r => (r.EnrolmentId, r.BlockCode, r.ExaminerId));
        return enrolments.ToDictionary(e => e.Id, e => (IReadOnlyList<GridBlock>)
        [
            .. from code in referential.InOrder(e.BlocksToEvaluate)
               let block = referential.Block(code)
               where block.Evaluation(source) is not null
               let counts = known.GetValueOrDefault((e.Id, code, null))
               let own = paired.Contains(e.Id) ? known.GetValueOrDefault((e.Id, code, me)) : null
               let row = counts ?? own
               select new GridBlock(code, block.Title, row?.Status, row?.Done ?? 0, block.GridLines(source).Count)
               {
                   Pair = paired.Contains(e.Id) ? Evaluation.StageOf(own?.Status, counts?.Status, counts?.ConfirmedById == reader!.Id) : null,
               },
        ]);
    }

    public static IReadOnlyList<GridPart> Parts(Block block, SourceKind source, BlockEvaluation how, Evaluation? evaluation)
    {
        var items = block.RatedItems(source);
        var parts = new List<GridPart>();
        if (block.PartResults(source) is { Count: > 0 } results)
            parts.Add(new("Résultat de chaque partie", null, [new(null, null, null, [], [], [.. results.Select(i => Line(i, null, [], [], evaluation))])]));
        foreach (var part in how.Parts.Where(p => p.Items.Count > 0))
            parts.Add(new(part.Title, part.Text, [new(null, null, null, [], [], [.. part.Items.Select(i => Line(i, null, [], [], evaluation))])]));

        var sharing = how.Parts.Where(p => p.Items.Count == 0).ToList();
        var groups = block.Competencies.Select(c => Group(c, how, [.. items.Where(i => i.CompetencyCode == c.Code)], evaluation)).ToList();
        if (groups.Count > 0) parts.Add(new(sharing is [var only] ? only.Title : parts.Count > 0 ? "Compétences" : null, sharing is [var one] ? one.Text : null, groups));
        return parts;
    }

    private static GridGroup Group(Competency competency, BlockEvaluation how, IReadOnlyList<RatedItem> items, Evaluation? evaluation)
    {
        var situation = how.Situation(competency.Code);
        return competency.SubCompetencies.Count == 0
            ? new(competency.Code, null, situation, [], [], [.. items.Select(i => Line(i, i.Code, competency.Criteria, competency.Knowledge, evaluation))])
            : new(competency.Code, competency.Title, situation, competency.Criteria, competency.Knowledge,
                [.. competency.SubCompetencies.Select(s => Line(items.First(i => i.Code == s.Code), s.Code, s.Criteria, s.Knowledge, evaluation))]);
    }

    private static GridItem Line(RatedItem item, string? shown, IReadOnlyList<string> criteria, IReadOnlyList<string> knowledge, Evaluation? evaluation)
    {
        var stored = evaluation?.Ratings.FirstOrDefault(r => r.ItemCode == item.Code);
        return stored is null ? new(item.Code, shown, item.Title, criteria, knowledge, LineValue.Empty, [])
            : new(item.Code, shown, item.Title, criteria, knowledge, new(stored.Rating, stored.Comment), stored.Ticked, stored.RatingChange, stored.CommentChange, stored.CriteriaChange);
    }
}
