using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Referentials.FranceCompetences;

/// <summary>One fiche of the public register, its words as they are; a field the fiche leaves out is empty or null.</summary>
/// <param name="Number">RNCP41351.</param>
/// <param name="RegistrationType">« Enregistrement sur demande » or « de droit ».</param>
/// <param name="Replaces">Fiches it replaces.</param>
/// <param name="Remarks">What could not be read as the format says, in French: a date, a yes or no, a text cut.</param>
public sealed record Fiche(
    string Number,
    string Title,
    int? Level,
    IReadOnlyList<CodedLabel> NsfCodes,
    IReadOnlyList<CodedLabel> RomeCodes,
    IReadOnlyList<CodedLabel> Formacodes,
    IReadOnlyList<CodedLabel> CollectiveAgreements,
    IReadOnlyList<string> Certifiers,
    IReadOnlyList<FicheBlock> Blocks,
    IReadOnlyList<FicheRoute> Routes,
    string Regulation,
    string RegistrationType,
    DateOnly? DecidedOn,
    DateOnly? EffectiveOn,
    DateOnly? PublishedOn,
    DateOnly? RegisteredUntil,
    IReadOnlyList<string> Replaces,
    IReadOnlyList<string> Remarks);

/// <param name="Code">RNCP41351BC01.</param>
/// <param name="Competencies">Free text, split by <see cref="CompetencyText"/>.</param>
/// <param name="Prerequisites">What the fiche asks before the block is validated, in its words.</param>
public sealed record FicheBlock(string Code, string Title, string Competencies, string Modality, string Prerequisites);

/// <param name="Open">Null where the fiche says neither Oui nor Non.</param>
public sealed record FicheRoute(AccessRoute Route, bool? Open, string Jury);

/// <summary>What a search in the public file found.</summary>
/// <param name="Missing">Numbers asked for that are not in the file.</param>
/// <param name="Read">Fiches gone through.</param>
public sealed record FicheSearch(IReadOnlyList<Fiche> Found, IReadOnlyList<string> Missing, int Read);
