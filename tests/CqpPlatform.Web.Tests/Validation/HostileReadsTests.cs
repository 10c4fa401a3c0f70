using CqpPlatform.Domain.Evaluations;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Candidates;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Submission;
using CqpPlatform.Web.Features.Referentials.CheckBlockChoice;
using CqpPlatform.Web.Features.Referentials.ReadReferential;
using CqpPlatform.Web.Features.Verification.VerifyDocument;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Validation;

/// <summary>Texts that are looked up, not kept: whatever they are, the answer is that of an unknown one.</summary>
public sealed class HostileReadsTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    [Fact]
    public async Task No_text_breaks_a_search_or_a_lookup()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await platform.CreateEvaluationAsync(world, "RNCP31391", "Hostile");
        await using var secretary = platform.As(world.Secretary);
        var services = secretary.ServiceProvider;
        foreach (var text in HostileTexts.All.Concat(HostilePayloads.All).Append(new string('x', 99) + "😀"))
        {
            var shown = HostileTexts.Show(text);
            (await services.GetRequiredService<ListCandidates>().ExecuteAsync(text)).Succeeded.ShouldBeTrue(shown);
            (await services.GetRequiredService<ReadReferential>().ExecuteAsync(text)).Errors.ShouldBe([SecurityErrors.NotFound], shown);
            (await services.GetRequiredService<CheckBlockChoice>().ExecuteAsync(text, new(null, []))).Errors.ShouldBe([SecurityErrors.NotFound], shown);
            (await services.GetRequiredService<CheckBlockChoice>().ExecuteAsync("RNCP31391", new(text, [text]))).Value.ShouldNotBeEmpty(shown);
            (await services.GetRequiredService<ReadGrid>().ExecuteAsync(enrolment.Id, text)).Refused.ShouldBeTrue(shown);
            (await services.GetRequiredService<SaveChange>().ExecuteAsync(new(enrolment.Id, text, Guid.NewGuid(), text, LineField.Comment, "Vu.", null))).Refused.ShouldBeTrue(shown);
            (await services.GetRequiredService<SaveChange>().ExecuteAsync(new(enrolment.Id, "BC1", Guid.NewGuid(), text, LineField.Comment, "Vu.", null))).Refused.ShouldBeTrue(shown);
            (await services.GetRequiredService<SubmitEvaluation>().ExecuteAsync(new(enrolment.Id, "BC1", text))).Refused.ShouldBeTrue(shown);
            (await services.GetRequiredService<VerifyDocument>().ExecuteAsync("CPNEC-" + text)).ShouldBeNull(shown);
            (await services.GetRequiredService<TutorDoor>().IsOpenAsync(text, text)).ShouldBeFalse(shown);
            (await services.GetRequiredService<TutorDoor>().IsOpenAsync(CqpFixture.Broker, text)).ShouldBeFalse(shown);
        }
        // Each sign-in costs a slow hash: the strangest texts are enough.
        foreach (var text in HostileTexts.All) (await services.GetRequiredService<SignInDoor>().SignInAsync(text, text, default)).Errors.ShouldBe([SignInDoor.Refused], HostileTexts.Show(text));
    }
}
