namespace CqpPlatform.Domain.Awards;

/// <param name="ValidatedOn">On an attestation, the day it was acquired.</param>
public sealed record PrintedBlock(string Code, string? RncpCode, string Title, DateOnly? ValidatedOn = null);

/// <summary>
/// Everything a certificate or an attestation prints, frozen with its bytes: what the candidate's file says later changes nothing here.
/// A public verification shows it all to whoever gives the number and the code; only what was issued before codes has no more than its first facts.
/// </summary>
/// <param name="Holder">First names, then birth name in capitals, as printed.</param>
/// <param name="Validity">How long the blocks stay acquired: « illimitée ».</param>
/// <param name="Replaces">Number of the document this one corrects.</param>
/// <param name="Born">« née le 2 juillet 1995 à Quimper », after the name of usage.</param>
/// <param name="Capacity">The sentence on the regulated activity, on certificates.</param>
/// <param name="Recommendations">Of the jury, on attestations.</param>
public sealed record PrintedFacts(
    string Holder, string Title, string? Option, string RncpCode, string NsfCodes, string LegalAct, string? Level, string? EuropeanLevel,
    IReadOnlyList<PrintedBlock> Blocks, string Certifier, DateOnly JuryHeldOn, string MinutesNumber, DateOnly DeliveredOn, string Place,
    string Signatory, string Validity, string? Replaces = null, string? Born = null, string? Capacity = null, IReadOnlyList<string>? Recommendations = null)
{
    /// <summary>Of an attestation: some of its blocks were not validated by the minutes it names. False too on what was issued before that was told.</summary>
    public bool FromElsewhere { get; init; }
}
