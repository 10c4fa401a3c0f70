using CqpPlatform.Domain.Common;

namespace CqpPlatform.Web.Documents;

/// <summary>The minutes as the template reads them: every sentence is made here, the template only lays out.</summary>
internal static class MinutesPayload
{
    /// <summary>Prose above which a candidate's part may run over two pages; shorter ones are kept whole.</summary>
    private const int ProseOfAWholePart = 1500;

    public static object Payload(this MinutesDocument d, LegalTexts texts)
    {
        return new
        {
            date = new[] { d.HeldOn.Year, d.HeldOn.Month, d.HeldOn.Day },
            number = texts.Line("Numéro de session", d.SessionNumber, 40),
            postponed = texts.Prose("Constat de carence", d.Postponed),
            suspensions = d.Suspensions.Count == 0 ? null : French.Capital(string.Join(", ", d.Suspensions.Select(s => texts.Line("Suspension", s)))) + ".",
            annexes = Annexes(d.Annexes, texts),
            correction = d.Correction is null ? null : new
            {
                reason = texts.Prose("Motif de la rectification", d.Correction.Reason),
                changes = d.Correction.Changes.Select(row => row.Select(cell => texts.Prose("Rectification", cell) ?? "")),
                rest = "Le reste de la délibération, repris ci-dessous, est inchangé ; les identités sont celles connues au jour du présent scellement.".French(),
                confirmed = d.Correction.Confirmations.Count == 1 ? "qui a présidé la séance l’a confirmé, sur preuve de son identité" : "ceux qui ont présidé la séance l’ont confirmé, chacun sur preuve de son identité",
                confirmations = d.Correction.Confirmations.Select(c => new { name = texts.Line("Nom d’un membre", c.Name, 200), role = texts.Line("Présidence", c.Role), at = PrintedFrench.Moment(c.At) }),
            },
            replaces = texts.Optional("Numéro remplacé", d.Replaces, 40),
            certifier = texts.Line("Certificateur", d.Certifier, 300),
            shortName = texts.Line("Nom court du certificateur", d.CertifierShortName, 80),
            title = Mentions.TitleAlone(texts.Line("Intitulé enregistré", d.RegisteredTitle, 300)),
            rncp = texts.Line("Code RNCP", d.RncpCode, 20),
            act = texts.Line("Acte d’enregistrement", d.LegalAct, 300),
            version = texts.Line("Version du référentiel", d.ReferentialVersion),
            campaign = texts.Line("Campagne", d.Campaign) + (d.Postponed is null ? $", {d.Candidates.Count} candidat{(d.Candidates.Count > 1 ? "s" : "")}" : ""),
            held = $"{PrintedFrench.LongDate(d.HeldOn)}, {(d.OpenedOn is null ? "" : "tenue ")}{PrintedFrench.Between(d.HeldOn, (d.OpenedOn ?? d.HeldOn).ToDateTime(d.OpenedAt), (d.ClosedOn ?? d.HeldOn).ToDateTime(d.ClosedAt))}, {texts.Line("Lieu de la séance", d.Place, 200)}",
            heldShort = PrintedFrench.ShortDate(d.HeldOn),
            closed = (d.ClosedOn is { } day ? $"le {PrintedFrench.LongDate(day)} " : "") + $"à {PrintedFrench.Hour(d.ClosedAt)}",
            presidents = d.Members.Where(m => m.Presides || m.IsVicePresident).OrderByDescending(m => m.Presides).Select(m => $"{Name(m, texts)}{(m.IsVicePresident ? " (vice-présidence)" : "")}, collège {PrintedFrench.LowerFirst(m.College.Trim())}{(m.Presence == MinutesPresence.Excused ? $", {PrintedFrench.Agree("excusé", m.Feminine)}" : "")}"),
            members = d.Members.Select(m => Member(m, texts)),
            attendance = $"Membres prévus\u00A0: {Foreseen(d)}. {Attending(d, MinutesPresence.Present, "Présent")} {Attending(d, MinutesPresence.Represented, "Représenté")} {Attending(d, MinutesPresence.Excused, "Excusé")}",
            quorum = texts.Prose("Règle de quorum", d.QuorumStatement),
            recusals = d.Recusals.Select(r => texts.Prose("Récusation", r)).OfType<string>(),
            candidates = d.Candidates.Select(c => Candidate(c, texts)),
            counts = Counts(d),
            sealedAt = PrintedFrench.Moment(d.SealedAt),
            hash = d.FactsSha256.ToLowerInvariant().Chunk(4).Select(c => new string(c)),
        };
    }

    // The decided blocks add up: adjourned ones are rare, and have their column where there are any.
    private static IEnumerable<object> Counts(MinutesDocument d)
    {
        var decisions = d.Candidates.SelectMany(c => c.Decisions).ToLookup(x => x.Decision);
        (string Label, int Count)[] counts =
        [
            ("Candidats", d.Candidates.Count), ("Certificats délivrés", d.Candidates.Count(c => c.Award == MinutesAward.Certificate)), ("Attestations de blocs", d.Candidates.Count(c => c.Award == MinutesAward.Attestation)),
            ("Blocs décidés", decisions.Sum(x => x.Count())), ("dont validés", decisions[MinutesOutcome.Validated].Count()), ("non validés", decisions[MinutesOutcome.NotValidated].Count()),
            .. decisions[MinutesOutcome.Adjourned].Count() is var adjourned and > 0 ? [("ajournés", adjourned)] : Array.Empty<(string, int)>(),
            ("Acquis antérieurs", d.Candidates.Sum(c => c.AlreadyAcquired.Count)),
        ];
        return counts.Select(c => new { label = c.Label, count = c.Count });
    }

    // A jury may write one for each block; each was measured when it was typed.
    private const int RecommendationsOfAllBlocks = 20_000;

    private static string Name(MinutesMember m, LegalTexts texts) =>
        $"{PrintedFrench.Upper(texts.Line("Nom d’un membre", m.BirthName))} {texts.Line("Prénom d’un membre", m.FirstNames)}";

    private static string Attending(MinutesDocument d, MinutesPresence presence, string word) => PrintedFrench.Count(d.Members.Count(m => m.Presence == presence), word) + ".";

    // Those who came are counted whole, substitutes included; the quorum, after it, counts voices.
    private static string Foreseen(MinutesDocument d) => d.Members.Count(m => m.SubstituteFor is not null) switch
    {
        0 => $"{d.Members.Count}",
        1 => $"{d.Members.Count - 1} titulaires et 1 suppléant",
        var substitutes => $"{d.Members.Count - substitutes} titulaires et {substitutes} suppléants",
    };

    private static object Member(MinutesMember m, LegalTexts texts)
    {
        var proxy = texts.Optional("Mandataire", m.RepresentedBy, 200);
        return new
        {
            name = Name(m, texts),
            college = texts.Line("Collège", m.College),
            quality = texts.Line("Qualité d’un membre", m.Quality) + (texts.Optional("Titulaire", m.SubstituteFor, 200) is { } titular ? $", {PrintedFrench.Agree("suppléant", m.Feminine)} de {titular}{(m.Idle ? ", qui siège" : "")}" : ""),
            presence = m.Presence switch
            {
                MinutesPresence.Present => PrintedFrench.Agree("présent", m.Feminine) + (texts.Optional("Heures", m.Hours, 120) is { } hours ? $", {hours}" : "") + (proxy is null ? "" : $", puis {PrintedFrench.Agree("représenté", m.Feminine)} par {proxy}"),
                MinutesPresence.Represented => $"{PrintedFrench.Agree("représenté", m.Feminine)} par {proxy}",
                MinutesPresence.Excused => PrintedFrench.Agree("excusé", m.Feminine),
                _ => throw new InvalidOperationException($"Unknown presence {m.Presence}."),
            },
            signs = m.Presence != MinutesPresence.Excused,
            presides = m.Presides || m.IsVicePresident,
            by = m.Presence == MinutesPresence.Represented ? proxy : null,
        };
    }

    private static object[] Annexes(MinutesAnnexes? annexes, LegalTexts texts)
    {
        if (annexes is null) return [];
        var kept = new (string Title, string[] Head, int[] Widths, IReadOnlyList<IReadOnlyList<string>>? Rows)[]
        {
            ("Feuille de présence", ["Membre", "Collège", "Présence", "Impartialité"], [46, 40, 46, 38], annexes.Attendance),
            ("Votes nominatifs", ["Candidat", "Bloc", "Vote", "Voix"], [40, 16, 46, 68], annexes.Votes),
            ("Récusations", ["Candidat", "Membre", "Cause"], [56, 56, 58], annexes.Recusals),
        };
        return
        [
            .. kept.Where(a => a.Rows is not null).Select((a, i) => new
            {
                title = $"Annexe {(char)('A' + i)}\u00A0– {a.Title}",
                head = a.Head,
                widths = a.Widths,
                rows = a.Rows!.Select(row => row.Select(cell => texts.Prose("Annexe", cell, 2000) ?? "")),
            }),
        ];
    }

    private static object Candidate(MinutesCandidate c, LegalTexts texts)
    {
        string?[] about =
        [
            c.Identity.Born(texts, PrintedFrench.ShortDate), texts.Line("Organisme de formation", c.TrainingOrganisation), texts.Line("Voie d’accès", c.AccessRoute), texts.Optional("Option", c.Option)?.Replace("option ", "option\u00A0", StringComparison.Ordinal),
        ];
        // Blocks decided alike share a line, in the order of their first block.
        var groups = c.Decisions.GroupBy(x => (x.Proposal, x.Decision, Vote: texts.Optional("Vote", x.Vote, 200), Motive: texts.Prose("Motif", x.Motive)))
            .Select(g => new
            {
                blocks = g.Select(x => texts.Line("Code de bloc", x.Block, 20)).ToList(),
                proposal = Outcome(g.Key.Proposal, g.Count()),
                decision = Outcome(g.Key.Decision, g.Count()),
                vote = g.Key.Vote ?? "sans vote",
                motive = g.Key.Motive,
            }).ToList();
        var recommendation = texts.Prose("Recommandation", c.Recommendation, RecommendationsOfAllBlocks);
        return new
        {
            name = c.Identity.NameThenFirstName(texts),
            about = string.Join(", ", about.OfType<string>()),
            groups,
            acquired = c.AlreadyAcquired.Select(code => texts.Line("Code de bloc", code, 20)),
            global = texts.Line("Décision globale", c.GlobalDecision, 2000),
            recommendation,
            whole = groups.Sum(g => g.motive?.Length ?? 0) + (recommendation?.Length ?? 0) <= ProseOfAWholePart,
        };
    }

    private static string Outcome(MinutesOutcome outcome, int blocks) => outcome switch
    {
        MinutesOutcome.Validated => blocks > 1 ? "validés" : "validé",
        MinutesOutcome.NotValidated => blocks > 1 ? "non validés" : "non validé",
        MinutesOutcome.ToDeliberate => "à délibérer",
        MinutesOutcome.Adjourned => blocks > 1 ? "ajournés" : "ajourné",
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };
}
