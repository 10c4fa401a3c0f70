using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards.EditIdentity;

/// <summary>Documents of nobody, with the certifier's own texts and a certification of theirs, to see an identity on.</summary>
internal sealed record Specimen(CertifierProfile Profile, Referential? Referential, string PublicUrl, DateOnly Today)
{
    private const string Number = "SPECIMEN-00000", Code = "00000000";

    private static readonly Holder Short = new("Spécimen", null, "Camille", new DateOnly(1995, 7, 2), "Quimper (Finistère)", Feminine: true);

    /// <summary>As long as real ones get: nothing may leave the page.</summary>
    private static readonly Holder Long = new("de la Rochefoucauld-Montbel d’Estissac", "Wolfeschlegelsteinhausenberger", "Jean-Baptiste Maximilien Alexandre",
        new DateOnly(1988, 3, 1), "Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson (Marne)", Feminine: false);

    public static async Task<Specimen> LoadAsync(UnitOfWork unit, ReferentialCatalogue catalogue, IConfiguration configuration, CancellationToken ct)
    {
        var profile = await unit.Db.CertifierProfiles.AsNoTracking().SingleAsync(ct);
        var versions = await unit.Db.ReferentialVersions.Where(v => v.Status != ReferentialStatus.Draft).OrderBy(v => v.CertificationCode).Select(v => (Guid?)v.Id).FirstOrDefaultAsync(ct);
        return new(profile, versions is { } id ? await catalogue.GetAsync(unit.Db, id, ct) : null, configuration.PublicUrl(), unit.Today);
    }

    public CertificateDocument Certificate(IdentityContent identity, bool stretched) => new(
        Or(Profile.LegalName, "Nom légal du certificateur"), Title, Option, RncpCode, LegalAct, Referential?.Level?.ToString(), Referential?.EuropeanLevel?.ToString(),
        Referential is null ? "313" : string.Join(", ", Referential.NsfCodes.Select(n => $"{n.Code}\u00a0: {n.Label}")), stretched ? Long : Short, Blocks(stretched), Referential?.Regulation?.CapacityMention,
        Number, Code, Today, "SPECIMEN-PV", Today, Or(Profile.City, "Paris"), Signatory(identity), Url, stretched ? new(DocumentKind.Certificate, "SPECIMEN-99999") : null, Look(identity));

    public AttestationDocument Attestation(IdentityContent identity, bool stretched) => new(
        Or(Profile.LegalName, "Nom légal du certificateur"), Title, Option, RncpCode, LegalAct, stretched ? Long : Short,
        [.. Blocks(stretched).Take(stretched ? 7 : 3).Select(b => new AttestedBlock(b.Code, b.RncpCode, b.Title, Today))], ["Reprendre les compétences du bloc non validé."],
        Number, Code, Today, "SPECIMEN-PV", Today, Or(Profile.City, "Paris"), Signatory(identity), Url, null, stretched ? new(DocumentKind.Attestation, "SPECIMEN-99999") : null, Look(identity));

    private string Title => Referential?.Title ?? "Intitulé de la certification";
    private string? Option => Referential?.OptionTitle(Choice?.Option);
    private string RncpCode => Referential?.Code ?? "RNCP00000";
    private string LegalAct => Referential?.RegistrationPeriods.Select(p => p.LegalAct).FirstOrDefault(a => a is not null) is { } act ? PrintedAct(act) : "l’acte que donneront vos mentions";
    private string Url => $"{PublicUrl}/verification/{Number}/{Code}";

    private static string PrintedAct(string act) => char.ToLowerInvariant(act[0]) + act[1..];

    private static string Or(string text, string otherwise) => string.IsNullOrWhiteSpace(text) || text.Contains('…') ? otherwise : text;

    private DocumentSignatory Signatory(IdentityContent identity)
    {
        var (name, quality) = (Or(Profile.SignatoryName, "Nom du signataire"), Or(Profile.SignatoryQuality, "qualité"));
        return DocumentSignatory.Of(CertifierProfile.Create("", "", name, quality, 1), identity.Delegate);
    }

    private static DocumentLook Look(IdentityContent identity) => DocumentLook.Of(identity) with { Specimen = true };

    private BlockChoice? Choice => Referential?.Composition.FirstChoices(1).Choices is [var first, ..] ? first : null;

    private IReadOnlyList<DocumentBlock> Blocks(bool stretched)
    {
        if (Referential is null) return [new("BC1", null, "Intitulé du bloc de compétences")];
        var longest = Referential.Blocks.MaxBy(b => b.Title.Length)!.Title;
        return [.. Referential.InOrder(Choice?.Blocks ?? Referential.Composition.Common).Select(Referential.Block).Select(b => new DocumentBlock(b.Code, b.RncpCode, stretched ? longest : b.Title))];
    }
}
