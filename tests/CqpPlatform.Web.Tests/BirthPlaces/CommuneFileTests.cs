using CqpPlatform.Domain.Candidates;
using CqpPlatform.Web.BirthPlaces;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.BirthPlaces;

/// <summary>The official list as it is installed.</summary>
public sealed class CommuneFileTests
{
    private static readonly DateOnly Born = new(1994, 3, 14);
    private readonly BirthPlaceRegister places = Provider([]).GetRequiredService<BirthPlaceRegister>();

    [Fact]
    public void It_holds_the_communes_of_today_and_of_yesterday_and_the_countries() => places.Count.ShouldBeInRange(37_500, 39_000);

    [Theory]
    [InlineData("ajaccio", "2A004", "Corse-du-Sud (2A)")]
    [InlineData("st denis", "97411", "La Réunion (974)")]
    [InlineData("marseille 3", "13203", "Bouches-du-Rhône (13)")]
    [InlineData("lyon 3ème", "69383", "Rhône (69)")]
    [InlineData("annecy-le-vieux", "74011", "aujourd’hui Annecy, Haute-Savoie (74)")]
    [InlineData("fort de france", "97209", "Martinique (972)")]
    [InlineData("l'hay les roses", "94038", "Val-de-Marne (94)")]
    [InlineData("cote d ivoire", "99326", "pays")]
    [InlineData("allemagne", "99109", "pays")]
    public void A_place_is_found_by_the_way_people_type_it(string typed, string code, string detail) =>
        places.Search(typed, 8).ShouldContain(p => p.Code == code && p.Detail == detail);

    [Fact]
    public void Paris_offers_its_arrondissements() => places.Search("paris", 30).Count(p => p.Kind == BirthPlaceKind.Arrondissement).ShouldBe(20);

    [Theory]
    [InlineData("01340", "Saint-Bois", true)]
    [InlineData("75113", "Paris 13", true)]
    [InlineData("75121", "Paris 21", false)]
    [InlineData("99141", "Leipzig", false)]
    public void A_code_is_known_or_refused(string code, string name, bool known) => (places.Check(code, name, Born) is null).ShouldBe(known);

    [Fact]
    public void A_machine_without_the_list_says_what_to_install() =>
        Should.Throw<StartupRefusal>(() => BirthPlacesSetup.Read("/nowhere", "/")).Message.ShouldContain("npm ci");

    private static ServiceProvider Provider(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddBirthPlaces();
        return services.BuildServiceProvider();
    }
}
