using Bunit;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Evaluations.CommissionOrals;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Supervision;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Tests.Features.Evaluations.CommissionOrals;

public sealed class ReadMyDayTests(DatabaseFixture fixture) : EvaluationTest(fixture)
{
    [Fact]
    public async Task The_day_holds_the_examiners_own_orals_in_order_with_what_is_left()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, first, oral) = await Platform.CreateEvaluationAsync(world, "RNCP31391", Fresh("day"));
        await Platform.CreateEvaluationAsync(world, "RNCP31391", Fresh("same day"), "Pellerin");
        await FillAsync(world.Examiner, first.Id, "BC1");
        await SubmitAsync(world.Examiner, first.Id, "BC1");

        var day = (await DayAsync(world.Examiner)).Value!;

        day.Date.ShouldBe(new DateOnly(2026, 11, 21));
        day.Orals.Select(o => o.Candidate).ShouldBe(["LEFÈVRE Léa", "PELLERIN Léa"], ignoreOrder: true);
        var mine = day.Orals.Single(o => o.Id == oral.Id);
        (mine.NextBlock.Code, mine.Done, mine.Started, mine.Open).ShouldBe(("BC2", false, true, true));
        (mine.Minutes, mine.ExtraTime, mine.EndsAt).ShouldBe((45, false, new TimeOnly(12, 0)));
        day.Current(new TimeOnly(12, 0)).ShouldNotBeNull();
        await using var page = new BunitContext();
        var list = page.Render<DayList>(p => p.Add(l => l.Day, day).Add(l => l.Current, oral.Id));
        list.Find(".day .now .st").TextContent.ShouldBe("ouvert", "nobody here knows which oral is heard");
        page.Render<OralPanel>(p => p.Add(o => o.Day, day).Add(o => o.Oral, mine)).Markup.ShouldNotContain("S’il ne vient pas");
        page.Render<OralPanel>(p => p.Add(o => o.Day, day).Add(o => o.Oral, day.Orals.Single(o => o.Id != oral.Id))).Markup.ShouldContain("S’il ne vient pas, ne notez rien");
    }

    [Fact]
    public async Task Another_examiners_oral_does_not_exist_and_who_hears_nobody_has_no_day()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, _, oral) = await Platform.CreateEvaluationAsync(world, "RNCP31391", Fresh("other"));
        var other = await Platform.CreateMemberAsync(world, "Prigent", Role.Examiner);

        (await DayAsync(other)).Value.ShouldBeNull();
        (await DayAsync(other, oral.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await DayAsync(world.Secretary)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
    }

    [Fact]
    public async Task A_referential_with_one_source_shows_its_own_parts()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, "RNCP41351", Fresh("one source"));

        var grid = (await ReadAsync(world.Examiner, enrolment.Id, "BC01")).Value;

        (grid.SourceLabel, grid.OnlySource).ShouldBe(("Comité d’évaluation", true));
        grid.Steps.ShouldBe(["Mise en situation professionnelle individuelle réelle ou reconstituée", "Entretien avec le comité d’évaluation"]);
        grid.Items.First(i => i.ShownCode is not null).Criteria.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_certifier_reads_any_sources_grid_and_writes_in_none()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var insurer = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, "RNCP31391", Fresh("certifier"));
        await RateAsync(world.Secretary, new(enrolment.Id, "BC1", "C1", Rating.Acquired, null));

        var grid = (await SourceGridAsync(world.Manager, enrolment.Id)).Value;

        grid.Items.Single(i => i.Code == "C1").Stored.Rating.ShouldBe(Rating.Acquired);
        grid.Editable.ShouldBeFalse();
        (await SourceGridAsync(world.Secretary, enrolment.Id)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        (await SourceGridAsync(insurer.Manager, enrolment.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
    }

    private Task<Result<MyDay?>> DayAsync(Membership member, Guid? oralId = null) =>
        RunAsync<ReadMyDay, Result<MyDay?>>(Platform.As(member), u => u.ExecuteAsync(oralId));

    private Task<Result<EvaluationGrid>> SourceGridAsync(Membership member, Guid enrolmentId) =>
        RunAsync<ReadSourceGrid, Result<EvaluationGrid>>(Platform.As(member), u => u.ExecuteAsync(enrolmentId, "BC1", SourceKind.TrainingOrganisation));
}
