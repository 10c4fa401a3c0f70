using System.Net;
using System.Net.Http.Json;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Campaigns.PlanCommission;
using CqpPlatform.Web.Features.Evaluations.CommissionOrals;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Links;
using CqpPlatform.Web.Features.Evaluations.Reconciling;
using CqpPlatform.Web.Features.Evaluations.Submission;
using CqpPlatform.Web.Features.Evaluations.Worklist;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Evaluations.Links;

/// <summary>Whoever is linked to a candidate is not assigned, and finds every door of the grid closed: by use case and by request.</summary>
public sealed class LinkedExaminerTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private CqpFixture Platform => fixture.Platform;

    public static TheoryData<ExaminerLinkKind> Kinds => [.. Enum.GetValues<ExaminerLinkKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_door_is_closed_to_a_linked_examiner(ExaminerLinkKind kind)
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var other = await Platform.CreateMemberAsync(world, $"Aubry{Guid.NewGuid():N}"[..12], Role.Examiner);
        var (_, enrolment, oral) = await Platform.CreateEvaluationAsync(world, "RNCP31391", Name(), secondExaminerId: other.Id);
        await Platform.GivePasswordsAsync(world);
        using var client = await SignedInClient.SignInAsync(fixture.Host, world.Examiner);
        (await PageAsync(client, $"/ma-journee/{oral.Id}/BC4")).ShouldContain("data-line", customMessage: "it opens to who is not linked");

        await LinkAsync(world, oral.Id, kind);

        foreach (var path in new[] { "BC4", "BC4/remise", "BC4/rapprochement", "BC4/rapprochement/confirmation", "lien" })
            (await PageAsync(client, $"/ma-journee/{oral.Id}/{path}")).ShouldSatisfyAllConditions(html => html.ShouldNotContain("data-line"), html => html.ShouldContain("Un lien vous rattache à ce candidat"), html => html.ShouldNotContain("LEFÈVRE"));
        (await PageAsync(client, "/ma-journee")).ShouldNotContain("LEFÈVRE");
        foreach (var path in new[] { "grilles", "rapprochements" })
            (await SaveAsync(client, $"/ma-journee/{path}/{enrolment.Id}/BC4/saisie")).ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await RunAsync<ReadGrid, Result<EvaluationGrid>>(world.Examiner, u => u.ExecuteAsync(enrolment.Id, "BC4"))).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await RunAsync<ReadReconciliation, Result<EvaluationGrid>>(world.Examiner, u => u.ExecuteAsync(enrolment.Id, "BC4"))).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await RunAsync<ReadField, Result<FieldState>>(world.Examiner, u => u.ExecuteAsync(enrolment.Id, "BC4", "C8.1", LineField.Rating))).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await RunAsync<SaveChange, Result<ChangeSaved>>(world.Examiner, u => u.ExecuteAsync(new(enrolment.Id, "BC4", Guid.NewGuid(), "C8.1", LineField.Rating, "Acquired", null)))).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await RunAsync<SubmitEvaluation, Result>(world.Examiner, u => u.ExecuteAsync(new(enrolment.Id, "BC4")))).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await RunAsync<ListMyEvaluations, Result<IReadOnlyList<MyCampaign>>>(world.Examiner, u => u.ExecuteAsync(null))).Value.ShouldBeEmpty();
        var day = (await RunAsync<ReadMyDay, Result<MyDay?>>(world.Examiner, u => u.ExecuteAsync(oral.Id))).Value!;
        (day.Orals.Count, day.Linked.Single()).ShouldBe((0, oral.Id));
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.EvaluationGrids.AnyAsync(e => e.EnrolmentId == enrolment.Id)).ShouldBeFalse("nothing was written");
        (await RunAsync<ReadGrid, Result<EvaluationGrid>>(other, u => u.ExecuteAsync(enrolment.Id, "BC4"))).Succeeded.ShouldBeTrue("the other examiner goes on");
    }

    [Theory]
    [InlineData(ExaminerLinkKind.SameCompany, "même entreprise")]
    [InlineData(ExaminerLinkKind.Trainer, "formateur du candidat")]
    [InlineData(ExaminerLinkKind.Tutor, "tuteur du candidat")]
    public async Task Who_is_linked_is_not_assigned_and_the_others_are(ExaminerLinkKind kind, string why)
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31391", Name());
        await Platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice, "Aubertin");
        await LinkAsync(world, Guid.Empty, kind);
        var input = new PlanCommissionInput { CampaignId = campaign.Id, Date = new DateOnly(2026, 11, 21), Place = "Paris", Room = "Salle B", FirstAt = "09:00", ExaminerId = world.Examiner.Id };
        (await PlanAsync(world, input)).Message.ShouldBe($"AUBERTIN Léa\u00a0: {why}. Choisissez un autre examinateur.");

        var free = await FreeEnrolmentAsync(world, campaign);
        var planned = (await PlanAsync(world, input)).Value;
        (planned.Orals, planned.LeftOut.Count).ShouldBe((1, 1));
        var second = await Platform.CreateMemberAsync(world, $"Vial{Guid.NewGuid():N}"[..12], Role.Examiner);
        (await PlanAsync(world, input with { ExaminerId = second.Id, SecondExaminerId = world.Examiner.Id })).Message.ShouldContain(why, customMessage: "nor as the second one");
        (await PlanAsync(world, input with { ExaminerId = second.Id, FirstAt = "14:00" })).Value.Orals.ShouldBe(1);

        var view = (await RunAsync<ReadCommission, Result<CommissionView>>(world.Manager, u => u.ExecuteAsync(campaign.Id))).Value;
        view.Days.SelectMany(d => d.Orals).ShouldAllBe(o => o.Links.Count == 0);
        free.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task A_tutor_who_signed_does_not_hear_the_candidate_once_replaced_nor_does_their_company()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31391", Name());
        var enrolment = await Platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice, "Aubertin");
        var (company, former) = await Platform.SignAsFormerTutorAsync(world, enrolment, "BC4");
        var colleague = await Platform.CreateMemberAsync(world, $"Vial{Guid.NewGuid():N}"[..12], Role.Examiner);
        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
        {
            await db.Users.Where(a => a.Id == world.Examiner.AccountId).ExecuteUpdateAsync(s => s.SetProperty(a => a.FirstName, former.FirstName).SetProperty(a => a.LastName, former.LastName));
            var sibling = Company.Create("Cabinet Brévent, agence", company.Siret[..9] + "99999");
            db.AddRange(sibling, Membership.Create(colleague.AccountId, Role.JuryMember, companyId: sibling.Id));
            await db.SaveChangesAsync();
        }
        var input = new PlanCommissionInput { CampaignId = campaign.Id, Date = new DateOnly(2026, 11, 21), Place = "Paris", Room = "Salle B", FirstAt = "09:00", ExaminerId = world.Examiner.Id };
        (await PlanAsync(world, input)).Message.ShouldContain("tuteur du candidat");
        (await PlanAsync(world, input with { ExaminerId = colleague.Id })).Message.ShouldContain("même entreprise");
    }

    [Fact]
    public async Task A_linked_examiner_takes_nobodys_seat_and_the_certifier_sees_a_declared_link()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var other = await Platform.CreateMemberAsync(world, $"Roux{Guid.NewGuid():N}"[..12], Role.Examiner);
        var third = await Platform.CreateMemberAsync(world, $"Gros{Guid.NewGuid():N}"[..12], Role.Examiner);
        var (campaign, _, oral) = await Platform.CreateEvaluationAsync(world, "RNCP31391", Name(), secondExaminerId: other.Id);
        (await RunAsync<DeclareExaminerLink, Result>(other, u => u.ExecuteAsync(new(oral.Id, " ")))).Errors.ShouldBe([CommissionErrors.LinkDetailRequired]);
        (await RunAsync<DeclareExaminerLink, Result>(third, u => u.ExecuteAsync(new(oral.Id, "Sa voisine")))).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await RunAsync<DeclareExaminerLink, Result>(other, u => u.ExecuteAsync(new(oral.Id, "Sa voisine")))).Succeeded.ShouldBeTrue();
        (await RunAsync<DeclareExaminerLink, Result>(other, u => u.ExecuteAsync(new(oral.Id, "Sa voisine")))).Errors.ShouldBe([CommissionErrors.AlreadyLinked]);

        var view = (await RunAsync<ReadCommission, Result<CommissionView>>(world.Manager, u => u.ExecuteAsync(campaign.Id))).Value;
        view.Days.Single().Orals.Single().Links.Single().ShouldEndWith("lien déclaré");
        await LinkToCompanyAsync(world, third, siret => siret);
        (await RunAsync<SettleMissingExaminer, Result>(world.Manager, u => u.ExecuteAsync(new(oral.Id, other.Id, third.Id, "Lien déclaré")))).Message.ShouldContain("même entreprise");
        (await RunAsync<SettleMissingExaminer, Result>(world.Manager, u => u.ExecuteAsync(new(oral.Id, other.Id, null, "Lien déclaré")))).Succeeded.ShouldBeTrue();
    }

    /// <summary>The world's examiner becomes linked to the world's candidates.</summary>
    private async Task LinkAsync(TestWorld world, Guid oralId, ExaminerLinkKind kind)
    {
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        switch (kind)
        {
            // Another establishment of the same company: the SIREN is the same, the SIRET is not.
            case ExaminerLinkKind.SameCompany: await LinkToCompanyAsync(world, world.Examiner, siret => siret[..9] + "99999"); break;
            case ExaminerLinkKind.Trainer: db.Add(Membership.Create(world.Examiner.AccountId, Role.TrainingOrganisation, world.Organisation.Id)); break;
            case ExaminerLinkKind.Tutor: await db.Users.Where(a => a.Id == world.Examiner.AccountId).ExecuteUpdateAsync(s => s.SetProperty(a => a.FirstName, "Sylvie").SetProperty(a => a.LastName, "GARNIER")); break;
            case ExaminerLinkKind.Declared: (await RunAsync<DeclareExaminerLink, Result>(world.Examiner, u => u.ExecuteAsync(new(oralId, "Son cousin")))).Succeeded.ShouldBeTrue(); break;
            default: throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
        await db.SaveChangesAsync();
    }

    private async Task LinkToCompanyAsync(TestWorld world, Membership examiner, Func<string, string> siret)
    {
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var company = Company.Create("Cabinet Aurélane, agence", siret(world.Company.Siret));
        if (company.Siret == world.Company.Siret) company = await db.Companies.SingleAsync(c => c.Id == world.Company.Id);
        else db.Add(company);
        db.Add(Membership.Create(examiner.AccountId, Role.JuryMember, companyId: company.Id));
        await db.SaveChangesAsync();
    }

    /// <summary>Somebody of another organisation, company and tutor.</summary>
    private async Task<Guid> FreeEnrolmentAsync(TestWorld world, Campaign campaign)
    {
        var enrolment = await Platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice, "Brunel");
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var company = Company.Create("Cabinet Brévent", TestData.NextSiret());
        var tutor = Tutor.Create(company.Id, "Lacaze", "Rémi", "associé", $"{Guid.NewGuid():N}@exemple.invalid");
        db.AddRange(company, tutor);
        await db.SaveChangesAsync();
        await db.Enrolments.Where(e => e.Id == enrolment.Id).ExecuteUpdateAsync(s => s.SetProperty(e => e.CompanyId, company.Id).SetProperty(e => e.TutorId, tutor.Id).SetProperty(e => e.OrganisationId, world.OtherOrganisation.Id));
        return enrolment.Id;
    }

    private Task<Result<CommissionPlanned>> PlanAsync(TestWorld world, PlanCommissionInput input) => RunAsync<PlanCommission, Result<CommissionPlanned>>(world.Manager, u => u.ExecuteAsync(input));

    private Task<TResult> RunAsync<TUseCase, TResult>(Membership member, Func<TUseCase, Task<TResult>> run) where TUseCase : notnull => Platform.RunAsync(member, run);

    private static string Name() => $"Liens {Guid.NewGuid():N}"[..24];

    private static async Task<string> PageAsync(SignedInClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).Replace('\u00a0', ' ');
    }

    private static async Task<HttpStatusCode> SaveAsync(SignedInClient client, string path)
    {
        var token = System.Text.RegularExpressions.Regex.Match(await PageAsync(client, "/ma-journee"), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(new SentChange(Guid.NewGuid(), "C8.1", LineField.Rating, "Acquired", null)) };
        request.Headers.Add("RequestVerificationToken", token);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
