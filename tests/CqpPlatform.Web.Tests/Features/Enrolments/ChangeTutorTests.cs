using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Enrolments.Changing;
using CqpPlatform.Web.Features.Enrolments.Examining;
using CqpPlatform.Web.Features.Enrolments.Writing;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Enrolments;

/// <summary>Who the tutor is once it was changed: on the file, in the form, and when it is sent again.</summary>
public sealed class ChangeTutorTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task The_next_tutor_is_on_the_file_and_stays_when_it_is_returned_and_sent_again()
    {
        var (world, id) = await SentAsync("Garance");
        var input = Next(id);
        (await ChangeAsync(world, input)).Message.ShouldBe("");
        await NamesAsync(world.Manager, id, input.CompanySiret!, "Cabinet Brévent", "Lacaze", input.TutorEmail!);

        await ReturnAsync(world, id);
        await NamesAsync(world.Secretary, id, input.CompanySiret!, "Cabinet Brévent", "Lacaze", input.TutorEmail!);
        (await SubmitAsync(world, id)).Message.ShouldBe("");
        (await TutorAsync(world, id)).Email.ShouldBe(input.TutorEmail);
        var file = (await ReadAsync(world.Manager, id)).Input;
        (file.Email, file.Phone, file.TutorQuality).ShouldBe(("livia.ambrosini@exemple.invalid", "06 39 98 41 07", "associé"));
    }

    [Fact]
    public async Task One_changed_while_the_contacts_did_not_follow_has_its_tutor_all_the_same()
    {
        var (world, id) = await SentAsync("Hubert");
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
            await db.Enrolments.Where(e => e.Id == id).ExecuteUpdateAsync(s => s.SetProperty(e => e.CompanyId, world.Company.Id).SetProperty(e => e.TutorId, world.Tutor.Id));
        await NamesAsync(world.Manager, id, world.Company.Siret, world.Company.Name, world.Tutor.LastName, world.Tutor.Email);

        await ReturnAsync(world, id);
        await NamesAsync(world.Secretary, id, world.Company.Siret, world.Company.Name, world.Tutor.LastName, world.Tutor.Email);
        (await SubmitAsync(world, id)).Message.ShouldBe("");
        (await TutorAsync(world, id)).Id.ShouldBe(world.Tutor.Id);
    }

    [Fact]
    public async Task A_mailbox_of_several_people_does_not_attach_another_than_whom_was_typed()
    {
        var (world, id) = await SentAsync("Imbert");
        var before = await TutorAsync(world, id);
        var martin = Tutor.Create(world.Company.Id, "Martin", "Zoé-Anne", "gérante", $"rh-{id:N}@exemple.invalid");
        await using (var db = await platform.Database.OpenAsync(world.TenantId))
        {
            db.Add(martin);
            await db.SaveChangesAsync();
        }
        var input = Next(id);
        (input.CompanySiret, input.CompanyName, input.TutorEmail) = (world.Company.Siret, world.Company.Name, martin.Email);
        (input.TutorLastName, input.TutorFirstName) = ("Dupont", "Aude");
        (await ChangeAsync(world, input)).Errors.ShouldBe([EnrolmentErrors.AddressOfAnother("MARTIN Zoé-Anne")]);
        EnrolmentErrors.AddressOfAnother("MARTIN Zoé-Anne").ShouldSatisfyAllConditions(e => e.Field.ShouldBe("TutorEmail"), e => e.Message.ShouldStartWith("Cette adresse est celle de MARTIN Zoé-Anne dans cette entreprise\u00A0: "));
        (await TutorAsync(world, id)).Id.ShouldBe(before.Id);

        (input.TutorLastName, input.TutorFirstName) = ("MARTIN", "zoe anne");
        (await ChangeAsync(world, input)).Message.ShouldBe("");
        (await TutorAsync(world, id)).Id.ShouldBe(martin.Id);
        (await ChangeAsync(world, input)).Errors.ShouldBe([EnrolmentErrors.SameTutor]);
        input.TutorFirstName = "Paul";
        (await ChangeAsync(world, input)).Errors.ShouldBe([EnrolmentErrors.AddressOfAnother("MARTIN Zoé-Anne")], "somebody else is meant");
    }

    private static ChangeTutorInput Next(Guid id) => new()
    {
        EnrolmentId = id,
        CompanySiret = TestData.NextSiret(),
        CompanyName = "Cabinet Brévent",
        TutorLastName = "Lacaze",
        TutorFirstName = "Rémi",
        TutorQuality = "associé",
        TutorEmail = $"lacaze-{id:N}@exemple.invalid",
        Reason = "départ du tuteur",
    };

    private async Task<(TestWorld World, Guid Id)> SentAsync(string name)
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Automne {Guid.NewGuid():N}");
        var input = await platform.WriteEnrolmentAsync(world.Secretary, campaign, name, TestData.ProductionChoice);
        (await SubmitAsync(world, input.EnrolmentId)).Message.ShouldBe("");
        return (world, input.EnrolmentId);
    }

    private Task<Result> ChangeAsync(TestWorld world, ChangeTutorInput input) => platform.RunAsync<ChangeTutor, Result>(world.Secretary, u => u.ExecuteAsync(input));

    private Task<Result> SubmitAsync(TestWorld world, Guid id) => platform.RunAsync<SubmitEnrolment, Result>(world.Secretary, u => u.ExecuteAsync(id));

    private async Task ReturnAsync(TestWorld world, Guid id) =>
        (await platform.RunAsync<ReturnEnrolment, Result>(world.Manager, u => u.ExecuteAsync(new(id, "La date d’entrée ne correspond pas.")))).Message.ShouldBe("");

    private async Task<EnrolmentFile> ReadAsync(Membership member, Guid id) => (await platform.RunAsync<ReadEnrolment, Result<EnrolmentFile>>(member, u => u.ExecuteAsync(id))).Value;

    private async Task NamesAsync(Membership member, Guid id, string siret, string company, string tutor, string email)
    {
        var input = (await ReadAsync(member, id)).Input;
        (input.CompanySiret, input.CompanyName, input.TutorLastName, input.TutorEmail).ShouldBe((siret, company, tutor, email));
    }

    private async Task<Tutor> TutorAsync(TestWorld world, Guid id)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        return await db.Tutors.SingleAsync(t => db.Enrolments.Any(e => e.Id == id && e.TutorId == t.Id));
    }
}
