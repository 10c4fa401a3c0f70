using CqpPlatform.Web.Features.Jobs.FollowJob;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Jobs;

/// <param name="State">waiting, running, succeeded, refused, failed or cancelled.</param>
public sealed record JobItem(Guid Id, string Kind, string Title, string State, int Done, int Total, string? Message, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt);

public static class JobEndpoints
{
    public static void MapJobs(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi().WithTags("Travaux");
        api.MapGet("/jobs/{id:guid}", async (Guid id, ReadJob read, CancellationToken ct) => await AnswerAsync(id, read, ct))
            .RequireAuthorization(nameof(Permission.FollowJobs)).WithSummary("Où en est un travail").Produces<JobItem>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/jobs/{id:guid}/cancel", async (Guid id, CancelJob cancel, ReadJob read, CancellationToken ct) =>
        {
            var result = await cancel.ExecuteAsync(id, ct);
            return result.Refused ? Api.Problem(result.Errors) : await AnswerAsync(id, read, ct);
        }).RequireAuthorization(nameof(Permission.FollowJobs)).WithSummary("Demande l’arrêt d’un travail").Produces<JobItem>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> AnswerAsync(Guid id, ReadJob read, CancellationToken ct)
    {
        var result = await read.ExecuteAsync(id, ct);
        if (result.Refused) return Api.Problem(result.Errors);
        var j = result.Value;
        return Results.Ok(new JobItem(j.Id, j.Kind, j.Title, Api.Word(j.State), j.Done, j.Total, j.Message, j.RequestedAt, j.EndedAt));
    }
}
