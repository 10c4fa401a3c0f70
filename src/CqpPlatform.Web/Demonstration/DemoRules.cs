using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Demonstration;

internal static class DemoRules
{
    /// <summary>The story keeps every rule: a refusal is a fault of its own.</summary>
    public static void Expect(Result result)
    {
        if (result.Refused) throw new InvalidOperationException("The demonstration broke a rule: " + result.Message);
    }

    public static T Expect<T>(Result<T> result)
    {
        Expect(Result.From(result.Errors));
        return result.Value;
    }
}
