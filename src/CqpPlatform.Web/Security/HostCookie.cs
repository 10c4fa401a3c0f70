namespace CqpPlatform.Web.Security;

/// <summary>Over https a browser keeps a cookie of this prefix to this host (docs/operations.md).</summary>
public static class HostCookie
{
    public const string Prefix = "__Host-";

    public static string NameFor(HttpRequest request, string name) => request.IsHttps ? Prefix + name : name;
}
