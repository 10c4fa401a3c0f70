using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.PersonalData.ReadPerson;
using CqpPlatform.Web.Features.PersonalData.RectifyIdentity;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.PersonalData;

public sealed class RectificationTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task An_established_identity_is_corrected_with_its_proof_and_its_reason_and_no_former_name_is_kept_beside_it()
    {
        var (world, enrolment) = await StageAsync("Lefebre");
        var input = await InputAsync(world, enrolment.CandidateId);
        (input.BirthName, input.Proof) = ("Lefèvre", IdentityEvidence.IdentityCard);
        (input.ProofSeenOn, input.Reason) = (new(2026, 11, 20), "Faute de saisie à l’inscription.");
        (await RectifyAsync(world, input)).Succeeded.ShouldBeTrue();

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.Candidates.SingleAsync(c => c.Id == enrolment.CandidateId)).BirthName.ShouldBe("Lefèvre");
        var trace = (await platform.RunAsync<ReadPersonData, Result<PersonData>>(world.Manager, u => u.ExecuteAsync(enrolment.CandidateId))).Value.Rectifications.Single();
        trace.Fields.ShouldBe(["BirthName"]);
        (trace.Proof, trace.Reason).ShouldBe((IdentityEvidence.IdentityCard, "Faute de saisie à l’inscription."));
        (await RectifyAsync(world, input)).Errors.ShouldBe([RectificationErrors.NothingChanged]);
    }

    [Fact]
    public async Task Reason_and_proof_are_asked_for_and_another_persons_identity_is_refused()
    {
        var (world, enrolment) = await StageAsync("Premier");
        var (_, other) = await StageAsync("Second");
        var input = await InputAsync(world, enrolment.CandidateId);
        input.BirthName = "Nouveau";
        (await RectifyAsync(world, input)).Errors.Select(e => e.Field).ShouldBe(["Proof", "ProofSeenOn", "Reason"]);

        (input.Proof, input.ProofSeenOn, input.Reason) = (IdentityEvidence.Passport, new DateOnly(2026, 11, 20), "Erreur");
        input.BirthName = "Second";
        (await RectifyAsync(world, input)).Errors.ShouldBe([RectificationErrors.AnotherPerson]);
        (input.BirthName, input.BirthInseeCode) = ("Nouveau", "00000");
        (await RectifyAsync(world, input)).Errors.Single().Field.ShouldBe("BirthInseeCode");
        (input.BirthInseeCode, input.ProofSeenOn) = ("2A004", new(2026, 11, 22));
        (await RectifyAsync(world, input)).Errors.ShouldBe([RectificationErrors.ProofInFuture]);
    }

    [Fact]
    public async Task Another_certifiers_candidate_is_unknown()
    {
        var (_, enrolment) = await StageAsync("Ailleurs");
        var insurer = await platform.CreateWorldAsync(CqpFixture.Insurer);
        (await platform.RunAsync<ReadRectification, Result<RectifyIdentityInput>>(insurer.Manager, u => u.ExecuteAsync(enrolment.CandidateId))).Errors.ShouldBe([SecurityErrors.NotFound]);
    }

    private async Task<(TestWorld World, Enrolment Enrolment)> StageAsync(string birthName)
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await platform.CreateEvaluationAsync(world, "RNCP31391", $"Rectification {Guid.NewGuid():N}", birthName);
        return (world, enrolment);
    }

    private async Task<RectifyIdentityInput> InputAsync(TestWorld world, Guid candidateId) =>
        (await platform.RunAsync<ReadRectification, Result<RectifyIdentityInput>>(world.Manager, u => u.ExecuteAsync(candidateId))).Value;

    private Task<Result> RectifyAsync(TestWorld world, RectifyIdentityInput input) => platform.RunAsync<RectifyIdentity, Result>(world.Manager, u => u.ExecuteAsync(input));
}
