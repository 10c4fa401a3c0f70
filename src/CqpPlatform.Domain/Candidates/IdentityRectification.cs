using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Candidates;

/// <summary>What was seen that proves the corrected identity. Seen, not kept: a copy of an identity document is not held here.</summary>
public enum IdentityEvidence { IdentityCard, Passport, ResidencePermit, BirthCertificate, Judgment }

public static class IdentityEvidenceFacts
{
    public static string French(this IdentityEvidence proof) => proof switch
    {
        IdentityEvidence.IdentityCard => "Carte nationale d’identité",
        IdentityEvidence.Passport => "Passeport",
        IdentityEvidence.ResidencePermit => "Titre de séjour",
        IdentityEvidence.BirthCertificate => "Acte de naissance",
        IdentityEvidence.Judgment => "Jugement ou décret de changement de nom",
        _ => throw new ArgumentOutOfRangeException(nameof(proof), proof, null),
    };
}

/// <summary>An established identity that the certifier corrected, with its reason and its proof. Names the fields that changed, not their values: a former name stays nowhere else than on former documents.</summary>
public sealed class IdentityRectification : TenantEntity
{
    public const int ReasonMaxLength = 500;

    private IdentityRectification() { }

    public Guid CandidateId { get; private set; }
    public List<string> Fields { get; private set; } = [];
    public IdentityEvidence Proof { get; private set; }
    public DateOnly ProofSeenOn { get; private set; }
    public string Reason { get; private set; } = "";
    public Guid RectifiedById { get; private set; }
    public DateTimeOffset RectifiedAt { get; private set; }

    /// <summary>Corrects the candidate and leaves the trace of it. Refused where nothing changes, where the identity is implausible, or without a reason.</summary>
    public static Result<IdentityRectification> Apply(Candidate candidate, CandidateIdentity identity, IdentityEvidence proof, DateOnly seenOn, string reason, BirthPlaceRegister places, Signatory by, DateTimeOffset now, DateOnly today)
    {
        if (candidate.ErasedAt is not null) return ErasureErrors.AlreadyErased;
        var errors = identity.Check(today, places).ToList();
        if (string.IsNullOrWhiteSpace(reason)) errors.Add(RectificationErrors.ReasonRequired);
        if (seenOn > today) errors.Add(RectificationErrors.ProofInFuture);
        var before = candidate.Identity;
        if (errors.Count > 0) return errors;
        candidate.Correct(identity, candidate.Email, candidate.Phone);
        var fields = Changed(before, candidate.Identity).ToList();
        if (fields.Count == 0) return RectificationErrors.NothingChanged;
        return new IdentityRectification
        {
            CandidateId = candidate.Id,
            Fields = fields,
            Proof = proof,
            ProofSeenOn = seenOn,
            Reason = reason.Trim(),
            RectifiedById = by.Id,
            RectifiedAt = now,
        };
    }

    public void EraseReason() => Reason = "";

    private static IEnumerable<string> Changed(CandidateIdentity a, CandidateIdentity b)
    {
        if (a.BirthName != b.BirthName) yield return nameof(a.BirthName);
        if (a.UsageName != b.UsageName) yield return nameof(a.UsageName);
        if (a.FirstNames != b.FirstNames) yield return nameof(a.FirstNames);
        if (a.Sex != b.Sex) yield return nameof(a.Sex);
        if (a.BirthDate != b.BirthDate) yield return nameof(a.BirthDate);
        if (a.BirthPlace != b.BirthPlace) yield return nameof(a.BirthPlace);
        if (a.BirthInseeCode != b.BirthInseeCode) yield return nameof(a.BirthInseeCode);
    }
}

public static class RectificationErrors
{
    public static readonly Error ReasonRequired = new("rectification-reason", "Indiquez le motif de la rectification : il sera conservé.".French(), Field: "Reason");
    public static readonly Error ProofRequired = new("rectification-proof", "Choisissez le document vu, qui prouve l’identité.", Field: "Proof");
    public static readonly Error ProofInFuture = new("rectification-proof-date", "Le document n’a pas pu être vu après aujourd’hui : vérifiez la date.".French(), Field: "ProofSeenOn");
    public static readonly Error NothingChanged = new("rectification-nothing", "Rien ne change : l’identité saisie est celle qui est déjà établie.".French());
    public static readonly Error AnotherPerson = new("rectification-another-person",
        "Une autre fiche porte déjà ces nom, prénoms et date de naissance : ce n’est pas une rectification, ce sont deux fiches d’une personne.".French(), Field: "BirthName");
}
