using System.Security.Cryptography;
using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Awards;

public enum DocumentKind { Minutes, Certificate, Attestation }

public enum DocumentState { Valid, Superseded, Revoked }

public static class DocumentFacts
{
    /// <summary>The kind's letter in a document number, e.g. CPNEC-2026-C-00012.</summary>
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

/// <summary>A document as it left the platform: its bytes are stored and never rendered again. A correction is another document.</summary>
public sealed class IssuedDocument : TenantEntity
{
    private IssuedDocument() { }

    public DocumentKind Kind { get; private set; }
    public string Number { get; private set; } = "";
    public DocumentState State { get; private set; }
    public Guid CampaignId { get; private set; }
    public Guid JurySessionId { get; private set; }
    public Guid? EnrolmentId { get; private set; }
    public DateTimeOffset IssuedAt { get; private set; }
    public string Sha256 { get; private set; } = "";
    public byte[] Bytes { get; private set; } = [];

    /// <summary>What is printed, as JSON: the public verification shows these facts and no others.</summary>
    public string Facts { get; private set; } = "";

    public static IssuedDocument Issue(DocumentKind kind, string number, Guid campaignId, Guid jurySessionId, Guid? enrolmentId, byte[] bytes, string facts, DateTimeOffset now) => new()
    {
        Kind = kind,
        Number = number,
        CampaignId = campaignId,
        JurySessionId = jurySessionId,
        EnrolmentId = enrolmentId,
        Bytes = bytes,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
        Facts = facts,
        IssuedAt = now,
    };
}

/// <summary>The last number given for one kind of document in one year. Locked in the issuing transaction, so numbers have no gap.</summary>
public sealed class DocumentCounter : TenantEntity
{
    private DocumentCounter() { }

    public DocumentKind Kind { get; private set; }
    public int Year { get; private set; }
    public int Last { get; private set; }

    public static DocumentCounter Create(DocumentKind kind, int year) => new() { Kind = kind, Year = year };

    public string Next(string tenantPrefix) => $"{tenantPrefix}-{Year}-{Kind.Letter()}-{++Last:00000}";
}
