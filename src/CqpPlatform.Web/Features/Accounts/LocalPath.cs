namespace CqpPlatform.Web.Features.Accounts;

/// <summary>The way back after a sign-in. Only a path of this site: anything else would make these pages send people elsewhere.</summary>
public static class LocalPath
{
    public static string? Of(string? path) => path is ['/', not ('/' or '\\'), ..] && !path.StartsWith("/connexion", StringComparison.Ordinal) ? path : null;
}
