using CqpPlatform.Domain.Candidates;

namespace CqpPlatform.Domain.Tests.Candidates;

public sealed class BirthPlaceRegisterTests
{
    private static readonly DateOnly Born = new(1994, 3, 14);

    [Theory]
    [InlineData("2A004", "Ajaccio")]
    [InlineData("2A004", "AJACCIO")]
    [InlineData("42218", "ST ETIENNE")]
    [InlineData("75113", "Paris 13ème")]
    [InlineData("75113", "Paris")]
    [InlineData("74011", "Annecy")]
    [InlineData("01015", "Arbignieu")]
    [InlineData("01015", "Arboys-en-Bugey")]
    [InlineData("01340", "Saint-Bois")]
    [InlineData("99122", "Varsovie (Pologne)")]
    public void A_commune_of_today_or_of_yesterday_and_a_country_are_birth_places(string code, string name) =>
        TestPlaces.Register.Check(code, name, Born).ShouldBeNull();

    [Theory]
    [InlineData("2A04", "Ajaccio", "5 caractères attendus, 4 reçus. Pour Ajaccio : 2A004.")]
    [InlineData("", "Saint-Denis", "2 lieux s’appellent Saint-Denis : choisissez le bon dans la liste.")]
    [InlineData("20004", "Ajaccio", "« 20004 » ne convient pas")]
    [InlineData("00000", "", "ne convient pas")]
    [InlineData("99999", "Ailleurs", "99999 n’est celui d’aucune commune ni d’aucun pays")]
    [InlineData("75999", "Paris", "75999 n’est celui d’aucune commune ni d’aucun pays. Pour Paris : 75056.")]
    [InlineData("99100", "France", "Choisissez la commune")]
    [InlineData("75110", "Paris 1er", "75110 est celui de « Paris 10e Arrondissement », pas de « Paris 1er »")]
    [InlineData("2A004", "Bastia", "2A004 est celui de « Ajaccio »")]
    [InlineData("99115", "Brno", "Tchécoslovaquie (99115) n’existait plus le 14/03/1994")]
    public void A_code_that_cannot_be_says_why_and_what_to_write(string code, string name, string sentence) =>
        TestPlaces.Register.Check(code, name, Born)!.Message.Replace('\u00a0', ' ').ShouldContain(sentence);

    [Fact]
    public void A_country_that_ended_is_the_birth_place_of_whoever_was_born_before() =>
        TestPlaces.Register.Check("99115", "Brno", new(1992, 12, 31)).ShouldBeNull();

    [Fact]
    public void The_departments_of_the_Paris_region_before_1968_are_believed()
    {
        TestPlaces.Register.Check("75012", "Boulogne-Billancourt", new(1967, 12, 31)).ShouldBeNull();
        TestPlaces.Register.Check("75012", "Billancourt sur Seine", new(1967, 12, 31)).ShouldBeNull("a name of those days that no list gives");
        TestPlaces.Register.Check("75099", "Vanves", new(1967, 12, 31)).ShouldBeNull();
        TestPlaces.Register.Check("75059", "Pierrefitte-sur-Seine", new(1960, 5, 2)).ShouldBeNull("merged into Saint-Denis since");
        foreach (var nameless in new[] { "", " ", "-" }) TestPlaces.Register.Check("75012", nameless, new(1960, 5, 2)).ShouldBeNull("a name that is not there is told by itself");
        TestPlaces.Register.Check("75099", "Vanves", new(1968, 1, 1)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("Paris", 1994)]
    [InlineData("Paris", 1960)]
    [InlineData("Paris 13e", 1960)]
    [InlineData("Boulogne-Billancourt", 1994)]
    public void A_postcode_of_Paris_is_not_taken_for_the_code_of_a_suburb_of_before_1968(string name, int year) =>
        TestPlaces.Register.Check("75012", name, new(year, 3, 14))!.Message.Replace('\u00a0', ' ').ShouldContain("75012 est un code postal, ou le code de « Boulogne-Billancourt » d’avant 1968 (92012 aujourd’hui).");

    [Fact]
    public void A_commune_that_took_in_one_of_its_own_name_is_offered_once() =>
        new BirthPlaceRegister([new("93066", "Saint-Denis", "Seine-Saint-Denis (93)", BirthPlaceKind.Commune), new("93066", "Saint-Denis", "aujourd’hui Saint-Denis", BirthPlaceKind.FormerCommune, "Saint-Denis")], new Dictionary<string, string>())
            .Search("saint-denis", 8).ShouldHaveSingleItem().Kind.ShouldBe(BirthPlaceKind.Commune);

    [Theory]
    [InlineData("ajac", "Ajaccio")]
    [InlineData("st etienne", "Saint-Étienne")]
    [InlineData("SAINT-ETIENNE", "Saint-Étienne")]
    [InlineData("paris 13", "Paris 13e Arrondissement")]
    [InlineData("paris 13eme arr", "Paris 13e Arrondissement")]
    [InlineData("75113", "Paris 13e Arrondissement")]
    [InlineData("2a0", "Ajaccio")]
    [InlineData("mans", "Le Mans")]
    [InlineData("annecy vieux", "Annecy-le-Vieux")]
    [InlineData("arbi", "Arbignieu")]
    [InlineData("polo", "Pologne")]
    public void A_place_is_found_as_it_is_typed(string typed, string name) => TestPlaces.Register.Search(typed, 8)[0].Name.ShouldBe(name);

    [Fact]
    public void Namesakes_come_with_their_department_the_largest_first() =>
        TestPlaces.Register.Search("saint denis", 8).Select(p => p.Detail).ShouldBe(["Seine-Saint-Denis (93)", "Aude (11)"]);

    [Fact]
    public void One_letter_finds_nothing_and_neither_does_a_name_of_nowhere()
    {
        TestPlaces.Register.Search("a", 8).ShouldBeEmpty();
        TestPlaces.Register.Search(null, 8).ShouldBeEmpty();
        TestPlaces.Register.Search("zzyzx", 8).ShouldBeEmpty();
    }
}
