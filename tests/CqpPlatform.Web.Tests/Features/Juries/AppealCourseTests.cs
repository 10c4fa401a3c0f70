using Bunit;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Juries.Appeals;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Publication;
using CqpPlatform.Web.Features.Juries.Sessions;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using SessionHeader = CqpPlatform.Web.Features.Juries.Components.SessionHeader;

namespace CqpPlatform.Web.Tests.Features.Juries;

/// <summary>The way of an appeal to its jury: when it may be asked, answered, given up, put off, and by whom.</summary>
public sealed class AppealCourseTests(DatabaseFixture database) : AppealTest(database)
{
    [Fact]
    public async Task It_waits_for_the_results_to_be_told_and_is_late_after_the_delay()
    {
        var (world, jury, _, enrolment) = await SealedAsync(keep: true);
        (await RecordAsync(world.Manager, jury, enrolment)).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.ResultsNotTold);
        (await ReadAsync(world, jury)).DueOn.ShouldBeNull();
        var at = Platform.Clock.Now;
        Platform.Clock.Now = at.AddDays(10);
        (await Platform.RunAsync<ReleaseResults, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");
        var told = DateOnly.FromDateTime(Platform.Clock.Now.UtcDateTime);
        (await ReadAsync(world, jury)).DueOn.ShouldBe(told.AddDays(60));

        Platform.Clock.Now = at.AddDays(90);
        (await RecordAsync(world.Manager, jury, enrolment, told.AddDays(61))).Message.ShouldBe("");
        var late = (await ReadAsync(world, jury)).Appeals.ShouldHaveSingleItem();
        (late.IsLate, late.DueOn).ShouldBe((true, told.AddDays(60)));
        (await TrySendAsync(world.Manager, jury, late.Id, null)).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.LateReason);
        (await Platform.RunAsync<DismissAppeal, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, late.Id, "Hors délai")))).Message.ShouldBe("");
        (await Platform.RunAsync<TakeBackAppeal, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, late.Id)))).Message.ShouldBe("");
        (await TrySendAsync(world.Manager, jury, late.Id, "Courrier égaré par nos services")).Message.ShouldBe("");
        Platform.Clock.Now = at;
    }

    [Fact]
    public async Task Until_the_seal_it_is_given_up_or_taken_back_and_the_session_judges_it_no_more()
    {
        var (world, jury, _, enrolment) = await SealedAsync();
        await RecordAsync(world.Manager, jury, enrolment);
        var review = await ReferAsync(world, jury);
        var id = (await ReadAsync(world, jury)).Appeals[0].Id;
        await OpenAsync(world, review);
        await DecideAsync(review, enrolment, Refused, Outcome.Validated);
        (await Platform.RunAsync<WithdrawAppeal, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, id, "Renonce")))).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.DecidedAlready);
        (await Platform.RunAsync<UndoDecision, Result>(review.President, u => u.ExecuteAsync(new(review.SessionId, enrolment, Refused)))).Message.ShouldBe("");
        (await PutOffAsync(world, review)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.QuorumThere);
        (await Platform.RunAsync<WithdrawAppeal, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, id, "Renonce")))).Message.ShouldBe("");

        var emptied = (await Platform.RunAsync<ReadSession, Result<SessionView>>(world.Manager, u => u.ExecuteAsync(review.SessionId))).Value;
        (emptied.WithoutAppeal, Ends(emptied)).ShouldBe((true, true));
        var ended = await PutOffAsync(world, review);
        ended.Message.ShouldBe("", "a session that has nothing left to judge ends, quorum or not");
        var over = (await Platform.RunAsync<ReadSession, Result<SessionView>>(world.Manager, u => u.ExecuteAsync(review.SessionId))).Value;
        (over.EndedWithoutAppeal, Ends(over)).ShouldBe((true, false));
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        var facts = (await db.IssuedDocuments.SingleAsync(d => d.Id == ended.Value)).Facts;
        facts.ShouldContain("retirés ou repris");
        facts.ShouldContain("Le quorum est atteint");
        (await RecordAsync(world.Manager, jury, enrolment)).Succeeded.ShouldBeTrue("what was given up may be asked again");
        (await Platform.RunAsync<TakeBackAppeal, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, id)))).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-twice");
    }

    [Fact]
    public async Task An_appeal_before_a_session_put_off_waits_for_another_one()
    {
        var (world, jury, _, enrolment) = await SealedAsync();
        await RecordAsync(world.Manager, jury, enrolment);
        var review = await ReferAsync(world, jury);
        await OpenAsync(world, review, Presence.Excused);
        (await PutOffAsync(world, review)).Message.ShouldBe("");

        var waiting = (await ReadAsync(world, jury)).Appeals[0];
        (waiting.State, waiting.Review).ShouldBe((AppealState.Filed, null));
        (await TrySendAsync(world.Manager, jury, waiting.Id, null)).Value.ShouldNotBe(review.SessionId);
    }

    [Fact]
    public async Task Only_the_certifier_answers_and_another_certifiers_appeal_is_unknown()
    {
        var (world, jury, _, enrolment) = await SealedAsync();
        var (_, other, _, _) = await SealedAsync();
        await RecordAsync(world.Manager, jury, enrolment);
        var id = (await ReadAsync(world, jury)).Appeals[0].Id;
        var foreign = await Platform.CreateWorldAsync(CqpFixture.Insurer);

        (await RecordAsync(jury.President, jury, enrolment)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);
        (await RecordAsync(foreign.Manager, jury, enrolment)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
        (await TrySendAsync(foreign.Manager, jury, id, null)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
        (await TrySendAsync(world.Manager, other, id, null)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound, "an appeal is answered from the session it contests");
        var day = (await ReadAsync(world, jury)).Date;
        (await Platform.RunAsync<ReferAppeal, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, id, null, day, "Paris")))).Errors.ShouldHaveSingleItem().ShouldBe(AppealErrors.SessionBefore(day), "not on its day either");
        (await RecordAsync(world.Manager, other, enrolment)).Errors.ShouldHaveSingleItem().Code.ShouldBe("appeal-block", "that session judged somebody else");
    }

    /// <summary>What the certifier is offered at the head of the session.</summary>
    private static bool Ends(SessionView session)
    {
        using var page = new BunitContext { JSInterop = { Mode = JSRuntimeMode.Loose } };
        return page.Render<SessionHeader>(p => p.Add(h => h.Session, session)).FindAll("button.link").Any(b => b.TextContent == "Terminer la séance");
    }

    private Task<Result<Guid>> PutOffAsync(TestWorld world, TestJury jury) => Platform.RunAsync<PostponeSession, Result<Guid>>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId)));
}
