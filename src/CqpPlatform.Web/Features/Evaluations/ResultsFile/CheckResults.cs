using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Features.Evaluations.ResultsFile;

/// <param name="Content">The whole file, which nothing keeps (docs/adr/0045).</param>
public sealed record ResultsFileInput(Guid CampaignId, string FileName, byte[] Content);

/// <summary>First phase: reads the whole file of an organisation's results, tells every error and every value it would replace, and writes nothing.</summary>
public sealed class CheckResults(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<ResultsFindings>> ExecuteAsync(ResultsFileInput input, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.RecordTrainingEvaluation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var stage = await ResultsStage.OpenAsync(unit, catalogue, input.CampaignId, ct);
        if (stage.Refused) return Result.From(stage.Errors);
        var table = TableReader.Read(input.Content);
        if (table.Refused) return Result.From(table.Errors);
        var grids = await stage.Value.GridsAsync(unit.Db, tracked: false, ct);
        return new ResultsPlan(stage.Value, grids, unit.Actor.Signatory, unit.Now).Read(table.Value);
    }
}

/// <summary>The owner's file back with a column that says what is wrong with each line. Nothing of it is kept.</summary>
public sealed class AnnotateResults(CheckResults check)
{
    public async Task<Result<FileToRead>> ExecuteAsync(ResultsFileInput input, CancellationToken ct = default)
    {
        var findings = await check.ExecuteAsync(input, ct);
        if (findings.Refused) return Result.From(findings.Errors);
        var table = TableReader.Read(input.Content).Value;
        return TableFile.Annotated(input.FileName, TableCopy.WithoutPersonalNumbers(input.Content, table) ?? input.Content, table, findings.Value.Problems);
    }
}
