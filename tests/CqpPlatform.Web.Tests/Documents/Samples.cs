using System.Globalization;
using CqpPlatform.Web.Documents;

namespace CqpPlatform.Web.Tests.Documents;

/// <summary>Documents with the wording of the fiches; names and numbers are invented.</summary>
internal static class Samples
{
    public const string Cpne = "Commission paritaire nationale de l’emploi (CPNE) des entreprises de courtages d’assurances et/ou de réassurances – Chambre syndicale des courtiers d’assurances (CSCA)";
    public const string Title31391 = "Certificat de qualification professionnelle Gestionnaire assurances de personnes en courtage d’assurances option production ou option sinistre";
    private const string Act31391 = "arrêté du 30 juillet 2018 publié au Journal officiel du 7 août 2018";
    private const string Bc5 = "Gérer un portefeuille clients et contribuer au développement commercial";

    public static readonly Holder Lefevre = new("Lefèvre", null, "Camille", new DateOnly(1995, 7, 2), "Quimper (Finistère)", Feminine: true);

    public static readonly CertificateDocument Certificate31391 = new(
        Cpne, Title31391, "option production", "RNCP31391", Act31391, null, null, "313t : Instruction de dossiers, traitements de flux et de produits financiers",
        Lefevre,
        [
            new("BC1", null, "Exercer son rôle de courtier et assurer la coordination et l’intermédiation clients/organismes assureurs"),
            new("BC2", "RNCP31391BC02", "Assurer le relais d’information et la coordination interne"),
            new("BC3", "RNCP31391BC03", "Gérer la relation clientèle"),
            new("BC4", "RNCP31391BC04", "Produire ou mettre en œuvre les contrats d’assurances relevant de son champ d’activité"),
            new("BC5", "RNCP31391BC05", Bc5),
            new("BC8", "RNCP31391BC08", Bc5),
            new("BC9", "RNCP31391BC01", "Rédiger ou proposer une offre commerciale client"),
        ],
        "Atteste la capacité professionnelle de niveaux I, II et III de l’intermédiation en assurances (articles A 512-6 et A 512-7 du code des assurances).",
        "31391-2021-0127-K", "7KQ4M2XB", new DateOnly(2021, 12, 9), "2021-2", new DateOnly(2021, 12, 16), "Paris", new("Gérard VAUTRIN", "président"),
        "https://exemple.fr/verification/31391-2021-0127-K/7KQ4M2XB");

    public static readonly CertificateDocument Certificate41351 = new(
        "Commission paritaire nationale de la formation professionnelle et de l’emploi (CPNFPE) des sociétés d’assurances – Fédération française de l’assurance",
        "Chargé de relation clientèle assurance", "option « souscription »", "RNCP41351",
        "décision du directeur général de France compétences en date du 24 septembre 2025", "5", "5", "313 : Finances, banque, assurances, immobilier",
        new("Cadiou", null, "Nolwenn", new DateOnly(1999, 2, 11), "Lorient (Morbihan)", Feminine: true),
        [
            new("BC01", "RNCP41351BC01", "Analyser les besoins des clients ou des prospects et présenter des solutions d’assurance en assurant la traçabilité et la qualité de la relation client"),
            new("BC02", "RNCP41351BC02", "Mettre en œuvre les processus de souscription et de gestion des contrats d’assurance (option « souscription »)"),
        ],
        "Atteste la capacité professionnelle de niveaux I, II et III de l’intermédiation en assurances (article A 512-6 du code des assurances).",
        "41351-2026-0042-T", "M9T03H8C", new DateOnly(2026, 6, 18), "2026-1", new DateOnly(2026, 6, 25), "Paris", new("Claire ESTRADE", "présidente"),
        "https://exemple.fr/verification/41351-2026-0042-T/M9T03H8C");

    private const string Drawn = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 90 30\"><circle cx=\"15\" cy=\"15\" r=\"14\" fill=\"#7a1f2b\"/><path d=\"M34 10h54v6h-54z\" fill=\"#8a5a1f\"/></svg>";

    /// <summary>As a certifier may choose it: its colours, logo and signature, and somebody who signs for the president.</summary>
    public static readonly DocumentLook Burgundy = new("#7a1f2b", "#8a5a1f", Drawn, Drawn);
    public static readonly DocumentSignatory Delegate = new("Marie-Hélène DUPONT", "déléguée générale", "Pour Gérard VAUTRIN, président, par délégation du 3 mars 2021");

    public static readonly AttestationDocument Attestation31391 = new(
        Cpne, Title31391, "option sinistre", "RNCP31391", Act31391,
        new("Zeller", "Aubry", "Anaïs", new DateOnly(1997, 5, 19), "Amiens (Somme)", Feminine: true),
        [
            new("BC1", null, Certificate31391.Blocks[0].Title, new DateOnly(2021, 12, 9)),
            new("BC2", "RNCP31391BC02", Certificate31391.Blocks[1].Title, new DateOnly(2021, 12, 9)),
            new("BC3", "RNCP31391BC03", "Gérer la relation clientèle", new DateOnly(2020, 6, 11)) { FromElsewhere = true },
            new("BC8", "RNCP31391BC08", Bc5, new DateOnly(2021, 12, 9)),
        ],
        ["Reprendre C18 et C19, cahier des charges et comparaison des offres (BC9).", "Demander à l’entreprise d’accueil une mise en situation sur l’appel d’offres."],
        "31391-2021-A012-H", "C5W1ZZ70", new DateOnly(2021, 12, 9), "2021-2", new DateOnly(2021, 12, 16), "Paris", new("Gérard VAUTRIN", "président"),
        "https://exemple.fr/verification/31391-2021-A012-H/C5W1ZZ70", "Ces blocs sont acquis sans limitation de durée.");

    public static MinutesDocument Minutes(int candidates) => new(
        Cpne, "CPNE du courtage d’assurances", Title31391, "RNCP31391", "arrêté du 30 juillet 2018, JO du 7 août 2018", "version du 19/04/2017", "automne 2021",
        "2021-2", new DateOnly(2021, 12, 9), new TimeOnly(9, 42), new TimeOnly(12, 55), "10 rue Auber, 75009 Paris",
        [
            new("Cosson", "Béatrice", "Salariés", "présidente", MinutesPresence.Present, Presides: true, Feminine: true),
            new("Lemercier", "Guy", "Salariés", "membre", MinutesPresence.Present, Feminine: false),
            new("Amrani", "Leïla", "Salariés", "membre", MinutesPresence.Present, Feminine: true),
            new("Prudent", "Olivier", "Salariés", "membre", MinutesPresence.Present, Feminine: false),
            new("Dartois", "Hélène", "Salariés", "membre", MinutesPresence.Represented, "COSSON Béatrice", Feminine: true),
            new("Nogaret", "Alain", "Employeurs (CSCA)", "membre", MinutesPresence.Present, Feminine: false),
            new("Vigneras", "Sophie", "Employeurs (CSCA)", "membre", MinutesPresence.Present, Feminine: true),
            new("Tassin", "Philippe", "Employeurs (CSCA)", "membre", MinutesPresence.Present, Feminine: false),
            new("Boucharel", "Denis", "Employeurs (CSCA)", "membre", MinutesPresence.Present, Feminine: false),
            new("Collardeau", "Anne", "Employeurs (CSCA)", "membre", MinutesPresence.Excused, Feminine: true),
            new("Sabathier", "Luc", "Experts", "expert formation pro assurance", MinutesPresence.Present, Feminine: false),
            new("Humeau", "Nathalie", "Experts", "experte formation pro assurance", MinutesPresence.Present, Feminine: true),
            new("Rochette", "Benoît", "Organisme de formation", "Institut Corvalle", MinutesPresence.Present, Feminine: false),
        ],
        "Règle appliquée : au moins un membre de chaque collège paritaire présent ou représenté, un pouvoir au plus par membre. Collège salariés : 4 présents, 1 représenté\u202F; "
        + "collège employeurs : 4 présents. Le quorum est atteint et les deux collèges siègent. Décisions à la majorité absolue des présents ou représentés.",
        ["ROCHETTE Benoît, représentant de l’Institut Corvalle, ne vote sur aucun des 12 candidats de cet organisme.",
            "NOGARET Alain, de la même entreprise que MARCHAND Léa, ne vote pas sur cette candidate."],
        [.. Enumerable.Range(1, candidates).Select(Candidate)],
        new DateTimeOffset(2021, 12, 9, 13, 4, 0, TimeSpan.FromHours(1)),
        "3b7e90c412fad86577a10e3cb9d248f6c05d6b1fe298a47380d92f5e61bc4a07");

    private static MinutesCandidate Candidate(int i)
    {
        string[] blocks = ["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9"];
        var fails = i % 4 == 2;
        var departs = i % 7 == 3;
        return new(
            new($"Aubertin-{i.ToString(CultureInfo.InvariantCulture)}", i % 5 == 4 ? "Martin" : null, i % 2 == 0 ? "Gaspard" : "Jeanne", new DateOnly(1992, 1, 30), "Nantes", Feminine: i % 2 == 1),
            i % 3 == 0 ? "Campus Orlandre" : "Institut Corvalle", i % 3 == 0 ? "VAE" : "contrat de professionnalisation", "option production",
            [.. blocks.Select(b => b == "BC9" && fails
                ? new MinutesDecision(b, MinutesOutcome.NotValidated, MinutesOutcome.NotValidated, "refus par 9 voix, 1 contre, 1 abstention")
                : b == "BC8" && departs
                    ? new MinutesDecision(b, MinutesOutcome.NotValidated, MinutesOutcome.Validated, "10 voix pour, 1 contre", "la mise en situation de l’entretien complète l’observation au poste, faite avant la prise de fonction.")
                    : new MinutesDecision(b, b == "BC3" && departs ? MinutesOutcome.ToDeliberate : MinutesOutcome.Validated, MinutesOutcome.Validated, "unanimité, 11 voix"))],
            i % 6 == 5 ? ["BC6"] : [], fails ? MinutesAward.Attestation : MinutesAward.Certificate,
            fails ? "6 blocs validés, attestation de blocs." : "les 7 blocs du choix sont validés, certificat délivré.",
            fails ? "reprendre C18 et C19, cahier des charges et comparaison des offres." : null);
    }
}
