namespace CqpPlatform.Domain.Awards;

public sealed record PrintedBlock(string Code, string? RncpCode, string Title);

/// <summary>What a certificate or an attestation prints that a public verification may show: neither date nor place of birth.</summary>
/// <param name="Holder">First names, then birth name in capitals, as printed.</param>
/// <param name="Validity">How long the blocks stay acquired: « illimitée ».</param>
/// <param name="Replaces">Number of the document this one corrects.</param>
public sealed record PrintedFacts(
    string Holder, string Title, string? Option, string RncpCode, string NsfCodes, string LegalAct, string? Level, string? EuropeanLevel,
    IReadOnlyList<PrintedBlock> Blocks, string Certifier, DateOnly JuryHeldOn, string MinutesNumber, DateOnly DeliveredOn, string Place,
    string Signatory, string Validity, string? Replaces = null);
