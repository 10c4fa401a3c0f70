using CqpPlatform.Web.Referentials.FranceCompetences;

namespace CqpPlatform.Web.Tests.Referentials.FranceCompetences;

public class CompetencyTextTests
{
    [Theory]
    [InlineData("- Accueillir le client\n- Établir un devis ;\n- Conclure", SplitBy.Bullets, "Accueillir le client|Établir un devis|Conclure")]
    [InlineData("• Accueillir\nle client\n• Conclure", SplitBy.Bullets, "Accueillir le client|Conclure")]
    [InlineData("<ul><li>Accueillir</li><li>Conclure</li></ul>", SplitBy.Bullets, "Accueillir|Conclure")]
    [InlineData("<p>Accueillir le client</p><p>Conclure l&rsquo;échange</p>", SplitBy.Lines, "Accueillir le client|Conclure l’échange")]
    [InlineData("Accueillir le client\n\nConclure", SplitBy.Lines, "Accueillir le client|Conclure")]
    [InlineData("1. Accueillir\n2. Conclure", SplitBy.Numbers, "Accueillir|Conclure")]
    [InlineData("1) Accueillir\n2) Conclure", SplitBy.Numbers, "Accueillir|Conclure")]
    [InlineData("C1.1 - Accueillir\nC1.2 - Conclure", SplitBy.Codes, "Accueillir|Conclure")]
    [InlineData("C1. Accueillir le client C2. Conclure la vente", SplitBy.Codes, "Accueillir le client|Conclure la vente")]
    [InlineData("• C2A.1 : Analyser\n• C2A.2 : Valider", SplitBy.Codes, "Analyser|Valider")]
    [InlineData("Accueillir le client (en face à face ; au téléphone) ; conclure la vente", SplitBy.Semicolons, "Accueillir le client (en face à face ; au téléphone)|conclure la vente")]
    [InlineData("Accueillir le client", SplitBy.Nothing, "Accueillir le client")]
    [InlineData("Prime < 1500 € et taux > 3 %", SplitBy.Nothing, "Prime < 1500 € et taux > 3 %")]
    [InlineData("Savoir :\n-\nAccueillir\n-\nConclure", SplitBy.Bullets, "Accueillir|Conclure")]
    [InlineData("", SplitBy.Nothing, "")]
    [InlineData("   \n <p> </p>", SplitBy.Nothing, "")]
    public void A_free_text_is_split_as_its_form_says(string text, SplitBy by, string titles)
    {
        var split = CompetencyText.Split(text);
        (split.By, string.Join('|', split.Competencies.Select(c => c.Title))).ShouldBe((by, titles));
    }

    [Fact]
    public void What_is_listed_below_a_code_is_its_parts_and_headings_stand_apart()
    {
        var split = CompetencyText.Split("Compétences attestées :\nC1 - Accueillir\n- en face à face ;\n- au téléphone\nSinistres :\nC2 - Indemniser");
        split.Lead.ShouldBe(["Compétences attestées :", "Sinistres :"]);
        split.Competencies.Select(c => $"{c.Code} {c.Title} [{string.Join('|', c.Parts)}]").ShouldBe(["C1 Accueillir [en face à face|au téléphone]", "C2 Indemniser []"]);
    }

    [Fact]
    public void No_word_of_a_text_is_lost_whatever_its_form()
    {
        string[] pieces = ["Accueillir ", "le client", " ;", "\n", "- ", "• ", "C1.2 ", "C3 : ", "3. ", "Être capable de :", "<li>", "</li>", "<p>", "&amp;", " (a ; b)", "\n\n", "<", "o "];
        var random = new Random(31391);
        for (var n = 0; n < 20_000; n++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)]));
            var split = CompetencyText.Split(text);
            var kept = Words(string.Join(' ', split.Lead.Concat(split.Competencies.SelectMany(c => c.Parts.Prepend(c.Title).Prepend(c.Code ?? "")))));
            // Of a source without letters, such as a lone bullet, nothing is left to keep.
            foreach (var word in Words(split.Source).Distinct().Where(w => w.Any(char.IsLetter) && w != "O"))
                kept.Count(k => k == word).ShouldBeGreaterThanOrEqualTo(Words(split.Source).Count(w => w == word), $"« {word} » of « {text} »");
        }
    }

    private static List<string> Words(string text) => [.. text.Split([' ', '\n', ';', ':', ',', '-', '•', '(', ')', '.', '<'], StringSplitOptions.RemoveEmptyEntries).Select(w => w.ToUpperInvariant())];
}
