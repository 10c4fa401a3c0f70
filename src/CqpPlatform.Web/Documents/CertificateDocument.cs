using CqpPlatform.Domain.Awards;

namespace CqpPlatform.Web.Documents;

/// <param name="RncpCode">Registered code; a few blocks have none (RNCP31391 BC1).</param>
public sealed record DocumentBlock(string Code, string? RncpCode, string Title);

/// <summary>The certificate (parchemin). Mentions: articles A 512-6, A 512-7 of the code des assurances.</summary>
/// <param name="Certifier">Full legal name.</param>
/// <param name="LegalAct">« arrêté du 30 juillet 2018 publié au Journal officiel du 7 août 2018 »: follows « par ».</param>
/// <param name="Level">Only where the fiche gives one: « 5 ».</param>
/// <param name="EuropeanLevel">Level of the European qualifications framework, only where the fiche gives one.</param>
/// <param name="NsfCode">« 313t : Instruction de dossiers… ».</param>
/// <param name="CapacityMention">A full sentence; null where the referential gives no professional capacity.</param>
/// <param name="CheckCode">Asked with the number by the public page.</param>
/// <param name="VerificationUrl">Absolute address of the public page, with the number and the code.</param>
/// <param name="Replaces">The document this one corrects.</param>
/// <param name="Look">The platform's own where the certifier chose none.</param>
public sealed record CertificateDocument(
    string Certifier, string RegisteredTitle, string? Option, string RncpCode, string LegalAct, string? Level, string? EuropeanLevel, string NsfCode,
    Holder Holder, IReadOnlyList<DocumentBlock> Blocks, string? CapacityMention, string Number, string CheckCode, DateOnly JuryHeldOn, string MinutesNumber,
    DateOnly DeliveredOn, string Place, DocumentSignatory Signatory, string VerificationUrl, ReplacedDocument? Replaces = null, DocumentLook? Look = null)
{
    /// <summary>French names of the mentions still to supply; nothing is rendered until it is empty.</summary>
    public IReadOnlyList<string> Missing() =>
    [
        .. Mentions.Missing(
            ("nom légal du certificateur", Certifier), ("intitulé enregistré", RegisteredTitle), ("code RNCP", RncpCode),
            ("acte d’enregistrement", LegalAct), ("code NSF", NsfCode)),
        .. Holder.Missing(),
        .. Mentions.Missing(
            ("blocs validés", Blocks), ("numéro du certificat", Number), ("code de contrôle", CheckCode),
            ("date de la délibération", JuryHeldOn), ("numéro du procès-verbal", MinutesNumber), ("date de délivrance", DeliveredOn), ("lieu de délivrance", Place),
            ("nom du signataire", Signatory.Name), ("qualité du signataire", Signatory.Quality),
            ("adresse de vérification", Mentions.IsWebAddress(VerificationUrl) ? VerificationUrl : null)),
        .. Blocks.SelectMany(b => Mentions.Missing(("code d’un bloc", b.Code), ($"titre du bloc {b.Code}", b.Title))),
    ];

    /// <summary>The same mentions, for the public page.</summary>
    /// <param name="validity">How long the blocks stay acquired.</param>
    internal PrintedFacts Facts(string validity)
    {
        var texts = new LegalTexts();
        return new(Holder.FirstNameThenName(texts), Mentions.TitleAlone(RegisteredTitle), Option, RncpCode, NsfCode, LegalAct, Level, EuropeanLevel,
            [.. Blocks.Select(b => new PrintedBlock(b.Code, b.RncpCode, b.Title))], Certifier, JuryHeldOn, MinutesNumber, DeliveredOn, Place,
            Signatory.Fact, validity, Replaces?.Number, Holder.Born(texts, PrintedFrench.LongDate), CapacityMention);
    }

    private DocumentLook Worn => Look ?? DocumentLook.Default;

    internal object Payload(LegalTexts texts) => new
    {
        date = new[] { DeliveredOn.Year, DeliveredOn.Month, DeliveredOn.Day },
        certifier = texts.Line("Certificateur", Certifier, 300),
        title = Mentions.TitleAlone(texts.Line("Intitulé enregistré", RegisteredTitle, 300)),
        option = texts.Optional("Option", Option),
        rncp = texts.Line("Code RNCP", RncpCode, 20),
        act = texts.Line("Acte d’enregistrement", LegalAct, 300),
        level = texts.Optional("Niveau", Level, 20),
        europeanLevel = texts.Optional("Niveau européen", EuropeanLevel, 20),
        nsf = texts.Line("Code NSF", NsfCode, 200),
        capacity = texts.Optional("Capacité professionnelle", CapacityMention, 400),
        holder = Holder.FirstNameThenName(texts),
        born = Holder.Born(texts, PrintedFrench.LongDate),
        blocks = Blocks.Select(b => new
        {
            code = texts.Line("Code de bloc", b.Code, 20),
            rncp = texts.Optional("Code RNCP de bloc", b.RncpCode, 20),
            title = texts.Line($"Titre du bloc {b.Code}", b.Title, 300),
        }),
        number = texts.Line("Numéro", Number, 40),
        replaces = Replaces?.Sentence(texts),
        jury = PrintedFrench.LongDate(JuryHeldOn),
        minutes = texts.Line("Numéro du procès-verbal", MinutesNumber, 40),
        place = texts.Line("Lieu", Place),
        delivered = PrintedFrench.LongDate(DeliveredOn),
        signatory = texts.Line("Signataire", Signatory.Name),
        quality = texts.Line("Qualité du signataire", Signatory.Quality),
        delegation = texts.Optional("Délégation", Signatory.For, 400),
        code = Domain.Awards.CheckCode.Printed(CheckCode),
        page = texts.Line("Adresse de vérification", Mentions.VerificationPage(VerificationUrl, Number), 200),
        qr = QrCode.Svg(VerificationUrl),
        accent = Worn.Accent,
        ornament = Worn.Ornament,
        rosette = Worn.Logo is null ? Rosette.Svg(Worn.Ornament) : null,
        logo = Worn.Logo,
        signature = Worn.Signature,
        specimen = Worn.Specimen,
    };
}
