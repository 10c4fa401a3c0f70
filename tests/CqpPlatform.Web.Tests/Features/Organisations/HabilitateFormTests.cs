using Bunit;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Organisations.Habilitating;
using CqpPlatform.Web.Features.Organisations.Listing;

namespace CqpPlatform.Web.Tests.Features.Organisations;

public sealed class HabilitateFormTests : BunitContext
{
    private HabilitateInput? sent;

    [Fact]
    public void An_option_the_certification_no_longer_has_is_said_and_leaves_the_habilitation()
    {
        var form = Open("sinistre", "ancienne");
        form.Markup.ShouldContain("n’est plus une option");
        Ticked(form).ShouldBe([false, true, false]);
        form.Find("form").Submit();
        sent!.Options.ShouldBe(["sinistre"]);
        form.FindAll("[type=checkbox]")[0].Change(true);
        form.Find("form").Submit();
        sent.Options.ShouldBe(["production", "sinistre"], "two of three, and not all of them because they were counted with one that is gone");
    }

    [Fact]
    public void One_limited_to_options_that_all_went_does_not_become_one_for_the_whole_certification()
    {
        var form = Open("ancienne");
        Ticked(form).ShouldBe([false, false, false]);
        form.Find("form").Submit();
        sent!.Options.ShouldBe(["ancienne"], "which the use case refuses");
        form.FindAll("[type=checkbox]")[1].Change(true);
        form.Find("form").Submit();
        sent.Options.ShouldBe(["sinistre"]);
    }

    private IRenderedComponent<HabilitateForm> Open(params string[] options)
    {
        var organisation = Guid.NewGuid();
        return Render<HabilitateForm>(p => p
            .Add(f => f.List, new(new(2026, 11, 21), [new(organisation, "Campus Orlandre", "12345678900017", [])], [new("RNCP31391", "Chargé de clientèle", [("production", "production"), ("sinistre", "sinistre"), ("conseil", "conseil")])]))
            .Add(f => f.Input, new HabilitateInput { HabilitationId = Guid.NewGuid(), OrganisationId = organisation, CertificationCode = "RNCP31391", From = new(2019, 1, 1), Options = options })
            .Add(f => f.OnSubmit, input => { sent = input; return Task.FromResult(FieldErrors.None); })
            .Add(f => f.OnRemove, _ => Task.FromResult(FieldErrors.None)));
    }

    private static IEnumerable<bool> Ticked(IRenderedComponent<HabilitateForm> form) => form.FindAll("[type=checkbox]").Select(b => b.HasAttribute("checked"));
}
