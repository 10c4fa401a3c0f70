using System.Text;
using System.Text.Json;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Documents.Engine;
using CqpPlatform.Web.Tests.Documents;

namespace CqpPlatform.Web.Tests.Validation;

public sealed class PrintableTextTests(DocumentsFixture documents)
{
    [Fact]
    public async Task Every_character_that_may_be_typed_can_be_drawn_in_capitals_too()
    {
        // Marks stand on a letter, as people write them.
        var typed = string.Join(' ', PrintableText.All.Select(r => Rune.GetUnicodeCategory(r) == System.Globalization.UnicodeCategory.NonSpacingMark ? $"e{r} o{r}" : r.ToString()));
        foreach (var text in new[] { typed, typed.ToUpperInvariant() })
            (await documents.Engine.RenderAsync(new TypstRequest("check", JsonSerializer.Serialize(new { text }), "a-2a", ["ua-1"]), TestContext.Current.CancellationToken)).Pages.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("漢字")]
    [InlineData("😀")]
    [InlineData("a\u200bb")]
    [InlineData("à compléter…")]
    [InlineData("décision du JJ mois AAAA")]
    public void A_line_that_a_document_would_refuse_is_refused_when_it_is_typed(string text) =>
        PrintableText.LineFault("Lieu", text, 160).ShouldNotBeNull().Message.ShouldContain("Lieu");

    [Theory]
    [InlineData("10 rue Auber, 75009 Paris")]
    [InlineData("NGUYỄN Thị Ánh-Tuyết, żółć, Œuvre d’Élise")]
    [InlineData("Ae\u0301lis")]
    public void Names_and_places_of_people_pass(string text) => PrintableText.LineFault("Lieu", text, 160).ShouldBeNull();

    [Fact]
    public void Prose_keeps_its_lines() => PrintableText.ProseFault("Motif", "Une ligne.\r\nUne autre…\n\tEt la suite.", 100).ShouldBeNull();

    [Theory]
    [InlineData("1\u200b85 05 78 006 084 91")]
    [InlineData("1\u0668\u0665 \u0660\u0665 \u0667\u0668 \u0660\u0660\u0666 \u0660\u0668\u0664")]
    public void A_disguised_social_security_number_is_recognised(string text) => PersonalNumber.IsIn(text).ShouldBeTrue();
}
