using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Security;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.TestCommon;

public static partial class TestData
{
    /// <summary>A draft started by one member, with everything the rules ask for typed in; not yet sent.</summary>
    public static async Task<SaveEnrolmentInput> WriteEnrolmentAsync(this CqpFixture fixture, Membership member, Campaign campaign, string birthName, BlockChoice choice, Action<SaveEnrolmentInput>? change = null)
    {
        await using var scope = fixture.As(member);
        var started = await scope.ServiceProvider.GetRequiredService<StartEnrolment>().ExecuteAsync(new()
        {
            CampaignId = campaign.Id,
            Sex = Sex.Female,
            BirthName = birthName,
            FirstNames = "Livia, Anne",
            BirthDate = new(1994, 3, 14),
            BirthPlace = "Ajaccio",
        });
        if (started.Refused) throw new InvalidOperationException(started.Message);
        var input = new SaveEnrolmentInput
        {
            EnrolmentId = started.Value,
            Sex = Sex.Female,
            BirthName = birthName,
            FirstNames = "Livia, Anne",
            BirthDate = new(1994, 3, 14),
            BirthPlace = "Ajaccio",
            BirthInseeCode = "2A004",
            Email = "livia.ambrosini@exemple.invalid",
            Phone = "06 39 98 41 07",
            AccessRoute = AccessRoute.ContinuingEducation,
            EngagementDate = new(2020, 9, 7),
            Option = choice.Option,
            Blocks = choice.Blocks,
            CompanySiret = NextSiret(),
            CompanyName = "Cabinet Aurélane",
            TutorLastName = "Garnier",
            TutorFirstName = "Sylvie",
            TutorQuality = "responsable production",
            TutorEmail = "sylvie.garnier@aurelane.invalid",
        };
        change?.Invoke(input);
        var saved = await scope.ServiceProvider.GetRequiredService<SaveEnrolment>().ExecuteAsync(input);
        if (saved.Refused) throw new InvalidOperationException(saved.Message);
        return input;
    }

    /// <summary>Puts blocks into a candidate's ledger, as a jury of an earlier campaign would have.</summary>
    public static async Task AcquireAsync(this CqpFixture fixture, TestWorld world, Campaign campaign, Guid candidateId, params string[] blocks)
    {
        await using var db = await fixture.Database.OpenAsync(world.TenantId);
        var referential = await new ReferentialCatalogue().GetAsync(db, campaign.ReferentialVersionId);
        var session = JurySession.Convene(campaign.Id, referential.AdmittedRoutes(), new(2020, 12, 10), "Paris");
        db.Add(session);
        foreach (var code in blocks) db.Add(AcquiredBlock.Create(candidateId, referential, referential.Block(code), new(2020, 12, 10), session.Id, "PV 2020-2-14"));
        await db.SaveChangesAsync();
    }
}
