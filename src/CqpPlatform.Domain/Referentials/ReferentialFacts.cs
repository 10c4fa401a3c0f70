namespace CqpPlatform.Domain.Referentials;

/// <summary>A code of a public nomenclature (NSF, ROME, Formacode, convention collective) and its label.</summary>
public sealed record CodedLabel(string Code, string Label);

/// <summary>What the fiche says of the regulated activity.</summary>
/// <param name="Text">The fiche, word for word.</param>
/// <param name="Articles">The articles of law it rests on; null where the fiche names none.</param>
/// <param name="CapacityMention">The sentence printed on the certificate; null where the certification gives no professional capacity.</param>
public sealed record RegulationText(string Text, string? Articles, string? CapacityMention);

/// <summary>A contradiction or a doubtful reading of the sources, and what we hold to, where it occurs.</summary>
public sealed record SourceNote(string Text, string? Block = null, string? Competency = null);

/// <summary>Block <paramref name="OtherBlock"/> of <paramref name="OtherReferential"/> may be recognised as <paramref name="Block"/>; off until the certifier turns it on.</summary>
public sealed record Passerelle(string Block, string OtherReferential, string OtherBlock);

/// <summary>A block acquired under a former version of the same certification, and the block of this one it counts for.</summary>
/// <param name="Version">2017-04-19.</param>
/// <param name="Block">Null where it counts for none, though a block of this version may bear its code.</param>
public sealed record Equivalence(string Version, string FormerBlock, string? Block);
