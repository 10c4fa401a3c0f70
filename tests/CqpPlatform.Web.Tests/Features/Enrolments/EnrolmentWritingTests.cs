using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Enrolments.Listing;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Enrolments;

public sealed class EnrolmentWritingTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private static readonly BlockChoice Complete = new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC8", "BC9"]);
    private const string Nir = "2 94 03 2A 004 123";
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task A_complete_draft_is_sent_and_its_company_and_tutor_enter_the_registry()
    {
        var (world, campaign) = await OpenAsync();
        var input = await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Ambrosini", Complete);

        (await SubmitAsync(world.Secretary, input.EnrolmentId)).Message.ShouldBe("");

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var enrolment = await db.Enrolments.SingleAsync(e => e.Id == input.EnrolmentId);
        enrolment.Status.ShouldBe(EnrolmentStatus.Submitted);
        (await db.Companies.SingleAsync(c => c.Id == enrolment.CompanyId)).Siret.ShouldBe(input.CompanySiret);
        (await db.Tutors.SingleAsync(t => t.Id == enrolment.TutorId)).Email.ShouldBe("sylvie.garnier@aurelane.invalid");
        (await db.Candidates.SingleAsync(c => c.Id == enrolment.CandidateId)).Email.ShouldBe("livia.ambrosini@exemple.invalid");
    }

    [Fact]
    public async Task A_known_company_and_tutor_are_found_again()
    {
        var (world, campaign) = await OpenAsync();
        var input = await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Ambrosini", Complete, i =>
            (i.CompanySiret, i.TutorEmail) = ($"{world.Company.Siret[..3]} {world.Company.Siret[3..]}", world.Tutor.Email.ToUpperInvariant()));

        (await ReadAsync(world.Secretary, input.EnrolmentId)).Value.Facts.KnownTutor.ShouldBe("GARNIER Sylvie");
        (await SubmitAsync(world.Secretary, input.EnrolmentId)).Succeeded.ShouldBeTrue();

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var enrolment = await db.Enrolments.SingleAsync(e => e.Id == input.EnrolmentId);
        (enrolment.CompanyId, enrolment.TutorId).ShouldBe((world.Company.Id, world.Tutor.Id));
    }

    [Fact]
    public async Task An_unfinished_draft_keeps_every_character_and_says_all_that_is_missing()
    {
        var (world, campaign) = await OpenAsync();
        var input = await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Ambrosini", new("production", ["BC1", "BC2", "BC3", "BC4", "BC5", "BC9"]), i =>
            (i.BirthInseeCode, i.CompanySiret, i.EngagementDate, i.TutorEmail, i.Adaptations) = ("2A04", "012", new(2021, 9, 6), "sylvie.garnier@", "<script>alert(1)</script> tiers-temps"));

        var kept = (await ReadAsync(world.Secretary, input.EnrolmentId)).Value.Input;
        kept.Blocks.ShouldBe(input.Blocks);
        kept.Blocks = input.Blocks;
        kept.ShouldBeEquivalentTo(input);

        var refused = await SubmitAsync(world.Secretary, input.EnrolmentId);
        refused.Errors.Select(e => e.Field).ShouldBe(["BirthInseeCode", "EngagementDate", "Blocks", "CompanySiret", "TutorEmail"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("engagement-after-registration", "EngagementDate")]
    [InlineData("route-not-admitted", "AccessRoute")]
    [InlineData("elective-missing", "Blocks")]
    [InlineData("organisation-not-habilitated", null)]
    [InlineData("siret-key", "CompanySiret")]
    [InlineData("insee-code", "BirthInseeCode")]
    public async Task Each_rule_is_held_at_the_door(string code, string? field)
    {
        var (world, campaign) = await OpenAsync();
        var input = await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Ambrosini", Complete, i =>
        {
            if (code == "engagement-after-registration") i.EngagementDate = new(2021, 9, 6);
            if (code == "organisation-not-habilitated") i.EngagementDate = new(2014, 9, 6);
            if (code == "route-not-admitted") i.AccessRoute = AccessRoute.Apprenticeship;
            if (code == "elective-missing") i.Blocks = [.. Complete.Blocks.Except(["BC9"])];
            if (code == "siret-key") i.CompanySiret = "01234567400010";
            if (code == "insee-code") i.BirthInseeCode = "2C004";
        });

        var refused = await SubmitAsync(world.Secretary, input.EnrolmentId);

        refused.Errors.ShouldHaveSingleItem().Code.ShouldBe(code);
        refused.Errors[0].Field.ShouldBe(field);
    }

    [Fact]
    public async Task A_social_security_number_is_refused_in_every_text()
    {
        var (world, campaign) = await OpenAsync();
        var input = await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Ambrosini", Complete);
        foreach (var property in typeof(SaveEnrolmentInput).GetProperties().Where(p => p.PropertyType == typeof(string) && p.CanWrite))
        {
            var before = property.GetValue(input);
            property.SetValue(input, Nir);
            var refused = await SaveAsync(world.Secretary, input);
            refused.Errors.ShouldContain(e => e.Field == property.Name, property.Name);
            refused.Message.ShouldContain("sécurité sociale", customMessage: property.Name);
            property.SetValue(input, before);
        }
        input.CompanySiret = "7328293200007";
        (await SaveAsync(world.Secretary, input)).Errors.ShouldHaveSingleItem().Message.Replace('\u00a0', ' ').ShouldStartWith("SIRET : 14 chiffres attendus.", customMessage: "a digit short, it looks like one");
        (await StartAsync(world.Secretary, campaign.Id, Nir)).Message.ShouldContain("sécurité sociale");
    }

    [Fact]
    public async Task An_organisation_sees_and_touches_its_own_enrolments_only()
    {
        var (world, campaign) = await OpenAsync();
        var input = await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Ambrosini", Complete);

        (await ReadAsync(world.OtherSecretary, input.EnrolmentId)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await SaveAsync(world.OtherSecretary, input)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await SubmitAsync(world.OtherSecretary, input.EnrolmentId)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await ReadAsync(world.Manager, input.EnrolmentId)).Errors.ShouldBe([SecurityErrors.NotFound], "a draft is the organisation's alone");
        (await SaveAsync(world.Manager, input)).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        (await StartAsync(world.Examiner, campaign.Id, "Ambrosini")).Errors.ShouldBe([SecurityErrors.NotAllowed]);

        var insurer = await platform.CreateWorldAsync(CqpFixture.Insurer);
        (await ReadAsync(insurer.Secretary, input.EnrolmentId)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await StartAsync(insurer.Secretary, campaign.Id, "Ambrosini")).Errors.ShouldBe([SecurityErrors.NotFound]);
    }

    [Fact]
    public async Task Nothing_is_written_outside_the_enrolment_step_or_without_an_invitation()
    {
        var (world, campaign) = await OpenAsync();
        var input = await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Ambrosini", Complete);
        await platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.Evaluation);
        (await SaveAsync(world.Secretary, input)).Errors.ShouldBe([CampaignErrors.EnrolmentClosed]);
        (await SubmitAsync(world.Secretary, input.EnrolmentId)).Errors.ShouldBe([CampaignErrors.EnrolmentClosed]);
        (await StartAsync(world.Secretary, campaign.Id, "Bellamy")).Errors.ShouldBe([CampaignErrors.EnrolmentClosed]);

        await platform.ForceStatusAsync(world, campaign.Id, CampaignStatus.EnrolmentOpen);
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
            await db.CampaignOrganisations.Where(o => o.CampaignId == campaign.Id && o.OrganisationId == world.Organisation.Id).ExecuteDeleteAsync();
        (await StartAsync(world.Secretary, campaign.Id, "Bellamy")).Errors.ShouldBe([EnrolmentErrors.NotInvited]);
        (await SubmitAsync(world.Secretary, input.EnrolmentId)).Errors.ShouldBe([EnrolmentErrors.NotInvited]);
    }

    [Fact]
    public async Task The_same_person_is_enrolled_once_in_a_campaign_whatever_the_accents()
    {
        var (world, campaign) = await OpenAsync();
        await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Béranger-Noël", Complete);

        (await StartAsync(world.OtherSecretary, campaign.Id, "BERANGER NOEL")).Errors.ShouldBe([EnrolmentErrors.AlreadyEnrolled]);

        var other = await platform.WriteEnrolmentAsync(world.OtherSecretary, campaign, "Beranger", Complete);
        other.BirthName = "Béranger Noel";
        (await SaveAsync(world.OtherSecretary, other)).Errors.ShouldBe([EnrolmentErrors.AlreadyEnrolled]);
    }

    [Fact]
    public async Task A_later_campaign_finds_the_acquired_blocks_again_for_whoever_knows_the_whole_identity_and_does_not_evaluate_them()
    {
        var (world, campaign) = await OpenAsync();
        var first = await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Courtin", Complete);
        (await SubmitAsync(world.Secretary, first.EnrolmentId)).Succeeded.ShouldBeTrue();
        var candidateId = (await ReadAsync(world.Secretary, first.EnrolmentId)).Value.CandidateId;
        await platform.AcquireAsync(world, campaign, candidateId, "BC2", "BC8");
        var second = await platform.CreateCampaignAsync(world, "RNCP31391", $"Printemps {Guid.NewGuid():N}");

        var started = (await StartAsync(world.OtherSecretary, second.Id, "COURTIN", i => (i.BirthPlace, i.BirthInseeCode) = ("AJACCIO", "2A004"))).Value;
        var file = (await ReadAsync(world.OtherSecretary, started)).Value;
        (file.CandidateId, file.Facts.IdentityEstablished, file.Input.Email).ShouldBe((candidateId, true, null));
        file.Facts.AcquiredCodes.ShouldBe(["BC2", "BC8"], ignoreOrder: true);

        var input = file.Input;
        input.BirthPlace = "Bastia";
        (await SaveAsync(world.OtherSecretary, input)).Errors.ShouldBe([EnrolmentErrors.IdentityEstablished]);
        input.BirthPlace = "Ajaccio";
        (input.Option, input.Blocks, input.AccessRoute, input.EngagementDate) = (Complete.Option, Complete.Blocks, AccessRoute.ContinuingEducation, new(2020, 9, 7));
        (input.CompanySiret, input.CompanyName, input.TutorLastName, input.TutorFirstName, input.TutorEmail) = (TestData.NextSiret(), "Assurial", "Pons", "Karim", "k.pons@exemple.invalid");
        (await SaveAsync(world.OtherSecretary, input)).Message.ShouldBe("");
        (await SubmitAsync(world.OtherSecretary, started)).Message.ShouldBe("");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.Enrolments.SingleAsync(e => e.Id == started)).BlocksToEvaluate.ShouldBe(["BC1", "BC3", "BC4", "BC5", "BC9"]);
    }

    [Fact]
    public async Task Correcting_the_name_into_that_of_a_known_person_attaches_the_draft_to_them()
    {
        var (world, campaign) = await OpenAsync();
        var known = (await platform.CreateEnrolmentAsync(world, campaign, Complete, "Delattre")).CandidateId;
        var second = await platform.CreateCampaignAsync(world, "RNCP31391", $"Printemps {Guid.NewGuid():N}");
        var input = await platform.WriteEnrolmentAsync(world.Secretary, second, "Delatre", Complete);
        var mistyped = (await ReadAsync(world.Secretary, input.EnrolmentId)).Value.CandidateId;

        (input.BirthName, input.FirstNames) = ("Delattre", "Léa, Anne");
        (await SaveAsync(world.Secretary, input)).Value.CandidateId.ShouldBe(known);

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.Candidates.AnyAsync(c => c.Id == mistyped)).ShouldBeFalse("nobody else knows the mistyped person");
    }

    [Fact]
    public async Task A_returned_enrolment_corrected_into_a_known_person_leaves_the_file_of_which_the_certifier_said_something()
    {
        var (world, campaign) = await OpenAsync();
        var known = (await platform.CreateEnrolmentAsync(world, campaign, Complete, "Delattre")).CandidateId;
        var second = await platform.CreateCampaignAsync(world, "RNCP31391", $"Printemps {Guid.NewGuid():N}");
        var input = await platform.WriteEnrolmentAsync(world.Secretary, second, "Delatre", Complete);
        var mistyped = (await ReadAsync(world.Secretary, input.EnrolmentId)).Value.CandidateId;
        (await SubmitAsync(world.Secretary, input.EnrolmentId)).Message.ShouldBe("");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        db.Add(DuplicateReview.Distinguish(await db.Candidates.SingleAsync(c => c.Id == known), await db.Candidates.SingleAsync(c => c.Id == mistyped), "noms proches", new(Guid.NewGuid(), "MOREL Hélène"), platform.Clock.Now).Value);
        (await db.Enrolments.SingleAsync(e => e.Id == input.EnrolmentId)).Return("Le nom est mal écrit.", platform.Clock.Now).Succeeded.ShouldBeTrue();
        await db.SaveChangesAsync();

        (input.BirthName, input.FirstNames) = ("Delattre", "Léa, Anne");
        (await SaveAsync(world.Secretary, input)).Value.CandidateId.ShouldBe(known);

        (await db.DuplicateReviews.AnyAsync(r => r.OtherId == mistyped)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_draft_is_given_up_with_its_candidate_but_not_once_it_was_sent()
    {
        var (world, campaign) = await OpenAsync();
        var input = await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Esteve", Complete);
        var sent = await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Fabre", Complete);
        (await SubmitAsync(world.Secretary, sent.EnrolmentId)).Succeeded.ShouldBeTrue();
        await using var scope = platform.As(world.Secretary);
        var discard = scope.ServiceProvider.GetRequiredService<DiscardEnrolment>();

        (await discard.ExecuteAsync(input.EnrolmentId)).Succeeded.ShouldBeTrue();
        (await discard.ExecuteAsync(sent.EnrolmentId)).Errors.ShouldBe([EnrolmentErrors.AlreadySent]);

        var mine = (await scope.ServiceProvider.GetRequiredService<ListEnrolments>().ExecuteAsync()).Value;
        mine.Enrolments.Select(e => e.Name).ShouldBe(["FABRE Livia"]);
        mine.Open.ShouldContain(c => c.Id == campaign.Id && c.Enrolments == 1);
    }

    private async Task<(TestWorld World, Campaign Campaign)> OpenAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        // One registry of persons for the whole class: each test starts from none.
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
            await db.Candidates.ExecuteUpdateAsync(s => s.SetProperty(c => c.BirthDate, new DateOnly(1980, 1, 1)));
        return (world, await platform.CreateCampaignAsync(world, "RNCP31391", $"Automne {Guid.NewGuid():N}"));
    }

    private async Task<Domain.Common.Result<Guid>> StartAsync(Membership member, Guid campaignId, string birthName, Action<StartEnrolmentInput>? change = null)
    {
        await using var scope = platform.As(member);
        var input = new StartEnrolmentInput { CampaignId = campaignId, Sex = Sex.Female, BirthName = birthName, FirstNames = "livia anne", BirthDate = new(1994, 3, 14) };
        change?.Invoke(input);
        return await scope.ServiceProvider.GetRequiredService<StartEnrolment>().ExecuteAsync(input);
    }

    private async Task<Domain.Common.Result<EnrolmentSaved>> SaveAsync(Membership member, SaveEnrolmentInput input)
    {
        await using var scope = platform.As(member);
        return await scope.ServiceProvider.GetRequiredService<SaveEnrolment>().ExecuteAsync(input);
    }

    private async Task<Domain.Common.Result> SubmitAsync(Membership member, Guid id)
    {
        await using var scope = platform.As(member);
        return await scope.ServiceProvider.GetRequiredService<SubmitEnrolment>().ExecuteAsync(id);
    }

    private async Task<Domain.Common.Result<EnrolmentFile>> ReadAsync(Membership member, Guid id)
    {
        await using var scope = platform.As(member);
        return await scope.ServiceProvider.GetRequiredService<ReadEnrolment>().ExecuteAsync(id);
    }
}
