using CqpPlatform.Domain.Certifiers;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Declarations;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Organisations;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Candidates;
using CqpPlatform.Web.Features.Declarations.EditAccount;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Submission;
using CqpPlatform.Web.Features.Figures.ReadFigures;
using CqpPlatform.Web.Features.Organisations.Habilitating;
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

    [Fact]
    public async Task What_has_no_validator_refuses_or_forgets_whatever_it_is_given()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        await using var manager = platform.As(world.Manager);
        var services = manager.ServiceProvider;
        foreach (var text in HostileTexts.All.Concat(HostilePayloads.All))
        {
            var shown = HostileTexts.Show(text);
            (await services.GetRequiredService<ReadFigures>().ExecuteAsync(new(text))).Value.IsEmpty.ShouldBeTrue(shown);
            (await services.GetRequiredService<Habilitate>().ExecuteAsync(new() { OrganisationId = world.Organisation.Id, CertificationCode = text, From = new(2019, 1, 1) })).Errors.ShouldBe([HabilitationErrors.CertificationMissing], shown);
            (await services.GetRequiredService<Habilitate>().ExecuteAsync(new() { OrganisationId = world.Organisation.Id, CertificationCode = "RNCP31391", From = new(2019, 1, 1), Options = [text] })).Errors.ShouldBe([HabilitationErrors.UnknownOption], shown);
            (await services.GetRequiredService<EditAccount>().ExecuteAsync(new() { ClientId = text, ContractId = text })).Errors.ShouldContain(DeclarationErrors.ClientIdInvalid, shown);
            await services.GetRequiredService<EditAccount>().ExecuteAsync(new() { ClientId = "CPNE0001", ContractId = text });
            var kept = (await services.GetRequiredService<ReadAccount>().ExecuteAsync()).Value.ContractId ?? "";
            (kept.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && !PersonalNumber.IsIn(kept)).ShouldBeTrue(shown);
            // A colour is parsed and written again from what it means.
            ColourContrast.Clean(text).ShouldBeNull(shown);
        }
    }
}
