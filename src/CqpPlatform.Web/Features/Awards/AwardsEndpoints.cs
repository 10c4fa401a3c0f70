using CqpPlatform.Web.Features.Awards.ArchiveDocuments;
using CqpPlatform.Web.Features.Awards.Ledger;
using CqpPlatform.Web.Features.Awards.ListDocuments;
using CqpPlatform.Web.Features.Awards.ReadDocument;
using CqpPlatform.Web.Hosting;

namespace CqpPlatform.Web.Features.Awards;

public static class AwardsEndpoints
{
    public static void MapAwards(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi().WithTags("Documents");
        api.MapListDocuments();
        api.MapReadDocument();
        app.MapDownloadDocument();
        app.MapArchiveDocuments();
        app.MapReadProof();
    }
}
