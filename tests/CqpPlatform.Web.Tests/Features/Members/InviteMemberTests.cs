using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Members;
using CqpPlatform.Web.Features.Members.Ending;
using CqpPlatform.Web.Features.Members.Inviting;
using CqpPlatform.Web.Features.Members.Listing;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Members;

public sealed class InviteMemberTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task A_certifier_invites_to_every_role_but_the_tutor_s_and_each_gets_one_mail()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        foreach (var role in Enum.GetValues<Role>())
        {
            var email = $"{Guid.NewGuid():N}@exemple.invalid";
            var result = await InviteAsync(world.Manager, new(email, "Prigent", "Aude", role, role == Role.TrainingOrganisation ? world.Organisation.Id : null));
            result.Succeeded.ShouldBe(role.IsByMembership(), result.Message);
            (await MailsAsync(world, email)).Count.ShouldBe(role.IsByMembership() ? 1 : 0);
        }
        (await InviteAsync(world.Manager, new("x@exemple.invalid", "Prigent", "Aude", Role.TrainingOrganisation, null))).Errors.Single().Field.ShouldBe("OrganisationId");
        (await InviteAsync(world.Manager, new(null, null, null, null, null))).Errors.Select(e => (e.Field, e.Message)).ShouldBe(
            [("LastName", "Indiquez le nom de la personne."), ("FirstName", "Indiquez son prénom."), ("Email", "Indiquez son adresse de courriel."), ("Role", "Choisissez l’accès à ouvrir.")], "in the order of the fields");
    }

    [Fact]
    public async Task A_training_organisation_invites_its_own_colleagues_whatever_it_asks_for()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var email = $"{Guid.NewGuid():N}@exemple.invalid";
        (await InviteAsync(world.Secretary, new(email, "Prigent", "Aude", Role.CertifierManager, world.OtherOrganisation.Id))).Succeeded.ShouldBeTrue();
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var row = await db.Invitations.SingleAsync(i => i.Email == email);
        (row.Role, row.OrganisationId).ShouldBe((Role.TrainingOrganisation, world.Organisation.Id));

        (await ListAsync(world.OtherSecretary)).Invitations.ShouldBeEmpty("another organisation's invitations are not shown");
        (await ListAsync(world.OtherSecretary)).Members.Select(m => m.MembershipId).ShouldBe([world.OtherSecretary.Id]);
        await using var scope = platform.As(world.OtherSecretary);
        (await scope.ServiceProvider.GetRequiredService<RevokeInvitation>().ExecuteAsync(row.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await scope.ServiceProvider.GetRequiredService<RenewInvitation>().ExecuteAsync(row.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await scope.ServiceProvider.GetRequiredService<EndMembership>().ExecuteAsync(world.Secretary.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
        (await scope.ServiceProvider.GetRequiredService<RestoreMembership>().ExecuteAsync(world.Manager.Id)).Errors.ShouldBe([SecurityErrors.NotFound]);
    }

    [Fact]
    public async Task Nobody_is_invited_twice_to_what_they_have_or_are_offered()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        (await InviteAsync(world.Manager, new((await platform.EmailOfAsync(world.Examiner)).ToUpperInvariant(), "Hassani", "Marc", Role.Examiner, null))).Errors.ShouldBe([MemberErrors.AlreadyMember]);
        var email = $"{Guid.NewGuid():N}@exemple.invalid";
        var first = await InviteAsync(world.Manager, new(email, "Prigent", "Aude", Role.Examiner, null));
        (await InviteAsync(world.Manager, new($" {email.ToUpperInvariant()}", "Prigent", "Aude", Role.Examiner, null))).Errors.ShouldBe([MemberErrors.AlreadyInvited]);
        (await InviteAsync(world.Manager, new(email, "Prigent", "Aude", Role.JuryMember, null))).Succeeded.ShouldBeTrue("another access is another invitation");

        await using var scope = platform.As(world.Manager);
        (await scope.ServiceProvider.GetRequiredService<RevokeInvitation>().ExecuteAsync(first.Value)).Succeeded.ShouldBeTrue();
        (await scope.ServiceProvider.GetRequiredService<RenewInvitation>().ExecuteAsync(first.Value)).Errors.ShouldBe([MemberErrors.InvitationClosed]);
        (await InviteAsync(world.Manager, new(email, "Prigent", "Aude", Role.Examiner, null))).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task The_last_manager_and_the_last_of_an_organisation_do_not_shut_themselves_out()
    {
        // A tenant where this manager is the only one.
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        await using var manager = platform.As(world.Manager);
        var end = manager.ServiceProvider.GetRequiredService<EndMembership>();
        (await end.ExecuteAsync(world.Manager.Id)).Errors.Single().Code.ShouldBe("member-last");
        await using (var own = platform.As(world.Secretary))
            (await own.ServiceProvider.GetRequiredService<EndMembership>().ExecuteAsync(world.Secretary.Id)).Errors.Single().Code.ShouldBe("member-last");

        (await end.ExecuteAsync(world.Secretary.Id)).Succeeded.ShouldBeTrue("the certifier can end any");
        await using (var own = platform.As(world.Secretary))
            (await own.ServiceProvider.GetRequiredService<ListMembers>().ExecuteAsync()).Errors.ShouldBe([SecurityErrors.NotAllowed]);
        (await manager.ServiceProvider.GetRequiredService<RestoreMembership>().ExecuteAsync(world.Secretary.Id)).Succeeded.ShouldBeTrue();
        (await ListAsync(world.Secretary)).Members.ShouldHaveSingleItem().IsMe.ShouldBeTrue();
    }

    private async Task<Domain.Common.Result<Guid>> InviteAsync(Membership by, InviteMemberInput input)
    {
        await using var scope = platform.As(by);
        return await scope.ServiceProvider.GetRequiredService<InviteMember>().ExecuteAsync(input);
    }

    private async Task<MemberList> ListAsync(Membership by)
    {
        await using var scope = platform.As(by);
        return (await scope.ServiceProvider.GetRequiredService<ListMembers>().ExecuteAsync()).Value;
    }

    private async Task<List<string>> MailsAsync(TestWorld world, string email)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        return await db.OutboxMails.Where(m => m.To == email).Select(m => m.Body).ToListAsync();
    }
}
