namespace CqpPlatform.Web.Documents;

/// <summary>The letter that convenes one member of a jury: when, where, what is on the agenda, and the declaration of impartiality to sign.</summary>
/// <param name="Member">NOM Prénom.</param>
/// <param name="Jury">« jury du CQP RNCP31391, Chargé de gestion en assurances, campagne 2021 ».</param>
/// <param name="Statement">What each member declares.</param>
/// <param name="Address">Of the session on the platform; null for a member who has no sign-in.</param>
/// <param name="WrittenOn">The day of the letter.</param>
public sealed record ConvocationDocument(
    string Certifier, string Member, string College, string Quality, string? SubstituteFor, string RegisteredTitle, string RncpCode, string Campaign, DateOnly HeldOn, TimeOnly StartsAt, string Place,
    IReadOnlyList<string> Agenda, string Statement, string? Address, DateOnly WrittenOn, string WrittenAt, DocumentSignatory Signatory, DocumentLook? Look = null)
{
    public IReadOnlyList<string> Missing() =>
    [
        .. Mentions.Missing(
            ("nom légal du certificateur", Certifier), ("nom du membre", Member), ("collège", College), ("qualité", Quality), ("intitulé enregistré", RegisteredTitle), ("code RNCP", RncpCode),
            ("date de la séance", HeldOn), ("lieu de la séance", Place), ("ordre du jour", Agenda), ("ville du certificateur", WrittenAt), ("nom du signataire", Signatory.Name), ("qualité du signataire", Signatory.Quality)),
    ];

    private DocumentLook Worn => Look ?? DocumentLook.Default;

    internal object Payload(LegalTexts texts) => new
    {
        date = new[] { WrittenOn.Year, WrittenOn.Month, WrittenOn.Day },
        certifier = texts.Line("Certificateur", Certifier, 300),
        member = texts.Line("Membre", Member, 200),
        seat = string.Join(", ", new[] { texts.Line("Qualité d’un membre", Quality), $"collège {PrintedFrench.LowerFirst(texts.Line("Collège", College))}", SubstituteFor is null ? null : $"suppléant de {texts.Line("Titulaire", SubstituteFor, 200)}" }.OfType<string>()),
        title = Mentions.TitleAlone(texts.Line("Intitulé enregistré", RegisteredTitle, 300)),
        rncp = texts.Line("Code RNCP", RncpCode, 20),
        campaign = texts.Line("Campagne", Campaign),
        held = $"{PrintedFrench.LongDate(HeldOn)} à {PrintedFrench.Hour(StartsAt)}",
        venue = texts.Line("Lieu de la séance", Place, 200),
        agenda = Agenda.Select(item => texts.Line("Ordre du jour", item, 300)),
        statement = texts.Prose("Déclaration d’impartialité", Statement),
        address = texts.Optional("Adresse de la séance", Address, 200),
        place = texts.Line("Lieu", WrittenAt),
        delivered = PrintedFrench.LongDate(WrittenOn),
        signatory = texts.Line("Signataire", Signatory.Name),
        quality = texts.Line("Qualité du signataire", Signatory.Quality),
        delegation = texts.Optional("Délégation", Signatory.For, 400),
        accent = Worn.Accent,
        ornament = Worn.Ornament,
        logo = Worn.Logo,
        signature = Worn.Signature,
    };
}
