using Microsoft.Net.Http.Headers;

namespace CqpPlatform.Web.Features.Verification;

internal static class PublicAnswer
{
    /// <summary>
    /// No cookie on a public page, not even the framework's form token; and the status is set at the last moment, because the framework
    /// replaces a page that answers 404 by the general one.
    /// </summary>
    public static void Prepare(HttpContext http, int status = StatusCodes.Status200OK) => http.Response.OnStarting(() =>
    {
        http.Response.Headers.Remove(HeaderNames.SetCookie);
        if (status != StatusCodes.Status200OK) http.Response.StatusCode = status;
        return Task.CompletedTask;
    });
}
