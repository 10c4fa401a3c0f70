using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Commissions;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.TestCommon;

public static partial class TestData
{
    /// <summary>RNCP31391, option production with BC8 and BC9.</summary>
    public static BlockChoice ProductionChoice => new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9"]);

    /// <summary>RNCP41351, option souscription.</summary>
    public static BlockChoice UnderwritingChoice => new("souscription", ["BC01", "BC02"]);

    /// <summary>A campaign at its evaluation step with one accepted candidate, whose oral the world's examiner hears, alone or with another.</summary>
    public static async Task<(Campaign Campaign, Enrolment Enrolment, Oral Oral)> CreateEvaluationAsync(this CqpFixture fixture, TestWorld world, string certificationCode, string name, string birthName = "Lefèvre", Guid? secondExaminerId = null)
    {
        var campaign = await fixture.CreateCampaignAsync(world, certificationCode, name);
        var enrolment = await fixture.CreateEnrolmentAsync(world, campaign, certificationCode == "RNCP41351" ? UnderwritingChoice : ProductionChoice, birthName);
        await fixture.ForceStatusAsync(world, campaign.Id, CampaignStatus.Evaluation);
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var day = CommissionDay.Create(campaign.Id, new DateOnly(2026, 11, 21), "Paris");
        day.Plan(new(), enrolment.Id, new TimeOnly(11, 15), "Salle B", world.Examiner.Id, secondExaminerId);
        db.Add(day);
        await db.SaveChangesAsync();
        return (campaign, enrolment, day.Orals[0]);
    }

    public static async Task<(TutorLink Link, string Secret)> CreateTutorLinkAsync(this CqpFixture fixture, TestWorld world, Guid? tutorId = null)
    {
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var created = TutorLink.Create(tutorId ?? world.Tutor.Id, fixture.Clock.Now);
        db.Add(created.Row);
        await db.SaveChangesAsync();
        return created;
    }

    public static async Task<Tutor> CreateTutorAsync(this CqpFixture fixture, TestWorld world, string lastName)
    {
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var tutor = Tutor.Create(world.Company.Id, lastName, "Paul", "responsable sinistres", $"{Guid.NewGuid():N}@exemple.invalid");
        db.Add(tutor);
        await db.SaveChangesAsync();
        return tutor;
    }

    /// <summary>Somebody of another company, who signs the tutor's grid of one block; the enrolment keeps the tutor it has.</summary>
    public static async Task<(Company Company, Tutor Tutor)> SignAsFormerTutorAsync(this CqpFixture fixture, TestWorld world, Enrolment enrolment, string block)
    {
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var version = await db.Campaigns.Where(c => c.Id == enrolment.CampaignId).Select(c => c.ReferentialVersionId).SingleAsync();
        var referential = await new ReferentialCatalogue().GetAsync(db, version);
        var company = Company.Create("Cabinet Brévent", NextSiret());
        var tutor = Tutor.Create(company.Id, "Lacaze", "Rémi", "associé", $"{Guid.NewGuid():N}@exemple.invalid");
        var (evaluation, by) = (Evaluation.Start(enrolment.Id, block, SourceKind.Tutor), new Signatory(tutor.Id, tutor.Name));
        foreach (var item in referential.Block(block).GridLines(SourceKind.Tutor)) evaluation.Rate(referential, item.Code, Rating.Acquired, null, by, fixture.Clock.Now);
        if (evaluation.Submit(referential, by, fixture.Clock.Now) is { Refused: true } refused) throw new InvalidOperationException(refused.Message);
        db.AddRange(company, tutor, evaluation);
        await db.SaveChangesAsync();
        return (company, tutor);
    }

    public static async Task<Membership> CreateMemberAsync(this CqpFixture fixture, TestWorld world, string lastName, Role role, Guid? organisationId = null)
    {
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var member = Member(db, lastName, "Aude", role, organisationId);
        await db.SaveChangesAsync();
        return member;
    }

    /// <summary>A scope whose use cases act as the tutor of a link.</summary>
    public static AsyncServiceScope AsTutor(this CqpFixture fixture, TutorLink link)
    {
        var scope = fixture.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAsTutor(link.TenantId, link.Id);
        return scope;
    }
}
