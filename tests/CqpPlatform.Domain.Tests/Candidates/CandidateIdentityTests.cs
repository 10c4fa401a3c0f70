using CqpPlatform.Domain.Candidates;

namespace CqpPlatform.Domain.Tests.Candidates;

public sealed class CandidateIdentityTests
{
    private static readonly CandidateIdentity Livia = new("Ambrosini", null, "Livia, Anne", Sex.Female, new(1994, 3, 14), "Ajaccio", "2A004");

    [Theory]
    [InlineData("Lefèvre", "Camille", "LEFÈVRE Camille")]
    [InlineData("Lefèvre", "Camille, Anne", "LEFÈVRE Camille")]
    [InlineData("Lefèvre", "Anne Marie, Louise", "LEFÈVRE Anne Marie")]
    [InlineData("Lefèvre", "Anne Louise", "LEFÈVRE Anne")]
    [InlineData("Lefèvre", "", "LEFÈVRE")]
    public void A_candidate_is_named_by_the_first_of_the_first_names(string birthName, string firstNames, string expected) =>
        (Livia with { BirthName = birthName, FirstNames = firstNames }).Name.ShouldBe(expected);

    [Theory]
    [InlineData("Nguyễn")]
    [InlineData("D’Abreu-Le Goff")]
    [InlineData("Œuvrard")]
    [InlineData("Żółkiewski")]
    public void A_name_is_written_as_on_the_identity_document(string name) => Codes(Livia with { BirthName = name }).ShouldBeEmpty();

    [Theory]
    [InlineData("Ambrosini2")]
    [InlineData("<b>Ambrosini</b>")]
    [InlineData("=HYPERLINK")]
    [InlineData("-")]
    public void A_name_with_anything_but_letters_is_refused(string name) => Codes(Livia with { BirthName = name }).ShouldBe(["name-letters"]);

    [Theory]
    [InlineData(",", "Ajaccio", "FirstNames")]
    [InlineData(" , ,", "Ajaccio", "FirstNames")]
    [InlineData("Livia", "12", "BirthPlace")]
    [InlineData("Livia", "Ajaccio\u0007", "BirthPlace")]
    public void Nothing_passes_at_enrolment_that_the_declaration_could_not_write(string firstNames, string place, string field) =>
        (Livia with { FirstNames = firstNames, BirthPlace = place }).Check(new(2021, 9, 1), TestPlaces.Register).Select(e => e.Field).ShouldContain(field);

    [Fact]
    public void What_the_caisse_des_depots_could_not_take_is_refused_at_its_field()
    {
        var sixtyOne = new string('a', CandidateIdentity.DeclaredMaxLength + 1);
        (Livia with { BirthName = sixtyOne, FirstNames = $"Livia, {sixtyOne}", BirthPlace = sixtyOne, BirthInseeCode = "99122" }).Check(new(2021, 9, 1), TestPlaces.Register)
            .Select(e => (e.Code, e.Field)).ShouldBe([("too-long-to-declare", "BirthName"), ("too-long-to-declare", "FirstNames"), ("too-long-to-declare", "BirthPlace")]);
        (Livia with { FirstNames = "Livia Maximilienne Marguerite Alexandrine Bernardine Joséphine Antoinette" }).Check(new(2021, 9, 1), TestPlaces.Register).ShouldBeEmpty("each is declared by itself");
    }

    [Fact]
    public void Everything_wrong_comes_back_at_once() =>
        Codes(new("", "9", " ", Sex.Male, new(2020, 1, 1), "", "")).ShouldBe(["required", "name-letters", "required", "required", "birth-date", "insee-code"]);

    private static IEnumerable<string> Codes(CandidateIdentity identity) => identity.Check(new(2021, 9, 1), TestPlaces.Register).Select(e => e.Code);
}
