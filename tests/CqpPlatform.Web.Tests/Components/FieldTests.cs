using Bunit;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;

namespace CqpPlatform.Web.Tests.Components;

public class FieldTests : BunitContext
{
    [Fact]
    public void A_label_points_to_its_input()
    {
        var field = Render<TextField>(p => p.Add(f => f.Id, "Name").Add(f => f.Label, "Nom de naissance"));

        field.Find("label").GetAttribute("for").ShouldBe("Name");
        field.Find("input").Id.ShouldBe("Name");
        field.Find("input").HasAttribute("aria-describedby").ShouldBeFalse();
        field.Find("input").HasAttribute("aria-invalid").ShouldBeFalse();
    }

    [Fact]
    public void An_error_and_a_hint_are_read_out_with_the_input()
    {
        var field = Render<TextField>(p => p.Add(f => f.Id, "Insee").Add(f => f.Label, "Code commune").Add(f => f.Hint, "Code Insee").Add(f => f.Error, "5 caractères attendus"));

        var input = field.Find("input");
        input.GetAttribute("aria-invalid").ShouldBe("true");
        var described = input.GetAttribute("aria-describedby")!.Split(' ').Select(id => field.Find("#" + id).TextContent);
        described.ShouldBe(["Code Insee", "Erreur\u00A0: 5 caractères attendus"]);
    }

    [Fact]
    public void What_is_typed_flows_to_the_page()
    {
        string? seen = null;
        var field = Render<TextAreaField>(p => p.Add(f => f.Id, "Comment").Add(f => f.Label, "Commentaire").Add(f => f.ValueChanged, value => seen = value));

        field.Find("textarea").Change("Compare bien les garanties.");

        seen.ShouldBe("Compare bien les garanties.");
    }

    [Fact]
    public void The_empty_line_of_a_list_chooses_nothing()
    {
        string? seen = "VAE";
        var field = Render<SelectField>(p => p.Add(f => f.Id, "Route").Add(f => f.Label, "Voie d’accès").Add(f => f.Empty, "Choisir…")
            .Add(f => f.Options, [new SelectOption("VAE", "VAE")]).Add(f => f.Value, "VAE").Add(f => f.ValueChanged, value => seen = value));
        field.Find("option[selected]").TextContent.ShouldBe("VAE");

        field.Find("select").Change("");

        seen.ShouldBeNull();
    }

    [Fact]
    public void A_date_that_does_not_exist_stays_on_screen_with_its_reason()
    {
        DateOnly? seen = new DateOnly(1996, 2, 3);
        var field = Render<DateField>(p => p.Add(f => f.Id, "BirthDate").Add(f => f.Label, "Date de naissance").Add(f => f.Value, seen)
            .Add(f => f.ValueChanged, value => seen = value));

        field.Find("input").Change("31/02/1996");

        seen.ShouldBeNull();
        field.Find("input").GetAttribute("value").ShouldBe("31/02/1996");
        field.Find(".err").TextContent.ShouldContain("JJ/MM/AAAA");
    }

    [Fact]
    public void A_date_typed_in_any_manner_is_written_back_as_printed()
    {
        DateOnly? seen = null;
        var field = Render<DateField>(p => p.Add(f => f.Id, "BirthDate").Add(f => f.Label, "Date de naissance").Add(f => f.ValueChanged, value => seen = value));

        field.Find("input").Change("14-3-1994");

        seen.ShouldBe(new DateOnly(1994, 3, 14));
        field.Find("input").GetAttribute("value").ShouldBe("14/03/1994");
    }

    [Fact]
    public void A_segmented_choice_is_made_of_radios_with_a_legend()
    {
        string? seen = null;
        var seg = Render<Seg>(p => p.Add(s => s.Name, "rating").Add(s => s.Legend, "Fondamentaux de l’assurance").Add(s => s.Value, "Acquired")
            .Add(s => s.Options, [new SegOption("Acquired", "Acquis", Tone.Ok), new SegOption("Not", "Non acquis", Tone.Late, Needs: true)]).Add(s => s.ValueChanged, value => seen = value));
        seg.Find("legend").TextContent.ShouldBe("Fondamentaux de l’assurance");
        seg.FindAll("input[type=radio][checked]").Single().GetAttribute("value").ShouldBe("Acquired");

        seg.Find("input.needs").Change("Not");

        seen.ShouldBe("Not");
    }

    [Fact]
    public void A_summary_links_each_message_to_its_field()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var errors = FieldErrors.From([new Error("engagement-outside-window", "Entrée en parcours hors période", Field: "EngagementDate"), new Error("choice", "Il manque un bloc")]);

        var summary = Render<ErrorSummary>(p => p.Add(s => s.Errors, errors.Items));

        summary.Find("[role=alert] h2").TextContent.ShouldBe("2 erreurs empêchent l’envoi");
        summary.Find("a").GetAttribute("href").ShouldBe("http://localhost/#EngagementDate", "a bare fragment is read from the root of the site where no script runs");
        summary.FindAll("li")[1].QuerySelectorAll("a").ShouldBeEmpty();
        errors["EngagementDate"].ShouldBe("Entrée en parcours hors période");
        errors["Other"].ShouldBeNull();
    }
}
