using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Juries.Attendance;
using CqpPlatform.Web.Features.Juries.Constitution;
using CqpPlatform.Web.Features.Juries.Sessions;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class ConstitutionTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = database.Platform;

    [Fact]
    public async Task A_broker_jury_opens_with_its_13_seats_and_not_before()
    {
        var (world, campaign, _) = await BrokerAsync();
        var session = await platform.ConveneAsync(world, campaign);
        await SeatAsync(world, session, College.Employees, 5);
        await SeatAsync(world, session, College.Employers, 4);
        await SeatAsync(world, session, College.Experts, 2);

        var refused = await OpenAsync(world, session);
        refused.Errors.Select(e => e.Code).ShouldBe(["jury-seats-missing", "jury-seats-missing", "jury-not-paritarian", "jury-president-missing"]);

        var president = await platform.SeatAsync(world, session, College.Employers, "Tassin", presides: true);
        await platform.SeatAsync(world, session, College.TrainingOrganisation, "Rochette", organisationId: world.Organisation.Id);
        (await OpenAsync(world, session)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.NoVicePresident);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var vice = await db.Set<JuryMember>().Where(m => m.SessionId == session && m.College == College.Employees).Select(m => m.Id).FirstAsync();
        (await platform.RunAsync<DesignatePresidency, Result>(world.Manager, u => u.ExecuteAsync(new(session, president, vice)))).Message.ShouldBe("");
        (await OpenAsync(world, session)).Message.ShouldBe("");
        (await platform.RunAsync<SeatMember, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new(session, "Tard", "Venu", College.Experts, "expert")))).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.AlreadyOpen);
    }

    [Fact]
    public async Task A_campaign_with_two_juries_says_which_routes_each_judges()
    {
        var (world, campaign) = await InsurerAsync();

        (await ConveneAsync(world.Manager, campaign)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.RoutesUnknown);
        var vae = await platform.OpenJuryAsync(world, campaign, AccessRoute.ValidationOfExperience);
        var other = await platform.OpenJuryAsync(world, campaign, AccessRoute.ContinuingEducation);
        (await ConveneAsync(world.Manager, campaign, AccessRoute.ProfessionalisationContract)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.AlreadyConvened);

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.JurySessions.SingleAsync(s => s.Id == vae.SessionId)).AccessRoutes.ShouldBe([AccessRoute.ValidationOfExperience]);
        (await db.Set<JuryMember>().CountAsync(m => m.SessionId == vae.SessionId)).ShouldBe(5);
        (await db.JurySessions.SingleAsync(s => s.Id == other.SessionId)).AccessRoutes.ShouldBe([AccessRoute.ContinuingEducation, AccessRoute.ProfessionalisationContract]);
        (await db.Set<JuryMember>().CountAsync(m => m.SessionId == other.SessionId)).ShouldBe(6);
    }

    [Fact]
    public async Task Links_of_the_candidates_become_recusals_when_the_session_opens()
    {
        var (world, campaign, enrolment) = await BrokerAsync();
        var session = await platform.ConveneAsync(world, campaign);
        await SeatAsync(world, session, College.Employees, 4);
        await SeatAsync(world, session, College.Employers, 3);
        var tutor = await SeatNamedAsync(world, session, College.Employees, world.Tutor.LastName, world.Tutor.FirstName);
        var company = await platform.SeatAsync(world, session, College.Employers, "Nogaret", presides: true, companyId: world.Company.Id);
        await platform.SeatAsync(world, session, College.Employers, "Vigneras");
        var organisation = await platform.SeatAsync(world, session, College.TrainingOrganisation, "Rochette", organisationId: world.Organisation.Id);
        var examiner = await SeatExaminerAsync(world, campaign, enrolment, session);
        var trainer = await SeatTrainerAsync(world, enrolment, session);

        (await OpenAsync(world, session)).Message.ShouldBe("");

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var recusals = await db.Set<Recusal>().Where(r => r.SessionId == session).ToDictionaryAsync(r => r.MemberId, r => r.Kind);
        recusals.ShouldBe(new Dictionary<Guid, RecusalKind>
        {
            [tutor] = RecusalKind.TutorOfCandidate,
            [company] = RecusalKind.SameCompany,
            [organisation] = RecusalKind.SameOrganisation,
            [examiner] = RecusalKind.ExaminerOfCandidate,
            [trainer] = RecusalKind.TrainerOfCandidate,
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_company_is_its_SIREN_whatever_the_establishment()
    {
        var (world, campaign, _) = await BrokerAsync();
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        // The last five digits tell the establishments of one company apart.
        var sibling = Company.Create("Autre établissement", world.Company.Siret[..9] + "90909");
        db.Add(sibling);
        await db.SaveChangesAsync();
        var session = await platform.ConveneAsync(world, campaign);
        await SeatAsync(world, session, College.Employees, 4);
        await platform.SeatAsync(world, session, College.Employees, "Ménard", vice: true);
        await SeatAsync(world, session, College.Employers, 4);
        var seated = await platform.SeatAsync(world, session, College.Employers, "Nogaret", presides: true, companyId: sibling.Id);
        await platform.SeatAsync(world, session, College.TrainingOrganisation, "Rochette", organisationId: world.OtherOrganisation.Id);
        for (var i = 0; i < 2; i++) await platform.SeatAsync(world, session, College.Experts, $"Expert{i}");

        (await OpenAsync(world, session)).Message.ShouldBe("");

        var recusal = await db.Set<Recusal>().SingleAsync(r => r.SessionId == session);
        (recusal.MemberId, recusal.Kind).ShouldBe((seated, RecusalKind.SameCompany));
    }

    [Fact]
    public async Task A_tutor_who_signed_does_not_vote_once_replaced_nor_does_their_company()
    {
        var (world, campaign, enrolment) = await BrokerAsync();
        var (company, former) = await platform.SignAsFormerTutorAsync(world, enrolment, "BC4");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var sibling = Company.Create("Autre établissement", company.Siret[..9] + "90909");
        db.Add(sibling);
        await db.SaveChangesAsync();
        var session = await platform.ConveneAsync(world, campaign);
        await SeatAsync(world, session, College.Employees, 3);
        await platform.SeatAsync(world, session, College.Employees, "Ménard", vice: true);
        var tutor = await SeatNamedAsync(world, session, College.Employees, former.LastName, former.FirstName);
        await SeatAsync(world, session, College.Employers, 4);
        var colleague = await platform.SeatAsync(world, session, College.Employers, "Nogaret", presides: true, companyId: sibling.Id);
        await platform.SeatAsync(world, session, College.TrainingOrganisation, "Rochette", organisationId: world.OtherOrganisation.Id);
        for (var i = 0; i < 2; i++) await platform.SeatAsync(world, session, College.Experts, $"Expert{i}");

        (await OpenAsync(world, session)).Message.ShouldBe("");

        (await db.Set<Recusal>().Where(r => r.SessionId == session).ToDictionaryAsync(r => r.MemberId, r => r.Kind))
            .ShouldBe(new Dictionary<Guid, RecusalKind> { [tutor] = RecusalKind.TutorOfCandidate, [colleague] = RecusalKind.SameCompany }, ignoreOrder: true);
    }

    [Fact]
    public async Task One_person_has_one_seat_and_one_proxy()
    {
        var (world, campaign, _) = await BrokerAsync();
        var session = await platform.ConveneAsync(world, campaign);
        var holder = await platform.SeatAsync(world, session, College.Employees, "Cosson", signIn: world.JuryMember);
        var (first, second) = (await platform.SeatAsync(world, session, College.Employees, "Amrani"), await platform.SeatAsync(world, session, College.Employees, "Prudent"));

        (await platform.RunAsync<SeatMember, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new(session, "Cosson", "B.", College.Employers, "membre", MembershipId: world.JuryMember.Id))))
            .Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.SeatedTwice);
        (await RepresentAsync(world, session, first, holder)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.ProxyHolderAbsent);
        await platform.RunAsync<RecordPresence, Result>(world.Manager, u => u.ExecuteAsync(new(session, holder, Presence.Present)));
        (await RepresentAsync(world, session, first, holder)).Message.ShouldBe("");
        (await RepresentAsync(world, session, second, holder)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.ProxyLimit);
        (await platform.RunAsync<UnseatMember, Result>(world.Manager, u => u.ExecuteAsync(new(session, holder)))).Message.ShouldBe("");
    }

    [Fact]
    public async Task Only_the_certifier_of_the_campaign_convenes_at_the_right_step()
    {
        var (world, campaign, _) = await BrokerAsync();
        (await ConveneAsync(world.Manager, campaign)).Errors[0].Code.ShouldBe("campaign-wrong-step");
        await platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Evaluation);
        var foreign = await platform.CreateWorldAsync(CqpFixture.Insurer);

        foreach (var role in new[] { world.JuryMember, world.Secretary, world.Examiner })
            (await ConveneAsync(role, campaign)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);
        (await ConveneAsync(foreign.Manager, campaign)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);

        var session = await ConveneAsync(world.Manager, campaign);
        session.Message.ShouldBe("");
        (await OpenAsync(world, session.Value)).Errors.ShouldHaveSingleItem().ShouldBe(CampaignErrors.DeliberationClosed);
        (await platform.RunAsync<RescheduleJury, Result>(world.Manager, u => u.ExecuteAsync(new(session.Value, new DateOnly(2021, 12, 10), "Madame 2 94 03 2A 004 123")))).Refused.ShouldBeTrue();
        (await platform.RunAsync<RescheduleJury, Result>(world.Manager, u => u.ExecuteAsync(new(session.Value, new DateOnly(2021, 12, 10), "Lyon")))).Message.ShouldBe("");
    }

    private async Task<(TestWorld, Campaign, Enrolment)> BrokerAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Session {Guid.NewGuid():N}");
        return (world, campaign, await platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice));
    }

    private async Task<(TestWorld, Campaign)> InsurerAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP41351", $"Session {Guid.NewGuid():N}");
        await platform.CreateEnrolmentAsync(world, campaign, TestData.UnderwritingChoice);
        var vae = await platform.CreateEnrolmentAsync(world, campaign, TestData.UnderwritingChoice, "Aubertin");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        await db.Enrolments.Where(e => e.Id == vae.Id).ExecuteUpdateAsync(s => s.SetProperty(e => e.AccessRoute, AccessRoute.ValidationOfExperience));
        await platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Deliberation);
        return (world, campaign);
    }

    private async Task SeatAsync(TestWorld world, Guid session, College college, int count)
    {
        for (var i = 0; i < count; i++) await platform.SeatAsync(world, session, college, $"{college}{i}");
    }

    private async Task<Guid> SeatNamedAsync(TestWorld world, Guid session, College college, string lastName, string firstName) =>
        (await platform.RunAsync<SeatMember, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new(session, lastName, firstName, college, "membre")))).Value;

    /// <summary>The examiner of the candidate's oral, who sits under another sign-in of theirs.</summary>
    private async Task<Guid> SeatExaminerAsync(TestWorld world, Campaign campaign, Enrolment enrolment, Guid session)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var day = Domain.Commissions.CommissionDay.Create(campaign.Id, new DateOnly(2021, 11, 22), "Paris");
        day.Plan(new(), enrolment.Id, new TimeOnly(9, 0), "A", world.Examiner.Id);
        var juror = Membership.Create(world.Examiner.AccountId, Role.JuryMember);
        db.AddRange(day, juror);
        await db.SaveChangesAsync();
        return await platform.SeatAsync(world, session, College.Experts, "Hassani", signIn: juror);
    }

    /// <summary>Who signed the training organisation's own evaluation, and sits as an expert who works elsewhere.</summary>
    private async Task<Guid> SeatTrainerAsync(TestWorld world, Enrolment enrolment, Guid session)
    {
        var juror = await platform.CreateJuryMemberAsync(world, "Humeau", "Nathalie");
        await platform.EvaluateAsync(world, enrolment, signedBy: juror.AccountId);
        return await platform.SeatAsync(world, session, College.Experts, "Humeau", signIn: juror, vice: true);
    }

    private Task<Result> OpenAsync(TestWorld world, Guid session) => platform.RunAsync<OpenSession, Result>(world.Manager, u => u.ExecuteAsync(new(session)));

    private Task<Result<Guid>> ConveneAsync(Membership actor, Campaign campaign, AccessRoute? route = null) =>
        platform.RunAsync<ConveneJury, Result<Guid>>(actor, u => u.ExecuteAsync(new(campaign.Id, new DateOnly(2021, 12, 9), "Paris", route)));

    private Task<Result> RepresentAsync(TestWorld world, Guid session, Guid member, Guid holder) =>
        platform.RunAsync<RecordPresence, Result>(world.Manager, u => u.ExecuteAsync(new(session, member, Presence.Represented, holder)));
}
