using CqpPlatform.Domain.Awards;

namespace CqpPlatform.Web.Documents;

/// <param name="AcquiredOn">The jury's day: a block may come from an earlier session.</param>
public sealed record AttestedBlock(string Code, string? RncpCode, string Title, DateOnly AcquiredOn)
{
    /// <summary>Held by other minutes than those the attestation names, by a proof or by a passerelle.</summary>
    public bool FromElsewhere { get; init; }
}

/// <summary>Attestation of blocks: certifies those blocks and nothing else, so it bears no level.</summary>
/// <param name="LegalAct">Follows « par », as on the certificate.</param>
/// <param name="Validity">How long the blocks stay acquired, as a sentence; left out when the certifier states nothing.</param>
/// <param name="Recommendations">What the jury advises for the blocks still to obtain.</param>
/// <param name="CheckCode">Asked with the number by the public page.</param>
/// <param name="VerificationUrl">Absolute address of the public page, with the number and the code.</param>
public sealed record AttestationDocument(
    string Certifier, string RegisteredTitle, string? Option, string RncpCode, string LegalAct, Holder Holder, IReadOnlyList<AttestedBlock> Blocks,
    IReadOnlyList<string> Recommendations, string Number, string CheckCode, DateOnly JuryHeldOn, string MinutesNumber, DateOnly DeliveredOn, string Place,
    DocumentSignatory Signatory, string VerificationUrl, string? Validity = null, ReplacedDocument? Replaces = null, DocumentLook? Look = null)
{
    /// <summary>French names of the mentions still to supply; nothing is rendered until it is empty.</summary>
    public IReadOnlyList<string> Missing() =>
    [
        .. Mentions.Missing(
            ("nom légal du certificateur", Certifier), ("intitulé enregistré", RegisteredTitle), ("code RNCP", RncpCode), ("acte d’enregistrement", LegalAct)),
        .. Holder.Missing(),
        .. Mentions.Missing(
            ("blocs validés", Blocks), ("numéro de l’attestation", Number), ("code de contrôle", CheckCode), ("date de la délibération", JuryHeldOn), ("numéro du procès-verbal", MinutesNumber),
            ("date de délivrance", DeliveredOn), ("lieu de délivrance", Place), ("nom du signataire", Signatory.Name), ("qualité du signataire", Signatory.Quality),
            ("adresse de vérification", Mentions.IsWebAddress(VerificationUrl) ? VerificationUrl : null)),
        .. Blocks.SelectMany(b => Mentions.Missing(
            ("code d’un bloc", b.Code), ($"titre du bloc {b.Code}", b.Title), ($"date de validation du bloc {b.Code}", b.AcquiredOn))),
    ];

    /// <summary>The same mentions, for the public page.</summary>
    /// <param name="validity">How long the blocks stay acquired.</param>
    internal PrintedFacts Facts(string validity)
    {
        var texts = new LegalTexts();
        return new(Holder.FirstNameThenName(texts), Mentions.TitleAlone(RegisteredTitle), Option, RncpCode, NsfCodes: "", LegalAct, Level: null, EuropeanLevel: null,
            [.. Blocks.Select(b => new PrintedBlock(b.Code, b.RncpCode, b.Title, b.AcquiredOn))], Certifier, JuryHeldOn, MinutesNumber, DeliveredOn, Place,
            Signatory.Fact, validity, Replaces?.Number, Holder.Born(texts, PrintedFrench.LongDate), Recommendations: Recommendations)
        {
            FromElsewhere = FromElsewhere,
        };
    }

    /// <summary>The jury it names did not decide all it lists: what is held is then stated, and not what was validated.</summary>
    private bool FromElsewhere => Blocks.Any(b => b.FromElsewhere);

    private string Statement(string jury, string minutes)
    {
        var deliberation = $"délibération du jury du {jury} (procès-verbal n°\u00a0{minutes})";
        return FromElsewhere ? $"détient, à l’issue de la {deliberation}, les blocs de compétences énumérés ci-dessous" : $"a validé, par {deliberation}, les blocs de compétences énumérés ci-dessous";
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
        holder = Holder.FirstNameThenName(texts),
        born = Holder.Born(texts, PrintedFrench.LongDate),
        blocks = Blocks.Select(b => new
        {
            code = texts.Line("Code de bloc", b.Code, 20),
            rncp = texts.Optional("Code RNCP de bloc", b.RncpCode, 20),
            title = texts.Line($"Titre du bloc {b.Code}", b.Title, 300),
            on = PrintedFrench.ShortDate(b.AcquiredOn),
        }),
        recommendations = Recommendations.Select(r => texts.Prose("Recommandation", r)).OfType<string>(),
        validity = texts.Optional("Durée de validité", Validity, 300),
        number = texts.Line("Numéro", Number, 40),
        replaces = Replaces?.Sentence(texts),
        statement = Statement(PrintedFrench.LongDate(JuryHeldOn), texts.Line("Numéro du procès-verbal", MinutesNumber, 40)),
        heading = FromElsewhere ? "Blocs détenus" : "Blocs validés",
        since = FromElsewhere ? "Acquis le" : "Validé le",
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
        logo = Worn.Logo,
        signature = Worn.Signature,
        specimen = Worn.Specimen,
    };
}
