using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace CqpPlatform.Web.Hosting;

/// <summary>
/// Who may say on whose behalf a request comes (docs/operations.md). Without this the limits by address would count the proxy, and cookies
/// would not be marked Secure behind TLS; and from anybody else the header is a lie.
/// </summary>
public static class Proxies
{
    public const string Setting = "CQP_PROXIES";

    public static void AddProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var networks = Read(configuration[Setting]);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            foreach (var network in networks) options.KnownIPNetworks.Add(network);
            // With nobody known, the middleware would believe everybody.
            options.ForwardedHeaders = networks.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        });
    }

    /// <summary>Addresses or networks, with commas between: 10.0.0.5, 172.18.0.0/16.</summary>
    public static IReadOnlyList<IPNetwork> Read(string? setting)
    {
        var networks = new List<IPNetwork>();
        foreach (var part in (setting ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPNetwork.TryParse(part, out var network)) networks.Add(network);
            else if (IPAddress.TryParse(part, out var address)) networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else throw new StartupRefusal($"{Setting}\u00a0: «\u00a0{part}\u00a0» n’est ni une adresse ni un réseau. Donnez par exemple 10.0.0.5 ou 172.18.0.0/16.");
        }
        return networks;
    }
}
