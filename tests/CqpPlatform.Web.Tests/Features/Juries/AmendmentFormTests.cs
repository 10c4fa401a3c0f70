using Bunit;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Juries.Amending;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class AmendmentFormTests : BunitContext
{
    private static readonly AmendableCandidate Lea = new(Guid.NewGuid(), "MARCHAND Léa", [new("BC1", Outcome.Validated), new("BC2", Outcome.NotValidated)]);

    public AmendmentFormTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void Blocks_are_added_one_by_one_each_with_its_motive_and_sent_together()
    {
        AmendmentForm.Draft? draft = null;
        var form = Render<AmendmentForm>(p => p.Add(f => f.Candidates, [Lea]).Add(f => f.OnDraft, d => draft = d));
        form.Find("#Reason").Change("Erreur de saisie");
        form.Find("#Candidate").Change(Lea.EnrolmentId.ToString());
        form.FindAll("#Block option").Select(o => o.TextContent).ShouldContain("BC1 (validé)");
        form.Find("#Block").Change("BC1");
        form.Find("#After").Change(nameof(Outcome.NotValidated));
        form.Find("button[type=button]").Click();
        form.Markup.ShouldContain("Indiquez pourquoi ce bloc");
        form.Find("#Motive").Change("Inversion de deux lignes");
        form.Find("button[type=button]").Click();
        form.Find("form").Submit();

        draft.ShouldNotBeNull().Reason.ShouldBe("Erreur de saisie");
        draft.Changes.ShouldBe([new AmendmentChange(Lea.EnrolmentId, "BC1", Outcome.NotValidated, "Inversion de deux lignes")]);
    }

    [Fact]
    public void A_line_added_by_mistake_is_taken_out()
    {
        AmendmentForm.Draft? draft = null;
        var form = Render<AmendmentForm>(p => p.Add(f => f.Candidates, [Lea]).Add(f => f.OnDraft, d => draft = d));
        form.Find("#Candidate").Change(Lea.EnrolmentId.ToString());
        form.Find("#Block").Change("BC2");
        form.Find("#After").Change(nameof(Outcome.Validated));
        form.Find("#Motive").Change("Ligne oubliée");
        form.Find("button[type=button]").Click();
        form.Find("li button").Click();

        form.FindAll("li").ShouldBeEmpty();
        form.Find("form").Submit();
        draft.ShouldNotBeNull().Changes.ShouldBeEmpty("the use case says that none is there, beside the list");
    }

    [Fact]
    public void What_the_jury_refused_is_said_under_the_blocks() =>
        Render<AmendmentForm>(p => p.Add(f => f.Candidates, [Lea]).Add(f => f.Errors, FieldErrors.From([JuryErrors.WithdrawnBefore("BC1")]))).Find("fieldset .note").TextContent.ShouldContain("prochaine séance");
}
