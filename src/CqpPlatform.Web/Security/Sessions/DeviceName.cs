namespace CqpPlatform.Web.Security.Sessions;

/// <summary>A browser and a system in two words, from what the browser says of itself.</summary>
public static class DeviceName
{
    // Order matters: each says it is also the ones below it.
    private static readonly (string Mark, string Name)[] Browsers = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    private static readonly (string Mark, string Name)[] Systems = [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    public static string Of(string? userAgent)
    {
        var text = userAgent ?? "";
        var browser = Browsers.FirstOrDefault(b => text.Contains(b.Mark, StringComparison.Ordinal)).Name ?? "Navigateur";
        return Systems.FirstOrDefault(s => text.Contains(s.Mark, StringComparison.Ordinal)).Name is { } system ? $"{browser}, {system}" : browser;
    }
}
