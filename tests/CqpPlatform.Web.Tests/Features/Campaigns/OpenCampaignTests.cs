using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Campaigns.CampaignMatrix;
using CqpPlatform.Web.Features.Campaigns.MoveCampaign;
using CqpPlatform.Web.Features.Campaigns.OpenCampaign;
using CqpPlatform.Web.Features.Campaigns.PlanCommission;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Campaigns;

public sealed class OpenCampaignTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private CqpFixture Platform => fixture.Platform;

    [Fact]
    public async Task A_campaign_opens_for_enrolment_on_the_published_version()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var opened = await OpenAsync(world.Manager, Input(world, "Automne A"));
        opened.Succeeded.ShouldBeTrue(opened.Message);
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var campaign = await db.Campaigns.SingleAsync(c => c.Id == opened.Value);
        (campaign.Status, campaign.CertificationCode).ShouldBe((CampaignStatus.EnrolmentOpen, "RNCP31391"));
    }

    [Fact]
    public async Task Every_missing_thing_is_said_at_once()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var refused = await OpenAsync(world.Manager, new OpenCampaignInput());
        refused.Errors.Select(e => e.Field).ShouldBe(["Name", "CertificationCode", "EnrolmentClosesOn", "EvaluationDueOn", "JuryOn", "ClosesOn", "OrganisationIds"], ignoreOrder: true);
    }

    [Fact]
    public async Task Dates_out_of_order_a_taken_name_and_a_stranger_organisation_are_refused()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        (await OpenAsync(world.Manager, Input(world, "Ordre") with { JuryOn = new DateOnly(2026, 1, 1) })).Errors.ShouldContain(CampaignErrors.DatesOutOfOrder);
        (await OpenAsync(world.Manager, Input(world, "Double"))).Succeeded.ShouldBeTrue();
        (await OpenAsync(world.Manager, Input(world, "Double"))).Errors.Single().Code.ShouldBe("campaign-name-taken");
        (await OpenAsync(world.Manager, Input(world, "Étranger") with { OrganisationIds = [Guid.NewGuid()] })).Errors.Single().Code.ShouldBe("organisation-not-habilitated");
    }

    [Fact]
    public async Task A_certification_of_another_tenant_does_not_exist_here()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Insurer);
        (await OpenAsync(world.Manager, Input(world, "Ailleurs"))).Errors.ShouldBe([SecurityErrors.NotFound]);
    }

    [Fact]
    public async Task Only_the_certifier_opens_and_moves_campaigns()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31391", "Rôles");
        foreach (var member in new[] { world.Secretary, world.Examiner, world.JuryMember })
        {
            (await OpenAsync(member, Input(world, "Interdit"))).Errors.ShouldBe([SecurityErrors.NotAllowed]);
            (await Platform.RunAsync<MoveCampaign, Result>(member, u => u.ExecuteAsync(new(campaign.Id, false)))).Errors.ShouldBe([SecurityErrors.NotAllowed]);
            (await Platform.RunAsync<ReadCampaignMatrix, Result<CampaignMatrixView>>(member, u => u.ExecuteAsync(campaign.Id))).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        }
    }

    [Fact]
    public async Task A_membership_that_ended_stops_at_the_next_act()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        await using (var db = await Platform.Database.OpenAsync(world.TenantId))
        {
            (await db.Memberships.SingleAsync(m => m.Id == world.Manager.Id)).End();
            await db.SaveChangesAsync();
        }
        (await OpenAsync(world.Manager, Input(world, "Trop tard"))).Errors.ShouldBe([SecurityErrors.NotAllowed]);
    }

    [Fact]
    public async Task Evaluations_open_once_enrolments_are_answered_and_each_tutor_gets_a_link()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31391", "Étapes");
        (await MoveAsync(world, campaign, false)).Errors.Single().Code.ShouldBe("campaign-no-enrolment");
        await Platform.CreateEnrolmentAsync(world, campaign, Production);
        (await MoveAsync(world, campaign, false)).Succeeded.ShouldBeTrue();

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.TutorLinks.CountAsync(l => l.TutorId == world.Tutor.Id)).ShouldBe(1);
        (await db.OutboxMails.SingleAsync(m => m.To == world.Tutor.Email)).Body.ShouldContain("/observation/cpne-courtage/");
        (await MoveAsync(world, campaign, false)).Errors.Single().Code.ShouldBe("campaign-evaluations-missing");
    }

    [Fact]
    public async Task A_step_back_asks_for_a_reason_keeps_it_and_stops_at_what_depends_on_it()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31395", "Retour");
        (await MoveAsync(world, campaign, true)).Errors.ShouldBe([CampaignErrors.ReasonRequired]);
        (await MoveAsync(world, campaign, true, "dates à revoir, 1 84 12 76 451 089 46")).Errors.Single().Code.ShouldBe("nir-refused");
        (await MoveAsync(world, campaign, true, "dates à revoir")).Succeeded.ShouldBeTrue();
        (await MoveAsync(world, campaign, false)).Succeeded.ShouldBeTrue();
        await Platform.CreateEnrolmentAsync(world, campaign, new(null, ["BC1", "BC2", "BC3", "BC4", "BC5", "BC6", "BC7"]));
        (await MoveAsync(world, campaign, true, "dates à revoir")).Errors.Single().Code.ShouldBe("campaign-cannot-step-back");

        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        (await db.AuditEntries.AnyAsync(a => a.EntityId == campaign.Id && a.Reason == "dates à revoir" && a.Action == "MoveCampaign")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_matrix_shows_what_is_required_of_each_candidate_and_nothing_else()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31391", "Matrice");
        await Platform.CreateEnrolmentAsync(world, campaign, Production);
        await Platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Evaluation);
        var view = (await Platform.RunAsync<ReadCampaignMatrix, Result<CampaignMatrixView>>(world.Manager, u => u.ExecuteAsync(campaign.Id))).Value;
        var row = view.Groups.Single().Rows.Single();
        (row.Required, row.Submitted).ShouldBe((21, 0));
        row.Cells.Where(c => c.State == CellState.OutOfChoice).Select(c => c.BlockCode).Distinct().ShouldBe(["BC6", "BC7"]);
        row.Late.ShouldBe(21, "the evaluations were due in 2021");

        var detail = (await DetailAsync(new(campaign.Id, row.EnrolmentId, "BC4", SourceKind.Tutor))).Value;
        (detail.Who, detail.RecipientId).ShouldBe(($"{world.Tutor.Name}, {world.Company.Name}", world.Tutor.Id));
        (await DetailAsync(new(campaign.Id, row.EnrolmentId, "BC4", SourceKind.Commission))).Value.Facts.ShouldBe(["oral à planifier"]);
        (await DetailAsync(new(campaign.Id, Guid.NewGuid(), "BC4", SourceKind.Tutor))).Errors.ShouldBe([SecurityErrors.NotFound]);

        Task<Result<MatrixCellDetail>> DetailAsync(ReadMatrixCellInput input) => Platform.RunAsync<ReadMatrixCell, Result<MatrixCellDetail>>(world.Manager, u => u.ExecuteAsync(input));
    }

    [Fact]
    public async Task A_day_of_orals_takes_every_accepted_candidate_in_turn_once_with_the_extra_time_granted()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await Platform.CreateCampaignAsync(world, "RNCP31391", "Oraux");
        var first = (await Platform.CreateEnrolmentAsync(world, campaign, Production, "Aubertin")).Id;
        await Platform.CreateEnrolmentAsync(world, campaign, Production, "Brunel");
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        await db.Enrolments.Where(e => e.Id == first).ExecuteUpdateAsync(e => e.SetProperty(x => x.Adaptations, "Tiers temps à l’oral"));
        var input = new PlanCommissionInput { CampaignId = campaign.Id, Date = Platform.Clock.Today(), Place = "Paris", Room = "Salle B", FirstAt = "09:00", MinutesPerOral = 45, ExaminerId = world.Examiner.Id };
        (await Platform.RunAsync<PlanCommission, Result<CommissionPlanned>>(world.Manager, u => u.ExecuteAsync(input))).Value.Orals.ShouldBe(2);
        var view = (await Platform.RunAsync<ReadCommission, Result<CommissionView>>(world.Manager, u => u.ExecuteAsync(campaign.Id))).Value;
        view.Days.Single().Orals.Select(o => (o.StartsAt, o.Candidate)).ShouldBe([(new TimeOnly(9, 0), "AUBERTIN Léa"), (new TimeOnly(10, 0), "BRUNEL Léa")]);
        (await Platform.RunAsync<PlanCommission, Result<CommissionPlanned>>(world.Manager, u => u.ExecuteAsync(input))).Errors.Single().Code.ShouldBe("oral-nobody-waiting");
    }

    [Fact]
    public async Task An_examiner_does_not_hear_two_candidates_at_once_whatever_the_campaign()
    {
        var world = await Platform.CreateWorldAsync(CqpFixture.Broker);
        var (first, other) = (await Platform.CreateCampaignAsync(world, "RNCP31391", "Oraux du matin"), await Platform.CreateCampaignAsync(world, "RNCP31391", "Oraux aussi"));
        await Platform.CreateEnrolmentAsync(world, first, Production, "Aubertin");
        var adapted = (await Platform.CreateEnrolmentAsync(world, first, Production, "Brunel")).Id;
        await Platform.CreateEnrolmentAsync(world, other, Production, "Castaing");
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        await db.Enrolments.Where(e => e.Id == adapted).ExecuteUpdateAsync(e => e.SetProperty(x => x.Adaptations, "Tiers temps à l’oral"));
        var input = new PlanCommissionInput { CampaignId = first.Id, Date = Platform.Clock.Today(), Place = "Paris", Room = "Salle B", FirstAt = "09:00", MinutesPerOral = 45, ExaminerId = world.Examiner.Id };
        (await PlanAsync(input)).Value.Orals.ShouldBe(2);
        var second = await Platform.CreateMemberAsync(world, $"Vial{Guid.NewGuid():N}"[..12], Role.Examiner);

        var wanted = input with { CampaignId = other.Id, FirstAt = "10:30", ExaminerId = second.Id, SecondExaminerId = world.Examiner.Id };
        (await PlanAsync(wanted)).Message.ShouldBe("L’examinateur choisi entend déjà un candidat ce jour-là de 09:45 à 10:45, et l’un de ces oraux tomberait en même temps\u00a0: changez l’heure, le jour ou l’examinateur.");
        (await PlanAsync(wanted with { FirstAt = "08:30" })).Errors.ShouldHaveSingleItem().Code.ShouldBe("oral-examiner-busy");
        (await db.CommissionDays.CountAsync(d => d.CampaignId == other.Id)).ShouldBe(0);
        (await PlanAsync(wanted with { FirstAt = "10:45" })).Value.Orals.ShouldBe(1);

        // Nor do they take a seat in one that is planned, until nobody is heard any more.
        var later = (await Platform.CreateEnrolmentAsync(world, other, Production, "Delmas")).Id;
        var third = await Platform.CreateMemberAsync(world, "Salmon", Role.Examiner);
        (await PlanAsync(wanted with { FirstAt = "10:00", ExaminerId = third.Id, SecondExaminerId = null })).Value.Orals.ShouldBe(1);
        var oral = (await db.Orals.SingleAsync(o => o.EnrolmentId == later)).Id;
        const string Taken = "Cet examinateur entend déjà un candidat ce jour-là de 09:45 à 10:45\u00a0: choisissez-en un autre.";
        (await JoinAsync()).Message.ShouldBe(Taken);
        (await Platform.RunAsync<SettleMissingExaminer, Result>(world.Manager, u => u.ExecuteAsync(new(oral, third.Id, world.Examiner.Id, "Train supprimé")))).Message.ShouldBe(Taken);
        await db.Enrolments.Where(e => e.Id == adapted).ExecuteUpdateAsync(e => e.SetProperty(x => x.Status, EnrolmentStatus.Withdrawn));
        (await JoinAsync()).Message.ShouldBe("");

        Task<Result> JoinAsync() => Platform.RunAsync<AddExaminer, Result>(world.Manager, u => u.ExecuteAsync(new(oral, world.Examiner.Id)));

        Task<Result<CommissionPlanned>> PlanAsync(PlanCommissionInput plan) => Platform.RunAsync<PlanCommission, Result<CommissionPlanned>>(world.Manager, u => u.ExecuteAsync(plan));
    }

    private static BlockChoice Production => new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9"]);

    private static OpenCampaignInput Input(TestWorld world, string name) => new()
    {
        Name = name,
        CertificationCode = "RNCP31391",
        EnrolmentClosesOn = new DateOnly(2026, 12, 31),
        EvaluationDueOn = new DateOnly(2027, 2, 28),
        JuryOn = new DateOnly(2027, 3, 15),
        ClosesOn = new DateOnly(2027, 3, 31),
        OrganisationIds = [world.Organisation.Id],
    };

    private Task<Result<Guid>> OpenAsync(Membership member, OpenCampaignInput input) => Platform.RunAsync<OpenCampaign, Result<Guid>>(member, u => u.ExecuteAsync(input));

    private Task<Result> MoveAsync(TestWorld world, Campaign campaign, bool back, string? reason = null) =>
        Platform.RunAsync<MoveCampaign, Result>(world.Manager, u => u.ExecuteAsync(new(campaign.Id, back, reason)));
}
