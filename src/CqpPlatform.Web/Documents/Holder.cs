using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;

namespace CqpPlatform.Web.Documents;

/// <summary>The person a document is about.</summary>
/// <param name="Feminine">Agreement of « né(e) »; null when the file does not say.</param>
public sealed record Holder(string BirthName, string? UsageName, string FirstNames, DateOnly BirthDate, string BirthPlace, bool? Feminine = null)
{
    public static Holder Of(CandidateIdentity c) => new(c.BirthName, c.UsageName, c.FirstNames, c.BirthDate, c.BirthPlace, c.Sex == Sex.Female);

    /// <summary>False once the person's identity was corrected after the document was issued.</summary>
    public bool IsTheOneOf(PrintedFacts facts)
    {
        var texts = new LegalTexts();
        return facts.Holder == FirstNameThenName(texts) && (facts.Born is null || facts.Born == Born(texts, PrintedFrench.LongDate));
    }

    internal IEnumerable<string> Missing() => Mentions.Missing(
        ("nom de naissance du titulaire", BirthName), ("prénoms du titulaire", FirstNames),
        ("date de naissance du titulaire", BirthDate), ("lieu de naissance du titulaire", BirthPlace));

    internal string FirstNameThenName(LegalTexts texts) => $"{FirstNamesOf(texts)} {NameOf(texts)}";

    internal string NameThenFirstName(LegalTexts texts) => $"{NameOf(texts)} {FirstNamesOf(texts)}";

    /// <summary>« née le 2 juillet 1995 à Quimper (Finistère) », after the name of usage where there is one.</summary>
    internal string Born(LegalTexts texts, Func<DateOnly, string> date)
    {
        var born = $"{PrintedFrench.Agree("né", Feminine)} le {date(BirthDate)} à {texts.Line("Lieu de naissance", BirthPlace)}";
        return texts.Optional("Nom d’usage", UsageName) is { } usage ? $"nom d’usage {PrintedFrench.Upper(usage)}, {born}" : born;
    }

    private string NameOf(LegalTexts texts) => PrintedFrench.Upper(texts.Line("Nom de naissance", BirthName));

    private string FirstNamesOf(LegalTexts texts) => texts.Line("Prénoms", FirstNames);
}
