using CqpPlatform.Domain.Common;

namespace CqpPlatform.Domain.Referentials;

/// <summary>One thing a referential says: a title, a rule, a list.</summary>
/// <param name="Section">Where the document shows it: « identite », « composition », « acces », « evaluation », « lecture », or the code of a block.</param>
/// <param name="Key">The same in every version, so that two of them can be laid side by side.</param>
/// <param name="Label">« C8.1, critères ».</param>
/// <param name="Texts">One for a title or a rule, several for a list; none where nothing is said.</param>
public sealed record OutlineLine(string Section, string Key, string Label, IReadOnlyList<string> Texts);

/// <summary>
/// Everything a referential says, line by line in the order of the document: what a search reads and what a comparison compares.
/// A test changes every value of a shipped referential in turn and expects to see it here.
/// </summary>
public static class ReferentialOutline
{
    public const string Identity = "identite", Composition = "composition", Access = "acces", Evaluation = "evaluation", Reading = "lecture";

    public static IReadOnlyList<OutlineLine> Of(Referential r) =>
    [
        .. IdentityLines(r),
        .. CompositionLines(r),
        .. r.AccessRoutes.SelectMany(AccessLines),
        .. EvaluationLines(r),
        .. r.Blocks.SelectMany(BlockLines),
        List(Reading, "notes", "Notes de lecture", r.Notes, n => string.Join(", ", new[] { n.Block, n.Competency }.OfType<string>()) is { Length: > 0 } place ? $"{place}\u00A0: {n.Text}" : n.Text),
        List(Reading, "passerelles", "Passerelles", r.Passerelles, p => $"{p.OtherReferential} {p.OtherBlock} vaut {p.Block}"),
        List(Reading, "equivalences", "Équivalences entre versions", r.Equivalences ?? [], e => $"{e.FormerBlock} de la version {e.Version} {(e.Block is null ? "ne compte plus" : $"vaut {e.Block}")}"),
    ];

    /// <summary>What the reader calls a section.</summary>
    public static string Title(string section, Referential? from, Referential? to) => section switch
    {
        Identity => "Identité",
        Composition => "Composition",
        Access => "Accès et jury",
        Evaluation => "Évaluation",
        Reading => "Notes de lecture",
        _ => $"{section} {(to?.FindBlock(section) ?? from?.FindBlock(section))?.Title}",
    };

    private static IEnumerable<OutlineLine> IdentityLines(Referential r) =>
    [
        Text(Identity, "code", "Code RNCP", r.Code),
        Text(Identity, "title", "Intitulé enregistré", r.Title),
        Text(Identity, "shortTitle", "Intitulé court", r.ShortTitle),
        Text(Identity, "certifier", "Certificateur", r.CertifierLegalName),
        Text(Identity, "level", "Niveau", r.Level?.ToString()),
        Text(Identity, "europeanLevel", "Niveau européen", r.EuropeanLevel?.ToString()),
        List(Identity, "nsf", "NSF", r.NsfCodes, Coded),
        List(Identity, "rome", "ROME", r.RomeCodes, Coded),
        List(Identity, "formacode", "Formacode", r.Formacodes, Coded),
        List(Identity, "idcc", "Conventions collectives", r.CollectiveAgreements, Coded),
        Text(Identity, "replaces", "Remplace", r.Replaces),
        List(Identity, "periods", "Périodes d’enregistrement", r.RegistrationPeriods, p => $"Du {French.Date(p.From)} au {French.Date(p.To)}, «\u00A0{p.Title}\u00A0». {(p.LegalAct is null ? "" : p.LegalAct + ". ")}{p.Text}"),
        Text(Identity, "validity", "Validité d’un bloc acquis", r.Validity.French()),
        Text(Identity, "regulation", "Activité réglementée", r.Regulation?.Text),
        Text(Identity, "articles", "Articles", r.Regulation?.Articles),
        Text(Identity, "capacity", "Mention de capacité", r.Regulation?.CapacityMention),
    ];

    private static IEnumerable<OutlineLine> CompositionLines(Referential r) =>
    [
        List(Composition, "common", "Blocs communs", r.Composition.Common, c => c),
        List(Composition, "options", "Options", r.Composition.Options, o => $"{o.Code}, «\u00A0{o.Title}\u00A0»\u00A0: {French.List(o.Blocks)}{(o.Electives is { } own ? $", puis {Electives(own)}" : "")}"),
        Text(Composition, "electives", CompositionWords.Electives, r.Composition.Electives is { } e ? Electives(e) : null),
        List(Composition, "moreElectives", "Autres blocs au choix", r.Composition.MoreElectives ?? [], Electives),
        List(Composition, "groups", CompositionWords.Groups, r.Composition.Groups?.Among ?? [], CompositionWords.Named),
        Text(Composition, "groups/count", "Groupes à choisir", r.Composition.Groups is { } groups ? $"{CompositionWords.Title(groups)}, {CompositionWords.Wanted(groups)}" : null),
        List(Composition, "prerequisites", "Prérequis", r.Composition.Prerequisites ?? [], p => $"{p.Block} demande {French.List(p.Requires)}"),
    ];

    private static string Electives(ElectiveRule rule) =>
        $"{(rule.Title is null ? "" : $"{rule.Title}, ")}{CompositionWords.Wanted(rule.Count, rule.Most())} parmi {French.List(rule.Among)}";

    private static IEnumerable<OutlineLine> AccessLines(AccessRouteRule route)
    {
        var (key, name) = (route.Route.ToString(), route.Route.French());
        yield return Text(Access, key, name, (route.Admitted ? "ouverte" : "fermée") + (route.WhyNot is null ? "" : $". {route.WhyNot}"));
        if (route.Jury is not { } jury) yield break;
        yield return Text(Access, key + "/text", $"{name}, jury", jury.Text);
        yield return List(Access, key + "/seats", $"{name}, sièges du jury", jury.Seats,
            s => $"{s.College.French()}\u00A0: {(s.AtLeast ? "au moins " : "")}{s.Count?.ToString() ?? "nombre fixé par le certificateur"}, {s.Label}{(s.Votes ? "" : ", sans voix délibérative")}");
        yield return Text(Access, key + "/rule", $"{name}, règle du jury",
            $"{(jury.Parity ? "Parité des deux collèges. " : "")}Présidence\u00A0: {jury.Presidency.French()}. {(jury.Majority == JuryMajority.Absolute ? "Majorité absolue" : "Majorité simple")}{(jury.CastingVote ? ", voix prépondérante de la présidence" : "")}.");
    }

    private static IEnumerable<OutlineLine> EvaluationLines(Referential r) =>
    [
        List(Evaluation, "sources", "Sources", r.Sources, s => $"{s.Source.French()}\u00A0: {s.Label}, {s.Name}{(s.ShortLabel is null ? "" : $", {s.ShortLabel}")}"),
        List(Evaluation, "scale", "Échelle", r.Scale.Levels, l => $"{l.Label} ({l.ShortLabel}){(l.Favourable ? ", favorable" : "")}{(l.CommentRequired ? ", commentaire obligatoire" : "")}{(l.Sources is { } only ? $", {French.List([.. only.Select(s => s.French())])} seulement" : "")}, clé {l.Rating}"),
        Text(Evaluation, "proposal", "Proposition au jury", r.Proposal.Explanation),
        Text(Evaluation, "proposal/kind", "Règle de la proposition", Rule(r.Proposal)),
    ];

    private static string Rule(ProposalRule rule) => rule.Kind switch
    {
        ProposalKind.Concordance => "Concordance",
        ProposalKind.CommissionDecides => "La commission décide",
        ProposalKind.Weighted => $"Pondérée\u00A0: validé à partir de {rule.ValidatedFrom}, non validé en dessous de {rule.NotValidatedBelow}. {string.Join(", ", (rule.Weights ?? []).Select(w => $"{w.Source.French()} {w.Weight}"))}",
        _ => throw new InvalidOperationException($"Proposal rule {rule.Kind}."),
    };

    private static IEnumerable<OutlineLine> BlockLines(Block block)
    {
        var at = block.Code;
        yield return Text(at, "title", "Intitulé", block.Title);
        yield return Text(at, "rncpCode", "Code enregistré", block.RncpCode);
        yield return Text(at, "referentialTitle", "Intitulé dans le référentiel", block.ReferentialTitle);
        yield return List(at, "activities", "Activités", block.Activities, a => $"{a.Code} {a.Title}{(a.Items.Count == 0 ? "" : "\u00A0: " + string.Join("\u202F; ", a.Items))}{(a.Competencies.Count == 0 ? "" : $" ({French.List(a.Competencies)})")}".TrimStart());
        yield return List(at, "competencies", "Compétences", block.Competencies, c => c.Code);
        foreach (var line in block.Competencies.SelectMany(c => CompetencyLines(at, c))) yield return line;
        foreach (var evaluation in block.Evaluations)
        {
            var (key, who) = ($"evaluations/{evaluation.Source}", evaluation.Source.French());
            yield return Text(at, key, who, evaluation.Modality);
            yield return List(at, key + "/parts", $"{who}, parties", evaluation.Parts, p => $"{p.Code}\u00A0: {p.Title}{(p.Text is null ? "" : $". {p.Text}")}{(p.Items.Count == 0 ? "" : "\u00A0: " + string.Join("\u202F; ", p.Items.Select(i => $"{i.Code} {i.Title} {i.CompetencyCode} {i.PartCode}".TrimEnd())))}");
            foreach (var s in evaluation.Situations) yield return Text(at, $"{key}/situations/{s.Competency}", $"{who}, situation {s.Competency}", s.Text);
        }
    }

    private static IEnumerable<OutlineLine> CompetencyLines(string at, Competency c) =>
    [
        .. Graded(at, $"competencies/{c.Code}", c.Code, c.Title, c.Criteria, c.Knowledge),
        List(at, $"competencies/{c.Code}/sub", $"{c.Code}, sous-compétences", c.SubCompetencies, s => s.Code),
        .. c.SubCompetencies.SelectMany(s => Graded(at, $"competencies/{c.Code}/{s.Code}", s.Code, s.Title, s.Criteria, s.Knowledge)),
    ];

    private static IEnumerable<OutlineLine> Graded(string at, string key, string code, string title, IReadOnlyList<string> criteria, IReadOnlyList<string> knowledge) =>
    [
        Text(at, key + "/title", code, title),
        List(at, key + "/criteria", $"{code}, critères", criteria, t => t),
        List(at, key + "/knowledge", $"{code}, savoirs associés", knowledge, t => t),
    ];

    private static string Coded(CodedLabel code) => $"{code.Code}\u00A0: {code.Label}";

    private static OutlineLine Text(string section, string key, string label, string? text) => new(section, key, label, text is null ? [] : [text]);

    private static OutlineLine List<T>(string section, string key, string label, IReadOnlyList<T> items, Func<T, string> say) => new(section, key, label, [.. items.Select(say)]);
}
