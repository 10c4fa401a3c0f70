using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Queries;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.TestCommon;

/// <summary>The people and organisations of one certifying body, ready for a campaign.</summary>
public sealed record TestWorld(Guid TenantId, TrainingOrganisation Organisation, TrainingOrganisation OtherOrganisation, Company Company, Tutor Tutor,
    Membership Manager, Membership Secretary, Membership OtherSecretary, Membership Examiner, Membership JuryMember);

public static partial class TestData
{
    private static int next;

    /// <summary>A manager, two habilitated training organisations with a secretary each, a company with a tutor, an examiner and a jury member.</summary>
    public static async Task<TestWorld> CreateWorldAsync(this CqpFixture fixture, string slug)
    {
        var tenant = await fixture.TenantAsync(slug);
        await using var db = await fixture.Database.OpenAsync(tenant.Id);
        var organisation = TrainingOrganisation.Create("Institut Corvalle", NextSiret());
        var other = TrainingOrganisation.Create("Campus Orlandre", NextSiret());
        var company = Company.Create("Cabinet Aurélane", NextSiret());
        var tutor = Tutor.Create(company.Id, "Garnier", "Sylvie", "responsable production", $"tuteur{Interlocked.Increment(ref next)}@exemple.invalid");
        db.AddRange(organisation, other, company, tutor);
        foreach (var code in await db.ReferentialVersions.Select(v => v.CertificationCode).Distinct().ToListAsync())
        {
            db.Add(Habilitation.Create(organisation.Id, code, new DateOnly(2015, 1, 1)));
            db.Add(Habilitation.Create(other.Id, code, new DateOnly(2015, 1, 1)));
        }
        var world = new TestWorld(tenant.Id, organisation, other, company, tutor,
            Member(db, "Morel", "Hélène", Role.CertifierManager), Member(db, "Rochette", "Benoît", Role.TrainingOrganisation, organisation.Id),
            Member(db, "Vasseur", "Nadia", Role.TrainingOrganisation, other.Id), Member(db, "Hassani", "Marc", Role.Examiner), Member(db, "Cosson", "Béatrice", Role.JuryMember));
        await db.SaveChangesAsync();
        return world;
    }

    public static Membership Member(CqpDbContext db, string lastName, string firstName, Role role, Guid? organisationId = null)
    {
        var email = $"{Guid.NewGuid():N}@exemple.invalid";
        var account = Account.Create(email, lastName, firstName);
        account.WaiveSecondFactor();
        db.Users.Add(account);
        var membership = Membership.Create(account.Id, role, organisationId);
        db.Memberships.Add(membership);
        return membership;
    }

    /// <summary>A campaign in its enrolment step, with both organisations invited.</summary>
    public static async Task<Campaign> CreateCampaignAsync(this CqpFixture fixture, TestWorld world, string certificationCode, string name = "Automne 2021")
    {
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var version = await db.ReferentialVersions.FirstAsync(v => v.CertificationCode == certificationCode && v.CopiedFromId == null);
        var campaign = Campaign.Create(name, version, new(new(2021, 6, 30), new(2021, 11, 24), new(2021, 12, 9), new(2021, 12, 23)), [world.Organisation.Id, world.OtherOrganisation.Id]).Value;
        campaign.Advance(CampaignProgress.Nothing);
        db.Add(campaign);
        await db.SaveChangesAsync();
        return campaign;
    }

    /// <summary>An accepted enrolment of a new candidate of the first organisation.</summary>
    public static async Task<Enrolment> CreateEnrolmentAsync(this CqpFixture fixture, TestWorld world, Campaign campaign, BlockChoice choice, string birthName = "Marchand", DateOnly? engagement = null) =>
        (await fixture.CreateEnrolmentsAsync(world, campaign, choice, [birthName], engagement))[0];

    /// <summary>As many at once as there are names.</summary>
    public static async Task<IReadOnlyList<Enrolment>> CreateEnrolmentsAsync(this CqpFixture fixture, TestWorld world, Campaign campaign, BlockChoice choice, IReadOnlyList<string> birthNames, DateOnly? engagement = null)
    {
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var referential = await new ReferentialCatalogue().GetAsync(db, campaign.ReferentialVersionId);
        var rules = await fixture.RulesAsync(db, referential);
        var enrolments = new List<Enrolment>();
        foreach (var birthName in birthNames)
        {
            var candidate = Candidate.Create(Identity(birthName), "candidate@exemple.invalid", null);
            db.Add(candidate);
            var details = new EnrolmentDetails(AccessRoute.ContinuingEducation, engagement ?? DefaultEngagement(referential), choice, world.Company.Id, world.Tutor.Id, null);
            var enrolment = Enrolment.Create(campaign.Id, candidate.Id, world.Organisation.Id, details);
            var submitted = enrolment.Submit(rules, candidate.Identity, new HashSet<string>(), fixture.Clock.Now);
            if (submitted.Refused) throw new InvalidOperationException(submitted.Message);
            enrolment.Accept(enrolment.AcquiredBlocks.ToHashSet(), fixture.Clock.Now);
            db.Add(enrolment);
            enrolments.Add(enrolment);
        }
        await db.SaveChangesAsync();
        return enrolments;
    }

    /// <summary>What enrolments are checked against, with the official list of communes.</summary>
    public static Task<EnrolmentRules> RulesAsync(this CqpFixture fixture, CqpDbContext db, Referential referential) =>
        fixture.Services.GetRequiredService<EnrolmentRulebook>().OpenAsync(db, referential, fixture.Clock.Today());

    /// <summary>Puts a campaign at a later step, whatever is missing: for tests of that step only.</summary>
    public static async Task ForceStatusAsync(this CqpFixture fixture, TestWorld world, Guid campaignId, CampaignStatus status)
    {
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        await db.Campaigns.Where(c => c.Id == campaignId).ExecuteUpdateAsync(s => s.SetProperty(c => c.Status, status));
    }

    public static CandidateIdentity Identity(string birthName = "Marchand", string firstNames = "Léa, Anne") =>
        new(birthName, null, firstNames, Sex.Female, new DateOnly(1994, 3, 14), "Ajaccio", "2A004");

    private static DateOnly DefaultEngagement(Referential referential) => referential.LastPeriod().From.AddDays(30);

    /// <summary>A SIRET that passes Luhn.</summary>
    public static string NextSiret()
    {
        var digits = $"{Interlocked.Increment(ref next):000000000}0001";
        for (var key = 0; key < 10; key++)
            if (Siret.Check(digits + key) is null) return digits + key;
        throw new InvalidOperationException("Luhn always has a key.");
    }
}
