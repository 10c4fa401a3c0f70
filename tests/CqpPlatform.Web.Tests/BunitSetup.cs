using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace CqpPlatform.Web.Tests;

internal static class BunitSetup
{
    /// <summary>bUnit asks for a later AngleSharp.Diffing than the feed has (docs/adr/0002): the one beside the tests answers.</summary>
    [ModuleInitializer]
    internal static void AnswerWithTheDiffingAtHand() =>
        AssemblyLoadContext.Default.Resolving += (context, name) => name.Name == "AngleSharp.Diffing"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll"))
            : null;

    /// <summary>The product's culture, so that a test reads what a user reads.</summary>
    [ModuleInitializer]
    internal static void SpeakFrench() => CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
}
