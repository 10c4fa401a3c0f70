using CqpPlatform.Web.Documents;

namespace CqpPlatform.Web.Tests.Documents;

public sealed class LegalTextsTests
{
    [Theory]
    [InlineData("Mar\u202Eie", "U+202E")]
    [InlineData("Mar\u200Bie", "U+200B")]
    [InlineData("Mar\u00ADie", "U+00AD")]
    [InlineData("Mar\u0007ie", "U+0007")]
    [InlineData("Mar\uE000ie", "U+E000")]
    [InlineData("Mar\uD800ie", "U+FFFD")]
    public void An_invisible_or_forbidden_character_is_refused_with_its_field_and_its_code(string value, string code)
    {
        var texts = new LegalTexts();
        texts.Line("Prénoms", value).ShouldBeEmpty();

        texts.Refusals.Single().Message.ShouldBe($"«\u00A0Prénoms\u00A0» contient le caractère {code}, invisible ou interdit dans un document officiel.");
    }

    [Fact]
    public void Decomposed_letters_are_composed() => new LegalTexts().Line("Nom", " Nguye\u0302\u0303n ").ShouldBe("Nguyễn");

    [Fact]
    public void French_insecable_spaces_pass() => new LegalTexts().Line("Titre", "«\u00A0souscription\u00A0»\u202F;").ShouldBe("«\u00A0souscription\u00A0»\u202F;");

    [Fact]
    public void Line_ends_of_prose_become_spaces() => new LegalTexts().Prose("Motif", "une ligne\r\nune autre").ShouldBe("une ligne une autre");

    [Fact]
    public void Every_refusal_is_reported_not_only_the_first()
    {
        var texts = new LegalTexts();
        texts.Line("Nom", new string('a', 121));
        texts.Line("Lieu", new string('b', 61));
        texts.Line("Prénoms", "e\u0301\u0302\u0303\u0304");

        texts.Refusals.Select(r => r.Code).ShouldBe(["document-too-long", "document-word-too-long", "document-character"]);
    }
}
