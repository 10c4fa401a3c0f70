namespace CqpPlatform.Web.Documents;

/// <param name="SignedAt">Paris time: of the signature on screen, or of the receipt of the paper, which bears no hour of its own; null for whoever has not signed: a line is left for their hand.</param>
/// <param name="SignedBy">Who signed on screen, or received the paper.</param>
public sealed record SignatureSheetLine(string Member, string Seat, DateTimeOffset? SignedAt, bool OnPaper, string? SignedBy, string? Sha256);

/// <summary>The members' signatures under minutes already sealed: beside them, never in them.</summary>
public sealed record SignatureSheetDocument(
    string Certifier, string RegisteredTitle, string RncpCode, string Campaign, string MinutesNumber, DateOnly HeldOn, DateTimeOffset SealedAt, string MinutesSha256,
    IReadOnlyList<SignatureSheetLine> Lines, DateTimeOffset AsOf)
{
    public IReadOnlyList<string> Missing() =>
    [
        .. Mentions.Missing(
            ("nom légal du certificateur", Certifier), ("intitulé enregistré", RegisteredTitle), ("numéro du procès-verbal", MinutesNumber), ("empreinte du procès-verbal", MinutesSha256), ("membres qui ont siégé", Lines)),
    ];

    internal object Payload(LegalTexts texts) => new
    {
        date = new[] { AsOf.Year, AsOf.Month, AsOf.Day },
        certifier = texts.Line("Certificateur", Certifier, 300),
        title = Mentions.TitleAlone(texts.Line("Intitulé enregistré", RegisteredTitle, 300)),
        rncp = texts.Line("Code RNCP", RncpCode, 20),
        campaign = texts.Line("Campagne", Campaign),
        number = texts.Line("Numéro du procès-verbal", MinutesNumber, 40),
        held = PrintedFrench.LongDate(HeldOn),
        sealedAt = PrintedFrench.Moment(SealedAt),
        hash = MinutesSha256.Chunk(4).Select(c => new string(c)),
        state = $"{Lines.Count(l => l.SignedAt is not null)} sur {Lines.Count}, au {PrintedFrench.Moment(AsOf)}",
        lines = Lines.Select(l => new
        {
            member = texts.Line("Membre", l.Member, 200),
            seat = texts.Line("Siège", l.Seat, 300),
            signed = l.SignedAt is not { } at ? null
                : l.OnPaper ? $"Signé sur papier, feuille reçue le {PrintedFrench.Moment(at)} par {texts.Line("Reçu par", l.SignedBy, 200)}." : $"Signé le {PrintedFrench.Moment(at)}, sur la plateforme, identité confirmée.",
            hash = l.Sha256 is null ? "" : string.Join(' ', l.Sha256.Chunk(8).Take(4).Select(c => new string(c))) + "…",
        }),
    };

}
