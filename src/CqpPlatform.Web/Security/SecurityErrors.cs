using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Security;

public static class SecurityErrors
{
    public static readonly Error NotSignedIn = new("not-signed-in", "Votre session a pris fin : reconnectez-vous, puis reprenez.".French());
    public static readonly Error NotAllowed = new("not-allowed", "Vos droits ne permettent pas cette action.");

    /// <summary>Also the answer for a row of another tenant or organisation: nobody learns that it exists.</summary>
    public static readonly Error NotFound = new("not-found", "Cet élément n’existe pas ou ne vous est pas accessible.");
}
