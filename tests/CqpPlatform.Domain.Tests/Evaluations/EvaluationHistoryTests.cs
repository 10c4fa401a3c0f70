using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Domain.Tests.Referentials;

namespace CqpPlatform.Domain.Tests.Evaluations;

public sealed class EvaluationHistoryTests
{
    private static readonly DateTimeOffset Start = new(2021, 11, 8, 14, 0, 0, TimeSpan.Zero);
    private static readonly Signatory Sylvie = new(Guid.NewGuid(), "GARNIER Sylvie"), Paul = new(Guid.NewGuid(), "ROCHE Paul");
    private static readonly Referential Referential = TestReferentials.With(TestReferentials.Rncp31391);

    private readonly Evaluation evaluation = Evaluation.Start(Guid.NewGuid(), "BC4", SourceKind.Tutor);
    private int minutes;

    [Fact]
    public void Each_rating_is_told_with_what_it_replaced()
    {
        Write(LineField.Rating, "InProgress");
        Write(LineField.Rating, "Acquired", Paul);
        Entries().Select(e => (e.Before, e.After, e.ByName, e.At)).ShouldBe([(null, "InProgress", "GARNIER Sylvie", Start.AddMinutes(1)), ("InProgress", "Acquired", "ROCHE Paul", Start.AddMinutes(2))]);
    }

    [Fact]
    public void A_text_typed_in_several_goes_is_one_entry_and_a_pause_or_another_hand_starts_the_next()
    {
        Write(LineField.Comment, "Relance");
        Write(LineField.Comment, "Relance à");
        Write(LineField.Comment, "Relance à temps.");
        minutes += 6;
        Write(LineField.Comment, "Relance tard.");
        Write(LineField.Comment, "Relance très tard.", Paul);
        Entries().Select(e => (e.Before, e.After)).ShouldBe([(null, "Relance à temps."), ("Relance à temps.", "Relance tard."), ("Relance tard.", "Relance très tard.")]);
    }

    [Fact]
    public void A_text_typed_and_taken_back_leaves_both_in_the_history()
    {
        Write(LineField.Comment, "Sur la mauvaise ligne.");
        Write(LineField.Comment, null);
        Entries().Select(e => (e.Before, e.After)).ShouldBe([(null, "Sur la mauvaise ligne."), ("Sur la mauvaise ligne.", null)]);
    }

    [Fact]
    public void What_was_signed_stands_in_the_history_as_it_was_signed()
    {
        foreach (var item in Referential.Block("BC4").RatedItems(SourceKind.Tutor)) Write(LineField.Rating, "Acquired", item: item.Code);
        Write(LineField.Comment, "Relance à temps.");
        evaluation.Submit(Referential, Sylvie, Now).Succeeded.ShouldBeTrue();
        evaluation.Reopen("Erreur de candidat.").Succeeded.ShouldBeTrue();
        Write(LineField.Comment, "Relance tard.");
        Entries().Where(e => e.Field == LineField.Comment).Select(e => e.After).ShouldBe(["Relance à temps.", "Relance tard."]);
        Way(Sylvie).Select(e => e.Before).ShouldBe(["Relance à temps."], "what was signed is not taken back by a key too many");
    }

    [Fact]
    public void The_way_back_passes_over_what_was_taken_back()
    {
        Write(LineField.Rating, "InProgress");
        Write(LineField.Rating, "NotAcquired");
        Write(LineField.Comment, "Non.");
        Write(LineField.Rating, "InProgress");
        Way(Sylvie).Select(e => (e.Field, e.Before)).ShouldBe([(LineField.Rating, null), (LineField.Comment, null)]);
        Write(LineField.Comment, null);
        Write(LineField.Rating, null);
        Way(Sylvie).ShouldBeEmpty();
    }

    [Fact]
    public void A_field_somebody_else_wrote_in_since_is_not_taken_back()
    {
        Write(LineField.Rating, "InProgress");
        Write(LineField.Comment, "À revoir.");
        Write(LineField.Rating, "Acquired", Paul);
        Way(Sylvie).Select(e => e.Field).ShouldBe([LineField.Comment]);
        Way(Paul).Select(e => (e.Field, e.Before)).ShouldBe([(LineField.Rating, "InProgress")]);
    }

    private DateTimeOffset Now => Start.AddMinutes(minutes);

    private void Write(LineField field, string? value, Signatory? by = null, string item = "C9")
    {
        minutes++;
        var basis = evaluation.Ratings.FirstOrDefault(r => r.ItemCode == item)?.LastChange(field);
        evaluation.Change(Referential, new(Guid.NewGuid(), item, field, value, basis), by ?? Sylvie, Now).Succeeded.ShouldBeTrue();
    }

    private IReadOnlyList<HistoryEntry> Entries() => EvaluationHistory.Entries(evaluation.Changes, evaluation.Signatures.Select(s => s.SignedAt));

    private IReadOnlyList<HistoryEntry> Way(Signatory writer) => EvaluationHistory.WayBack(Entries(), writer.Id, evaluation.Signatures.Max(s => (DateTimeOffset?)s.SignedAt));
}
