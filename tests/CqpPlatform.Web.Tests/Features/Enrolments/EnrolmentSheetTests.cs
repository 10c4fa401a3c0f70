using Bunit;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Enrolments;
using CqpPlatform.Web.Features.Enrolments.Examining;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Tests.Referentials;

namespace CqpPlatform.Web.Tests.Features.Enrolments;

public sealed class EnrolmentSheetTests : BunitContext
{
    private const string Script = "<script>alert(1)</script>";

    [Fact]
    public void What_was_typed_is_shown_as_text_whatever_it_holds()
    {
        var file = Render<ExaminedFile>(p => p.Add(f => f.File, File(EnrolmentStatus.Returned)));

        file.FindAll("script").ShouldBeEmpty();
        file.Markup.ShouldContain("&lt;script&gt;");
        file.Find("#f-amenagements").ParentElement!.TextContent.ShouldContain(Script);
    }

    [Fact]
    public void A_rule_against_the_file_is_named_and_closes_the_acceptance_but_not_the_return()
    {
        var file = Render<ExaminedFile>(p => p.Add(f => f.File, File(EnrolmentStatus.Submitted, EnrolmentErrors.NotHabilitated)));

        file.Find(".note.late").TextContent.ShouldContain(EnrolmentErrors.NotHabilitated.Message);
        file.FindAll(".actions button").Select(b => (b.TextContent, b.HasAttribute("disabled"))).ShouldBe([("Accepter", true), ("Renvoyer", false)]);
    }

    [Fact]
    public void An_acceptance_that_cannot_be_undone_says_why()
    {
        var file = Render<ExaminedFile>(p => p.Add(f => f.File, File(EnrolmentStatus.Accepted) with { EvaluationStarted = true }));

        file.FindAll("button").ShouldBeEmpty();
        file.Markup.ShouldContain(EnrolmentErrors.EvaluationStarted.Message);
    }

    private static EnrolmentFile File(EnrolmentStatus status, params Domain.Common.Error[] obstacles)
    {
        var identity = TestData.Identity(Script);
        var input = new SaveEnrolmentInput { BirthName = Script, Adaptations = Script, Option = "production", Blocks = ["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9"], TutorLastName = Script, CompanyName = Script };
        return new(Guid.NewGuid(), Guid.NewGuid(), "Automne 2021", CampaignStatus.EnrolmentOpen, Shipped.Rncp31391, "Institut Corvalle", status, Script, DateTimeOffset.UnixEpoch, null, Guid.NewGuid(), identity,
            input, new EnrolmentFacts(obstacles, [], false, null, null), false);
    }
}
