using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Data;

public sealed class PersonalNumberGuardTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private const string Number = "1 85 05 78 006 084 91";
    private readonly CqpFixture platform = fixture.Platform;

    /// <summary>A unit of work, whatever the form in front of it forgot: the way every use case, page, import and call of the API saves.</summary>
    [Fact]
    public async Task What_no_form_refused_is_refused_when_it_is_saved()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        (await SaveAsync(world, db => db.Add(Company.Create($"Cabinet {Number}", TestData.NextSiret())))).Errors.Single().Code.ShouldBe("nir-refused");
        (await SaveAsync(world, db => db.Add(Company.Create("Cabinet", TestData.NextSiret())))).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task It_is_found_inside_what_is_kept_as_json_and_in_a_row_that_changes()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Numéros {Guid.NewGuid():N}");
        var draft = await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Ambrosini", TestData.ProductionChoice);
        (await SaveAsync(world, db => db.Enrolments.Single(e => e.Id == draft.EnrolmentId).Note(EnrolmentContacts.None with { TutorQuality = Number }))).Refused.ShouldBeTrue();
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.Enrolments.SingleAsync(e => e.Id == draft.EnrolmentId)).Contacts!.TutorQuality.ShouldNotBe(Number);
    }

    private async Task<Result> SaveAsync(TestWorld world, Action<CqpDbContext> write)
    {
        await using var scope = platform.As(world.Manager);
        var begun = await scope.ServiceProvider.GetRequiredService<WorkFactory>().BeginAsync(Permission.ManageCampaigns);
        await using var unit = begun.Value;
        write(unit.Db);
        return await unit.SaveAsync();
    }
}
