using CqpPlatform.Web.Features.Evaluations.Evidence;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Interface;
using CqpPlatform.Web.Features.Evaluations.ResultsFile;

namespace CqpPlatform.Web.Features.Evaluations;

public static class EvaluationsSetup
{
    public static void MapEvaluations(this IEndpointRouteBuilder app)
    {
        app.MapSaveChange();
        app.MapEvidence();
        app.MapResultsFiles();
        app.MapEvaluationsApi();
    }
}
