using Bunit;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Enrolments;
using CqpPlatform.Web.Features.Enrolments.Files;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Tests.Referentials;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Enrolments;

/// <summary>What is finished folds to a read-back, what is not stays open, and nothing wrong is ever folded away.</summary>
public sealed class EnrolmentFormTests : BunitContext
{
    private static readonly Error WrongCode = new("insee-code", "Code commune de naissance : 5 caractères attendus, 4 reçus.", Field: "BirthInseeCode");

    public EnrolmentFormTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(new BirthPlaceRegister([], new Dictionary<string, string>()));
        ComponentFactories.AddStub<FilesSection>();
    }

    [Fact]
    public void A_file_taken_up_again_reads_its_finished_parts_back_and_leaves_the_rest_open()
    {
        var form = Form(Whole(), EnrolmentErrors.EngagementMissing);

        form.FindAll("button.small").Select(b => b.GetAttribute("aria-label")).ShouldBe(["Modifier l’identité", "Modifier le choix des blocs", "Modifier l’entreprise et le tuteur"]);
        form.Find("#identite dl").TextContent.ShouldContain("Ajaccio (2A004)");
        form.Find("#entreprise dl").TextContent.ShouldContain("GARNIER Sylvie");
        form.FindAll("#EngagementDate").Count.ShouldBe(1);
        form.FindAll("#Adaptations").Count.ShouldBe(1, "an optional part with nothing in it is offered, not folded");
    }

    [Fact]
    public void Its_button_opens_a_part_and_a_fault_opens_it_by_itself()
    {
        var form = Form(Whole());
        form.FindAll("#CompanySiret").ShouldBeEmpty();
        form.Find("[aria-label='Modifier l’entreprise et le tuteur']").Click();
        form.FindAll("#CompanySiret").Count.ShouldBe(1);

        form.FindAll("#BirthInseeCode").ShouldBeEmpty();
        form.Render(p => p.Add(f => f.Facts, Facts(WrongCode)).Add(f => f.Errors, FieldErrors.From([WrongCode])));
        form.Find("#BirthInseeCode").GetAttribute("aria-invalid").ShouldBe("true");
    }

    [Fact]
    public void A_person_recognised_while_they_are_typed_is_told_and_no_field_loses_the_focus_to_it()
    {
        var identity = Render<IdentitySection>(p => p.Add(i => i.Input, Whole()).Add(i => i.Established, true));

        identity.Find(".note[role=status]").TextContent.ShouldContain("déjà connue du certificateur");
        identity.FindAll("input[readonly]").Select(i => i.Id).ShouldBe(["BirthName", "UsageName", "FirstNames", "BirthDate", "BirthPlace", "BirthInseeCode"]);
        identity.FindAll("input[disabled]").ShouldBeEmpty();
    }

    [Fact]
    public void What_is_missing_is_no_error_in_the_bar_nor_above_the_list()
    {
        var form = Form(Whole(), WrongCode, EnrolmentErrors.EngagementMissing);
        form.Find(".submit-bar .st").TextContent.ShouldBe("1\u00a0erreur, 1\u00a0point à compléter");

        form.Render(p => p.Add(f => f.Summary, FieldErrors.From([WrongCode, EnrolmentErrors.EngagementMissing]).Items));
        form.Find("[role=alert] h2").TextContent.ShouldBe("1\u00a0erreur et 1\u00a0point à compléter empêchent l’envoi");
    }

    [Fact]
    public void A_conge_VAE_is_asked_of_a_VAE_only_read_back_with_it_and_forgotten_with_it()
    {
        var input = Whole();
        var form = Form(input, EnrolmentErrors.EngagementMissing);
        form.FindAll("#VaeLeave").ShouldBeEmpty();
        form.Find("#AccessRoute").Change(nameof(AccessRoute.ValidationOfExperience));
        form.Find("#VaeLeave").Change(true);
        input.VaeLeave.ShouldBeTrue();
        Form(input).Find("#parcours dl").TextContent.ShouldContain("VAE (par expérience), pendant un congé VAE");

        form.Find("#AccessRoute").Change(nameof(AccessRoute.ContinuingEducation));
        form.FindAll("#VaeLeave").ShouldBeEmpty();
        input.VaeLeave.ShouldBeFalse();
    }

    [Fact]
    public void A_file_just_begun_is_open_from_end_to_end()
    {
        var begun = new SaveEnrolmentInput { Sex = Sex.Female, BirthName = "Ambrosini", FirstNames = "Livia", BirthDate = new(1994, 3, 14), BirthPlace = "Ajaccio", BirthInseeCode = "2A004" };
        Form(begun, EnrolmentErrors.AccessRouteMissing).FindAll("button.small").ShouldBeEmpty();
    }

    private IRenderedComponent<EnrolmentForm> Form(SaveEnrolmentInput input, params Error[] obstacles) =>
        Render<EnrolmentForm>(p => p.Add(f => f.Input, input).Add(f => f.Referential, Shipped.Of("RNCP31391")).Add(f => f.Facts, Facts(obstacles)));

    private static EnrolmentFacts Facts(params Error[] obstacles) => new(obstacles, [], false, null, null);

    private static SaveEnrolmentInput Whole() => new()
    {
        Sex = Sex.Female,
        BirthName = "Ambrosini",
        FirstNames = "Livia, Anne",
        BirthDate = new(1994, 3, 14),
        BirthPlace = "Ajaccio",
        BirthInseeCode = "2A004",
        AccessRoute = AccessRoute.ContinuingEducation,
        EngagementDate = new(2020, 9, 7),
        Option = TestData.ProductionChoice.Option,
        Blocks = TestData.ProductionChoice.Blocks,
        CompanySiret = "73282932000074",
        CompanyName = "Cabinet Aurélane",
        TutorLastName = "Garnier",
        TutorFirstName = "Sylvie",
        TutorEmail = "sylvie.garnier@exemple.invalid",
    };
}
