using CqpPlatform.TestCommon;
using CqpPlatform.Web.Security;

namespace CqpPlatform.EndToEndTests;

/// <summary>Pages looked at one after the other, at both widths: axe, the console and other hosts on each; with CQP_SCREENS, a picture of each as well.</summary>
internal static class PageVisits
{
    public static async Task VisitAsync(Stage stage, Membership member, string who, params string[] paths) => await VisitAsync(stage, await stage.Fixture.EmailOfAsync(member), who, paths);

    public static async Task VisitAsync(Stage stage, string? email, string who, params string[] paths)
    {
        var person = await stage.PersonAsync();
        if (email is not null) await person.SignInAsync(email);
        var found = new List<string>();
        foreach (var (path, i) in paths.Select((p, i) => (p, i)))
        {
            await person.Page.GotoAsync(path);
            await person.LiveAsync();
            foreach (var (width, height) in new[] { (1440, 1000), (390, 844) })
            {
                await person.Page.SetViewportSizeAsync(width, height);
                found.AddRange((await person.FaultsAsync()).Select(fault => $"{path} at {width}: {fault}"));
                // The page itself never scrolls sideways; wide tables scroll in their own box.
                var beyond = await person.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (beyond > 0) found.Add($"{path} at {width}: {beyond} px too wide");
                if (Environment.GetEnvironmentVariable("CQP_SCREENS") is { Length: > 0 } folder)
                    await person.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{who}-{i:00}-{width}.png"), FullPage = true });
            }
        }
        found.ShouldBeEmpty(who);
    }
}
