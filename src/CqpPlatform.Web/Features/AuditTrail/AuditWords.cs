using System.Globalization;
using System.Reflection;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CqpPlatform.Web.Features.AuditTrail;

/// <summary>The French of the audit: rows, columns and values. What has no word here is not shown; a test names what lacks one.</summary>
public static class AuditWords
{
    public sealed record Noun(string Text, bool Feminine = false);

    public static readonly IReadOnlyDictionary<string, Noun> Nouns = new Dictionary<string, Noun>
    {
        ["AcquiredBlock"] = new("Bloc acquis"),
        ["ApiKey"] = new("Clé d’interface", true),
        ["BlockDecision"] = new("Décision de bloc", true),
        ["Campaign"] = new("Campagne", true),
        ["CampaignOrganisation"] = new("Invitation d’un organisme", true),
        ["Candidate"] = new("Fiche du candidat", true),
        ["CertificationMention"] = new("Mentions d’une certification", true),
        ["CertifierProfile"] = new("Fiche du certificateur", true),
        ["CommissionDay"] = new("Journée de commission", true),
        ["Company"] = new("Entreprise", true),
        ["CounterEntry"] = new("Écriture contraire au registre", true),
        ["DocumentCounter"] = new("Compteur de documents"),
        ["DuplicateReview"] = new("Rapprochement de deux fiches"),
        ["EnrolmentEvent"] = new("Étape d’une inscription", true),
        ["SupportingFile"] = new("Pièce jointe", true),
        ["Enrolment"] = new("Inscription", true),
        ["EnrolmentImport"] = new("Import d’inscriptions"),
        ["Erasure"] = new("Effacement"),
        ["IdentityRectification"] = new("Rectification d’identité", true),
        ["Evaluation"] = new("Évaluation", true),
        ["EvaluationRating"] = new("Appréciation", true),
        ["EvaluationSignature"] = new("Signature d’une évaluation", true),
        ["Habilitation"] = new("Habilitation", true),
        ["Invitation"] = new("Invitation", true),
        ["IssuedDocument"] = new("Document"),
        ["JuryMember"] = new("Membre du jury"),
        ["JurySession"] = new("Séance de jury", true),
        ["LedgerProof"] = new("Pièce justificative", true),
        ["Membership"] = new("Accès"),
        ["OpenPasserelle"] = new("Passerelle", true),
        ["Oral"] = new("Oral"),
        ["Recusal"] = new("Récusation", true),
        ["ReferentialImport"] = new("Import d’un référentiel"),
        ["ReferentialVersion"] = new("Version du référentiel", true),
        ["RetentionSchedule"] = new("Durées de conservation", true),
        ["SupportAccess"] = new("Accès de support"),
        ["TrainingOrganisation"] = new("Organisme de formation"),
        ["Tutor"] = new("Tuteur"),
        ["TutorLink"] = new("Lien du tuteur"),
    };

    public static readonly IReadOnlyDictionary<string, string> Labels = new Dictionary<string, string>
    {
        ["Abstentions"] = "abstentions",
        ["AcceptedAt"] = "acceptée le",
        ["AccessRoute"] = "voie d’accès",
        ["AccessRoutes"] = "voies d’accès",
        ["AccountId"] = "personne",
        ["AcquiredBlocks"] = "blocs déjà acquis",
        ["AcquiredOn"] = "acquis le",
        ["Act"] = "acte",
        ["Active"] = "accès ouvert",
        ["AddedByName"] = "ajoutée par",
        ["At"] = "le",
        ["ByName"] = "par",
        ["Options"] = "options",
        ["Proof"] = "document vu",
        ["ProofSeenOn"] = "vu le",
        ["Reason"] = "motif",
        ["Scopes"] = "portée",
        ["Size"] = "taille en octets",
        ["Type"] = "format",
        ["UndoneAt"] = "annulée le",
        ["Verdict"] = "décision",
        ["WithdrawnFrom"] = "état avant le retrait",
        ["Adaptations"] = "aménagements",
        ["AddedAt"] = "ajoutée le",
        ["AnsweredAt"] = "réponse le",
        ["AsDrafts"] = "enregistrer en brouillons",
        ["BirthDate"] = "date de naissance",
        ["BirthInseeCode"] = "code de la commune de naissance",
        ["BirthName"] = "nom de naissance",
        ["BirthPlace"] = "lieu de naissance",
        ["BlockCode"] = "bloc",
        ["Blocks"] = "blocs choisis",
        ["CampaignId"] = "campagne",
        ["CandidateId"] = "candidat",
        ["CertificationCode"] = "certification",
        ["CheckedAt"] = "contrôlé le",
        ["City"] = "ville",
        ["ClosedAt"] = "retirée le",
        ["ClosesOn"] = "clôture le",
        ["College"] = "collège",
        ["Comment"] = "commentaire",
        ["CompanyId"] = "entreprise",
        ["ConfirmedAt"] = "présence confirmée le",
        ["CreatedAt"] = "créée le",
        ["Date"] = "date",
        ["Description"] = "description",
        ["Detail"] = "précision",
        ["Email"] = "courriel",
        ["EndReason"] = "motif de fin",
        ["EndedAt"] = "terminé le",
        ["EndedBy"] = "mis fin par",
        ["EngagementDate"] = "entrée en parcours",
        ["EnrolmentClosesOn"] = "fin des inscriptions",
        ["ErasedAt"] = "effacé le",
        ["Errors"] = "erreurs",
        ["EvaluationDueOn"] = "évaluations à remettre pour le",
        ["ExaminerId"] = "examinateur",
        ["ExpiresAt"] = "valable jusqu’au",
        ["FaultyLines"] = "lignes fautives",
        ["Fiche"] = "fiche",
        ["Fields"] = "éléments rectifiés",
        ["FileErasedAt"] = "dossier effacé le",
        ["FileName"] = "fichier",
        ["FileYears"] = "années pour les dossiers",
        ["FirstName"] = "prénom",
        ["FirstNames"] = "prénoms",
        ["From"] = "à partir du",
        ["Ground"] = "cause",
        ["IsPresident"] = "préside",
        ["IssuedAt"] = "établi le",
        ["ItemCode"] = "élément de la grille",
        ["JuryOn"] = "jury le",
        ["Kind"] = "nature",
        ["Label"] = "libellé",
        ["LastName"] = "nom",
        ["LastOpenedAt"] = "dernière ouverture",
        ["LastRefusedAt"] = "dernier refus",
        ["LastUsedAt"] = "dernière utilisation",
        ["LegalAct"] = "acte d’enregistrement",
        ["LegalName"] = "dénomination",
        ["Lines"] = "lignes",
        ["MailMonths"] = "mois pour les courriels",
        ["AnsweredById"] = "réponse de",
        ["AskedAt"] = "demandé le",
        ["ErasedById"] = "effacé par",
        ["GrantedById"] = "accordé par",
        ["Hours"] = "heures demandées",
        ["MinutesNumber"] = "procès-verbal",
        ["Motive"] = "motif",
        ["Name"] = "nom",
        ["Number"] = "numéro",
        ["OpenedAt"] = "ouverte le",
        ["OperatorId"] = "exploitant",
        ["Option"] = "option",
        ["OrganisationId"] = "organisme",
        ["Origin"] = "origine",
        ["OtherReferential"] = "autre référentiel",
        ["Outcome"] = "décision",
        ["Phone"] = "téléphone",
        ["Place"] = "lieu",
        ["Presence"] = "présence",
        ["Proposed"] = "proposition",
        ["PublishedAt"] = "publiée le",
        ["Purpose"] = "pour",
        ["Quality"] = "qualité",
        ["Rating"] = "appréciation",
        ["Reach"] = "portée",
        ["RecordYears"] = "années de conservation du registre",
        ["RectifiedAt"] = "rectifiée le",
        ["RectifiedById"] = "rectifié par",
        ["Reference"] = "référence",
        ["ReceivedAt"] = "reçu le",
        ["Recommendation"] = "recommandation",
        ["ReopenReason"] = "motif de réouverture",
        ["ReturnReason"] = "motif du renvoi",
        ["RevokedAt"] = "retiré le",
        ["Role"] = "rôle",
        ["Room"] = "salle",
        ["SavesItself"] = "enregistrement sans attendre",
        ["SealedAt"] = "scellée le",
        ["SentAt"] = "envoyée le",
        ["Sex"] = "sexe",
        ["ShortTitle"] = "titre court",
        ["SignatoryName"] = "signataire",
        ["SignatoryQuality"] = "qualité du signataire",
        ["SignedAt"] = "signée le",
        ["SignedByName"] = "signée par",
        ["Siret"] = "SIRET",
        ["Source"] = "source",
        ["StartsAt"] = "heure",
        ["State"] = "état",
        ["Status"] = "état",
        ["SubmittedAt"] = "envoyée le",
        ["Title"] = "intitulé",
        ["To"] = "jusqu’au",
        ["TutorId"] = "tuteur",
        ["Unanimous"] = "à l’unanimité",
        ["UnionSeats"] = "sièges syndicaux",
        ["UploadedAt"] = "envoyé le",
        ["UsageName"] = "nom d’usage",
        ["ValidUntil"] = "valable jusqu’au",
        ["Version"] = "version",
        ["VotesAgainst"] = "voix contre",
        ["VotesFor"] = "voix pour",
        ["Warnings"] = "avertissements",
    };

    // Machine facts: hashes, secrets, counters, and what another column already tells.
    public static readonly IReadOnlySet<string> Unshown = new HashSet<string>
    {
        "Bytes", "CheckCode", "CodeAttempts", "CodeExpiresAt", "CodeHash", "Contacts", "Content", "CopiedFromId", "DayId", "DecidedAt", "DecidedById", "DecidedByName",
        "EnrolmentId", "ErasedById", "EvaluationId", "Facts", "JobId", "JurySessionId", "Last", "MemberId", "MembershipId", "ProxyHolderId", "RectifiedById", "ReferentialVersion",
        "ReferentialVersionId", "Report", "RncpCode", "SavedAt", "SecretHash", "SessionId", "Sha256", "SignedById", "SupersedesId", "TenantId", "Year",
        "Bytes", "CodeAttempts", "CodeExpiresAt", "CodeHash", "Contacts", "Content", "DayId", "DecidedAt", "DecidedById", "DecidedByName", "EnrolmentId", "EvaluationId", "Facts", "Fields", "JurySessionId", "Last",
        "ById", "KeptId", "MergedIntoId", "MovedCandidates", "MovedEnrolments", "OtherId", "Bytes", "CodeAttempts", "CodeExpiresAt", "CodeHash", "Contacts", "Content", "DayId", "DecidedAt", "DecidedById", "DecidedByName", "EnrolmentId", "EvaluationId", "Facts", "JurySessionId", "Last",
        "MemberId", "MembershipId", "ProxyHolderId", "ReferentialVersion", "ReferentialVersionId", "RncpCode", "SavedAt", "SecretHash", "SessionId", "Sha256", "SignedById", "TenantId", "Year",
        "ImportId",
        "AcquiredBlockId", "AnsweredById", "At", "Bytes", "CheckCode", "CodeAttempts", "CodeExpiresAt", "CodeHash", "Contacts", "Content", "ContentType", "CopiedFromId", "DayId",
        "DecidedAt", "DecidedById", "DecidedByName", "EnrolmentId", "ErasedById", "EvaluationId", "Facts", "Fields", "JobId", "JurySessionId", "Last", "MemberId", "MembershipId",
        "OperatorId", "ProofId", "ProxyHolderId", "RecognisedFromId", "RectifiedById", "ReferentialVersion", "ReferentialVersionId", "Report", "RncpCode", "SavedAt", "SecretHash",
        "SessionId", "Sha256", "SignedById", "SupersedesId", "TenantId", "Year",
    };

    private static readonly Dictionary<Type, MethodInfo> EnumWords = new[] { typeof(Error).Assembly, typeof(AuditWords).Assembly }.SelectMany(a => a.GetTypes())
        .Where(t => t is { IsAbstract: true, IsSealed: true }).SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .Where(m => m.Name == "French" && m.ReturnType == typeof(string) && m.GetParameters() is [var one] && (Nullable.GetUnderlyingType(one.ParameterType) ?? one.ParameterType).IsEnum)
        .DistinctBy(m => Nullable.GetUnderlyingType(m.GetParameters()[0].ParameterType) ?? m.GetParameters()[0].ParameterType)
        .ToDictionary(m => Nullable.GetUnderlyingType(m.GetParameters()[0].ParameterType) ?? m.GetParameters()[0].ParameterType);

    private static readonly Dictionary<string, string> OtherValues = new()
    {
        ["production"] = "production",
        ["Acquired"] = "Acquis",
        ["InProgress"] = "En cours d’acquisition",
        ["NotAcquired"] = "Non acquis",
        ["NotObserved"] = "Non observé",
        ["Draft"] = "brouillon",
        ["Published"] = "publiée",
        ["Closed"] = "retirée",
        ["Convened"] = "convoquée",
        ["Earlier"] = "acquis auparavant",
        ["Jury"] = "décision du jury",
        ["Open"] = "ouverte",
        ["Passerelle"] = "passerelle",
        ["Sealed"] = "scellée",
    };

    public static string Verb(Noun noun, bool created, bool deleted) => (created ? "créé" : deleted ? "supprimé" : "modifié") + (noun.Feminine ? "e" : "");

    /// <summary>A stored value as people write it, or null where it says nothing to them.</summary>
    public static string? Value(IReadOnlyProperty? property, string stored)
    {
        var type = Nullable.GetUnderlyingType(property?.ClrType ?? typeof(string)) ?? property?.ClrType ?? typeof(string);
        if (type == typeof(bool)) return stored == "True" ? "oui" : "non";
        if (type == typeof(DateOnly)) return DateOnly.TryParse(stored, CultureInfo.InvariantCulture, out var day) ? FrenchFormat.Date(day) : null;
        if (type == typeof(TimeOnly)) return TimeOnly.TryParse(stored, CultureInfo.InvariantCulture, out var hour) ? FrenchFormat.Time(hour) : null;
        if (type == typeof(DateTimeOffset)) return DateTimeOffset.TryParse(stored, CultureInfo.InvariantCulture, out var instant) ? FrenchFormat.DateTime(instant) : null;
        if (type == typeof(Guid)) return null;
        if (type.IsEnum) return Enum.TryParse(type, stored, out var value) ? Word(type, value!) : null;
        if (type.IsGenericType && type.GetGenericArguments() is [{ IsEnum: true } item])
            return string.Join(", ", stored.Split(',').Select(s => Enum.TryParse(item, s, out var one) ? Word(item, one!) : null).OfType<string>());
        return DateOnly.TryParseExact(stored, "yyyy-MM-dd", out var dated) ? FrenchFormat.Date(dated) : stored;
    }

    /// <summary>Null where an enumeration has no French.</summary>
    public static string? Word(Type type, object value) => EnumWords.TryGetValue(type, out var words) ? (string)words.Invoke(null, [value])! : OtherValues.GetValueOrDefault(value.ToString()!);
}
