using CqpPlatform.Web.Features.Referentials.CheckBlockChoice;
using CqpPlatform.Web.Features.Referentials.Comparing;
using CqpPlatform.Web.Features.Referentials.Importing;
using CqpPlatform.Web.Features.Referentials.ListReferentials;
using CqpPlatform.Web.Features.Referentials.ReadReferential;
using CqpPlatform.Web.Features.Referentials.Versions;
using CqpPlatform.Web.Hosting;

namespace CqpPlatform.Web.Features.Referentials;

public static class ReferentialsEndpoints
{
    public static void MapReferentials(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi().WithTags("Certifications");
        api.MapListReferentials();
        api.MapReadReferential();
        api.MapCheckBlockChoice();
        api.MapListVersions();
        api.MapCompareVersions();
        app.MapDownloadReferential();
        app.MapReceiveFile();
        app.MapReferentialSchema();
    }
}
