namespace CqpPlatform.Web.Components;

/// <summary>What an input must carry so that its label, hint and error are read out with it.</summary>
/// <param name="DescribedBy">Value of aria-describedby, or null.</param>
/// <param name="Invalid">Value of aria-invalid: "true", or null.</param>
public sealed record FieldIds(string Id, string? DescribedBy, string? Invalid)
{
    private static int last;

    public static string Fresh(string stem) => $"{stem}-{Interlocked.Increment(ref last)}";

    public static string HintOf(string id) => id + "-aide";
    public static string ErrorOf(string id) => id + "-erreur";
}
