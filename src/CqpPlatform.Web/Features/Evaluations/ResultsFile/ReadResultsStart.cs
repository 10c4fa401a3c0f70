using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Features.Evaluations.ResultsFile;

/// <param name="Lines">Lines the organisation has to rate in this campaign.</param>
public sealed record ResultsStart(string CampaignName, string CertificationCode, DateOnly DueOn, int Candidates, int Lines, TableFormat Format);

/// <summary>What a file of results is about, before there is one.</summary>
public sealed class ReadResultsStart(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<ResultsStart>> ExecuteAsync(Guid campaignId, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.RecordTrainingEvaluation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var opened = await ResultsStage.OpenAsync(unit, catalogue, campaignId, ct);
        if (opened.Refused) return Result.From(opened.Errors);
        var stage = opened.Value;
        return new ResultsStart(stage.Campaign.Name, stage.Campaign.CertificationCode, stage.Campaign.EvaluationDueOn, stage.Enrolments.Count, stage.Enrolments.Sum(e => stage.LinesOf(e).Count()), stage.Format.Table);
    }
}
