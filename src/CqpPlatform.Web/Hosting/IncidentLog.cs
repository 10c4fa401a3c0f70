using Microsoft.AspNetCore.Diagnostics;

namespace CqpPlatform.Web.Hosting;

/// <summary>Writes what broke under the number that the person was shown. The route is named by its pattern: an address may hold a secret.</summary>
public sealed partial class IncidentLog(ILogger<IncidentLog> logger) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var route = (httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "?";
        LogIncident(httpContext.TraceIdentifier, httpContext.Request.Method, route, exception);
        return ValueTask.FromResult(false);
    }

    [LoggerMessage(LogLevel.Error, "Incident {Incident}: {Method} {Route}")]
    private partial void LogIncident(string incident, string method, string route, Exception exception);
}
