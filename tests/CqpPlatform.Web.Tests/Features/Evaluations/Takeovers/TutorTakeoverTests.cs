using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Enrolments.Changing;
using CqpPlatform.Web.Features.Evaluations.Evidence;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Supervision;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Evaluations.Takeovers;

/// <summary>Another tutor takes over while the observation is under way.</summary>
public sealed class TutorTakeoverTests(DatabaseFixture fixture) : EvaluationTest(fixture)
{
    private const string Said = "Relance tard.", Quoted = "«\u00a0Relance tard.\u00a0»";
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"u8];

    [Fact]
    public async Task What_is_kept_goes_on_in_the_next_ones_hands_with_the_names_of_who_wrote_it()
    {
        var stage = await StageAsync("kept");
        (await ChangeAsync(stage.World.Secretary, stage, WrittenWork.Kept)).Errors.ShouldBe([EnrolmentErrors.ObservationBegun], "the certifier alone, once something is written");
        (await ChangeAsync(stage.World.Manager, stage, null)).Errors.ShouldBe([EvaluationErrors.SayWhatBecomes]);
        (await ChangeAsync(stage.World.Manager, stage, WrittenWork.Kept)).Message.ShouldBe("");

        var next = await NextLinkAsync(stage);
        var grid = (await GridAsync(next, stage.Enrolment.Id)).Value;
        grid.Items.Single(i => i.Code == "C8.1").Stored.ShouldBe(new LineValue(Rating.InProgress, Said));
        grid.Files.Count.ShouldBe(1);
        (await RateAsync(next, new(stage.Enrolment.Id, "BC4", "C8.2", Rating.Acquired, null))).Message.ShouldBe("");
        var history = (await SourceAsync(stage)).History;
        history.Single(h => h.After == Quoted).ByName.ShouldBe(stage.Former.Name);
        history.Single(h => h.What.StartsWith("C8.2", StringComparison.Ordinal)).ByName.ShouldBe("PRIGENT Aude");
        history.Single(h => h.Step).ShouldSatisfyAllConditions(h => h.ByName.ShouldBe("MOREL Hélène"), h => h.Reason.ShouldBe("Départ du tuteur"));

        // The former one is out at once: their link is cut, and one of the same tutor no longer opens this candidate.
        (await GridAsync(stage.Link, stage.Enrolment.Id)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        await using var db = await Platform.Database.OpenAsync(stage.World.TenantId);
        (await db.TutorLinks.SingleAsync(l => l.Id == stage.Link.Id)).RevokedAt.ShouldNotBeNull();
        (await db.OutboxMails.SingleAsync(m => m.To == stage.Email)).Body.ShouldContain("/observation/");
        (await db.EnrolmentEvents.SingleAsync(e => e.EnrolmentId == stage.Enrolment.Id && e.Act == EnrolmentAct.TutorChanged)).Detail.ShouldEndWith("saisies gardées");
    }

    [Fact]
    public async Task What_is_discarded_on_purpose_is_nothing_to_the_next_one_and_stays_whole_for_the_certifier()
    {
        var stage = await StageAsync("discarded");
        (await ChangeAsync(stage.World.Manager, stage, WrittenWork.Discarded)).Message.ShouldBe("");

        var next = await NextLinkAsync(stage);
        var grid = (await GridAsync(next, stage.Enrolment.Id)).Value;
        grid.Items.ShouldAllBe(i => i.Stored == LineValue.Empty && i.RatingBasis == null);
        (grid.Status, grid.Files.Count, grid.History.Count).ShouldBe((null, 0, 0));
        (await RateAsync(next, new(stage.Enrolment.Id, "BC4", "C8.1", Rating.Acquired, null))).Message.ShouldBe("");

        var whole = await SourceAsync(stage);
        whole.Items.Single(i => i.Code == "C8.1").Stored.ShouldBe(new LineValue(Rating.Acquired, null));
        var aside = whole.Apart.Single();
        aside.SetAsideAt.ShouldNotBeNull();
        aside.History.Single(h => h.After == Quoted).ByName.ShouldBe(stage.Former.Name);
        aside.History[0].ShouldSatisfyAllConditions(h => h.Step.ShouldBeTrue(), h => h.Reason.ShouldBe("Départ du tuteur"));
        (await RunAsync<ReadSourceEvidence, Result<FileToRead>>(Platform.As(stage.World.Manager), u => u.ExecuteAsync(stage.Enrolment.CampaignId, stage.Enrolment.Id, "BC4", SourceKind.Tutor, aside.Files.Single().Id))).Value.Bytes.ShouldBe(Pdf);
        (await RunAsync<ReadEvidence, Result<FileToRead>>(Platform.AsTutor(next), u => u.ExecuteAsync(stage.Enrolment.Id, "BC4", aside.Files.Single().Id))).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await StoredAsync(stage.World, stage.Enrolment.Id, "BC4", SourceKind.Tutor))!.Ratings.Single().Rating.ShouldBe(Rating.Acquired, "the one that counts");
    }

    [Fact]
    public async Task What_is_signed_stays_signed_and_is_set_aside_only_once_reopened()
    {
        var stage = await StageAsync("signed");
        await using (var db = await Platform.Database.OpenAsync(stage.World.TenantId))
            await db.Evaluations.Where(e => e.EnrolmentId == stage.Enrolment.Id).ExecuteUpdateAsync(s => s.SetProperty(e => e.Status, EvaluationStatus.Submitted));
        (await ChangeAsync(stage.World.Manager, stage, WrittenWork.Discarded)).Message.ShouldBe(EvaluationErrors.SignedNotSetAside("BC4").Message);
        (await ChangeAsync(stage.World.OtherSecretary, stage, WrittenWork.Kept)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await GridAsync(stage.Link, stage.Enrolment.Id)).Succeeded.ShouldBeTrue("nothing was changed");
        (await ChangeAsync(stage.World.Manager, stage, WrittenWork.Kept)).Message.ShouldBe("");
        (await GridAsync(await NextLinkAsync(stage), stage.Enrolment.Id)).Value.ShouldSatisfyAllConditions(g => g.Submitted.ShouldBeTrue(), g => g.Editable.ShouldBeFalse());
        (await SourceAsync(stage)).History.ShouldAllBe(h => !h.Step, "it did not change hands");
    }

    [Fact]
    public async Task Whoever_takes_over_once_everything_is_signed_is_asked_for_nothing()
    {
        var stage = await StageAsync("all signed");
        await using var db = await Platform.Database.OpenAsync(stage.World.TenantId);
        foreach (var block in stage.Enrolment.BlocksToEvaluate.Where(b => b != "BC4")) db.Add(Evaluation.Start(stage.Enrolment.Id, block, SourceKind.Tutor));
        await db.SaveChangesAsync();
        await db.Evaluations.Where(e => e.EnrolmentId == stage.Enrolment.Id).ExecuteUpdateAsync(s => s.SetProperty(e => e.Status, EvaluationStatus.Submitted));
        (await ChangeAsync(stage.World.Manager, stage, WrittenWork.Kept)).Message.ShouldBe("");
        (await db.OutboxMails.AnyAsync(m => m.To == stage.Email)).ShouldBeFalse();
        (await db.TutorLinks.AnyAsync(l => db.Tutors.Any(t => t.Id == l.TutorId && t.Email == stage.Email))).ShouldBeFalse();
    }

    private sealed record TakeoverStage(TestWorld World, Enrolment Enrolment, Domain.Organisations.Tutor Former, TutorLink Link)
    {
        public string Email => $"suivant-{Enrolment.Id:N}@exemple.invalid";
    }

    private async Task<TakeoverStage> StageAsync(string name)
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, "RNCP31391", Fresh(name));
        // A tutor who accompanies nobody else.
        var former = await Platform.CreateTutorAsync(world, "Garance");
        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
            await db.Enrolments.Where(e => e.Id == enrolment.Id).ExecuteUpdateAsync(s => s.SetProperty(e => e.TutorId, former.Id));
        var (link, _) = await Platform.CreateTutorLinkAsync(world, former.Id);
        (await RateAsync(link, new(enrolment.Id, "BC4", "C8.1", Rating.InProgress, Said))).Message.ShouldBe("");
        (await RunAsync<AddEvidence, Result<JoinedFile>>(Platform.AsTutor(link), u => u.ExecuteAsync(new(enrolment.Id, "BC4", "Relances.pdf", Pdf)))).Succeeded.ShouldBeTrue();
        Platform.Clock.Now = Platform.Clock.Now.AddMinutes(1);
        return new(world, enrolment, former, link);
    }

    private Task<Result> ChangeAsync(Membership member, TakeoverStage stage, WrittenWork? written) => RunAsync<ChangeTutor, Result>(Platform.As(member), u => u.ExecuteAsync(new()
    {
        EnrolmentId = stage.Enrolment.Id,
        CompanySiret = stage.World.Company.Siret,
        CompanyName = "Cabinet Aurélane",
        TutorLastName = "Prigent",
        TutorFirstName = "Aude",
        TutorEmail = stage.Email,
        Reason = "Départ du tuteur",
        WrittenWork = written,
    }));

    private Task<Result<EvaluationGrid>> GridAsync(TutorLink link, Guid enrolmentId) => RunAsync<ReadGrid, Result<EvaluationGrid>>(Platform.AsTutor(link), u => u.ExecuteAsync(enrolmentId, "BC4"));

    private async Task<EvaluationGrid> SourceAsync(TakeoverStage stage) =>
        (await RunAsync<ReadSourceGrid, Result<EvaluationGrid>>(Platform.As(stage.World.Manager), u => u.ExecuteAsync(stage.Enrolment.Id, "BC4", SourceKind.Tutor))).Value;

    private async Task<TutorLink> NextLinkAsync(TakeoverStage stage)
    {
        await using var db = await Platform.Database.OpenAsync(stage.World.TenantId);
        var tutor = await db.Tutors.SingleAsync(t => t.Email == stage.Email);
        return (await Platform.CreateTutorLinkAsync(stage.World, tutor.Id)).Link;
    }
}
