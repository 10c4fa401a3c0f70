using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Features.Organisations.Habilitating;
using CqpPlatform.Web.Features.Organisations.Listing;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Organisations;

public sealed class HabilitationTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task An_organisation_is_added_habilitated_and_narrowed_to_one_option()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var siret = TestData.NextSiret();
        var added = await AddAsync(world, "Campus Orlandre", siret.Insert(9, " "));
        added.Message.ShouldBe("");
        (await AddAsync(world, "Le même", siret)).Errors.ShouldBe([HabilitationErrors.KnownSiret("Campus Orlandre")]);
        (await AddAsync(world, "Faux", "12345678900017")).Errors.ShouldHaveSingleItem().Field.ShouldBe("Siret");

        var given = await HabilitateAsync(world, new() { OrganisationId = added.Value, CertificationCode = "RNCP31391", From = new(2019, 1, 1), Options = ["production", "sinistre"] });
        given.Message.ShouldBe("");
        (await LineAsync(world, added.Value)).Options.ShouldBeEmpty("every option is no limit");
        (await HabilitateAsync(world, new() { HabilitationId = given.Value, OrganisationId = added.Value, CertificationCode = "RNCP31391", From = new(2019, 1, 1), To = new(2021, 12, 31), Options = ["sinistre"] })).Message.ShouldBe("");
        var line = await LineAsync(world, added.Value);
        (line.To, string.Join(',', line.Options)).ShouldBe((new DateOnly(2021, 12, 31), "sinistre"));
    }

    [Fact]
    public async Task A_narrowed_habilitation_holds_the_next_candidate_and_leaves_those_sent()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Options {Guid.NewGuid():N}");
        var sent = await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Ambrosini", TestData.ProductionChoice);
        (await SubmitAsync(world, sent.EnrolmentId)).Message.ShouldBe("");
        var line = (await ListAsync(world)).Organisations.Single(o => o.Id == world.Organisation.Id).Habilitations.Single(h => h.CertificationCode == "RNCP31391");

        (await HabilitateAsync(world, new() { HabilitationId = line.Id, OrganisationId = world.Organisation.Id, CertificationCode = "RNCP31391", From = line.From, To = line.To, Options = ["sinistre"] })).Message.ShouldBe("");

        var next = await platform.WriteEnrolmentAsync(world.Secretary, campaign, "Bertaud", TestData.ProductionChoice);
        (await SubmitAsync(world, next.EnrolmentId)).Errors.ShouldHaveSingleItem().Code.ShouldBe(EnrolmentErrors.OptionNotHabilitated("").Code);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.Enrolments.FindAsync(world.TenantId, sent.EnrolmentId))!.Status.ShouldBe(EnrolmentStatus.Submitted);
    }

    [Fact]
    public async Task A_habilitation_entered_by_mistake_is_removed_and_given_again_and_one_that_an_enrolment_stands_on_stays()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var organisation = (await AddAsync(world, "Campus Verlaine", TestData.NextSiret())).Value;
        var whole = new HabilitateInput { OrganisationId = organisation, CertificationCode = "RNCP31391", From = new(2019, 1, 1), Options = ["sinistre"] };
        var given = (await HabilitateAsync(world, whole)).Value;
        (await RemoveAsync((await platform.CreateWorldAsync(CqpFixture.Insurer)).Manager, given)).Errors.ShouldBe([SecurityErrors.NotFound]);
        var removed = await RemoveAsync(world.Manager, given);
        removed.Value.Options.ShouldBe(whole.Options);
        (removed.Value.HabilitationId, removed.Value.OrganisationId, removed.Value.CertificationCode, removed.Value.From, removed.Value.To).ShouldBe((null, organisation, "RNCP31391", whole.From, null));
        (await ListAsync(world)).Organisations.Single(o => o.Id == organisation).Habilitations.ShouldBeEmpty();
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.AuditEntries.OrderBy(e => e.Sequence).LastAsync(e => e.EntityId == given)).Action.ShouldBe("RemoveHabilitation");
        (await HabilitateAsync(world, removed.Value)).Message.ShouldBe("");

        // The secretary's own: candidates were sent under it, unless another covers them too.
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31395", $"Retrait {Guid.NewGuid():N}");
        await platform.CreateEnrolmentAsync(world, campaign, new(null, ["BC1", "BC2", "BC3", "BC4", "BC5", "BC6", "BC7"]));
        var relied = (await ListAsync(world)).Organisations.Single(o => o.Id == world.Organisation.Id).Habilitations.Single(h => h.CertificationCode == "RNCP31395");
        (await RemoveAsync(world.Manager, relied.Id)).Errors.ShouldHaveSingleItem().Code.ShouldBe(HabilitationErrors.Relied(1).Code);
        var twice = await HabilitateAsync(world, new() { OrganisationId = world.Organisation.Id, CertificationCode = "RNCP31395", From = relied.From, To = relied.To });
        (await RemoveAsync(world.Manager, twice.Value)).Succeeded.ShouldBeTrue("entered twice: every enrolment still stands on the first");
        (await platform.RunAsync<RemoveHabilitation, Result<HabilitateInput>>(world.Secretary, u => u.ExecuteAsync(relied.Id))).Errors.ShouldBe([SecurityErrors.NotAllowed]);
    }

    [Fact]
    public async Task What_is_missing_impossible_or_somebody_elses_is_refused()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var insurer = await platform.CreateWorldAsync(CqpFixture.Insurer);
        var whole = new HabilitateInput { OrganisationId = world.Organisation.Id, CertificationCode = "RNCP31395", From = new(2019, 1, 1) };
        foreach (var (input, error) in new (HabilitateInput, Error)[]
        {
            (new(), HabilitationErrors.OrganisationMissing),
            (new() { OrganisationId = whole.OrganisationId, CertificationCode = "RNCP31395" }, HabilitationErrors.StartMissing),
            (new() { OrganisationId = whole.OrganisationId, CertificationCode = "RNCP41351", From = whole.From }, HabilitationErrors.CertificationMissing),
            (new() { OrganisationId = whole.OrganisationId, CertificationCode = "RNCP31391", From = whole.From, Options = ["autre"] }, HabilitationErrors.UnknownOption),
            (new() { OrganisationId = whole.OrganisationId, CertificationCode = "RNCP31395", From = whole.From, To = new(2018, 1, 1) }, HabilitationErrors.EndsBeforeStart),
            (new() { OrganisationId = insurer.Organisation.Id, CertificationCode = "RNCP31395", From = whole.From }, SecurityErrors.NotFound),
            (new() { HabilitationId = Guid.NewGuid(), OrganisationId = whole.OrganisationId, CertificationCode = "RNCP31395", From = whole.From }, SecurityErrors.NotFound),
        })
            (await HabilitateAsync(world, input)).Errors.ShouldBe([error]);
    }

    private Task<Result<Guid>> AddAsync(TestWorld world, string name, string siret) => platform.RunAsync<AddOrganisation, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new() { Name = name, Siret = siret }));

    private Task<Result<Guid>> HabilitateAsync(TestWorld world, HabilitateInput input) => platform.RunAsync<Habilitate, Result<Guid>>(world.Manager, u => u.ExecuteAsync(input));

    private Task<Result<HabilitateInput>> RemoveAsync(Membership member, Guid id) => platform.RunAsync<RemoveHabilitation, Result<HabilitateInput>>(member, u => u.ExecuteAsync(id));

    private Task<Result> SubmitAsync(TestWorld world, Guid id) => platform.RunAsync<SubmitEnrolment, Result>(world.Secretary, u => u.ExecuteAsync(id));

    private async Task<OrganisationList> ListAsync(TestWorld world) => (await platform.RunAsync<ListOrganisations, Result<OrganisationList>>(world.Manager, u => u.ExecuteAsync())).Value;

    private async Task<HabilitationLine> LineAsync(TestWorld world, Guid organisationId) => (await ListAsync(world)).Organisations.Single(o => o.Id == organisationId).Habilitations.Single();
}
