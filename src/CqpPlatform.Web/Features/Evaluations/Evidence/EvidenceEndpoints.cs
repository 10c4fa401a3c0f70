using CqpPlatform.Web.Components;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Evaluations.Evidence;

/// <summary>Where the files of a grid are handed out: to its own source, and to the certifier.</summary>
public static class EvidenceEndpoints
{
    private const string Common = "/ma-journee/rapprochements";

    public static void MapEvidence(this IEndpointRouteBuilder app)
    {
        foreach (var (path, permission) in new[] { ("/evaluations", Permission.RecordTrainingEvaluation), ("/observations", Permission.RecordWorkplaceObservation), ("/ma-journee/grilles", Permission.RecordCommissionEvaluation), (Common, Permission.RecordCommissionEvaluation) })
            app.MapGet(path + "/{enrolmentId:guid}/{block}/pieces/{fileId:guid}", async (Guid enrolmentId, string block, Guid fileId, ReadEvidence read, CancellationToken ct) =>
                (await read.ExecuteAsync(enrolmentId, block, fileId, path == Common, ct)).Attachment()).RequireAuthorization(permission.ToString()).ExcludeFromDescription();
        app.MapGet("/campagnes/{campaignId:guid}/evaluations/{enrolmentId:guid}/{block}/{Slug}/pieces/{fileId:guid}", async (Guid campaignId, Guid enrolmentId, string block, string slug, Guid fileId, ReadSourceEvidence read, CancellationToken ct) =>
            (await read.ExecuteAsync(campaignId, enrolmentId, block, SourceSlugs.Read(slug), fileId, ct)).Attachment()).RequireAuthorization(nameof(Permission.ReopenEvaluation)).ExcludeFromDescription();
    }
}
