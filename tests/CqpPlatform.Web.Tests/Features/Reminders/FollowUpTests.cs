using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Campaigns.CampaignMatrix;
using CqpPlatform.Web.Features.Evaluations.Links;
using CqpPlatform.Web.Features.Evaluations.Supervision;
using CqpPlatform.Web.Features.Reminders.FollowUp;
using CqpPlatform.Web.Features.Worklists.ReadDoneToday;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Tests.Features.Evaluations;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Reminders;

/// <summary>Who owes what, and how they are reminded of it.</summary>
public sealed class FollowUpTests(DatabaseFixture fixture) : EvaluationTest(fixture)
{
    private const int Blocks = 7;

    [Fact]
    public async Task The_certifier_sees_each_source_from_not_begun_to_signed_and_what_is_late()
    {
        var (world, campaign, enrolment) = await StageAsync("seen");
        await RateAsync(world.Secretary, new(enrolment.Id, "BC1", "C1", Rating.Acquired, null));
        await FillAsync(world.Secretary, enrolment.Id, "BC4");
        (await SubmitAsync(world.Secretary, enrolment.Id, "BC4")).Message.ShouldBe("");
        await FillAsync(world.Examiner, enrolment.Id, "BC4");
        (await SubmitAsync(world.Examiner, enrolment.Id, "BC4")).Message.ShouldBe("");
        await RateAsync(world.Examiner, new(enrolment.Id, "BC1", "C1", Rating.Acquired, null));

        await DueAsync(world, campaign, days: 1);
        var view = await SeenAsync(world.Manager, campaign);
        view.Late.ShouldBeFalse();
        States(One(view, SourceKind.TrainingOrganisation)).ShouldBe((Blocks - 2, 1, 0, 1));
        States(One(view, SourceKind.Tutor)).ShouldBe((Blocks, 0, 0, 0));
        States(One(view, SourceKind.Commission)).ShouldBe((Blocks - 2, 1, 0, 1));
        view.Only(SourceKind.Tutor, null, owedOnly: true).Sources.Single().People.Single().Name.ShouldBe(world.Tutor.Name);
        view.Only(null, world.OtherOrganisation.Id, owedOnly: true).Sources.SelectMany(s => s.People).ShouldBeEmpty();

        var signed = (await StoredAsync(world, enrolment.Id, "BC4", SourceKind.TrainingOrganisation))!.Id;
        (await RunAsync<ReopenEvaluation, Result>(Platform.As(world.Manager), u => u.ExecuteAsync(new(signed, "Erreur")))).Message.ShouldBe("");
        var reopened = One(await SeenAsync(world.Manager, campaign), SourceKind.TrainingOrganisation);
        (reopened.Count(FollowedState.Reopened), reopened.Owed).ShouldBe((1, Blocks), "it is owed again");

        await DueAsync(world, campaign, days: -1);
        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
        {
            await db.CommissionDays.Where(d => d.CampaignId == campaign.Id).ExecuteUpdateAsync(s => s.SetProperty(d => d.Date, view.Today.AddDays(3)));
        }
        view = await SeenAsync(world.Manager, campaign);
        view.Late.ShouldBeTrue();
        States(One(view, SourceKind.Commission)).ShouldBe((0, 0, Blocks - 1, 1), "nobody is asked for a grid before the oral, even for one they made a note in");
        (await RemindAsync(world.Manager, campaign, [One(view, SourceKind.Commission).Id])).Errors.ShouldBe([ReminderErrors.NothingOwed]);
    }

    [Fact]
    public async Task Of_two_examiners_each_is_followed_by_their_own_grid_then_by_the_one_they_confirm()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var second = await Platform.CreateMemberAsync(world, "Prigent", Role.Examiner);
        var (campaign, enrolment, _) = await Platform.CreateEvaluationAsync(world, "RNCP31391", Fresh("two followed"), secondExaminerId: second.Id);
        await FillAsync(world.Examiner, enrolment.Id, "BC4");
        (await SubmitAsync(world.Examiner, enrolment.Id, "BC4")).Message.ShouldBe("");
        Signed(await SeenAsync(world.Manager, campaign)).ShouldBe((1, 0), "one waits for the other");
        (await OwingAsync()).ShouldBe(second.Id);
        await FillAsync(second, enrolment.Id, "BC4");
        (await SubmitAsync(second, enrolment.Id, "BC4")).Message.ShouldBe("");
        Signed(await SeenAsync(world.Manager, campaign)).ShouldBe((0, 0), "both owe the common one");
        Of(await SeenAsync(world.Manager, campaign), SourceKind.Commission, second.Id).Count(FollowedState.Reconciling).ShouldBe(1);
        (await SubmitAsync(second, enrolment.Id, "BC4", common: true)).Message.ShouldBe("");
        Signed(await SeenAsync(world.Manager, campaign)).ShouldBe((0, 1));
        (await OwingAsync()).ShouldBe(world.Examiner.Id);

        async Task<Guid?> OwingAsync() =>
            (await Platform.RunAsync<ReadMatrixCell, Result<MatrixCellDetail>>(world.Manager, u => u.ExecuteAsync(new(campaign.Id, enrolment.Id, "BC4", SourceKind.Commission)))).Value.RecipientId;

        (int, int) Signed(FollowedCampaign view) => (Of(view, SourceKind.Commission, world.Examiner.Id).Count(FollowedState.Signed), Of(view, SourceKind.Commission, second.Id).Count(FollowedState.Signed));
    }

    [Fact]
    public async Task Everybody_who_owes_something_is_reminded_once_a_day_each_by_their_own_mail_and_the_audit_tells_it()
    {
        var (world, campaign, _) = await StageAsync("reminded");
        var (own, examiner) = (await Platform.EmailOfAsync(world.Secretary), await Platform.EmailOfAsync(world.Examiner));
        var everybody = (await SeenAsync(world.Manager, campaign)).Sources.SelectMany(s => s.People).Select(p => p.Id).ToArray();
        var before = await MailsAsync(world, own, examiner, world.Tutor.Email);
        await DueAsync(world, campaign, days: 1);

        // Two at the same moment remind once.
        var sent = await Task.WhenAll(RemindAsync(world.Manager, campaign, everybody), RemindAsync(world.Manager, campaign, everybody));
        sent.Count(s => s.Succeeded).ShouldBe(1);
        sent.Single(s => s.Succeeded).Value.Reminded.Count.ShouldBe(3);
        sent.Single(s => s.Refused).Errors.ShouldBe([ReminderErrors.TooSoon]);
        var mails = (await MailsAsync(world, own, examiner, world.Tutor.Email)).Except(before, StringComparer.Ordinal).ToList();
        mails.Count.ShouldBe(3);
        Asked(mails, "/evaluations", "Vos résultats sont attendus", 1);
        Asked(mails, "/ma-journee", "Vos grilles de la commission sont attendues", 1);
        mails.Single(m => m.Contains($"/observation/{CqpFixture.Broker}/")).ShouldContain($"({campaign.Name}), à remettre avant le ");

        await DueAsync(world, campaign, days: -1);
        (await RemindAsync(world.Manager, campaign, everybody, again: true)).Value.Reminded.Count.ShouldBe(3, "asked for");
        var late = (await MailsAsync(world, own, examiner, world.Tutor.Email)).Except([.. before, .. mails], StringComparer.Ordinal).ToList();
        Asked(late, "/evaluations", "Vos résultats étaient attendus", -1);
        Asked(late, "/ma-journee", "Vos grilles de la commission étaient attendues", -1);
        late.Single(m => m.Contains($"/observation/{CqpFixture.Broker}/")).ShouldContain($"({campaign.Name}), attendue depuis le ");
        Platform.Clock.Now += Reminder.Apart;
        (await RemindAsync(world.Secretary, campaign, everybody)).Value.Reminded.ShouldBe([world.Tutor.Name], "an organisation reminds its candidates' tutors, and nobody else");
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var reminders = await db.Reminders.Where(r => r.CampaignId == campaign.Id).ToListAsync();
        reminders.Count.ShouldBe(7);
        (await db.AuditEntries.CountAsync(e => e.Action == nameof(SendReminders) && e.EntityType == nameof(Reminder) && reminders.Select(r => r.Id).Contains(e.EntityId))).ShouldBe(7);

        void Asked(List<string> mailed, string door, string start, int days) => mailed.Single(m => m.Contains(door))
            .ShouldContain($"\n{start} avant le {FrenchFormat.Date(Platform.Clock.Today().AddDays(days))} pour la campagne {campaign.Name} ({campaign.CertificationCode}). Il reste à remettre\u00a0:\n");
    }

    [Fact]
    public async Task An_organisation_sees_its_own_part_others_nothing_and_a_closed_campaign_is_only_read()
    {
        var (world, campaign, _) = await StageAsync("own part");
        var own = await SeenAsync(world.Secretary, campaign);
        own.Sources.Select(s => s.Source).ShouldBe([SourceKind.TrainingOrganisation, SourceKind.Tutor], "never the commission");
        own.CanRemind(One(own, SourceKind.TrainingOrganisation)).ShouldBeFalse();
        (await SeenAsync(world.OtherSecretary, campaign)).Sources.SelectMany(s => s.People).ShouldBeEmpty();
        (await RemindAsync(world.OtherSecretary, campaign, [world.Tutor.Id])).Errors.ShouldBe([ReminderErrors.NothingOwed]);
        (await RemindAsync(world.Examiner, campaign, [world.Tutor.Id])).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        var insurer = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        (await RemindAsync(insurer.Manager, campaign, [world.Tutor.Id])).Errors.ShouldBe([SecurityErrors.NotFound]);

        await Platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Deliberation);
        (await RemindAsync(world.Manager, campaign, [world.Tutor.Id])).Errors.ShouldBe([CampaignErrors.EvaluationClosed]);
        (await SeenAsync(world.Manager, campaign)).Sources.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_organisation_cuts_a_tutor_s_links_at_once_and_a_reminder_opens_a_new_one()
    {
        var (world, campaign, _) = await StageAsync("cut");
        var (link, _) = await Platform.CreateTutorLinkAsync(world);
        (await RevokeAsync(world.OtherSecretary, campaign, world.Tutor.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await RevokeAsync(world.Secretary, campaign, world.Tutor.Id)).Succeeded.ShouldBeTrue();
        (await RunAsync<Web.Features.Evaluations.Worklist.ListMyEvaluations, Result<IReadOnlyList<Web.Features.Evaluations.Worklist.MyCampaign>>>(Platform.AsTutor(link), u => u.ExecuteAsync())).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        One(await SeenAsync(world.Secretary, campaign), SourceKind.Tutor).ShouldSatisfyAllConditions(t => t.HasLink.ShouldBeFalse(), t => t.LinkCutOn.ShouldBe(Platform.Clock.Today()));
        (await RunAsync<ReadDoneToday, Result<DoneToday>>(Platform.As(world.Secretary), u => u.ExecuteAsync())).Value.Acts.ShouldContain(a => a.Text.StartsWith("Lien de tuteur coupé"));
        Platform.Clock.Now = Platform.Clock.Now.AddSeconds(7);
        (await RemindAsync(world.Secretary, campaign, [world.Tutor.Id])).Succeeded.ShouldBeTrue();
        One(await SeenAsync(world.Secretary, campaign), SourceKind.Tutor).ShouldSatisfyAllConditions(t => t.HasLink.ShouldBeTrue(), t => t.LinkCutOn.ShouldBeNull("a new one left since"));
    }

    [Fact]
    public async Task Nothing_is_asked_of_an_examiner_who_is_linked_to_the_candidate_but_what_they_signed_before()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (campaign, enrolment, oral) = await Platform.CreateEvaluationAsync(world, "RNCP31391", Fresh("barred"));
        await FillAsync(world.Examiner, enrolment.Id, "BC4");
        (await SubmitAsync(world.Examiner, enrolment.Id, "BC4")).Message.ShouldBe("");
        (await RunAsync<DeclareExaminerLink, Result>(Platform.As(world.Examiner), u => u.ExecuteAsync(new(oral.Id, "Son cousin")))).Message.ShouldBe("");

        var seen = await SeenAsync(world.Manager, campaign);
        seen.Sources.Single(s => s.Source == SourceKind.Commission).Barred.ShouldBe(1, "the page says why nobody is asked for the rest");
        var examiner = One(seen, SourceKind.Commission);
        (examiner.Evaluations.Count, States(examiner), examiner.Owed).ShouldBe((1, (0, 0, 0, 1), 0));
        (await RemindAsync(world.Manager, campaign, [examiner.Id])).Errors.ShouldBe([ReminderErrors.NothingOwed]);
        (await Platform.RunAsync<ReadMatrixCell, Result<MatrixCellDetail>>(world.Manager, u => u.ExecuteAsync(new(campaign.Id, enrolment.Id, "BC5", SourceKind.Commission)))).Value
            .ShouldSatisfyAllConditions(d => d.RecipientId.ShouldBeNull("nor from the matrix"), d => d.Facts[1].ShouldBe("HASSANI Marc est lié au candidat et ne peut pas noter"));
    }

    private async Task<(TestWorld World, Campaign Campaign, Enrolment Enrolment)> StageAsync(string name)
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (campaign, enrolment, _) = await Platform.CreateEvaluationAsync(world, "RNCP31391", Fresh(name));
        return (world, campaign, enrolment);
    }

    private async Task DueAsync(TestWorld world, Campaign campaign, int days)
    {
        var due = Platform.Clock.Today().AddDays(days);
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        await db.Campaigns.Where(c => c.Id == campaign.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.EvaluationDueOn, due));
    }

    private static Followed One(FollowedCampaign view, SourceKind source) => view.Sources.Single(s => s.Source == source).People.Single();

    private static Followed Of(FollowedCampaign view, SourceKind source, Guid id) => view.Sources.Single(s => s.Source == source).People.Single(p => p.Id == id);

    private static (int NotBegun, int InProgress, int ToCome, int Signed) States(Followed one) =>
        (one.Count(FollowedState.NotBegun), one.Count(FollowedState.InProgress), one.Count(FollowedState.ToCome), one.Count(FollowedState.Signed));

    private async Task<List<string>> MailsAsync(TestWorld world, params string[] to)
    {
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        return await db.OutboxMails.Where(m => to.Contains(m.To)).Select(m => m.Id + m.Body).ToListAsync();
    }

    private async Task<FollowedCampaign> SeenAsync(Membership member, Campaign campaign) =>
        (await RunAsync<ReadFollowUp, Result<FollowedCampaign>>(Platform.As(member), u => u.ExecuteAsync(campaign.Id))).Value;

    private Task<Result<RemindersSent>> RemindAsync(Membership member, Campaign campaign, IReadOnlyCollection<Guid> who, bool again = false) =>
        RunAsync<SendReminders, Result<RemindersSent>>(Platform.As(member), u => u.ExecuteAsync(new(campaign.Id, who, again)));

    private Task<Result> RevokeAsync(Membership by, Campaign campaign, Guid tutorId) => RunAsync<RevokeTutorLinks, Result>(Platform.As(by), u => u.ExecuteAsync(new(campaign.Id, tutorId)));
}
