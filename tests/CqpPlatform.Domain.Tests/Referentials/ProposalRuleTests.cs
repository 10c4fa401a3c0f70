using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Tests.Referentials;

public class ProposalRuleTests
{
    private static readonly Rating A = Rating.Acquired, E = Rating.InProgress, N = Rating.NotAcquired, O = Rating.NotObserved;
    private static readonly ProposalRule Concordance = new(ProposalKind.Concordance, "Règle"), CommissionDecides = new(ProposalKind.CommissionDecides, "Règle");

    [Fact]
    public void Every_source_favourable_on_every_competency_proposes_validated() =>
        Propose([A, A, A], [A, A, A], [A, A, A, A]).ShouldBe(
            new(ProposalOutcome.Validated, "Validé\u00A0: les trois sources sont favorables sur chaque compétence."));

    [Fact]
    public void Every_source_unfavourable_proposes_not_validated() =>
        Propose([E, A, A], [A, N, A], [N, A, A, E]).ShouldBe(new(
            ProposalOutcome.NotValidated,
            "Non validé\u00A0: les trois sources sont défavorables. L’organisme de formation à cause de C8.1\u202F; le tuteur à cause de C8.2\u202F; la commission à cause de «\u00A0Fondamentaux\u00A0» et C9."));

    [Fact]
    public void Diverging_sources_leave_it_to_the_jury_and_say_who_and_why() =>
        Propose([A, A, A], [A, A, A], [A, E, N, A]).ShouldBe(new(
            ProposalOutcome.ToDeliberate,
            "À délibérer\u00A0: les sources divergent sur C8. L’organisme de formation et le tuteur sont favorables\u202F; la commission ne l’est pas, à cause de C8.1 et C8.2."));

    [Fact]
    public void A_knowledge_question_below_acquired_is_enough_to_diverge() =>
        Propose([A, A, A], [A, A, A], [E, A, A, A]).Explanation.ShouldBe(
            "À délibérer\u00A0: les sources divergent. L’organisme de formation et le tuteur sont favorables\u202F; la commission ne l’est pas, à cause de «\u00A0Fondamentaux\u00A0».");

    [Fact]
    public void What_the_tutor_has_not_observed_counts_neither_way() =>
        Propose([A, A, A], [A, A, O], [A, A, A, A]).ShouldBe(new(
            ProposalOutcome.ToDeliberate,
            "À délibérer\u00A0: les sources divergent sur C9. L’organisme de formation et la commission sont favorables\u202F; le tuteur n’a pas observé C9."));

    [Fact]
    public void Not_observed_beside_unfavourable_sources_still_leaves_it_to_the_jury() =>
        Propose([N, A, A], [O, O, O], [N, A, A, A]).Outcome.ShouldBe(ProposalOutcome.ToDeliberate);

    [Fact]
    public void A_missing_source_leaves_it_to_the_jury_and_is_named()
    {
        var proposal = Concordance.Propose(TestReferentials.Bc4, TestReferentials.ThreeSources, RatingScale.Default, [Ratings(SourceKind.Commission, [N, N, N, N])]);
        proposal.ShouldBe(new(ProposalOutcome.ToDeliberate, "À délibérer\u00A0: deux sources manquent, l’organisme de formation et le tuteur."));
    }

    [Fact]
    public void A_missing_rating_leaves_it_to_the_jury_and_is_named() =>
        Propose([A, A, A], [A, A], [A, A, A, A]).ShouldBe(
            new(ProposalOutcome.ToDeliberate, "À délibérer\u00A0: il manque une appréciation (le tuteur)\u00A0: C9."));

    [Fact]
    public void All_combinations_of_three_ratings_by_two_sources_follow_the_rule()
    {
        Rating[] scale = [A, E, N, O];
        foreach (var a in scale) foreach (var b in scale) foreach (var c in scale)
            foreach (var x in scale) foreach (var y in scale) foreach (var z in scale)
            {
                bool Favourable(params Rating[] r) => r.All(v => v == A);
                bool Unfavourable(params Rating[] r) => r.Any(v => v == E || v == N);
                var expected = Favourable(a, b, c) && Favourable(x, y, z) ? ProposalOutcome.Validated
                    : Unfavourable(a, b, c) && Unfavourable(x, y, z) ? ProposalOutcome.NotValidated
                    : ProposalOutcome.ToDeliberate;
                Concordance.Propose(TestReferentials.Bc4, TestReferentials.ThreeSources.Take(2).ToList(), RatingScale.Default,
                    [Ratings(SourceKind.TrainingOrganisation, [a, b, c]), Ratings(SourceKind.Tutor, [x, y, z])]).Outcome.ShouldBe(expected);
            }
    }

    [Theory]
    [InlineData("AAA", ProposalOutcome.Validated)]
    [InlineData("AAN", ProposalOutcome.ToDeliberate)]
    [InlineData("NNN", ProposalOutcome.NotValidated)]
    public void Weights_and_thresholds_are_another_declarable_rule(string tutor, ProposalOutcome outcome)
    {
        var rule = new ProposalRule(ProposalKind.Weighted, "Moyenne", [new(SourceKind.Tutor, 2m)], ValidatedFrom: 0.8m, NotValidatedBelow: 0.5m);
        rule.Propose(TestReferentials.Bc4, TestReferentials.ThreeSources.Take(2).ToList(), RatingScale.Default,
            [Ratings(SourceKind.TrainingOrganisation, [A, A, A]), Ratings(SourceKind.Tutor, [.. tutor.Select(Named)])]).Outcome.ShouldBe(outcome);
    }

    [Theory]
    [InlineData("AA", ProposalOutcome.Validated,
        "Validé\u00A0: la commission décide et est favorable sur chaque compétence. Pour information\u00A0: l’organisme de formation est défavorable, à cause de C9\u202F; le tuteur ne s’est pas prononcé.")]
    [InlineData("NE", ProposalOutcome.NotValidated,
        "Non validé\u00A0: la commission décide et est défavorable, à cause de «\u00A0Fondamentaux\u00A0» et C8.1. Pour information\u00A0: l’organisme de formation est défavorable, à cause de C9\u202F; le tuteur ne s’est pas prononcé.")]
    [InlineData("AO", ProposalOutcome.ToDeliberate,
        "À délibérer\u00A0: la commission décide et n’a pas observé C8.1. Pour information\u00A0: l’organisme de formation est défavorable, à cause de C9\u202F; le tuteur ne s’est pas prononcé.")]
    public void Where_the_commission_decides_the_others_are_told_and_do_not_count(string commission, ProposalOutcome outcome, string explanation) =>
        CommissionDecides.Propose(TestReferentials.Bc4, TestReferentials.ThreeSources, RatingScale.Default,
            [Ratings(SourceKind.TrainingOrganisation, [A, A, N]), Ratings(SourceKind.Commission, [Named(commission[0]), Named(commission[1]), A, A])]).ShouldBe(new(outcome, explanation));

    [Fact]
    public void Where_the_commission_decides_and_is_silent_the_jury_deliberates() =>
        CommissionDecides.Propose(TestReferentials.Bc4, TestReferentials.ThreeSources, RatingScale.Default, [Ratings(SourceKind.Tutor, [N, N, N])]).ShouldBe(
            new(ProposalOutcome.ToDeliberate, "À délibérer\u00A0: une source manque, la commission."));

    [Fact]
    public void Which_levels_are_favourable_is_the_scales_to_say()
    {
        var lenient = new RatingScale([.. RatingScale.Default.Levels.Select(l => l.Rating == E ? l with { Favourable = true, Label = "Satisfaisant" } : l)]);
        ProposalRule.Concordance.Propose(TestReferentials.Bc4, [TestReferentials.ThreeSources[0]], lenient, [Ratings(SourceKind.TrainingOrganisation, [A, E, E])])
            .Outcome.ShouldBe(ProposalOutcome.Validated);
        new ProposalRule(ProposalKind.Weighted, "Moyenne", null, 0.8m, 0.5m).Propose(TestReferentials.Bc4, [TestReferentials.ThreeSources[0]], lenient, [Ratings(SourceKind.TrainingOrganisation, [A, E, N])])
            .Explanation.ShouldBe("À délibérer\u00A0: 67\u00A0% d’appréciations «\u00A0Acquis\u00A0» ou «\u00A0Satisfaisant\u00A0» en moyenne pondérée des sources (validé à partir de 80\u00A0%, non validé en dessous de 50\u00A0%).");
    }

    /// <summary>Two, four or five graded levels, under each rule: the first ones favourable, with « Non observé » or without.</summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(5, 1)]
    public void A_scale_has_as_many_levels_as_it_declares(int count, int favourable)
    {
        var scale = TestReferentials.Scale(count, favourable);
        Rating best = scale.Levels[0].Rating, lastFavourable = scale.Levels[favourable - 1].Rating, firstBelow = scale.Levels[favourable].Rating, lowest = scale.Levels[^1].Rating;
        var weighted = new ProposalRule(ProposalKind.Weighted, "Moyenne", null, 0.8m, 0.5m);
        foreach (var rule in new[] { Concordance, weighted })
        {
            Of(rule, best, lastFavourable, best).Outcome.ShouldBe(ProposalOutcome.Validated);
            Of(rule, firstBelow, lowest, lowest).Outcome.ShouldBe(ProposalOutcome.NotValidated);
        }
        Of(weighted, best, lastFavourable, lowest).Explanation.ShouldBe($"À délibérer\u00A0: 67\u00A0% d’appréciations {French.List([.. Enumerable.Range(1, favourable).Select(n => $"«\u00A0Niveau {n}\u00A0»")], "ou")}"
            + " en moyenne pondérée des sources (validé à partir de 80\u00A0%, non validé en dessous de 50\u00A0%).");
        CommissionDecides.Propose(TestReferentials.Bc4, TestReferentials.ThreeSources, scale, [Ratings(SourceKind.Commission, [best, lastFavourable, firstBelow, best])]).Outcome.ShouldBe(ProposalOutcome.NotValidated);
        (scale.Standing(lastFavourable), scale.Standing(lowest)).ShouldBe((RatingStanding.Favourable, RatingStanding.Lowest));
        scale.Standing(firstBelow).ShouldBe(count - favourable > 1 ? RatingStanding.Below : RatingStanding.Lowest);
        scale.Lowest([best, firstBelow, Rating.NotObserved]).ShouldBe(firstBelow);
        (scale.Suggestion(3, 3), scale.Suggestion(1, 3)).ShouldBe((best, scale.Levels[1].Rating));

        Proposal Of(ProposalRule rule, params Rating[] given) => rule.Propose(TestReferentials.Bc4, [TestReferentials.ThreeSources[0]], scale, [Ratings(SourceKind.TrainingOrganisation, given)]);
    }

    [Fact]
    public void A_scale_says_where_a_comment_is_due()
    {
        RatingScale.Default.CommentRule(SourceKind.Commission).ShouldBe("Obligatoire en dessous d’«\u00A0Acquis\u00A0».");
        RatingScale.Default.CommentRule(SourceKind.Tutor).ShouldBe("Obligatoire en dessous d’«\u00A0Acquis\u00A0», et pour «\u00A0Non observé\u00A0».");
        TestReferentials.Scale(4, 2).CommentRule(SourceKind.Commission).ShouldBe("Obligatoire en dessous de «\u00A0Niveau 2\u00A0».");
        var levels = TestReferentials.Scale(4, 2).Levels;
        new RatingScale([levels[0] with { CommentRequired = true }, .. levels.Skip(1)]).CommentRule(SourceKind.Commission).ShouldBe("Obligatoire pour «\u00A0Niveau 1\u00A0», «\u00A0Niveau 3\u00A0» et «\u00A0Niveau 4\u00A0».");
    }

    [Theory]
    [InlineData("Acquired", true)]
    [InlineData("Level4", true)]
    [InlineData("acquired", false)]
    [InlineData("Très bien", false)]
    [InlineData("Abcdefghijklmnopqrstuvwxyz12345", false)]
    [InlineData("", false)]
    public void A_key_is_letters_and_figures(string key, bool isKey) => (Rating.Of(key) is not null).ShouldBe(isKey);

    [Fact]
    public void Non_observe_is_offered_to_the_tutor_alone()
    {
        RatingScale.Default.LevelsFor(SourceKind.Tutor).Count.ShouldBe(4);
        RatingScale.Default.LevelsFor(SourceKind.Commission).Count.ShouldBe(3);
        RatingScale.Default.Level(O).IsFor(SourceKind.Commission).ShouldBeFalse();
    }

    [Fact]
    public void A_rating_below_acquired_requires_a_comment()
    {
        RatingScale.Default.Levels.Where(l => l.CommentRequired).Select(l => l.Rating).ShouldBe([E, N, O]);
    }

    private static Rating Named(char letter) => letter switch { 'A' => A, 'E' => E, 'N' => N, _ => O };

    private static Proposal Propose(Rating[] organisation, Rating[] tutor, Rating[] commission) => Concordance.Propose(
        TestReferentials.Bc4, TestReferentials.ThreeSources, RatingScale.Default,
        [Ratings(SourceKind.TrainingOrganisation, organisation), Ratings(SourceKind.Tutor, tutor), Ratings(SourceKind.Commission, commission)]);

    private static SourceRatings Ratings(SourceKind source, Rating[] ratings) => new(
        source, TestReferentials.Bc4.RatedItems(source).Zip(ratings).ToDictionary(p => p.First.Code, p => p.Second));
}
