using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Hosting;

/// <summary>
/// A browser says from which site a form or a WebSocket comes. Another site's is refused before anything reads it: a circuit has no form token.
/// The API is left out: no cookie opens it.
/// </summary>
public static class ForeignOrigins
{
    public static void RefuseForeignOrigins(this WebApplication app)
    {
        var known = Uri.TryCreate(app.Configuration.PublicUrl(), UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : null;
        app.Use((context, next) =>
        {
            var request = context.Request;
            var origin = request.Headers.Origin.ToString();
            if (origin.Length == 0 || !Acts(request) || Same(origin, $"{request.Scheme}://{request.Host}") || Same(origin, known)) return next(context);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            context.Response.ContentType = "text/plain; charset=utf-8";
            return context.Response.WriteAsync("Cette demande vient d’un autre site. Ouvrez la plateforme à son adresse, puis recommencez.");
        });
    }

    private static bool Acts(HttpRequest request) => !request.Path.StartsWithSegments(Api.Prefix)
        && (request.Path.StartsWithSegments("/_blazor") || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)));

    private static bool Same(string origin, string? ours) => string.Equals(origin, ours, StringComparison.OrdinalIgnoreCase);
}
