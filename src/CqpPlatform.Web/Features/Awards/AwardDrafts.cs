using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Documents;

namespace CqpPlatform.Web.Features.Awards;

/// <summary>Fills the mentions of a document from the referential, the certifier and the session.</summary>
/// <param name="SuppliedAct">The legal act the certifier supplied, for a period whose fiche gives none.</param>
/// <param name="PublicUrl">Without a final slash.</param>
internal sealed record AwardDrafts(Referential Referential, CertifierProfile Profile, string? SuppliedAct, string PublicUrl)
{
    public CertificateDocument Certificate(PlannedAward award, string number) => new(
        Profile.LegalName, Title(award), Referential.OptionTitle(award.Enrolment.Option), Referential.Code, LegalAct(award), Referential.Level?.ToString(),
        Referential.EuropeanLevel?.ToString(), NsfCodes, HolderOf(award.Candidate), [.. award.Blocks.Select(b => new DocumentBlock(b.BlockCode, b.RncpCode, b.Title))],
        Referential.Regulation?.CapacityMention, number, award.Session.Date, award.Session.MinutesNumber!, award.Session.Date, Profile.City,
        Profile.SignatoryName, Profile.SignatoryQuality, VerificationUrl(number));

    public AttestationDocument Attestation(PlannedAward award, string number) => new(
        Profile.LegalName, Title(award), Referential.OptionTitle(award.Enrolment.Option), Referential.Code, LegalAct(award), HolderOf(award.Candidate),
        [.. award.Blocks.Select(b => new AttestedBlock(b.BlockCode, b.RncpCode, b.Title, b.AcquiredOn))], award.Recommendations, number, award.Session.Date,
        award.Session.MinutesNumber!, award.Session.Date, Profile.City, Profile.SignatoryName, Profile.SignatoryQuality, VerificationUrl(number),
        Referential.Validity.Kind == ValidityKind.Unlimited ? "Ces blocs sont acquis sans limitation de durée." : $"Durée de validité de ces blocs\u00a0: {Referential.Validity.French()}.");

    public PrintedFacts Facts(PlannedAward award) => new(
        $"{award.Candidate.FirstNames} {award.Candidate.BirthName.ToUpperInvariant()}", Title(award), Referential.OptionTitle(award.Enrolment.Option), Referential.Code,
        NsfCodes, LegalAct(award), Certifies(award) ? Referential.Level?.ToString() : null, Certifies(award) ? Referential.EuropeanLevel?.ToString() : null,
        [.. award.Blocks.Select(b => new PrintedBlock(b.BlockCode, b.RncpCode, b.Title))], Profile.LegalName, award.Session.Date, award.Session.MinutesNumber!,
        award.Session.Date, Profile.City, $"{Profile.SignatoryName}, {Profile.SignatoryQuality}", Referential.Validity.French());

    public string VerificationUrl(string number) => $"{PublicUrl}/verification/{Uri.EscapeDataString(number)}";

    /// <summary>Mentions still to supply: the holder's apart, since they are the enrolment's.</summary>
    public (IReadOnlyList<string> Certifier, IReadOnlyList<string> Holder) Missing(PlannedAward award)
    {
        var missing = Certifies(award) ? Certificate(award, "—").Missing() : Attestation(award, "—").Missing();
        var holder = missing.Where(m => m.Contains("titulaire", StringComparison.Ordinal)).ToList();
        return ([.. missing.Except(holder).Select(m => m == "acte d’enregistrement" ? $"{m} ({Referential.Code})" : m)], holder);
    }

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

    private static Holder HolderOf(Candidate c) => new(c.BirthName, c.UsageName, c.FirstNames, c.BirthDate, c.BirthPlace, c.Sex == Sex.Female);
}
