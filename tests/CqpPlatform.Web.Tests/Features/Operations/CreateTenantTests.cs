using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Operations.CreateTenant;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Operations;

public sealed class CreateTenantTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task A_new_certifier_has_its_referentials_and_a_manager_to_invite_and_no_candidate_is_needed_to_see_it()
    {
        (await CreateAsync(Input("cpne-essai", "ESSAI"))).Succeeded.ShouldBeTrue();
        var tenant = await platform.TenantAsync("cpne-essai");
        await using var db = await platform.Database.OpenAsync(tenant.Id);
        (await db.ReferentialVersions.Select(v => v.CertificationCode).ToListAsync()).ShouldBe(["RNCP41351"]);
        var invitation = await db.Invitations.SingleAsync();
        (invitation.Email, invitation.Role, invitation.LastName).ShouldBe(("claire.roche@exemple.invalid", Role.CertifierManager, "Roche"));
        (await db.OutboxMails.SingleAsync()).Body.ShouldContain("/invitation/cpne-essai/");
        (await db.Memberships.AnyAsync()).ShouldBeFalse("nobody is in before the invitation is accepted");
    }

    [Fact]
    public async Task What_must_be_unique_or_well_formed_is_refused_at_its_field()
    {
        (await CreateAsync(Input(CqpFixture.Broker, "AUTRE"))).Errors.Single().Field.ShouldBe("Slug");
        (await CreateAsync(Input("autre", "CPNEC"))).Errors.Single().Field.ShouldBe("DocumentPrefix");
        (await CreateAsync(Input("Majuscule", "ok1"))).Errors.Select(e => e.Field).ShouldBe(["Slug", "DocumentPrefix"]);
        (await CreateAsync(Input("sans", "SANS") with { Certifications = [] })).Errors.Single().Field.ShouldBe("Certifications");
        (await CreateAsync(Input("inconnu", "INCONNU") with { Certifications = ["RNCP99999"] })).Errors.Single().Field.ShouldBe("Certifications");
        (await CreateAsync(Input("nir", "NIR") with { LegalName = "CPNE 1 85 05 78 006 084 91" })).Message.ShouldContain("sécurité sociale");
    }

    private static CreateTenantInput Input(string slug, string prefix) => new()
    {
        Slug = slug,
        Name = "CPNE d’essai",
        LegalName = "Commission paritaire nationale de l’emploi d’essai",
        DocumentPrefix = prefix,
        Certifications = ["RNCP41351"],
        ManagerLastName = "Roche",
        ManagerFirstName = "Claire",
        ManagerEmail = "claire.roche@exemple.invalid",
    };

    private async Task<Result> CreateAsync(CreateTenantInput input)
    {
        await using var scope = platform.AsOperator(await platform.CreateOperatorAsync());
        return await scope.ServiceProvider.GetRequiredService<CreateTenant>().ExecuteAsync(input);
    }
}
