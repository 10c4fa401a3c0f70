using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using CqpPlatform.Web.Features.Awards.ListPendingAwards;
using CqpPlatform.Web.Features.Awards.ReadDocument;
using CqpPlatform.Web.Features.Campaigns.CampaignMatrix;
using CqpPlatform.Web.Features.Candidates;
using CqpPlatform.Web.Features.Figures.ReadFigures;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Publication;
using CqpPlatform.Web.Features.Juries.Sessions;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class ResultsTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static int addresses;
    private readonly CqpFixture platform = database.Platform;

    [Fact]
    public async Task Until_the_hour_an_organisation_sees_no_block_and_no_document_and_no_mail_leaves()
    {
        var (world, jury, candidate) = await OpenAsync();
        var hour = platform.Clock.Now.AddDays(2);
        (await KeepAsync(world, jury, hour)).Message.ShouldBe("");
        await SealAsync(jury);
        var kept = FrenchFormat.KeptResults(hour);
        (await platform.RunAsync<ReadJurySessions, Result<JuryOverview>>(world.Manager, u => u.ExecuteAsync())).Value.Sessions.Single(s => s.Id == jury.SessionId).Missing[^1].ShouldBe(French.Capital(kept));
        (await JudgedAsync(world, jury)).ShouldBe(new JudgedCampaign(DocumentsWait: true, ResultsKept: true, KeptUntil: hour), "the campaign says what the seal leaves to do");
        (await platform.RunAsync<ListPendingAwards, Result<IReadOnlyList<PendingAwards>>>(world.Manager, u => u.ExecuteAsync())).Value.Single(p => p.CampaignId == jury.Campaign.Id).KeptUntil.ShouldBe(hour);
        await IssueAsync(world, jury);
        (await JudgedAsync(world, jury)).DocumentsWait.ShouldBeFalse();
        var document = await CertificateAsync(world, jury);

        (await HoldingsAsync(world.Secretary, candidate)).Blocks.ShouldBeEmpty();
        (await FileAsync(world.Secretary, candidate)).Documents.ShouldBeEmpty();
        (await platform.RunAsync<ReadDocument, Result<DocumentFile>>(world.Secretary, u => u.ExecuteAsync(document))).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
        (await PresentedAsync(world.Secretary, jury)).ShouldBe(0);
        (await PresentedAsync(world.Manager, jury)).ShouldBe(1);
        (await HoldingsAsync(world.Manager, candidate)).Blocks.Count.ShouldBe(TestData.ProductionChoice.Blocks.Count, "the certifier keeps seeing everything");
        await platform.SendMailsAsync(world.TenantId);
        (await MailSentAsync(world, jury)).ShouldBeFalse();

        var at = platform.Clock.Now;
        platform.Clock.Now = hour;
        (await HoldingsAsync(world.Secretary, candidate)).Blocks.Count.ShouldBe(TestData.ProductionChoice.Blocks.Count);
        (await FileAsync(world.Secretary, candidate)).Documents.ShouldHaveSingleItem();
        (await platform.RunAsync<ReadDocument, Result<DocumentFile>>(world.Secretary, u => u.ExecuteAsync(document))).Message.ShouldBe("");
        (await PresentedAsync(world.Secretary, jury)).ShouldBe(1);
        await platform.SendMailsAsync(world.TenantId);
        (await MailSentAsync(world, jury)).ShouldBeTrue();
        platform.Clock.Now = at;
    }

    [Fact]
    public async Task Whoever_gets_no_block_is_told_so_at_the_hour_and_how_to_contest_it()
    {
        var (world, jury, candidate) = await OpenAsync();
        var hour = platform.Clock.Now.AddDays(2);
        (await KeepAsync(world, jury, hour)).Message.ShouldBe("");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var enrolment = await db.Enrolments.AsNoTracking().SingleAsync(e => e.CampaignId == jury.Campaign.Id);
        foreach (var block in enrolment.BlocksToEvaluate)
            (await platform.RunAsync<DecideBlock, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, enrolment.Id, block, Outcome.NotValidated, "Entretien insuffisant.")))).Message.ShouldBe("");
        (await platform.SealByBothAsync(jury)).Message.ShouldBe("");

        (await platform.RunAsync<IssueDocuments, Result<IssuedCount>>(world.Manager, u => u.ExecuteAsync(new(jury.Campaign.Id)))).Value.ShouldBe(new IssuedCount(0, 0));
        var told = await db.OutboxMails.AsNoTracking().SingleAsync(m => m.ResultsOf == jury.SessionId);
        told.To.ShouldBe((await db.Candidates.SingleAsync(c => c.Id == candidate)).Email);
        told.Body.ShouldContain("Le jury n’a validé aucun bloc");
        told.Body.ShouldContain($"contester la décision sur {French.List([.. enrolment.BlocksToEvaluate])}");
        told.Body.ShouldContain("dans les 60\u00a0jours qui suivent la communication des résultats", customMessage: "that hour may still change");
        await platform.SendMailsAsync(world.TenantId);
        (await MailSentAsync(world, jury)).ShouldBeFalse();
        (await FileAsync(world.Manager, candidate)).Contestable.ShouldBeEmpty("nobody contests what is not told");

        var at = platform.Clock.Now;
        platform.Clock.Now = hour;
        await platform.SendMailsAsync(world.TenantId);
        (await MailSentAsync(world, jury)).ShouldBeTrue();
        (await FileAsync(world.Manager, candidate)).Contestable.ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.SessionId.ShouldBe(jury.SessionId), c => c.Blocks.ShouldBe([.. enrolment.BlocksToEvaluate.Order(StringComparer.Ordinal)]));
        (await FileAsync(world.Secretary, candidate)).Contestable.ShouldBeEmpty("the certifier writes down what a letter brings");
        platform.Clock.Now = at;
    }

    [Fact]
    public async Task The_hour_is_withdrawn_then_the_results_are_told_at_once_and_cannot_be_kept_again()
    {
        var (world, jury, candidate) = await OpenAsync();
        await KeepAsync(world, jury, platform.Clock.Now.AddHours(1));
        await SealAndIssueAsync(world, jury);
        (await platform.RunAsync<KeepResults, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, null, null)))).Message.ShouldBe("");
        (await ToTellAsync(world, jury)).ShouldHaveSingleItem().ShouldBe($"/jury/{jury.SessionId}", "nothing else recalls what is kept without an hour");
        (await platform.RunAsync<KeepResults, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, new DateOnly(2030, 1, 1), null)))).Errors.ShouldHaveSingleItem().Field.ShouldBe("ResultsTime");

        var at = platform.Clock.Now;
        platform.Clock.Now = at.AddDays(30);
        (await HoldingsAsync(world.Secretary, candidate)).Blocks.ShouldBeEmpty("no hour is chosen");
        (await ReleaseAsync(world.Manager, jury)).Message.ShouldBe("");
        (await platform.RunAsync<ReadSession, Result<SessionView>>(world.Manager, u => u.ExecuteAsync(jury.SessionId))).Value.Results.ShouldSatisfyAllConditions(r => r.WereKept.ShouldBeTrue("the page says what the button did"), r => (r.Out, r.At).ShouldBe((true, platform.Clock.Now)));
        (await ToTellAsync(world, jury)).ShouldBeEmpty();
        (await HoldingsAsync(world.Secretary, candidate)).Blocks.ShouldNotBeEmpty();
        (await KeepAsync(world, jury, platform.Clock.Now.AddDays(1))).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.ResultsOut);
        platform.Clock.Now = at;
    }

    [Fact]
    public async Task Only_the_certifier_of_the_session_chooses_the_hour()
    {
        var (_, jury, _) = await OpenAsync();
        var foreign = await platform.CreateWorldAsync(CqpFixture.Insurer);

        (await ReleaseAsync(jury.President, jury)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);
        (await ReleaseAsync(foreign.Manager, jury)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
    }

    private async Task<(TestWorld World, TestJury Jury, Guid Candidate)> OpenAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Résultats {Guid.NewGuid():N}");
        var enrolment = await platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice);
        await platform.EvaluateAsync(world, enrolment);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var address = $"resultat{Interlocked.Increment(ref addresses)}@exemple.invalid";
        await db.Candidates.Where(c => c.Id == enrolment.CandidateId).ExecuteUpdateAsync(s => s.SetProperty(c => c.Email, address));
        return (world, await platform.OpenJuryAsync(world, campaign), enrolment.CandidateId);
    }

    private async Task SealAndIssueAsync(TestWorld world, TestJury jury)
    {
        await SealAsync(jury);
        await IssueAsync(world, jury);
    }

    private async Task SealAsync(TestJury jury)
    {
        (await platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");
        (await platform.SealByBothAsync(jury)).Message.ShouldBe("");
    }

    private async Task IssueAsync(TestWorld world, TestJury jury) =>
        (await platform.RunAsync<IssueDocuments, Result<IssuedCount>>(world.Manager, u => u.ExecuteAsync(new(jury.Campaign.Id)))).Value.Certificates.ShouldBe(1);

    private async Task<JudgedCampaign> JudgedAsync(TestWorld world, TestJury jury) => (await platform.RunAsync<ReadCampaignMatrix, Result<CampaignMatrixView>>(world.Manager, u => u.ExecuteAsync(jury.Campaign.Id))).Value.Judged;

    private async Task<IEnumerable<string>> ToTellAsync(TestWorld world, TestJury jury) => (await platform.TasksAsync(world, jury.Campaign)).Where(i => i.Title == "Communiquer les résultats").Select(i => i.Href);

    private Task<Result> KeepAsync(TestWorld world, TestJury jury, DateTimeOffset hour)
    {
        var paris = TimeZoneInfo.ConvertTime(hour, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        return platform.RunAsync<KeepResults, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, DateOnly.FromDateTime(paris.DateTime), TimeOnly.FromDateTime(paris.DateTime))));
    }

    private Task<Result> ReleaseAsync(Membership who, TestJury jury) => platform.RunAsync<ReleaseResults, Result>(who, u => u.ExecuteAsync(new(jury.SessionId)));

    /// <summary>Candidates of the campaign that the figures count.</summary>
    private async Task<int> PresentedAsync(Membership who, TestJury jury) =>
        (await platform.RunAsync<ReadFigures, Result<FiguresView>>(who, u => u.ExecuteAsync(new()))).Value.Outcomes[0].Lines.Where(l => l.Label == jury.Campaign.Name).Sum(l => l.Presented);

    private async Task<Holdings> HoldingsAsync(Membership who, Guid candidate) => (await platform.RunAsync<ReadHoldings, Result<Holdings>>(who, u => u.ExecuteAsync(candidate))).Value;

    private async Task<CandidateFile> FileAsync(Membership who, Guid candidate) => (await platform.RunAsync<ReadCandidate, Result<CandidateFile>>(who, u => u.ExecuteAsync(candidate))).Value;

    private async Task<Guid> CertificateAsync(TestWorld world, TestJury jury)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        return await db.IssuedDocuments.Where(d => d.JurySessionId == jury.SessionId && d.EnrolmentId != null).Select(d => d.Id).SingleAsync();
    }

    private async Task<bool> MailSentAsync(TestWorld world, TestJury jury)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        return (await db.OutboxMails.SingleAsync(m => m.ResultsOf == jury.SessionId)).SentAt is not null;
    }
}
