namespace CqpPlatform.Web.Documents;

public enum MinutesPresence { Present, Represented, Excused }

/// <param name="College">As printed: « Salariés », « Employeurs (CSCA) », « Organisme de formation ».</param>
/// <param name="Quality">« présidente », « membre », « expert formation pro assurance ».</param>
/// <param name="Presence">Present: was there, were it for a part of the session.</param>
/// <param name="RepresentedBy">NOM Prénom of the proxy, required when represented; of a member who was present, who votes for them since they left.</param>
public sealed record MinutesMember(
    string BirthName, string FirstNames, string College, string Quality, MinutesPresence Presence, string? RepresentedBy = null, bool Presides = false, bool? Feminine = null)
{
    public bool IsVicePresident { get; init; }

    /// <summary>Name of the titular this member replaces when they are away; null for a titular.</summary>
    public string? SubstituteFor { get; init; }

    /// <summary>A substitute who came though their titular sits: their voice does not count.</summary>
    public bool Idle { get; init; }

    /// <summary>« à distance, arrivée à 10 h 15, départ à 11 h 30 »; null for whoever was there all along.</summary>
    public string? Hours { get; init; }
}

public enum MinutesOutcome { Validated, NotValidated, ToDeliberate, Adjourned }

/// <param name="Proposal">What the evaluations proposed; <see cref="MinutesOutcome.ToDeliberate"/> where they diverged.</param>
/// <param name="Decision">What the jury decided: validated, not validated or adjourned.</param>
/// <param name="Vote">« unanimité, 11 voix »; left out when no vote was taken.</param>
/// <param name="Motive">Required of the jury when it departs from the proposal.</param>
public sealed record MinutesDecision(string Block, MinutesOutcome Proposal, MinutesOutcome Decision, string? Vote = null, string? Motive = null);

public enum MinutesAward { None, Attestation, Certificate }

/// <param name="AlreadyAcquired">Codes of the blocks of the choice acquired before this session, which the jury does not decide again.</param>
/// <param name="GlobalDecision">« les 7 blocs du choix sont validés, certificat délivré. »</param>
public sealed record MinutesCandidate(
    Holder Identity, string TrainingOrganisation, string AccessRoute, string? Option, IReadOnlyList<MinutesDecision> Decisions,
    IReadOnlyList<string> AlreadyAcquired, MinutesAward Award, string GlobalDecision, string? Recommendation = null);

/// <summary>Annexes asked for; those that were not are null.</summary>
/// <param name="Attendance">NOM Prénom, college, presence with its hours, declaration of impartiality.</param>
/// <param name="Votes">Candidate, block, what was put to the vote and its count, each voice by name.</param>
/// <param name="Recusals">Candidate, member, cause.</param>
public sealed record MinutesAnnexes(IReadOnlyList<IReadOnlyList<string>>? Attendance, IReadOnlyList<IReadOnlyList<string>>? Votes, IReadOnlyList<IReadOnlyList<string>>? Recusals);

/// <param name="Changes">Candidate, block, what was written, what is to be read, why.</param>
public sealed record MinutesCorrection(string Reason, IReadOnlyList<IReadOnlyList<string>> Changes)
{
    /// <summary>Of those who presided: amending minutes bear them where the first ones bear signatures.</summary>
    public IReadOnlyList<MinutesConfirmation> Confirmations { get; init; } = [];
}

/// <param name="Name">NOM Prénom.</param>
/// <param name="Role">« vice-présidence, collège employeurs ».</param>
/// <param name="At">At the offset of the place: it is printed as given.</param>
public sealed record MinutesConfirmation(string Name, string Role, DateTimeOffset At);

/// <summary>Jury minutes (procès-verbal).</summary>
/// <param name="CertifierShortName">For the running foot: « CPNE du courtage d’assurances ».</param>
/// <param name="ReferentialVersion">« version du 19/04/2017 ».</param>
/// <param name="QuorumStatement">The rule applied, each paritarian college's count, whether the quorum is reached, the majority used.</param>
/// <param name="Recusals">Full sentences; none is a fact too, and is printed.</param>
/// <param name="SealedAt">At the offset of the place: it is printed as given.</param>
/// <param name="FactsSha256">64 hexadecimal digits.</param>
/// <param name="Replaces">Number of the minutes these ones correct.</param>
public sealed record MinutesDocument(
    string Certifier, string CertifierShortName, string RegisteredTitle, string RncpCode, string LegalAct, string ReferentialVersion, string Campaign,
    string SessionNumber, DateOnly HeldOn, TimeOnly OpenedAt, TimeOnly ClosedAt, string Place, IReadOnlyList<MinutesMember> Members, string QuorumStatement,
    IReadOnlyList<string> Recusals, IReadOnlyList<MinutesCandidate> Candidates, DateTimeOffset SealedAt, string FactsSha256, string? Replaces = null)
{
    /// <summary>The day it was opened, where it is not the one it was convened for; null too in facts stored before this was said.</summary>
    public DateOnly? OpenedOn { get; init; }

    /// <summary>The day it was closed, where it is another one.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>« de 10:30 à 10:50 », in the order of the day.</summary>
    public IReadOnlyList<string> Suspensions { get; init; } = [];

    /// <summary>Why the session could not be held: then there is nothing else to decide.</summary>
    public string? Postponed { get; init; }
    public MinutesAnnexes? Annexes { get; init; }

    /// <summary>Of amending minutes: why, and what is to be read instead. What follows it is as corrected.</summary>
    public MinutesCorrection? Correction { get; init; }

    /// <summary>French names of the facts still to supply; nothing is rendered until it is empty.</summary>
    public IReadOnlyList<string> Missing() =>
    [
        .. Mentions.Missing(
            ("nom légal du certificateur", Certifier), ("nom court du certificateur", CertifierShortName), ("intitulé enregistré", RegisteredTitle),
            ("code RNCP", RncpCode), ("acte d’enregistrement", LegalAct), ("version du référentiel", ReferentialVersion), ("campagne", Campaign),
            ("numéro de session", SessionNumber), ("date de la séance", HeldOn), ("lieu de la séance", Place), ("membres du jury", Members),
            ("présidence", Members.FirstOrDefault(m => m.Presides)), ("règle de quorum appliquée", QuorumStatement), ("candidats", Postponed is null ? Candidates : Postponed),
            ("date du scellement", SealedAt), ("empreinte des faits", IsSha256(FactsSha256) ? FactsSha256 : null),
            ("confirmation de la rectification", Correction is null ? "sans objet" : Correction.Confirmations)),
        .. Members.SelectMany(m => Mentions.Missing(
            ("nom d’un membre du jury", m.BirthName), ($"prénom d’un membre ({m.BirthName})", m.FirstNames), ($"collège ({m.BirthName})", m.College),
            ($"qualité ({m.BirthName})", m.Quality), ($"mandataire ({m.BirthName})", m.Presence == MinutesPresence.Represented ? m.RepresentedBy : "sans objet"))),
        .. Candidates.SelectMany(MissingOf),
    ];

    private static IEnumerable<string> MissingOf(MinutesCandidate c)
    {
        var who = $"{PrintedFrench.Upper(c.Identity.BirthName)} {c.Identity.FirstNames}".Trim();
        return c.Identity.Missing().Select(m => m.Replace("du titulaire", $"d’un candidat ({who})", StringComparison.Ordinal))
            .Concat(Mentions.Missing(
                ($"organisme de formation ({who})", c.TrainingOrganisation), ($"voie d’accès ({who})", c.AccessRoute), ($"décision globale ({who})", c.GlobalDecision),
                ($"décisions ({who})", c.Decisions.Count + c.AlreadyAcquired.Count > 0 ? who : null)))
            .Concat(c.Decisions.Where(d => d.Decision == MinutesOutcome.ToDeliberate).Select(d => $"décision sur {d.Block} ({who})"))
            .Concat(c.Decisions.Where(d => d.Proposal != MinutesOutcome.ToDeliberate && d.Decision != d.Proposal && string.IsNullOrWhiteSpace(d.Motive))
                .Select(d => $"motif de l’écart à la proposition sur {d.Block} ({who})"));
    }

    private static bool IsSha256(string? hash) => hash is { Length: 64 } && hash.All(char.IsAsciiHexDigit);
}
