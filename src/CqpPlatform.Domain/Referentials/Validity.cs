namespace CqpPlatform.Domain.Referentials;

public enum ValidityKind { Unlimited, Years, Date }

/// <summary>How long an acquired block stays acquired.</summary>
public sealed record Validity(ValidityKind Kind, int? Years = null, DateOnly? Until = null)
{
    public static Validity Unlimited { get; } = new(ValidityKind.Unlimited);

    /// <summary>The last day on which a block acquired that day counts; null when there is none.</summary>
    public DateOnly? LastDay(DateOnly acquired) => Kind switch
    {
        ValidityKind.Unlimited => null,
        ValidityKind.Years => acquired.AddYears(Years!.Value),
        ValidityKind.Date => Until!.Value,
        _ => throw new InvalidOperationException($"Validity {Kind}."),
    };

    public string French() => Kind switch
    {
        ValidityKind.Unlimited => "illimitée",
        ValidityKind.Years => Years == 1 ? "1 an" : $"{Years} ans",
        ValidityKind.Date => $"jusqu’au {Common.French.Date(Until!.Value)}",
        _ => throw new InvalidOperationException($"Validity {Kind}."),
    };
}
