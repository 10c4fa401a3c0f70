using System.Text;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Evaluations.ResultsFile;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tables;

namespace CqpPlatform.Web.Tests.Features.Evaluations;

/// <summary>An organisation's results from a file: the model it is given, what is checked, and what is written, all or nothing.</summary>
public sealed class ResultsFileTests(DatabaseFixture fixture) : EvaluationTest(fixture)
{
    private const string Gap = "RNCP31391";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_model_carries_each_candidate_block_and_line_with_what_is_rated_already_and_says_nothing_new(bool asWorkbook)
    {
        var (world, campaign, enrolment) = await StageAsync("model");
        await RateAsync(world.Secretary, new(enrolment.Id, "BC4", "C8.1", Rating.InProgress, "Hésite encore."));

        var model = (await ModelAsync(world.Secretary, campaign, asWorkbook)).Value;

        var table = TableReader.Read(model.Bytes).Value;
        table.Header.Cells.ShouldBe(["dossier", "candidat", "bloc", "ligne", "intitule", "appreciation", "commentaire"]);
        var lines = (await ReadAsync(world.Secretary, enrolment.Id, "BC4")).Value.Items.Select(i => i.Code);
        table.Rows.Where(r => r.Cell(2) == "BC4").Select(r => r.Cell(3)).ShouldBe(lines, ignoreOrder: true);
        table.Rows.Single(r => r.Cell(2) == "BC4" && r.Cell(3) == "C8.1").ShouldSatisfyAllConditions(r => r.Cell(5).ShouldBe("En cours d’acquisition"), r => r.Cell(6).ShouldBe("Hésite encore."));
        table.Rows.ShouldAllBe(r => r.Cell(1) == "LEFÈVRE Léa");
        var findings = (await CheckAsync(world.Secretary, campaign, model.Bytes)).Value;
        (findings.Errors, findings.Changes).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_sound_file_is_written_whole_into_the_grids_and_their_history_and_once_however_often_it_is_given()
    {
        var (world, campaign, enrolment) = await StageAsync("sound");
        var file = Csv(enrolment, "BC4;C8.1;acquis;", "BC4;c8.2;En cours;Hésite encore.", "BC5;C9.1;;");

        (await CheckAsync(world.Secretary, campaign, file)).Value.ShouldSatisfyAllConditions(f => f.Errors.ShouldBe(0), f => (f.Lines, f.Changes, f.Grids).ShouldBe((2, 3, 1)));
        (await StoredAsync(world, enrolment.Id, "BC4", SourceKind.TrainingOrganisation)).ShouldBeNull("checking writes nothing");
        (await SaveAsync(world.Secretary, campaign, file)).Value.Changes.ShouldBe(3);
        (await SaveAsync(world.Secretary, campaign, file)).Value.Changes.ShouldBe(0);

        var stored = (await StoredAsync(world, enrolment.Id, "BC4", SourceKind.TrainingOrganisation))!;
        stored.Ratings.OrderBy(r => r.ItemCode).Select(r => (r.ItemCode, r.Rating, r.Comment)).ShouldBe([("C8.1", Rating.Acquired, null), ("C8.2", Rating.InProgress, "Hésite encore.")]);
        (stored.Changes.Count, stored.Status).ShouldBe((3, EvaluationStatus.Draft));
        (await StoredAsync(world, enrolment.Id, "BC5", SourceKind.TrainingOrganisation)).ShouldBeNull("an empty line says nothing");
    }

    [Fact]
    public async Task Every_error_is_told_at_once_with_its_line_and_the_file_comes_back_with_them_and_nothing_is_written()
    {
        var (world, campaign, enrolment) = await StageAsync("faulty");
        var file = Csv(enrolment, "BC4;C8.1;Acquis;", "BC4;C8.1;Non acquis;x", "BC4;C8.2;Excellent;", "BC4;C99;Acquis;", "BC6;C10.1;Acquis;", "BC4;C8.3;Non acquis;Madame 2 94 03 2A 004 123", "BC4;C8.4;Non observé;x");

        var findings = (await SaveAsync(world.Secretary, campaign, file)).Value;

        findings.Problems.Where(p => !p.Warning).Select(p => (p.Line, p.Column)).ShouldBe([(3, "ligne"), (4, "appreciation"), (5, "ligne"), (6, "bloc"), (7, "commentaire"), (8, "appreciation")], ignoreOrder: true);
        findings.Problems.ShouldAllBe(p => p.What.Length > 0 && p.Remedy.Length > 0);
        findings.Problems.Select(p => p.Value).ShouldNotContain(v => v.Contains("2A 004"));
        (await StoredAsync(world, enrolment.Id, "BC4", SourceKind.TrainingOrganisation)).ShouldBeNull();
        var back = (await RunAsync<AnnotateResults, Result<FileToRead>>(Platform.As(world.Secretary), u => u.ExecuteAsync(new(campaign.Id, "résultats.csv", file)))).Value;
        back.FileName.ShouldBe("résultats-erreurs.csv");
        var text = Encoding.UTF8.GetString(back.Bytes);
        text.ShouldContain("erreurs");
        text.ShouldContain("La grille de BC4 ne contient pas cette ligne");
        text.ShouldNotContain("2A 004");
    }

    [Fact]
    public async Task What_the_file_replaces_is_told_and_a_signed_grid_is_left_as_it_is()
    {
        var (world, campaign, enrolment) = await StageAsync("replace");
        await RateAsync(world.Secretary, new(enrolment.Id, "BC4", "C8.1", Rating.Acquired, null));
        var file = Csv(enrolment, "BC4;C8.1;Non acquis;Ne sait pas comparer.");
        (await CheckAsync(world.Secretary, campaign, file)).Value.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Warning.ShouldBeTrue(), p => p.What.ShouldContain("Acquis"));
        (await SaveAsync(world.Secretary, campaign, file)).Value.IsSound.ShouldBeTrue();

        await FillAsync(world.Secretary, enrolment.Id, "BC4");
        (await SubmitAsync(world.Secretary, enrolment.Id, "BC4")).Message.ShouldBe("");
        (await SaveAsync(world.Secretary, campaign, Csv(enrolment, "BC4;C8.1;Acquis;"))).Value.IsSound.ShouldBeTrue("it says what is there");
        var late = (await SaveAsync(world.Secretary, campaign, file)).Value;
        late.Problems.ShouldContain(p => !p.Warning && p.What.Contains("remise"));
        (await StoredAsync(world, enrolment.Id, "BC4", SourceKind.TrainingOrganisation))!.Ratings.Single(r => r.ItemCode == "C8.1").Rating.ShouldBe(Rating.Acquired);
    }

    [Fact]
    public async Task What_a_colleague_has_written_since_the_check_is_not_written_over()
    {
        var (world, campaign, enrolment) = await StageAsync("since");
        var file = Csv(enrolment, "BC4;C8.1;Acquis;", "BC4;C8.2;Acquis;");
        var seen = (await CheckAsync(world.Secretary, campaign, file)).Value;
        await RateAsync(world.Secretary, new(enrolment.Id, "BC4", "C8.1", Rating.NotAcquired, "Ne sait pas comparer."));

        (await SaveAsync(world.Secretary, campaign, file, seen)).Errors.ShouldBe([EvaluationErrors.FileReplacesUnseen]);
        (await StoredAsync(world, enrolment.Id, "BC4", SourceKind.TrainingOrganisation))!.Ratings.ShouldHaveSingleItem().Rating.ShouldBe(Rating.NotAcquired);

        (await SaveAsync(world.Secretary, campaign, file)).Value.Changes.ShouldBe(2, "checked again, it is told, and the file may be right");
    }

    [Fact]
    public async Task Anothers_candidate_and_anothers_campaign_answer_like_none()
    {
        var (world, campaign, enrolment) = await StageAsync("strangers");
        foreach (var stranger in new[] { world.OtherSecretary, (await Platform.CreateWorldAsync(CqpFixture.Insurer)).Secretary })
        {
            (await ModelAsync(stranger, campaign, false)).Errors.ShouldBe([SecurityErrors.NotFound]);
            (await SaveAsync(stranger, campaign, Csv(enrolment, "BC4;C8.1;Acquis;"))).Errors.ShouldBe([SecurityErrors.NotFound]);
        }
        var (own, _, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh("neighbour"), "Tessier");
        (await CheckAsync(world.Secretary, own, Csv(enrolment, "BC4;C8.1;Acquis;"))).Value.Problems.ShouldHaveSingleItem().Column.ShouldBe("dossier", "a candidate of another campaign");
        await Platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Deliberation);
        (await SaveAsync(world.Secretary, campaign, Csv(enrolment, "BC4;C8.1;Acquis;"))).Errors.ShouldBe([CampaignErrors.EvaluationClosed]);
    }

    private async Task<(TestWorld World, Campaign Campaign, Enrolment Enrolment)> StageAsync(string name)
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (campaign, enrolment, _) = await Platform.CreateEvaluationAsync(world, Gap, Fresh(name));
        return (world, campaign, enrolment);
    }

    private static byte[] Csv(Enrolment enrolment, params string[] lines)
    {
        var text = new StringBuilder("dossier;bloc;ligne;appreciation;commentaire\r\n");
        foreach (var line in lines) text.Append(ResultsFormat.Reference(enrolment.Id)).Append(';').Append(line).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private Task<Result<FileToRead>> ModelAsync(Membership member, Campaign campaign, bool asWorkbook) =>
        RunAsync<DownloadResultsModel, Result<FileToRead>>(Platform.As(member), u => u.ExecuteAsync(campaign.Id, asWorkbook));

    private Task<Result<ResultsFindings>> CheckAsync(Membership member, Campaign campaign, byte[] file) =>
        RunAsync<CheckResults, Result<ResultsFindings>>(Platform.As(member), u => u.ExecuteAsync(new(campaign.Id, "résultats.csv", file)));

    private async Task<Result<ResultsFindings>> SaveAsync(Membership member, Campaign campaign, byte[] file, ResultsFindings? seen = null)
    {
        seen ??= await CheckAsync(member, campaign, file) is { Succeeded: true } found ? found.Value : new(0, 0, 0, []);
        return await RunAsync<SaveResults, Result<ResultsFindings>>(Platform.As(member), u => u.ExecuteAsync(new(campaign.Id, file, seen)));
    }
}
