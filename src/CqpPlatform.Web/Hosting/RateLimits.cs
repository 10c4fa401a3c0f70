using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Hosting;

/// <summary>The doors that ask for no account: a fixed number of requests a minute for each address, so that numbers and passwords cannot be tried in a row.</summary>
public static class RateLimits
{
    public const string Verification = "verification";
    public const string SignIn = "connexion", Link = "lien";
    public const string ApiCalls = "api", ApiCallsSetting = "Api:CallsPerMinute";
    public const int VerificationsPerMinute = 60, SignInsPerMinute = 60, LinksPerMinute = 60, ApiCallsPerMinute = 6_000;

    public static void AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Verification, context => RateLimitPartition.GetFixedWindowLimiter(
            Neighbourhood(context.Connection.RemoteIpAddress),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = VerificationsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        // The throttle slows guessing at one account; this, at all of them from one address, and keeps the processor from slow hashes.
        options.AddPolicy(SignIn, context => !HttpMethods.IsPost(context.Request.Method) ? RateLimitPartition.GetNoLimiter(IPAddress.None) : RateLimitPartition.GetFixedWindowLimiter(
            Neighbourhood(context.Connection.RemoteIpAddress),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        // A link is tried by opening it: looking counts too.
        options.AddPolicy(Link, context => RateLimitPartition.GetFixedWindowLimiter(
            Neighbourhood(context.Connection.RemoteIpAddress),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = LinksPerMinute, Window = TimeSpan.FromMinutes(1) }));
        // Each key has its own count, so that one busy client does not stop another; what is no key counts for its address.
        options.AddPolicy(ApiCalls, context => RateLimitPartition.GetFixedWindowLimiter(
            ApiKey.ParseHeader(context.Request.Headers.Authorization.ToString()) is var (_, hash) ? hash : Neighbourhood(context.Connection.RemoteIpAddress).ToString(),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = context.RequestServices.GetRequiredService<IConfiguration>().GetValue(ApiCallsSetting, ApiCallsPerMinute), Window = TimeSpan.FromMinutes(1) }));
        options.OnRejected = async (context, ct) =>
        {
            var response = context.HttpContext.Response;
            response.Headers.RetryAfter = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? ((int)wait.TotalSeconds + 1).ToString(CultureInfo.InvariantCulture) : "60";
            // The API answers in its own form (Api.UseApiProblems).
            if (context.HttpContext.Request.Path.StartsWithSegments(Api.Prefix)) return;
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync("Trop de demandes en une minute depuis votre adresse. Réessayez dans une minute.", ct);
        };
    });

    /// <summary>An IPv4 address; of an IPv6 one the first 64 bits, since whoever has one has all of its network.</summary>
    public static IPAddress Neighbourhood(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes);
    }
}
