using CqpPlatform.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Hosting;

public static class HealthEndpoints
{
    /// <summary>Live: the process answers. Ready: the database answers and the shipped data are in place.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("vivant")).AllowAnonymous();
        app.MapGet("/health/ready", async (CqpDatabase database, Readiness readiness, CancellationToken ct) =>
        {
            await using var db = database.OpenGlobal();
            return readiness.IsReady && await db.Database.CanConnectAsync(ct)
                ? Results.Text("prêt")
                : Results.Text("en préparation", statusCode: StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous();
    }
}

/// <summary>Set once start-up work is done.</summary>
public sealed class Readiness
{
    public bool IsReady { get; set; }
}
