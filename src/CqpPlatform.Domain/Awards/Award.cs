namespace CqpPlatform.Domain.Awards;

public static class Award
{
    /// <summary>Every block of the choice held on the jury's day: a certificate. Some block: an attestation. None: nothing.</summary>
    public static DocumentKind? Of(IReadOnlyCollection<string> choice, IReadOnlyCollection<string> held) =>
        held.Count == 0 ? null : choice.All(held.Contains) ? DocumentKind.Certificate : DocumentKind.Attestation;
}
