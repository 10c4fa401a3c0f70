using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Tests.Referentials;

public sealed class WordDiffTests
{
    [Theory]
    [InlineData("Gérer la relation clientèle", "Gérer la relation clientèle", "=Gérer la relation clientèle")]
    [InlineData("Gérer la relation clientèle", "Suivre la relation clientèle", "-Gérer +Suivre = la relation clientèle")]
    [InlineData("Gérer la relation", "Gérer la relation clientèle", "=Gérer la relation + clientèle")]
    [InlineData("dans l’assurance de personnes", "dans l’intermédiation", "=dans l’ -assurance de personnes +intermédiation")]
    [InlineData("un deux trois", "quatre cinq trois", "-un deux +quatre cinq = trois")]
    [InlineData("", "Nouveau", "+Nouveau")]
    [InlineData("Ancien", "", "-Ancien")]
    [InlineData("", "", "")]
    public void Words_that_stay_go_and_come_are_told_apart(string before, string after, string expected) =>
        string.Join(' ', WordDiff.Between(before, after).Select(p => p.Change switch { WordChange.Kept => "=", WordChange.Removed => "-", _ => "+" } + p.Text)).ShouldBe(expected);

    [Fact]
    public void The_old_and_the_new_wording_can_be_read_back_whatever_they_are()
    {
        string[] words = ["bloc", "l’", "assurance", " ", "  ", ".", ",", "\n", "é", "12", "𝄞", "(", "d'"];
        var random = new Random(2026);
        for (var i = 0; i < 3_000; i++)
        {
            string Some() => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => words[random.Next(words.Length)]));
            var (before, after) = (Some(), Some());
            var parts = WordDiff.Between(before, after);
            string.Concat(parts.Where(p => p.Change != WordChange.Added).Select(p => p.Text)).ShouldBe(before);
            string.Concat(parts.Where(p => p.Change != WordChange.Removed).Select(p => p.Text)).ShouldBe(after);
            if (before == after) parts.ShouldAllBe(p => p.Change == WordChange.Kept);
        }
    }

    [Fact]
    public void Two_long_texts_with_nothing_in_common_are_answered_at_once()
    {
        var (before, after) = (string.Join(' ', Enumerable.Repeat("avant", 20_000)), string.Join(' ', Enumerable.Repeat("après", 20_000)));
        WordDiff.Between(before, after).Select(p => p.Change).ShouldBe([WordChange.Removed, WordChange.Added]);
    }
}
