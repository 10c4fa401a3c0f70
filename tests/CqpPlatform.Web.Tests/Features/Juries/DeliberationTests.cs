using CqpPlatform.Domain.Campaigns;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Attendance;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Voting;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class DeliberationTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = database.Platform;

    [Fact]
    public async Task The_jury_reads_decides_and_takes_back_block_by_block()
    {
        var (world, jury, enrolment) = await InSessionAsync();

        var before = await SessionAsync(jury.President, jury.SessionId);
        before.Candidates.ShouldHaveSingleItem().ToDecide.ShouldBe(7);
        before.Candidates[0].Voices.ShouldBe(13);
        before.Viewer.Decides.ShouldBeTrue();

        (await DecideAsync(jury, enrolment, "BC1", Outcome.Validated)).Message.ShouldBe("");
        var after = await SessionAsync(jury.President, jury.SessionId);
        after.Candidates[0].Cells.Single(c => c.Code == "BC1").Decided.ShouldBe(Outcome.Validated);
        after.Gaps.ShouldContain(g => g.Text.Contains("BC2"));

        (await platform.RunAsync<UndoDecision, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, enrolment, "BC1")))).Message.ShouldBe("");
        (await SessionAsync(jury.President, jury.SessionId)).Candidates[0].ToDecide.ShouldBe(7);
    }

    [Fact]
    public async Task The_file_shows_the_sources_side_by_side_and_why_they_are_to_be_deliberated()
    {
        var (_, jury, enrolment) = await InSessionAsync((block, source) => block == "BC4" && source == SourceKind.Commission ? Rating.InProgress : Rating.Acquired);

        var file = (await platform.RunAsync<ReadCandidateFile, Result<CandidateFileView>>(jury.President, u => u.ExecuteAsync(jury.SessionId, enrolment))).Value;

        file.Name.ShouldBe("MARCHAND Léa");
        var block = file.Blocks.Single(b => b.Code == "BC4");
        block.Proposal.Outcome.ShouldBe(ProposalOutcome.ToDeliberate);
        block.Proposal.Explanation.ShouldContain("la commission ne l’est pas");
        block.Sources.Select(s => s.SignedBy).ShouldAllBe(name => name == "GARNIER Sylvie");
        block.Lines.ShouldContain(l => !l.Unanimous && l.Cells.Any(c => c != null && c.Comment == "À reprendre."));
        file.Blocks.Single(b => b.Code == "BC1").Lines.ShouldAllBe(l => l.Unanimous);
    }

    [Fact]
    public async Task Leaving_the_proposal_or_refusing_a_block_takes_a_motive()
    {
        var (_, jury, enrolment) = await InSessionAsync((block, _) => block == "BC4" ? Rating.NotAcquired : Rating.Acquired);

        (await DecideAsync(jury, enrolment, "BC4", Outcome.Validated)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.MotiveOnDeparture);
        (await DecideAsync(jury, enrolment, "BC1", Outcome.NotValidated)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.MotiveOnRefusal);
        (await DecideAsync(jury, enrolment, "BC1", Outcome.NotValidated, "Oral insuffisant.")).Message.ShouldBe("");
    }

    [Fact]
    public async Task Votes_count_every_voice_and_need_the_absolute_majority()
    {
        var (_, jury, enrolment) = await InSessionAsync();

        (await DecideAsync(jury, enrolment, "BC1", Outcome.Validated, vote: new Vote(6, 3, 1))).Errors[0].Code.ShouldBe("vote-count");
        (await DecideAsync(jury, enrolment, "BC1", Outcome.Validated, vote: new Vote(6, 6, 1))).Errors[0].Code.ShouldBe("majority-missing");
        (await DecideAsync(jury, enrolment, "BC1", Outcome.Validated, vote: new Vote(7, 5, 1))).Message.ShouldBe("");
    }

    [Fact]
    public async Task Losing_the_quorum_locks_the_decisions()
    {
        var (world, jury, enrolment) = await InSessionAsync();
        var employers = (await SessionAsync(jury.President, jury.SessionId)).Colleges.Single(c => c.College == College.Employers);
        foreach (var member in employers.Members) await PresenceAsync(world, jury, member.Id, Presence.Excused);

        var session = await SessionAsync(jury.President, jury.SessionId);

        session.QuorumObstacle.ShouldNotBeNull().ShouldContain("Employeurs");
        (await DecideAsync(jury, enrolment, "BC1", Outcome.Validated)).Errors[0].Code.ShouldBe("quorum-missing");
        session.Unanimous.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_declared_link_takes_the_member_out_of_the_vote_and_the_decisions_back()
    {
        var (_, jury, enrolment) = await InSessionAsync();
        await DecideAsync(jury, enrolment, "BC1", Outcome.Validated);
        var session = await SessionAsync(jury.President, jury.SessionId);
        var (me, other) = (session.Viewer.MemberId!.Value, session.Members.First(m => m.Id != session.Viewer.MemberId).Id);

        (await DeclareAsync(jury.President, jury, other, enrolment, "Ancienne collègue")).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);
        (await DeclareAsync(jury.President, jury, me, enrolment, " ")).Refused.ShouldBeTrue();
        (await DeclareAsync(jury.President, jury, me, enrolment, "Ancienne collègue")).Message.ShouldBe("");

        var row = (await SessionAsync(jury.President, jury.SessionId)).Candidates[0];
        row.Voices.ShouldBe(12);
        row.ToDecide.ShouldBe(7);
        row.Recusals.ShouldHaveSingleItem().Reason.ShouldBe("lien déclaré");
    }

    [Fact]
    public async Task All_unanimous_proposals_are_accepted_in_one_act_and_nothing_else()
    {
        var (_, jury, enrolment) = await InSessionAsync((block, source) => block == "BC4" && source == SourceKind.Tutor ? Rating.NotObserved : Rating.Acquired);

        var accepted = (await platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)))).Value;

        accepted.Select(b => b.BlockCode).ShouldBe(["BC1", "BC2", "BC3", "BC5", "BC8", "BC9"], ignoreOrder: true);
        (await SessionAsync(jury.President, jury.SessionId)).Candidates[0].ToDecide.ShouldBe(1);
        (await platform.RunAsync<UndoDecision, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, accepted)))).Message.ShouldBe("");
        (await SessionAsync(jury.President, jury.SessionId)).Candidates[0].ToDecide.ShouldBe(7);
    }

    [Fact]
    public async Task A_block_that_was_voted_on_is_left_out_of_what_one_act_accepts()
    {
        var (_, jury, enrolment) = await InSessionAsync();
        var round = (await platform.RunAsync<CallVote, Result<Guid>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, new(enrolment, "BC1"), Outcome.Validated)))).Value;
        (await SessionAsync(jury.President, jury.SessionId)).Unanimous.ShouldNotContain(u => u.Block.BlockCode == "BC1", "while it is voted on");
        (await platform.RunAsync<CloseVote, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, round)))).Message.ShouldBe("");

        var offered = (await SessionAsync(jury.President, jury.SessionId)).Unanimous.Select(u => u.Block).ToList();
        offered.ShouldNotContain(b => b.BlockCode == "BC1", "the vote rejected it");
        (await platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)))).Value.ShouldBe(offered, ignoreOrder: true);
    }

    [Fact]
    public async Task A_decision_somebody_else_has_just_taken_is_not_overwritten_unseen()
    {
        var (_, jury, enrolment) = await InSessionAsync();
        await DecideAsync(jury, enrolment, "BC1", Outcome.Validated);

        (await DecideAsync(jury, enrolment, "BC1", Outcome.NotValidated, "Oral insuffisant.")).Errors[0].Code.ShouldBe("decision-changed");
    }

    [Fact]
    public async Task Only_a_member_of_the_session_who_is_present_decides()
    {
        var (world, jury, enrolment) = await InSessionAsync();
        var foreign = await platform.CreateWorldAsync(CqpFixture.Insurer);

        foreach (var stranger in new[] { world.JuryMember, foreign.JuryMember })
        {
            (await platform.RunAsync<DecideBlock, Result>(stranger, u => u.ExecuteAsync(new(jury.SessionId, enrolment, "BC1", Outcome.Validated)))).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
            (await platform.RunAsync<ReadSession, Result<SessionView>>(stranger, u => u.ExecuteAsync(jury.SessionId))).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
        }
        foreach (var role in new[] { world.Manager, world.Secretary, world.Examiner })
            (await platform.RunAsync<DecideBlock, Result>(role, u => u.ExecuteAsync(new(jury.SessionId, enrolment, "BC1", Outcome.Validated)))).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);

        var me = (await SessionAsync(jury.President, jury.SessionId)).Viewer.MemberId!.Value;
        await PresenceAsync(world, jury, me, Presence.Excused);
        (await DecideAsync(jury, enrolment, "BC1", Outcome.Validated)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.MemberAbsent);
    }

    [Fact]
    public async Task Open_screens_hear_of_each_change()
    {
        var (world, jury, enrolment) = await InSessionAsync();
        var heard = 0;
        var notifier = (JuryNotifier)platform.Services.GetService(typeof(JuryNotifier))!;
        var listening = notifier.Listen(world.TenantId, jury.SessionId, () => heard++);

        await DecideAsync(jury, enrolment, "BC1", Outcome.Validated);
        await DecideAsync(jury, enrolment, "BC2", Outcome.NotValidated);
        heard.ShouldBe(1);

        listening.Dispose();
        await DecideAsync(jury, enrolment, "BC2", Outcome.Validated);
        heard.ShouldBe(1);
    }

    private async Task<(TestWorld World, TestJury Jury, Guid Enrolment)> InSessionAsync(Func<string, SourceKind, Rating>? rate = null)
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Session {Guid.NewGuid():N}");
        var enrolment = await platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice);
        await platform.EvaluateAsync(world, enrolment, rate);
        return (world, await platform.OpenJuryAsync(world, campaign), enrolment.Id);
    }

    private async Task<SessionView> SessionAsync(Membership reader, Guid sessionId) =>
        (await platform.RunAsync<ReadSession, Result<SessionView>>(reader, u => u.ExecuteAsync(sessionId))).Value;

    private Task<Result> DecideAsync(TestJury jury, Guid enrolment, string block, Outcome outcome, string? motive = null, Vote? vote = null) =>
        platform.RunAsync<DecideBlock, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, enrolment, block, outcome, motive, null, vote)));

    private Task<Result> PresenceAsync(TestWorld world, TestJury jury, Guid member, Presence presence) =>
        platform.RunAsync<RecordPresence, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, member, presence)));

    private Task<Result> DeclareAsync(Membership actor, TestJury jury, Guid member, Guid enrolment, string reason) =>
        platform.RunAsync<DeclareLink, Result>(actor, u => u.ExecuteAsync(new(jury.SessionId, member, enrolment, reason)));
}
