using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Web.Referentials.FranceCompetences;

/// <summary>A draft made of a fiche, and all the certifier needs to judge it.</summary>
/// <param name="Assumed">Settings the register does not give, taken from the platform's own.</param>
/// <param name="Remarks">What the fiche says badly or not at all.</param>
public sealed record ImportedFiche(DraftReferential Draft, IReadOnlyList<BlockSplit> Splits, IReadOnlyList<string> Assumed, IReadOnlyList<string> Remarks);

/// <summary>How the text of one block was read.</summary>
public sealed record BlockSplit(string BlockCode, string BlockTitle, CompetencySplit Split);

/// <summary>
/// The register knows a certification's words, not its rules: who evaluates, which blocks make it, who sits in the jury stay to declare, and
/// nothing is guessed in their place.
/// </summary>
public static class FicheDraft
{
    /// <param name="today">The version's name where the fiche has no date.</param>
    public static ImportedFiche From(Fiche fiche, DateOnly today)
    {
        var dated = fiche.EffectiveOn ?? fiche.DecidedOn ?? fiche.PublishedOn;
        var version = fiche.DecidedOn ?? fiche.EffectiveOn ?? fiche.PublishedOn ?? today;
        List<BlockSplit> splits = [.. fiche.Blocks.Select((b, i) => new BlockSplit(CodeOf(fiche, b, i), b.Title, CompetencyText.Split(b.Competencies)))];
        var codes = new CompetencyCodes(splits);
        List<Block> blocks = [.. fiche.Blocks.Zip(splits, (b, split) => BlockOf(b, split, codes))];
        var referential = new Referential(
            fiche.Number, fiche.Title, fiche.Title, $"{version:yyyy-MM-dd}", $"fiche du {French.Date(version)}", fiche.Certifiers is [var certifier, ..] ? certifier : "",
            fiche.Level, fiche.Level, fiche.NsfCodes, fiche.RomeCodes, fiche.Formacodes, fiche.CollectiveAgreements, blocks, new Composition([], [], null),
            [.. fiche.Routes.Select(RouteOf)],
            dated is { } from && fiche.RegisteredUntil is { } to ? [new RegistrationPeriod(from, to, fiche.Title, null, PeriodText(fiche))] : [],
            fiche.Replaces is [var replaced, ..] ? replaced : null, [], RatingScale.Default, ProposalRule.Concordance, Validity.Unlimited,
            fiche.Regulation.Length == 0 ? null : new RegulationText(fiche.Regulation, null, null),
            [.. Notes(fiche, splits)], []);
        var draft = ReferentialJson.ReadDraft(ReferentialJson.Write(referential));
        return new(draft.Succeeded ? draft.Value : new DraftReferential(referential, draft.Errors), splits, Assumed(fiche), [.. fiche.Remarks, .. Remarks(fiche, dated)]);
    }

    /// <summary>BC01 for RNCP41351BC01.</summary>
    private static string CodeOf(Fiche fiche, FicheBlock block, int index) =>
        IsRegistered(fiche, block) ? block.Code[fiche.Number.Length..] : $"BC{index + 1:00}";

    private static bool IsRegistered(Fiche fiche, FicheBlock block) => block.Code.StartsWith(fiche.Number, StringComparison.Ordinal) && block.Code.Length > fiche.Number.Length;

    private static Block BlockOf(FicheBlock block, BlockSplit split, CompetencyCodes codes) => new(
        split.BlockCode, block.Code.EndsWith(split.BlockCode, StringComparison.Ordinal) ? block.Code : null, block.Title, null, [], codes.Of(split.Split),
        block.Modality.Length == 0 ? [] : [new BlockEvaluation(SourceKind.Commission, block.Modality, [new EvaluationPart("epreuve", "Épreuve", [])], [])]);

    private static AccessRouteRule RouteOf(FicheRoute route) => route.Open == true
        ? new(route.Route, true, null, new JuryRule(route.Jury, [], Parity: false, JuryPresidency.Simple, JuryMajority.Absolute, CastingVote: false))
        : new(route.Route, false);

    private static string PeriodText(Fiche fiche)
    {
        var facts = new List<string>();
        if (fiche.RegistrationType.Length > 0) facts.Add(fiche.RegistrationType);
        if (fiche.DecidedOn is { } decided) facts.Add($"décision du {French.Date(decided)}");
        if (fiche.EffectiveOn is { } effective) facts.Add($"date d’effet {French.Date(effective)}");
        if (fiche.RegisteredUntil is { } until) facts.Add($"date d’échéance de l’enregistrement {French.Date(until)}");
        return string.Join(", ", facts);
    }

    private static IEnumerable<SourceNote> Notes(Fiche fiche, List<BlockSplit> splits)
    {
        if (fiche.Certifiers.Count > 1) yield return new($"Certificateurs de la fiche : {French.List(fiche.Certifiers)}.".French());
        if (fiche.Replaces.Count > 1) yield return new($"Fiches remplacées : {French.List(fiche.Replaces)}.".French());
        foreach (var (block, split) in fiche.Blocks.Zip(splits))
        {
            if (block.Prerequisites.Length > 0) yield return new($"Prérequis de la fiche : {block.Prerequisites}".French(), split.BlockCode);
            if (split.Split.Lead.Count > 0) yield return new($"Texte de la fiche hors des compétences : {string.Join(" ", split.Split.Lead)}".French(), split.BlockCode);
        }
    }

    private static List<string> Assumed(Fiche fiche)
    {
        var assumed = new List<string>
        {
            "Échelle\u00A0: Acquis, En cours d’acquisition, Non acquis, et Non observé pour le tuteur.",
            "Proposition au jury\u00A0: concordance des sources.",
            "Validité des blocs acquis\u00A0: illimitée.",
        };
        if (fiche.Regulation.Length > 0) assumed.Add("Certificat\u00A0: aucune mention de capacité professionnelle.");
        if (fiche.Level is not null) assumed.Add($"Niveau européen : {fiche.Level}, correspondance du niveau de qualification de la fiche.".French());
        if (fiche.Blocks.Any(b => b.Modality.Length > 0)) assumed.Add("Évaluation\u00A0: les modalités de la fiche sont rangées sous la commission, en attendant que les sources soient déclarées.");
        return assumed;
    }

    private static IEnumerable<string> Remarks(Fiche fiche, DateOnly? from)
    {
        if (fiche.RegisteredUntil is null || from is null) yield return "La fiche ne donne pas les deux dates de l’enregistrement\u00A0: la période reste à déclarer.";
        if (fiche.Blocks.Count == 0) yield return "La fiche ne donne aucun bloc de compétences.";
    }
}

/// <summary>A code for every competency: the fiche's own where they tell its competencies apart, otherwise C1, C2… across the blocks.</summary>
internal sealed class CompetencyCodes
{
    private readonly bool own;
    private int next = 1;

    public CompetencyCodes(IEnumerable<BlockSplit> splits)
    {
        var codes = splits.SelectMany(s => s.Split.Competencies).Select(c => c.Code).ToList();
        own = codes.TrueForAll(c => c is not null) && codes.Distinct().Count() == codes.Count;
    }

    public IReadOnlyList<Competency> Of(CompetencySplit split) => [.. split.Competencies.Select(c =>
    {
        var code = own ? c.Code! : $"C{next++}";
        return new Competency(code, c.Title, [.. c.Parts.Select((p, i) => new SubCompetency($"{code}.{i + 1}", p, [], []))], [], []);
    })];
}
