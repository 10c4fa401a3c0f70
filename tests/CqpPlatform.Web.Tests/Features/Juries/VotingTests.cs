using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Juries.Attendance;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Sessions;
using CqpPlatform.Web.Features.Juries.Voting;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class VotingTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = database.Platform;

    [Fact]
    public async Task A_nominal_vote_is_called_given_voice_by_voice_counted_and_followed_by_the_decision()
    {
        var (_, jury, enrolment) = await InSessionAsync();
        (await CallAsync(jury.President, jury, enrolment)).Message.ShouldBe("");
        (await CallAsync(jury.OtherPresident, jury, enrolment)).Errors.ShouldHaveSingleItem().Code.ShouldBe("vote-under-way");

        var vote = (await SessionAsync(jury.President, jury)).Votes.ShouldHaveSingleItem();
        vote.Voters.Count.ShouldBe(13);
        // The presidency takes down the voices of those who have no sign-in; the other president's is their own.
        vote.Voters.Count(v => v.Mine).ShouldBe(12);
        var other = vote.Voters.Single(v => !v.Mine).MemberId;
        (await CastAsync(jury.President, jury, vote.RoundId, other, BallotChoice.For)).Errors.ShouldHaveSingleItem().Code.ShouldBe("not-their-voice");
        (await CastAsync(jury.OtherPresident, jury, vote.RoundId, other, BallotChoice.Against)).Message.ShouldBe("");
        (await CastAsync(jury.OtherPresident, jury, vote.RoundId, other, BallotChoice.For)).Errors.ShouldHaveSingleItem().Code.ShouldBe("voted-already");
        foreach (var voter in vote.Voters.Where(v => v.Mine).Take(8)) (await CastAsync(jury.President, jury, vote.RoundId, voter.MemberId, BallotChoice.For)).Message.ShouldBe("");
        (await DecideAsync(jury, enrolment)).Errors.ShouldHaveSingleItem().Code.ShouldBe("vote-under-way");

        (await platform.RunAsync<CloseVote, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, vote.RoundId)))).Message.ShouldBe("");
        (await DecideAsync(jury, enrolment)).Message.ShouldBe("");

        var file = (await platform.RunAsync<ReadCandidateFile, Result<CandidateFileView>>(jury.President, u => u.ExecuteAsync(jury.SessionId, enrolment))).Value.Blocks.Single(b => b.Code == "BC1");
        file.Rounds.ShouldHaveSingleItem().Count.ShouldBe(new Vote(8, 1, 4));
        file.Rounds[0].Voices.Count.ShouldBe(9);
        file.Decision.ShouldNotBeNull().Vote.ShouldBe(new Vote(8, 1, 4));
    }

    [Fact]
    public async Task The_database_itself_refuses_a_second_ballot()
    {
        var (world, jury, enrolment) = await InSessionAsync();
        await CallAsync(jury.President, jury, enrolment);
        var vote = (await SessionAsync(jury.President, jury)).Votes[0];
        var mine = vote.Voters.First(v => v.Mine).MemberId;

        var twice = await Task.WhenAll(CastAsync(jury.President, jury, vote.RoundId, mine, BallotChoice.For), CastAsync(jury.President, jury, vote.RoundId, mine, BallotChoice.Against));

        twice.Count(r => r.Succeeded).ShouldBe(1);
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        await Should.ThrowAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(
            "insert into ballots (tenant_id, id, round_id, member_id, choice, cast_by_id, at) select tenant_id, gen_random_uuid(), round_id, member_id, choice, cast_by_id, at from ballots where round_id = {0}", vote.RoundId));
        await Should.ThrowAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync("update ballots set choice = 'Against' where round_id = {0}", vote.RoundId));
    }

    [Fact]
    public async Task Only_the_presidency_calls_and_counts_a_vote()
    {
        var (world, jury, enrolment) = await InSessionAsync();
        (await CallAsync(world.Manager, jury, enrolment)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);
        (await CallAsync(world.JuryMember, jury, enrolment)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
        var me = (await SessionAsync(jury.President, jury)).Viewer.MemberId!.Value;
        await platform.RunAsync<RecordPresence, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, me, Presence.Left)));
        (await CallAsync(jury.President, jury, enrolment)).Errors.ShouldHaveSingleItem().Code.ShouldBe("not-presiding");
    }

    [Fact]
    public async Task A_suspended_session_is_resumed_by_the_presidency_or_the_certifier()
    {
        var (world, jury, enrolment) = await InSessionAsync();
        (await platform.RunAsync<SuspendSession, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");
        (await DecideAsync(jury, enrolment)).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.Suspended);
        (await SessionAsync(jury.President, jury)).SuspendedAt.ShouldNotBeNull();

        (await platform.RunAsync<ResumeSession, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");
        (await DecideAsync(jury, enrolment)).Message.ShouldBe("");
    }

    [Fact]
    public async Task A_declaration_is_signed_by_its_member_with_their_password_and_may_be_taken_back()
    {
        var (world, jury, _) = await InSessionAsync();
        var me = (await SessionAsync(jury.President, jury)).Me!;
        me.DeclaredOnPaper.ShouldBeTrue();
        (await platform.RunAsync<RevokeStatement, Result>(jury.OtherPresident, u => u.ExecuteAsync(new(jury.SessionId, me.Id, "Erreur")))).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);
        (await platform.RunAsync<RevokeStatement, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, me.Id, " ")))).Refused.ShouldBeTrue();
        (await platform.RunAsync<RevokeStatement, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, me.Id, "Un lien découvert.")))).Message.ShouldBe("");
        (await SessionAsync(jury.President, jury)).Gaps.ShouldContain(g => g.Text.Contains("déclaration d’impartialité"));

        (await SignAsync(jury.President, jury, "autre chose")).Errors.ShouldHaveSingleItem().ShouldBe(Reauthentication.Refused);
        (await SignAsync(jury.President, jury, TestData.Password)).Message.ShouldBe("");
        (await SignAsync(world.JuryMember, jury, TestData.Password)).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotFound);
        (await SessionAsync(jury.President, jury)).Me!.DeclaredOnPaper.ShouldBeFalse();
    }

    [Fact]
    public async Task Late_gone_and_remote_are_recorded_and_the_parity_follows()
    {
        var (world, jury, _) = await InSessionAsync();
        var view = await SessionAsync(jury.President, jury);
        view.Parity.ShouldBe("5 salariés et 5 employeurs, à parité");
        var employers = view.Colleges.Single(c => c.College == College.Employers).Members;
        await RecordAsync(new(jury.SessionId, employers[^1].Id, Presence.Left));
        await RecordAsync(new(jury.SessionId, employers[^2].Id, Presence.Present, Remote: true, At: new TimeOnly(10, 15)));

        var after = await SessionAsync(jury.President, jury);
        after.Parity.ShouldBe("5 salariés et 4 employeurs");
        after.Members.Single(m => m.Id == employers[^1].Id).LeftAt.ShouldNotBeNull();
        after.Members.Single(m => m.Id == employers[^2].Id).Hours.ShouldBe("à distance, arrivée à 10:15");

        async Task RecordAsync(RecordPresenceInput input) => (await platform.RunAsync<RecordPresence, Result>(world.Manager, u => u.ExecuteAsync(input))).Message.ShouldBe("");
    }

    private async Task<(TestWorld World, TestJury Jury, Guid Enrolment)> InSessionAsync()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"Session {Guid.NewGuid():N}");
        var enrolment = await platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice);
        await platform.EvaluateAsync(world, enrolment);
        return (world, await platform.OpenJuryAsync(world, campaign), enrolment.Id);
    }

    private async Task<SessionView> SessionAsync(Membership reader, TestJury jury) => (await platform.RunAsync<ReadSession, Result<SessionView>>(reader, u => u.ExecuteAsync(jury.SessionId))).Value;

    private Task<Result<Guid>> CallAsync(Membership who, TestJury jury, Guid enrolment) => platform.RunAsync<CallVote, Result<Guid>>(who, u => u.ExecuteAsync(new(jury.SessionId, new(enrolment, "BC1"), Outcome.Validated)));

    private Task<Result> CastAsync(Membership who, TestJury jury, Guid round, Guid member, BallotChoice choice) => platform.RunAsync<CastVote, Result>(who, u => u.ExecuteAsync(new(jury.SessionId, round, member, choice)));

    private Task<Result> DecideAsync(TestJury jury, Guid enrolment) => platform.RunAsync<DecideBlock, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, enrolment, "BC1", Outcome.Validated)));

    private Task<Result> SignAsync(Membership who, TestJury jury, string password) => platform.RunAsync<SignStatement, Result>(who, u => u.ExecuteAsync(new(jury.SessionId, password)));
}
