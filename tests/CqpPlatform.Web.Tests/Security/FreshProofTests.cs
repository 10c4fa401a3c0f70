using CqpPlatform.Domain.Awards;
using CqpPlatform.Domain.Common;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Awards;
using CqpPlatform.Web.Features.Awards.CorrectDocument;
using CqpPlatform.Web.Features.Awards.IssueDocuments;
using CqpPlatform.Web.Features.Awards.RevokeDocument;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Sealing;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.SecondFactor;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Security;

/// <summary>What binds a certifier or a jury asks again who acts: an old session alone does nothing. The passkey's turn is in PasskeyJourney.</summary>
public sealed class FreshProofTests(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = fixture.Platform;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Issuing_correcting_and_revoking_are_refused_to_an_old_session_and_done_with_password_and_code()
    {
        var story = await platform.IssueAsync();
        await platform.RenameAsync(story.World, story.Whole, "Lefebvre");
        Func<IServiceProvider, IdentityProof?, Task<Result>>[] acts =
        [
            async (services, proof) => Result.From((await services.GetRequiredService<StartIssue>().ExecuteAsync(new(story.Campaign.Id, proof), Ct)).Errors),
            async (services, proof) => Result.From((await services.GetRequiredService<CorrectDocument>().ExecuteAsync(new(story.Certificate.Id, "erreur de nom", proof), Ct)).Errors),
            (services, proof) => services.GetRequiredService<RevokeDocument>().ExecuteAsync(new(story.Attestation.Id, "erreur sur la personne", proof), Ct),
        ];
        var key = await PreparedAsync(story.World.Manager);
        foreach (var act in acts)
        {
            var before = await StateAsync(story);
            await using var old = await OldAsync(story.World.Manager);
            (await act(old.ServiceProvider, null)).Errors.ShouldBe([Reauthentication.Needed]);
            (await act(old.ServiceProvider, new("pas la bonne phrase", Code(key)))).Errors.ShouldBe([Reauthentication.Refused]);
            (await act(old.ServiceProvider, new(TestData.Password))).Errors.ShouldBe([SecondFactors.Wrong], "the password of an account with a second factor is half a proof");
            (await act(old.ServiceProvider, new(TestData.Password, "000000"))).Errors.ShouldBe([SecondFactors.Wrong]);
            (await StateAsync(story)).ShouldBe(before, "nothing was written");

            (await act(old.ServiceProvider, new(TestData.Password, Code(key)))).Message.ShouldBe("");
            platform.Clock.Now += TimeSpan.FromMinutes(1);
        }
        (await StateAsync(story)).ShouldBe((1, DocumentState.Superseded, DocumentState.Revoked));
    }

    [Fact]
    public async Task A_proof_serves_a_few_minutes_in_its_own_session_and_nowhere_else()
    {
        var story = await platform.IssueAsync();
        await platform.GivePasswordAsync(story.World.Manager);
        await using var here = await OldAsync(story.World.Manager);
        await using var elsewhere = await OldAsync(story.World.Manager);
        (await RevokeAsync(here, story.Attestation, TestData.Password)).Succeeded.ShouldBeTrue();
        (await RevokeAsync(elsewhere, story.Certificate)).Errors.ShouldBe([Reauthentication.Needed]);
        platform.Clock.Now += Reauthentication.Fresh;
        (await RevokeAsync(here, story.Certificate)).Errors.ShouldBe([Reauthentication.Needed]);
        (await RevokeAsync(here, story.Certificate, TestData.Password)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Sealing_asks_each_time_for_the_password_and_the_code_even_of_a_session_that_has_just_begun()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Session {Guid.NewGuid():N}");
        await platform.EvaluateAsync(world, await platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice));
        var jury = await platform.OpenJuryAsync(world, campaign);
        await platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)));
        (await platform.RunAsync<SealSession, Result<SealAnswer>>(jury.OtherPresident, u => u.ExecuteAsync(new(jury.SessionId, TestData.Password)))).Message.ShouldBe("", "the first of the two who seal");
        var key = await platform.RegisterApplicationAsync(jury.President);
        platform.Clock.Now += TimeSpan.FromMinutes(1);
        var (scope, _) = await platform.SignedInAsync(jury.President, secondFactor: true);
        await using var open = scope;
        var seal = scope.ServiceProvider.GetRequiredService<SealSession>();
        (await seal.ExecuteAsync(new(jury.SessionId, new(null)), Ct)).Errors.ShouldBe([Reauthentication.Missing]);
        (await seal.ExecuteAsync(new(jury.SessionId, new(TestData.Password)), Ct)).Errors.ShouldBe([SecondFactors.Wrong]);
        (await seal.ExecuteAsync(new(jury.SessionId, new(TestData.Password, Code(key))), Ct)).Value.Number.ShouldNotBeNull();
    }

    private async Task<string> PreparedAsync(Membership member)
    {
        await platform.GivePasswordAsync(member);
        var key = await platform.RegisterApplicationAsync(member);
        platform.Clock.Now += TimeSpan.FromMinutes(1);
        return key;
    }

    /// <summary>A session whose owner last showed who they are longer ago than a proof serves.</summary>
    private async Task<AsyncServiceScope> OldAsync(Membership member)
    {
        var (scope, _) = await platform.SignedInAsync(member, secondFactor: true);
        platform.Clock.Now += Reauthentication.Fresh;
        return scope;
    }

    private string Code(string key) => Totp.Code(key, platform.Clock.Now);

    private static Task<Result> RevokeAsync(AsyncServiceScope scope, IssuedDocument document, string? password = null) =>
        scope.ServiceProvider.GetRequiredService<RevokeDocument>().ExecuteAsync(new EndDocumentInput(document.Id, "erreur sur la personne", password is null ? null : new(password)), Ct);

    private async Task<(int Jobs, DocumentState Certificate, DocumentState Attestation)> StateAsync(IssuedStory story)
    {
        await using var db = await platform.Database.OpenAsync(story.World.TenantId, Ct);
        var states = await db.IssuedDocuments.Where(d => d.CampaignId == story.Campaign.Id && d.SupersedesId == null).OrderBy(d => d.Kind).Select(d => new { d.Kind, d.State }).ToListAsync(Ct);
        return (await db.Jobs.CountAsync(j => j.Input == story.Campaign.Id.ToString(), Ct), states.Single(s => s.Kind == DocumentKind.Certificate).State, states.Single(s => s.Kind == DocumentKind.Attestation).State);
    }
}
