using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Documents;

namespace CqpPlatform.Web.Referentials;

/// <summary>Who may engage and when, who evaluates and how it is weighed, who sits, what is printed.</summary>
internal sealed partial class ReferentialStructure
{
    private const int ShortestLabel = 6, LongestLabel = 60, LongestShortLabel = 16;

    private void Routes()
    {
        Distinct(referential.AccessRoutes, "$.accessRoutes", r => r.Route.ToString(), "route");
        Expect(referential.AdmittedRoutes().Count > 0, "$.accessRoutes", "aucune voie n’est ouverte.");
        foreach (var (route, i) in Indexed(referential.AccessRoutes))
        {
            Expect(route.Admitted == route.Jury is not null, $"$.accessRoutes[{i}].jury", route.Admitted ? "une voie ouverte a un jury." : "une voie fermée n’a pas de jury.");
            if (route.Jury is { } jury) Jury(jury, $"$.accessRoutes[{i}].jury");
        }
    }

    private void Jury(JuryRule jury, string path)
    {
        Expect(jury.Seats.Any(s => s.Votes), $"{path}.seats", jury.Seats.Count == 0 ? "il faut au moins un siège." : "aucun siège ne vote.");
        Distinct(jury.Seats, $"{path}.seats", s => s.College.ToString(), "college");
        foreach (var (seat, i) in Indexed(jury.Seats))
        {
            Expect(seat.Count is null or (>= 1 and <= 50), $"{path}.seats[{i}].count", "de 1 à 50 membres.");
            Printed(seat.Label, $"{path}.seats[{i}].label", 200);
        }
        var paritarian = jury.ParitarianColleges().Distinct().Count();
        Expect(jury.Presidency != JuryPresidency.Paritarian || paritarian == 2, $"{path}.presidency", "une présidence paritaire demande des sièges de salariés et d’employeurs.");
        Expect(jury.Presidency != JuryPresidency.QualifiedPerson || jury.Seat(College.QualifiedPersons) is not null, $"{path}.presidency", "la personne qualifiée qui préside a besoin d’un siège.");
        Expect(!jury.Parity || paritarian == 2, $"{path}.parity", "la parité demande des sièges de salariés et d’employeurs.");
    }

    private void Registrations()
    {
        Expect(referential.RegistrationPeriods.Count > 0, "$.registrationPeriods", "il faut au moins une période d’enregistrement.");
        foreach (var (period, i) in Indexed(referential.RegistrationPeriods))
        {
            Expect(period.From <= period.To, $"$.registrationPeriods[{i}].to", "la fin précède le début.");
            Printed(period.Title, $"$.registrationPeriods[{i}].title", 300);
            Printed(period.LegalAct, $"$.registrationPeriods[{i}].legalAct", 300);
        }
    }

    private void Evaluation()
    {
        Expect(referential.Sources.Count > 0, "$.sources", "il faut au moins une source d’évaluation.");
        Distinct(referential.Sources, "$.sources", s => s.Source.ToString(), "source");
        Scale();
        foreach (var (source, i) in Indexed(referential.Sources))
        {
            Expect(source.ShortLabel is null or { Length: <= ShortestLabel }, $"$.sources[{i}].shortLabel", $"{ShortestLabel} caractères au plus.");
            Expect(referential.Blocks.Any(b => b.Evaluation(source.Source) is not null), $"$.sources[{i}]", $"aucun bloc n’est évalué par {source.Name}.");
            var levels = referential.Scale.LevelsFor(source.Source);
            Expect(levels.Any(l => l.Favourable) && levels.Any(l => !l.Favourable && l.Rating != Rating.NotObserved), "$.scale.levels",
                $"{source.Name} a besoin d’un niveau favorable et d’un niveau défavorable.");
        }
    }

    private void Scale()
    {
        var levels = referential.Scale.Levels;
        Distinct(levels, "$.scale.levels", l => RatingJson.Written(l.Rating), "rating");
        Distinct(levels, "$.scale.levels", l => l.Label, "label");
        Distinct(levels, "$.scale.levels", l => l.ShortLabel, "shortLabel");
        Expect(levels.Count <= RatingScale.MostLevels, "$.scale.levels", $"{RatingScale.MostLevels} niveaux au plus.");
        foreach (var (level, i) in Indexed(levels))
        {
            Expect(level.Rating != Rating.NotObserved || !level.Favourable, $"$.scale.levels[{i}].favourable", "ce qui n’a pas été observé ne vaut pas acquis.");
            Expect(level.Rating != Rating.NotObserved || i == levels.Count - 1, $"$.scale.levels[{i}].rating", "ce qui n’a pas été observé vient en dernier.");
            Expect(!level.Favourable || levels.Take(i).All(l => l.Favourable), $"$.scale.levels[{i}].favourable", "un niveau qui vaut acquis vient avant ceux qui ne le valent pas.");
            Expect(level.Label.Length <= LongestLabel, $"$.scale.levels[{i}].label", $"{LongestLabel} caractères au plus.");
            Expect(level.ShortLabel.Length <= LongestShortLabel, $"$.scale.levels[{i}].shortLabel", $"{LongestShortLabel} caractères au plus.");
            Expect(level.Favourable || level.CommentRequired, $"$.scale.levels[{i}].commentRequired", "un niveau qui ne vaut pas acquis demande un commentaire.");
            Expect(level.Sources is not { Count: 0 }, $"$.scale.levels[{i}].sources", "aucune source ne peut le donner.");
        }
    }

    private void Proposal()
    {
        var rule = referential.Proposal;
        if (rule.Kind == ProposalKind.Weighted)
            Expect(rule is { ValidatedFrom: > 0 and <= 1, NotValidatedBelow: >= 0 } && rule.NotValidatedBelow <= rule.ValidatedFrom, "$.proposal", "deux seuils croissants entre 0 et 1 sont attendus.");
        else
            Expect(rule is { Weights: null, ValidatedFrom: null, NotValidatedBelow: null }, "$.proposal", "des poids ou des seuils ne vont qu’avec « weighted ».".French());
        Distinct(rule.Weights ?? [], "$.proposal.weights", w => w.Source.ToString(), "source");
        foreach (var (weight, i) in Indexed(rule.Weights ?? []))
        {
            Expect(weight.Weight > 0, $"$.proposal.weights[{i}].weight", "un poids est supérieur à 0.");
            Expect(referential.Sources.Any(s => s.Source == weight.Source), $"$.proposal.weights[{i}].source", "cette source n’est pas dans $.sources.");
        }
        if (rule.Kind == ProposalKind.CommissionDecides)
            foreach (var (block, i) in Indexed(referential.Blocks))
                Expect(block.Evaluation(SourceKind.Commission) is not null, $"$.blocks[{i}].evaluations", "la commission décide, mais elle n’évalue pas ce bloc.");
    }

    private void Validity()
    {
        var validity = referential.Validity;
        Expect(validity.Kind != ValidityKind.Years || validity.Years is > 0 and <= 100, "$.validity.years", "un nombre d’années est attendu.");
        Expect(validity.Kind != ValidityKind.Date || validity.Until is not null, "$.validity.until", "une date est attendue.");
    }

    private void Notes()
    {
        foreach (var (note, i) in Indexed(referential.Notes))
        {
            if (note.Block is { } block) Known(block, $"$.notes[{i}].block");
            Expect(note.Competency is not { } code || referential.Blocks.Any(b => b.FindCompetency(code) is not null), $"$.notes[{i}].competency", $"« {note.Competency} » n’est pas une compétence de {referential.Code}.".French());
        }
        foreach (var (passerelle, i) in Indexed(referential.Passerelles))
        {
            Known(passerelle.Block, $"$.passerelles[{i}].block");
            Expect(FicheCode().IsMatch(passerelle.OtherReferential), $"$.passerelles[{i}].otherReferential", $"« {passerelle.OtherReferential} » n’est pas un code RNCP (RNCP suivi de 3 à 6 chiffres).".French());
        }
        foreach (var (equivalence, i) in Indexed(referential.Equivalences ?? []))
        {
            if (equivalence.Block is { } block) Known(block, $"$.equivalences[{i}].block");
            Expect(equivalence.Version != referential.Version, $"$.equivalences[{i}].version", "une équivalence part d’une autre version que celle-ci.");
        }
        Distinct(referential.Equivalences ?? [], "$.equivalences", e => $"{e.Version} {e.FormerBlock} / {e.Block}", "");
        Distinct(referential.Passerelles, "$.passerelles", p => $"{p.Block} / {p.OtherReferential} {p.OtherBlock}", "");
    }

    /// <summary>What documents print is refused here, not on the day of the jury.</summary>
    private void Prints()
    {
        Printed(referential.Title, "$.title", 300);
        Printed(referential.ShortTitle, "$.shortTitle", 200);
        Printed(referential.VersionLabel, "$.versionLabel", 120);
        Printed(referential.CertifierLegalName, "$.certifierLegalName", 300);
        Printed(referential.Regulation?.CapacityMention, "$.regulation.capacityMention", 400);
        Expect(referential.NsfCodes.Count > 0, "$.nsfCodes", "le certificat mentionne le code NSF\u00A0: il en faut au moins un.");
        Printed(string.Join(", ", referential.NsfCodes.Select(n => $"{n.Code} : {n.Label}")), "$.nsfCodes", 200);
        foreach (var (block, i) in Indexed(referential.Blocks)) Printed(block.Title, $"$.blocks[{i}].title", 300);
        foreach (var (option, i) in Indexed(referential.Composition.Options)) Printed(option.Title, $"$.composition.options[{i}].title", 120);
    }

    private void Printed(string? text, string path, int limit)
    {
        if (!string.IsNullOrWhiteSpace(text) && PrintableText.LineFault("texte imprimé", text, limit) is { } fault) Add(path, fault.Message);
    }
}
