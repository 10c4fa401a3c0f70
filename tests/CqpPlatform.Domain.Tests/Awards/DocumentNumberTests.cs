using CqpPlatform.Domain.Awards;

namespace CqpPlatform.Domain.Tests.Awards;

public sealed class DocumentNumberTests
{
    [Theory]
    [InlineData(DocumentKind.Certificate, 12, "CPNEC-2026-C-00012")]
    [InlineData(DocumentKind.Attestation, 1, "CPNEC-2026-A-00001")]
    [InlineData(DocumentKind.Minutes, 123456, "CPNEC-2026-PV-123456")]
    public void A_number_names_its_certifier_its_year_its_kind_and_its_rank_and_is_read_back_without_its_hyphens(DocumentKind kind, int rank, string number)
    {
        DocumentNumber.Write("CPNEC", 2026, kind, rank).ShouldBe(number);
        DocumentNumber.Clean(number).ShouldBe(number);
        DocumentNumber.Clean(number.Replace("-", "")).ShouldBe(number);
    }

    [Theory]
    [InlineData(" cpnec–2026-c-00012 ")]
    [InlineData("CPNEC-2026C00012")]
    [InlineData("cpnec 2026 – c 00012")]
    [InlineData("C-PNEC2026-C000-12")]
    public void A_number_is_read_back_however_it_was_copied(string typed) => DocumentNumber.Clean(typed).ShouldBe("CPNEC-2026-C-00012");

    [Theory]
    [InlineData(null, "")]
    [InlineData("n’importe quoi", "N’IMPORTEQUOI")]
    [InlineData("CPNEC-2026-C-0012", "CPNEC-2026-C-0012")]
    [InlineData("CPNEC-2026-CPV-00012", "CPNEC-2026-CPV-00012")]
    [InlineData("C2026C00012", "C2026C00012")]
    [InlineData("ABCDEFGHI2026C00012", "ABCDEFGHI2026C00012")]
    public void What_is_no_number_stays_as_it_was_typed(string? typed, string cleaned) => DocumentNumber.Clean(typed).ShouldBe(cleaned);

    [Theory]
    [InlineData("CP", true)]
    [InlineData("CPNEFPEX", true)]
    [InlineData("C", false)]
    [InlineData("CPNEFPEXY", false)]
    [InlineData("cpnec", false)]
    [InlineData("CQP1", false)]
    [InlineData("ÉCOLE", false)]
    public void A_prefix_is_two_to_eight_capitals_without_accent(string text, bool may) => DocumentNumber.IsPrefix(text).ShouldBe(may);

    [Fact]
    public void A_number_is_its_certifiers_by_the_whole_prefix()
    {
        DocumentNumber.HasPrefix("CPNEC-2026-C-00012", "CPNEC").ShouldBeTrue();
        DocumentNumber.HasPrefix("CPNEC-2026-C-00012", "CPNE").ShouldBeFalse();
    }
}
