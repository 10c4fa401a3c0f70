using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Candidates;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Awards.CorrectDocument;
using CqpPlatform.Web.Features.Candidates;
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
    public async Task After_a_rectification_the_documents_that_print_the_former_identity_are_named_and_superseded_one_by_one()
    {
        var story = await platform.IssueAsync();
        var input = await InputAsync(story.World, story.Whole.CandidateId);
        (input.BirthName, input.Proof, input.ProofSeenOn, input.Reason) = ("Lefebvre", IdentityEvidence.IdentityCard, new(2026, 11, 20), "Faute de saisie à l’inscription.");
        (await RectifyAsync(story.World, input)).Message.ShouldBe("");

        var held = (await platform.RunAsync<ReadCandidate, Result<CandidateFile>>(story.World.Manager, u => u.ExecuteAsync(story.Whole.CandidateId))).Value;
        held.Documents.Where(d => d.Outdated).Select(d => d.Id).ShouldBe([story.Certificate.Id]);
        await using (var db = await platform.Database.OpenAsync(story.World.TenantId))
            (await db.IssuedDocuments.SingleAsync(d => d.Id == story.Certificate.Id)).State.ShouldBe(DocumentState.Valid, "a rectification ends nothing by itself");

        var correction = (await platform.RunAsync<CorrectDocument, Result<Correction>>(story.World.Manager, u => u.ExecuteAsync(new(story.Certificate.Id, "rectification de l’identité")))).Value;
        await using var after = await platform.Database.OpenAsync(story.World.TenantId);
        var (old, next) = (await after.IssuedDocuments.SingleAsync(d => d.Id == story.Certificate.Id), await after.IssuedDocuments.SingleAsync(d => d.Id == correction.Id));
        (old.State, next.State, next.SupersedesId).ShouldBe((DocumentState.Superseded, DocumentState.Valid, old.Id));
        (TestData.PrintedBy(old).Holder, TestData.PrintedBy(next).Holder).ShouldBe(("Léa, Anne LEFÈVRE", "Léa, Anne LEFEBVRE"));
        old.Bytes.ShouldBe(story.Certificate.Bytes);
        (await platform.RunAsync<ReadCandidate, Result<CandidateFile>>(story.World.Manager, u => u.ExecuteAsync(story.Whole.CandidateId))).Value.Documents.ShouldNotContain(d => d.Outdated);
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
