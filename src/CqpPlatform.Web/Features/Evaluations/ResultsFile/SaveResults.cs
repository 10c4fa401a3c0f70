using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Features.Evaluations.ResultsFile;

/// <param name="Seen">What the check told: nothing is written over that it did not tell.</param>
public sealed record SaveResultsInput(Guid CampaignId, byte[] Content, ResultsFindings Seen);

/// <summary>
/// Second phase: checks again with every grid of the file held, then writes all of it in one transaction, or nothing. The same file given twice changes
/// nothing the second time, since what it says is there.
/// </summary>
public sealed class SaveResults(WorkFactory work, ReferentialCatalogue catalogue)
{
    /// <returns>With errors, nothing was written.</returns>
    public async Task<Result<ResultsFindings>> ExecuteAsync(SaveResultsInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.RecordTrainingEvaluation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(ct);
        var stage = await ResultsStage.OpenAsync(unit, catalogue, input.CampaignId, ct);
        if (stage.Refused) return Result.From(stage.Errors);
        var table = TableReader.Read(input.Content);
        if (table.Refused) return Result.From(table.Errors);

        // Always in the same order: two files given at once wait for one another instead of blocking each other.
        foreach (var id in stage.Value.Enrolments.Select(e => e.Id).Order()) await GridLock.TakeAsync(unit.Db, id, SourceKind.TrainingOrganisation, ct);
        var plan = new ResultsPlan(stage.Value, await stage.Value.GridsAsync(unit.Db, tracked: true, ct), unit.Actor.Signatory, unit.Now);
        var findings = plan.Read(table.Value);
        if (!findings.IsSound) return findings;
        if (findings.Replaced.Except(input.Seen.Replaced).Any()) return EvaluationErrors.FileReplacesUnseen;
        unit.Db.AddRange(plan.Begun);
        if (await unit.SaveAsync(ct: ct) is { Refused: true } refused) return Result.From(refused.Errors);
        await transaction.CommitAsync(ct);
        return findings;
    }
}
