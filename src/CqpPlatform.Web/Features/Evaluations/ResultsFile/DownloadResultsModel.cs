using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Features.Evaluations.ResultsFile;

/// <summary>The file to fill in for one campaign: every candidate, block and line the organisation has to rate, with what is rated already.</summary>
public sealed class DownloadResultsModel(WorkFactory work, ReferentialCatalogue catalogue)
{
    public async Task<Result<FileToRead>> ExecuteAsync(Guid campaignId, bool asWorkbook, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.RecordTrainingEvaluation, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        var opened = await ResultsStage.OpenAsync(unit, catalogue, campaignId, ct);
        if (opened.Refused) return Result.From(opened.Errors);
        var stage = opened.Value;
        var stored = (await stage.GridsAsync(unit.Db, tracked: false, ct)).SelectMany(g => g.Ratings.Select(r => ((g.EnrolmentId, g.BlockCode, r.ItemCode), r))).ToDictionary(x => x.Item1, x => x.r);
        IReadOnlyList<IReadOnlyList<string>> rows =
        [
            .. from enrolment in stage.Enrolments
               from line in stage.LinesOf(enrolment)
               let held = stored.GetValueOrDefault((enrolment.Id, line.Block, line.Item.Code))
               select (IReadOnlyList<string>)
               [
                   ResultsFormat.Reference(enrolment.Id), stage.Names[enrolment.Id], line.Block, line.Item.Code, line.Item.Title,
                   held?.Rating is { } rating ? stage.Referential.Scale.Level(rating).Label : "", held?.Comment ?? "",
               ],
        ];
        return TableFile.Model($"modele-resultats-{stage.Referential.Code}", asWorkbook, stage.Format.Table, rows);
    }
}
