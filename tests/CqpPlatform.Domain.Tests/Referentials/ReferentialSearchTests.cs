using CqpPlatform.Domain.Referentials;

namespace CqpPlatform.Domain.Tests.Referentials;

public sealed class ReferentialSearchTests
{
    private static readonly Referential Referential = TestReferentials.With(TestReferentials.Rncp31391);

    [Theory]
    [InlineData("etudier")]
    [InlineData("ÉTUDIER")]
    public void Accents_and_capitals_do_not_matter(string query)
    {
        var hit = ReferentialSearch.Find(Referential, query).Single();
        (hit.Section, hit.Label).ShouldBe(("BC4", "C8.1"));
        hit.Parts.ShouldBe([new("Etudier", true)]);
    }

    [Fact]
    public void Every_word_must_be_there_and_each_is_marked()
    {
        ReferentialSearch.Find(Referential, "orale écrite").ShouldBeEmpty();
        ReferentialSearch.Find(Referential, "oral présentation").Single().Parts.ShouldBe([new("oral", true), new("\u00A0: ", false), new("Présentation", true), new(" ", false), new("oral", true), new("e", false)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u0301")]
    public void Nothing_is_found_for_nothing(string query) => ReferentialSearch.Find(Referential, query).ShouldBeEmpty();
}
