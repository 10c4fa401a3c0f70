namespace CqpPlatform.Domain.Awards;

public enum DocumentKind { Minutes, Certificate, Attestation }

public enum DocumentState { Valid, Superseded, Revoked }

public static class DocumentFacts
{
    /// <summary>The kind's letter in a <see cref="DocumentNumber"/>.</summary>
    public static string Letter(this DocumentKind kind) => kind switch
    {
        DocumentKind.Minutes => "PV",
        DocumentKind.Certificate => "C",
        DocumentKind.Attestation => "A",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string French(this DocumentKind kind) => kind switch
    {
        DocumentKind.Minutes => "Procès-verbal",
        DocumentKind.Certificate => "Certificat",
        DocumentKind.Attestation => "Attestation de blocs",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string French(this DocumentState state) => state switch
    {
        DocumentState.Valid => "Valide",
        DocumentState.Superseded => "Remplacé",
        DocumentState.Revoked => "Révoqué",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>A member of the public may check it by its number; minutes stay between the jury and the certifier.</summary>
    public static bool IsPubliclyVerifiable(this DocumentKind kind) => kind is DocumentKind.Certificate or DocumentKind.Attestation;
}
