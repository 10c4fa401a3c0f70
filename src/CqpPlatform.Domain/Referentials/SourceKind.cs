using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Referentials;

/// <summary>Who evaluates.</summary>
public enum SourceKind { TrainingOrganisation, Tutor, Commission }

/// <summary>A source the referential requires on every block that names it.</summary>
/// <param name="Label">« Commission d’évaluation ».</param>
/// <param name="Name">With its article, to stand in a sentence: « la commission ».</param>
/// <param name="ShortLabel">« COM », for the head of a narrow column; null where the label gives it.</param>
public sealed record SourceRequirement(SourceKind Source, string Label, string Name, string? ShortLabel = null)
{
    public string Short() => ShortLabel ?? French.Initials(Label);
}

public static class SourceKindFacts
{
    public static string French(this SourceKind source) => source switch
    {
        SourceKind.TrainingOrganisation => "Organisme de formation",
        SourceKind.Tutor => "Tuteur",
        SourceKind.Commission => "Commission d’évaluation",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };
}
