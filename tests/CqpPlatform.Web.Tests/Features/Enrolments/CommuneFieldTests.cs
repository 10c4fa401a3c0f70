using Bunit;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Web.Features.Enrolments.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Enrolments;

public sealed class CommuneFieldTests : BunitContext
{
    private (string? Name, string? Code) taken;

    [Fact]
    public void A_commune_is_taken_by_keyboard_alone()
    {
        var field = Field();
        var input = field.Find("[role=combobox]");
        input.GetAttribute("aria-expanded").ShouldBe("false");

        input.Input("st den");
        field.FindAll("[role=option]").Select(o => o.TextContent).ShouldBe(["Saint-Denis Seine-Saint-Denis (93) · 93066", "Saint-Denis Aude (11) · 11339"]);
        field.Find("[role=combobox]").GetAttribute("aria-expanded").ShouldBe("true");
        input.KeyDown(new KeyboardEventArgs { Key = "ArrowDown" });
        input.KeyDown(new KeyboardEventArgs { Key = "ArrowDown" });
        field.Find("[role=combobox]").GetAttribute("aria-activedescendant").ShouldBe(field.FindAll("[role=option]")[1].Id);
        input.KeyDown(new KeyboardEventArgs { Key = "Enter" });

        taken.ShouldBe(("Saint-Denis", "11339"));
        field.FindAll("[role=option]").ShouldBeEmpty();
    }

    [Fact]
    public void A_name_of_one_place_only_brings_its_code_and_free_text_is_kept()
    {
        var field = Field();
        field.Find("input").Input("ajaccio");
        field.Find("input").Blur();
        taken.ShouldBe(("Ajaccio", "2A004"));

        field.Find("input").Input("Varsovie (Pologne)");
        field.Find("[role=status]").TextContent.ShouldBe("Aucune commune ni aucun pays de ce nom");
        field.Find("input").Blur();
        taken.ShouldBe(("Varsovie (Pologne)", null));
        field.Find("[role=status]").TextContent.ShouldBeEmpty();

        field.Find("input").Input("mars");
        field.FindAll("[role=option]")[0].Click();
        taken.ShouldBe(("Marseille", "13055"));
    }

    [Fact]
    public void What_is_being_typed_survives_a_save_that_ends_meanwhile()
    {
        var field = Field();
        field.Find("input").Input("saint-d");
        field.Render(p => p.Add(f => f.Value, null));
        field.Find("input").GetAttribute("value").ShouldBe("saint-d");
        field.FindAll("[role=option]").Count.ShouldBe(2);
    }

    private IRenderedComponent<CommuneField> Field()
    {
        Services.AddSingleton(new BirthPlaceRegister(
        [
            new("2A004", "Ajaccio", "Corse-du-Sud (2A)", BirthPlaceKind.Commune), new("13055", "Marseille", "Bouches-du-Rhône (13)", BirthPlaceKind.Commune),
            new("93066", "Saint-Denis", "Seine-Saint-Denis (93)", BirthPlaceKind.Commune, null, 150000), new("11339", "Saint-Denis", "Aude (11)", BirthPlaceKind.Commune, null, 500),
        ], new Dictionary<string, string>()));
        return Render<CommuneField>(p => p.Add(f => f.Id, "BirthPlace").Add(f => f.Label, "Commune de naissance").Add(f => f.OnChange, place => taken = place));
    }
}
