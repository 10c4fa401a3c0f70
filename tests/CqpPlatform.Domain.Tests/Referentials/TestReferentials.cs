using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Tests.Referentials;

/// <summary>Compositions and a small referential, written by hand from the fiches.</summary>
internal static class TestReferentials
{
    public static readonly Composition Rncp31391 = new(
        ["BC1", "BC2", "BC3"],
        [new("production", "option production", ["BC4", "BC5"]), new("sinistre", "option sinistre", ["BC6", "BC7"])],
        new ElectiveRule(2, ["BC4", "BC5", "BC6", "BC7", "BC8", "BC9"]));

    public static readonly Composition Rncp31395 = new(
        ["BC1", "BC2", "BC3", "BC4", "BC5"], [], new ElectiveRule(2, ["BC6", "BC7", "BC8"]));

    public static readonly Composition Rncp41351 = new(
        ["BC01"],
        [new("souscription", "option «\u00A0souscription\u00A0»", ["BC02"]), new("indemnisation", "option «\u00A0indemnisation\u00A0»", ["BC03"])],
        null);

    public static readonly Block Bc4 = new("BC4", "RNCP31391BC04", "Produire", null, [],
        [
            new("C8", "Etablir", [new("C8.1", "Etudier", [], []), new("C8.2", "Elaborer", [], [])], [], []),
            new("C9", "Suivre", [], [], []),
        ],
        [
            new(SourceKind.TrainingOrganisation, "Cas pratique", [new("ecrit", "Épreuve écrite", []), new("oral", "Présentation orale", [])], []),
            new(SourceKind.Tutor, "Observation", [new("observation", "Observation au poste", [])], []),
            new(SourceKind.Commission, "Question et cas",
                [new("connaissances", "Question de connaissances", [new("connaissances.fondamentaux", "Fondamentaux")]), new("cas", "Cas pratique", [])], []),
        ]);

    public static readonly IReadOnlyList<SourceRequirement> ThreeSources =
    [
        new(SourceKind.TrainingOrganisation, "Organisme de formation", "l’organisme de formation"),
        new(SourceKind.Tutor, "Tuteur", "le tuteur"),
        new(SourceKind.Commission, "Commission", "la commission"),
    ];

    public static Referential With(Composition composition, params RegistrationPeriod[] periods) => new(
        "RNCP31391", "Gestionnaire", "Gestionnaire", "2017-04-19", "référentiel du 19/04/2017", "CPNE", null, null, [], [], [], [],
        [.. composition.AllBlocks().Select(c => c == "BC4" ? Bc4 : new Block(c, null, c, null, [], [], []))],
        composition,
        [
            new(AccessRoute.ContinuingEducation, true), new(AccessRoute.ProfessionalisationContract, true), new(AccessRoute.ValidationOfExperience, true),
            new(AccessRoute.StudentStatus, false), new(AccessRoute.Apprenticeship, false), new(AccessRoute.IndividualApplication, false),
        ],
        periods, null, ThreeSources, RatingScale.Default, new ProposalRule(ProposalKind.Concordance, "Règle"), Validity.Unlimited,
        new RegulationText("", "", ""), [], []);

    /// <summary>« Niveau 1 », « Niveau 2 »…, the first ones favourable, a comment due below them.</summary>
    public static RatingScale Scale(int count, int favourable) =>
        new([.. Enumerable.Range(1, count).Select(n => new RatingLevel(Rating.Parse($"Level{n}"), $"Niveau {n}", $"N{n}", n <= favourable, n > favourable))]);
}
