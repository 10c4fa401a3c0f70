using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Supervision;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Tests.Features.Evaluations;

public sealed class GridHistoryTests(DatabaseFixture fixture) : EvaluationTest(fixture)
{
    private const string Gap = "RNCP31391";

    [Fact]
    public async Task Its_source_reads_each_entry_in_words_and_may_take_back_what_stands()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("told"));
        await RateAsync(world.Secretary, new(enrolment.Id, "BC4", "C8.1", Rating.Acquired, null));
        Platform.Clock.Now = Platform.Clock.Now.AddMinutes(1);
        await RateAsync(world.Secretary, new(enrolment.Id, "BC4", "C8.1", Rating.InProgress, "Hésite encore."));

        var history = (await ReadAsync(world.Secretary, enrolment.Id, "BC4")).Value.History;

        history.Select(h => (h.What, h.Before, h.After, h.ByName)).ShouldBe(
        [
            ("C8.1, commentaire", "rien", "«\u00a0Hésite encore.\u00a0»", "ROCHETTE Benoît"), ("C8.1, appréciation", "Acquis", "En cours d’acquisition", "ROCHETTE Benoît"), ("C8.1, appréciation", "rien", "Acquis", "ROCHETTE Benoît"),
        ], ignoreOrder: true);
        history.Where(h => h.Before == "Acquis").ShouldHaveSingleItem().Back.ShouldBe(new EarlierValue("C8.1", LineField.Rating, "Acquired", "Acquis"));
        history.ShouldAllBe(h => h.OnTheWay);
    }

    [Fact]
    public async Task No_source_reads_anothers_history_and_the_certifier_reads_each()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("blind history"));
        await RateAsync(world.Secretary, new(enrolment.Id, "BC4", "C8.1", Rating.InProgress, "Vu par l’organisme"));

        (await ReadAsync(world.Examiner, enrolment.Id, "BC4")).Value.History.ShouldBeEmpty();
        (await ReadAsync(world.OtherSecretary, enrolment.Id, "BC4")).Errors.ShouldBe([SecurityErrors.NotFound]);
        var (organisation, tutor) = (await SourceAsync(world, enrolment.Id, SourceKind.TrainingOrganisation), await SourceAsync(world, enrolment.Id, SourceKind.Tutor));
        organisation.History.ShouldContain(h => h.After == "«\u00a0Vu par l’organisme\u00a0»");
        organisation.History.ShouldAllBe(h => !h.OnTheWay);
        tutor.History.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reopened_grid_shows_the_first_signature_in_its_history()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("reopened"));
        await FillAsync(world.Secretary, enrolment.Id, "BC4");
        (await SubmitAsync(world.Secretary, enrolment.Id, "BC4")).Message.ShouldBe("");
        var signed = (await StoredAsync(world, enrolment.Id, "BC4", SourceKind.TrainingOrganisation))!;
        (await RunAsync<ReopenEvaluation, Result>(Platform.As(world.Manager), u => u.ExecuteAsync(new(signed.Id, "Erreur de ligne.")))).Message.ShouldBe("");

        var grid = (await ReadAsync(world.Secretary, enrolment.Id, "BC4")).Value;

        grid.History.ShouldContain(h => h.What == "Grille signée et verrouillée" && h.ByName == "ROCHETTE Benoît" && h.Sha256 == signed.Signatures[0].Sha256);
        grid.History.ShouldAllBe(h => !h.OnTheWay, "what was signed is taken back line by line, not by a key too many");
    }

    [Fact]
    public async Task The_jury_reads_how_each_source_came_to_what_it_signed_and_nobody_else_of_the_campaign_does()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, Gap, Fresh("jury history"));
        var enrolment = await Platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice, "Marchand");
        await Platform.EvaluateAsync(world, enrolment);
        var jury = await Platform.OpenJuryAsync(world, campaign);

        var histories = await JuryAsync(jury.President, jury.SessionId, enrolment.Id);

        histories.Value.Select(h => h.Source).ShouldBe(["Organisme de formation", "Tuteur", "Commission d’évaluation"], ignoreOrder: true);
        histories.Value.ShouldAllBe(h => h.Lines.Any(l => l.After == "Acquis") && h.Lines.Count(l => l.Sha256 != null) == 1);
        foreach (var other in new[] { world.Secretary, world.Examiner }) (await JuryAsync(other, jury.SessionId, enrolment.Id)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        (await JuryAsync(jury.President, jury.SessionId, Guid.NewGuid())).Errors.ShouldBe([SecurityErrors.NotFound]);
    }

    private async Task<EvaluationGrid> SourceAsync(TestWorld world, Guid enrolmentId, SourceKind source) =>
        (await RunAsync<ReadSourceGrid, Result<EvaluationGrid>>(Platform.As(world.Manager), u => u.ExecuteAsync(enrolmentId, "BC4", source))).Value;

    private Task<Result<IReadOnlyList<SourceHistory>>> JuryAsync(Membership member, Guid sessionId, Guid enrolmentId) =>
        RunAsync<ReadBlockHistory, Result<IReadOnlyList<SourceHistory>>>(Platform.As(member), u => u.ExecuteAsync(sessionId, enrolmentId, "BC4"));
}
