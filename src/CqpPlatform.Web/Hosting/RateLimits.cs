using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;

namespace CqpPlatform.Web.Hosting;

/// <summary>The public verification asks for no account: a fixed number of pages a minute for each address, so that numbers cannot be tried in a row.</summary>
public static class RateLimits
{
    public const string Verification = "verification";
    public const int VerificationsPerMinute = 60;

    public static void AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Verification, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress ?? IPAddress.None,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = VerificationsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        options.OnRejected = async (context, ct) =>
        {
            var response = context.HttpContext.Response;
            response.Headers.RetryAfter = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? ((int)wait.TotalSeconds + 1).ToString(CultureInfo.InvariantCulture) : "60";
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync("Trop de vérifications en une minute depuis votre adresse. Réessayez dans une minute.", ct);
        };
    });
}
