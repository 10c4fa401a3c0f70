using System.Text.RegularExpressions;

namespace CqpPlatform.Domain.Referentials;

/// <summary>What a grid keeps of a rating: the key of a level. The scale of the referential alone gives it words, an order and a value.</summary>
public sealed partial record Rating
{
    public const int MaxLength = 30;

    private Rating(string key) => Key = key;

    /// <summary>The keys of the usual scale; another one has its own.</summary>
    public static Rating Acquired { get; } = new("Acquired");
    public static Rating InProgress { get; } = new("InProgress");
    public static Rating NotAcquired { get; } = new("NotAcquired");

    /// <summary>The one key that says the same in every scale: nothing could be observed, which is neither favourable nor unfavourable.</summary>
    public static Rating NotObserved { get; } = new("NotObserved");

    /// <summary>Letters without accents and figures, a capital first; stored, and signed with the grid.</summary>
    public string Key { get; }

    /// <summary>Null where it is no key.</summary>
    public static Rating? Of(string? key) => key is not null && Form().IsMatch(key) ? new(key) : null;

    public static Rating Parse(string key) => Of(key) ?? throw new FormatException($"« {key} » is no key of a level.");

    public override string ToString() => Key;

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]{0,29}\z")]
    private static partial Regex Form();
}
