using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Documents;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Features.Awards;

/// <summary>What makes a document this one: given when it is issued.</summary>
/// <param name="Replaces">The document it corrects.</param>
internal sealed record DocumentStamp(string Number, string CheckCode, DateOnly DeliveredOn, ReplacedDocument? Replaces = null)
{
    /// <summary>Stands in while one only looks at what is missing or what changed.</summary>
    public static DocumentStamp None { get; } = new("—", "00000000", DateOnly.MaxValue);
}

/// <summary>Fills the mentions of a document from the referential, the certifier and the session.</summary>
/// <param name="SuppliedAct">The legal act the certifier supplied, for a period whose fiche gives none.</param>
/// <param name="PublicUrl">Without a final slash.</param>
internal sealed record AwardDrafts(Referential Referential, CertifierProfile Profile, IdentityContent Identity, string? SuppliedAct, string PublicUrl)
{
    private static readonly JsonSerializerOptions FactsJson = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static async Task<AwardDrafts> LoadAsync(CqpDbContext db, Referential referential, string publicUrl, CancellationToken ct) => new(
        referential, await db.CertifierProfiles.AsNoTracking().SingleAsync(ct), await db.IdentityInForceAsync(ct),
        await db.CertificationMentions.Where(m => m.CertificationCode == referential.Code).Select(m => m.LegalAct).SingleOrDefaultAsync(ct), publicUrl);

    // Made once: a batch prints thousands with the same images.
    private DocumentLook Look { get; } = DocumentLook.Of(Identity);
    private DocumentSignatory Signatory { get; } = DocumentSignatory.Of(Profile, Identity.Delegate);

    public CertificateDocument Certificate(PlannedAward award, DocumentStamp stamp) => new(
        Profile.LegalName, Title(award), Referential.OptionTitle(award.Enrolment.Option), Referential.Code, LegalAct(award), Referential.Level?.ToString(),
        Referential.EuropeanLevel?.ToString(), NsfCodes, Holder.Of(award.Candidate.Identity), [.. award.Blocks.Select(b => new DocumentBlock(b.BlockCode, b.RncpCode, b.Title))],
        Referential.Regulation?.CapacityMention, stamp.Number, stamp.CheckCode, award.Session.Date, award.Session.MinutesNumberInForce!, stamp.DeliveredOn, Profile.City,
        Signatory, VerificationUrl(stamp), stamp.Replaces, Look);

    public AttestationDocument Attestation(PlannedAward award, DocumentStamp stamp) => new(
        Profile.LegalName, Title(award), Referential.OptionTitle(award.Enrolment.Option), Referential.Code, LegalAct(award), Holder.Of(award.Candidate.Identity),
        [.. award.Blocks.Select(b => new AttestedBlock(b.BlockCode, b.RncpCode, b.Title, b.AcquiredOn) { FromElsewhere = b.JurySessionId != award.Session.Id })], award.Recommendations, stamp.Number, stamp.CheckCode, award.Session.Date,
        award.Session.MinutesNumberInForce!, stamp.DeliveredOn, Profile.City, Signatory, VerificationUrl(stamp),
        Referential.Validity.Kind == ValidityKind.Unlimited ? "Ces blocs sont acquis sans limitation de durée." : $"Durée de validité de ces blocs\u00a0: {Referential.Validity.French()}.", stamp.Replaces, Look);

    public PrintedFacts Facts(PlannedAward award, DocumentStamp stamp) => Certifies(award)
        ? Certificate(award, stamp).Facts(Referential.Validity.French())
        : Attestation(award, stamp).Facts(Referential.Validity.French());

    public async Task<Result<IssuedDocument>> PrintAsync(DocumentRenderer renderer, SealCertificate seal, PlannedAward award, DocumentStamp stamp, DateTimeOffset now, CancellationToken ct)
    {
        var rendered = Certifies(award)
            ? await renderer.RenderAsync(Certificate(award, stamp), seal, now, ct)
            : await renderer.RenderAsync(Attestation(award, stamp), seal, now, ct);
        if (rendered.Refused) return rendered.Errors.Select(e => e with { Message = $"{award.Candidate.Name}\u00a0: {e.Message}" }).ToList();
        return IssuedDocument.Issue(award.Kind, stamp.Number, award.Enrolment.CampaignId, award.Session.Id, award.Enrolment.Id, rendered.Value.Bytes,
            JsonSerializer.Serialize(Facts(award, stamp), FactsJson), now, stamp.CheckCode);
    }

    /// <summary>Would a new document of that award print something else than the facts of an earlier one, its number and dates apart?</summary>
    public bool Differs(PlannedAward award, PrintedFacts printed) =>
        JsonSerializer.Serialize(Undated(Facts(award, DocumentStamp.None))) != JsonSerializer.Serialize(Undated(printed));

    public string VerificationUrl(DocumentStamp stamp) => $"{PublicUrl}/verification/{Uri.EscapeDataString(stamp.Number)}/{stamp.CheckCode}";

    /// <summary>One error for what the certifier has to supply, one for each candidate whose enrolment lacks a fact.</summary>
    public List<Error> Obstacles(IReadOnlyList<PlannedAward> plan)
    {
        var missing = plan.Select(a => (Award: a, Mentions: Missing(a))).ToList();
        var errors = new List<Error>();
        if (missing.SelectMany(m => m.Mentions.Certifier).Distinct().ToList() is { Count: > 0 } certifier) errors.Add(AwardErrors.MentionsMissing(certifier));
        errors.AddRange(missing.Where(m => m.Mentions.Holder.Count > 0).Select(m => AwardErrors.HolderFactsMissing(m.Award.Candidate.Name, m.Mentions.Holder)));
        return errors;
    }

    /// <summary>Mentions still to supply: the holder's apart, since they are the enrolment's.</summary>
    private (IReadOnlyList<string> Certifier, IReadOnlyList<string> Holder) Missing(PlannedAward award)
    {
        var missing = Certifies(award) ? Certificate(award, DocumentStamp.None).Missing() : Attestation(award, DocumentStamp.None).Missing();
        var holder = missing.Where(m => m.Contains("titulaire", StringComparison.Ordinal)).ToList();
        return ([.. missing.Except(holder).Select(m => m == "acte d’enregistrement" ? $"{m} ({Referential.Code})" : m)], holder);
    }

    private static PrintedFacts Undated(PrintedFacts facts) => facts with { DeliveredOn = default, Replaces = null };

    private static bool Certifies(PlannedAward award) => award.Kind == DocumentKind.Certificate;

    private string NsfCodes => string.Join(", ", Referential.NsfCodes.Select(n => $"{n.Code}\u00a0: {n.Label}"));

    // The title and the act are those of the registration the candidate engaged under.
    private RegistrationPeriod? Period(PlannedAward award) => award.Enrolment.EngagementDate is { } day ? Referential.PeriodAt(day) : null;

    private string Title(PlannedAward award) => Period(award)?.Title ?? Referential.Title;

    private string LegalAct(PlannedAward award)
    {
        var act = (Period(award)?.LegalAct ?? SuppliedAct ?? "").Trim();
        // It follows « par » on the document.
        return act.StartsWith("Décision", StringComparison.Ordinal) || act.StartsWith("Arrêté", StringComparison.Ordinal) ? char.ToLowerInvariant(act[0]) + act[1..] : act;
    }
}
