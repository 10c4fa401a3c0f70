using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Deliberation;

/// <summary>One candidate's file: each block's sources side by side, the proposal and why, what was acquired before.</summary>
public sealed class ReadCandidateFile(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<CandidateFileView>> ExecuteAsync(Guid sessionId, Guid enrolmentId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDeliberation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await JuryContext.LoadAsync(unit, catalogue, sessionId, tracked: false, ct, enrolmentId) is not { } context) return SecurityErrors.NotFound;
        var candidate = (await SessionCandidates.LoadAsync(unit.Db, context.Session, ct, enrolmentId)).SingleOrDefault();
        if (candidate is null) return SecurityErrors.NotFound;

        var evaluations = await SessionCandidates.EvaluationsAsync(unit.Db, [enrolmentId], ct);
        var files = await EvidenceFiles.OfAsync(unit.Db, [.. evaluations.SelectMany(e => e).Select(e => e.Id)], ct);
        var acquired = (await unit.Db.CountedAsync([candidate.Candidate.Id], context.Referential, ct)).Where(h => h.Line.JurySessionId != sessionId).ToLookup(h => h.BlockCode, h => h.Line);
        var voters = context.Session.VotersFor(enrolmentId, context.Rule);
        var (enrolment, referential) = (candidate.Enrolment, context.Referential);
        return new CandidateFileView(enrolmentId, candidate.Name, candidate.Organisation, enrolment.AccessRoute?.FrenchShort(), referential.OptionTitle(enrolment.Option),
            candidate.Company?.Name, enrolment.Adaptations,
            [
                .. referential.InOrder(candidate.Held).Select(code => acquired[code].MaxBy(b => b.AcquiredOn) is { } held
                    ? new EarlierBlock(code, held.AcquiredOn, held.MinutesNumber) : new EarlierBlock(code, null, null)),
            ],
            [.. referential.InOrder(candidate.ToDecide).Select(code => FileOf(context, new BlockKey(enrolmentId, code), evaluations, files))],
            ReadSession.RecusalsOf(context.Session, enrolmentId), voters.Count, Majority.Needed(voters.Count),
            Majority.CastingVote(context.Rule, voters), Quorum.Obstacle(context.Quorum, context.Rule, voters))
        { Appeal = candidate.Appeal, Basis = context.Rule.Majority };
    }

    private static BlockFile FileOf(JuryContext context, BlockKey key, ILookup<BlockKey, Evaluation> evaluations, ILookup<Guid, JoinedFile> files)
    {
        var (referential, block) = (context.Referential, context.Referential.Block(key.BlockCode));
        var sources = referential.Sources.Where(s => block.Evaluation(s.Source) is not null).ToList();
        var given = evaluations[key].ToDictionary(e => e.Source);
        var grids = sources.ToDictionary(s => s.Source, s => block.RatedItems(s.Source));
        var items = grids.Values.SelectMany(g => g).DistinctBy(i => i.Code).OrderBy(i => i.CompetencyCode is not null);
        var decision = context.Session.DecisionsInForce.FirstOrDefault(d => d.EnrolmentId == key.EnrolmentId && d.BlockCode == key.BlockCode);
        return new BlockFile(block.Code, block.Title, referential.Propose(key, evaluations), referential.Proposal.Explanation,
            [.. sources.Select(s => new SourceHead(s.Source, s.Label, given.GetValueOrDefault(s.Source)?.SignedByNames, given.GetValueOrDefault(s.Source)?.Signature?.SignedAt) { Files = given.GetValueOrDefault(s.Source) is { } grid ? [.. files[grid.Id]] : [] })],
            [.. items.Select(item => new ComparedLine(item.Code, item.Title, CompetencyOf(block, item), [.. sources.Select(s => CellOf(s.Source, item))]))],
            decision is null ? null : new DecisionView(decision.Outcome, decision.Motive, decision.Recommendation,
                decision.Given(), decision.Unanimous, decision.DecidedByName, decision.DecidedAt))
        {
            Rounds = [.. context.Session.Rounds.Where(r => r.EnrolmentId == key.EnrolmentId && r.BlockCode == key.BlockCode && r.State != RoundState.Open).OrderBy(r => r.Number).Select(r => RoundOf(context, r))],
        };

        SourceCell? CellOf(SourceKind source, RatedItem item)
        {
            if (grids[source].All(i => i.Code != item.Code)) return null;
            var line = given.GetValueOrDefault(source)?.Ratings.FirstOrDefault(r => r.ItemCode == item.Code);
            if (line?.Rating is not { } rating) return new SourceCell(null, null, line?.Comment);
            return new SourceCell(referential.Scale.Standing(rating), referential.Scale.Level(rating).ShortLabel, line.Comment);
        }
    }

    private static RoundView RoundOf(JuryContext context, VoteRound round) => new(round.Number, round.Asked, round.State, round.Count(), round.ByCastingVote, round.ClosedAt ?? round.CalledAt,
    [
        .. from ballot in round.Ballots
           join member in context.Session.Members on ballot.MemberId equals member.Id
           orderby member.Name
           select $"{member.Name} : {ballot.Choice.French()}".French(),
    ]);

    private static string? CompetencyOf(Block block, RatedItem item) =>
        item.CompetencyCode is { } code && block.FindCompetency(code) is { } competency ? $"{competency.Code} – {competency.Title}" : null;
}
