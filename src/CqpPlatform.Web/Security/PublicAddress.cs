namespace CqpPlatform.Web.Security;

/// <summary>The address people reach the platform by: in mails, in QR codes. CQP_PUBLIC_URL behind a proxy, else CQP_URL.</summary>
public static class PublicAddress
{
    public const string Default = "http://127.0.0.1:5080";

    /// <summary>Without a final slash.</summary>
    public static string PublicUrl(this IConfiguration configuration) =>
        (configuration["CQP_PUBLIC_URL"] ?? configuration["CQP_URL"] ?? Default).Split(';')[0].TrimEnd('/');
}
