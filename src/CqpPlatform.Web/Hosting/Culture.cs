using System.Globalization;

namespace CqpPlatform.Web.Hosting;

public static class Culture
{
    /// <summary>The product is French, whatever machine it runs on.</summary>
    public static void SetFrench()
    {
        var french = CultureInfo.GetCultureInfo("fr-FR");
        (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.DefaultThreadCurrentUICulture) = (french, french);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (french, french);
    }
}
