using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Juries.Deliberation;

/// <param name="Source">As the referential calls it.</param>
public sealed record SourceHistory(string Source, IReadOnlyList<HistoryLine> Lines);

/// <summary>How each source came to what it signed on one block, for the jury that compares them.</summary>
public sealed class ReadBlockHistory(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<IReadOnlyList<SourceHistory>>> ExecuteAsync(Guid sessionId, Guid enrolmentId, string block, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.ReadDeliberation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (await JuryContext.LoadAsync(unit, catalogue, sessionId, tracked: false, ct, enrolmentId) is not { } context) return SecurityErrors.NotFound;
        if ((await SessionCandidates.LoadAsync(unit.Db, context.Session, ct, enrolmentId)).Count == 0) return SecurityErrors.NotFound;

        var evaluations = (await SessionCandidates.EvaluationsAsync(unit.Db, [enrolmentId], ct))[new BlockKey(enrolmentId, block)].ToList();
        var histories = new List<SourceHistory>();
        foreach (var source in context.Referential.Sources)
            foreach (var evaluation in evaluations.Where(e => e.Source == source.Source))
                histories.Add(new(source.Label, await GridHistory.ReadAsync(unit, context.Referential, evaluation, ct)));
        return histories;
    }
}
