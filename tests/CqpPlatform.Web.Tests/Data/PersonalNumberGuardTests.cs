using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Bulk;
using CqpPlatform.Web.Features.Awards.Ledger;
using CqpPlatform.Web.Features.Enrolments.Files;
using CqpPlatform.Web.Features.Enrolments.Importing;
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

        // The doors, the commands and the jobs save without a unit of work: the wall is the context's own.
        await using var direct = await platform.Database.OpenAsync(world.TenantId);
        direct.Add(Company.Create($"Cabinet {Number}", TestData.NextSiret()));
        await Should.ThrowAsync<PersonalNumberFoundException>(() => direct.SaveChangesAsync());
        await using var global = platform.Database.OpenGlobal();
        global.Add(Account.Create($"{Guid.NewGuid():N}@exemple.invalid", $"Prigent {Number}", "Aude"));
        await Should.ThrowAsync<PersonalNumberFoundException>(() => global.SaveChangesAsync());
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

    [Theory]
    [InlineData("{0}.pdf")]
    [InlineData("carte vitale {0}.pdf")]
    [InlineData("carte_1850578006084_recto.pdf")]
    public async Task No_file_is_taken_whose_name_holds_one(string pattern)
    {
        var name = string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, Number);
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Fichiers {Guid.NewGuid():N}");
        var draft = await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Ambrosini", TestData.ProductionChoice);
        var enrolment = await platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice, "Zeller");
        var pdf = "%PDF-1.7 essai"u8.ToArray();
        Result[] answers =
        [
            Result.From((await platform.RunAsync<AddSupportingFile, Result<JoinedFile>>(world.Secretary, u => u.ExecuteAsync(new(draft.EnrolmentId, name, pdf)))).Errors),
            Result.From((await platform.RunAsync<StartImport, Result<ImportStarted>>(world.Secretary, u => u.ExecuteAsync(new(campaign.Id, name, System.Text.Encoding.UTF8.GetBytes(TestImports.Csv(2)), AsDrafts: true)))).Errors),
            await platform.RunAsync<EnterEarlierBlocks, Result>(world.Manager, u => u.ExecuteAsync(new()
            {
                CandidateId = enrolment.CandidateId, CertificationCode = "RNCP31391", Blocks = ["BC1"], AcquiredOn = new(2015, 6, 1), Reference = "attestation 2015", Reason = "Avant la plateforme", FileName = name, File = pdf,
            })),
        ];
        foreach (var answer in answers) answer.Message.ShouldContain("sécurité sociale");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.SupportingFiles.CountAsync(f => f.EnrolmentId == draft.EnrolmentId) + await db.EnrolmentImports.CountAsync(i => i.CampaignId == campaign.Id) + await db.LedgerProofs.CountAsync(p => p.CandidateId == enrolment.CandidateId)).ShouldBe(0);
    }

    [Fact]
    public async Task Rows_added_in_bulk_meet_the_same_wall()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var siret = TestData.NextSiret();
        await Should.ThrowAsync<InvalidOperationException>(() => db.BulkAddAsync(platform.Clock.Now, [[Company.Create("Cabinet", TestData.NextSiret()), Company.Create($"Cabinet {Number}", siret)]]));
        (await db.Companies.AnyAsync(c => c.Siret == siret)).ShouldBeFalse();
        await db.BulkAddAsync(platform.Clock.Now, [[Company.Create("Cabinet", siret)]]);
        (await db.Companies.AnyAsync(c => c.Siret == siret)).ShouldBeTrue();
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
