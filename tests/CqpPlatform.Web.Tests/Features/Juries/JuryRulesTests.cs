using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.AuditTrail.Whole;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Attendance;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Rules;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CqpPlatform.Web.Tests.Features.Juries;

public sealed class JuryRulesTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = database.Platform;

    [Fact]
    public async Task An_open_session_keeps_the_rules_it_opened_under_and_the_next_one_takes_the_new()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Broker);
        var open = await OpenAsync(world, "Ouverte");
        (await ChangeAsync(world.Manager, new() { MinimumPerParitarianCollege = 3, ProxiesPerMember = 0, Majority = JuryMajority.Simple, UnionSeats = 5, AppealDays = 30 })).Message.ShouldBe("");

        var kept = await ReadAsync(open);
        kept.QuorumRule.ShouldBe("au moins un membre de chaque collège paritaire présent ou représenté, un pouvoir au plus par membre, majorité absolue des présents ou représentés");
        kept.Rule.Majority.ShouldBe(JuryMajority.Absolute);
        var next = await OpenAsync(world, "Suivante");
        (await ReadAsync(next)).QuorumRule.ShouldBe("au moins 3 membres de chaque collège paritaire présents ou représentés, aucun pouvoir, majorité des voix exprimées");

        // One employer is enough for the first session, and not for the second.
        foreach (var jury in new[] { open, next })
            foreach (var employer in (await ReadAsync(jury)).Members.Where(m => m.College == College.Employers).Skip(2).ToList())
                (await platform.RunAsync<RecordPresence, Result>(world.Manager, u => u.ExecuteAsync(new(jury.SessionId, employer.Id, Presence.Excused)))).Message.ShouldBe("");
        (await ReadAsync(open)).QuorumObstacle.ShouldBeNull();
        (await ReadAsync(next)).QuorumObstacle.ShouldBe("collège Employeurs, 2 sur 3.");
        var (absent, present) = ((await ReadAsync(next)).Members.First(m => m.Presence == Presence.Excused).Id, (await ReadAsync(next)).Members.First(m => m.Presence == Presence.Present).Id);
        (await platform.RunAsync<RecordPresence, Result>(world.Manager, u => u.ExecuteAsync(new(next.SessionId, absent, Presence.Represented, present)))).Errors.ShouldHaveSingleItem().ShouldBe(JuryErrors.NoProxies);

        (await platform.RunAsync<RecordPresence, Result>(world.Manager, u => u.ExecuteAsync(new(next.SessionId, absent, Presence.Present)))).Message.ShouldBe("");
        // A plurality of the votes cast carries under the new basis only: 5 for, 2 against, the others abstain.
        foreach (var (jury, carries) in new[] { (open, false), (next, true) })
        {
            var candidate = (await ReadAsync(jury)).Candidates[0];
            (await FileAsync(jury, candidate.EnrolmentId)).Basis.ShouldBe(carries ? JuryMajority.Simple : JuryMajority.Absolute);
            var decided = await platform.RunAsync<DecideBlock, Result>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, candidate.EnrolmentId, "BC1", Outcome.Validated, Vote: new(5, 2, candidate.Voices - 7))));
            decided.Succeeded.ShouldBe(carries, decided.Message);
        }
        await platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(open.President, u => u.ExecuteAsync(new(open.SessionId)));
        (await platform.SealByBothAsync(open)).Message.ShouldBe("");
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        (await db.IssuedDocuments.SingleAsync(d => d.JurySessionId == open.SessionId)).Facts.ShouldContain("un pouvoir au plus par membre, majorité absolue");
        var sessions = await db.JurySessions.Where(s => s.Id == open.SessionId || s.Id == next.SessionId).ToDictionaryAsync(s => s.Id, s => s.AppealDays);
        (sessions[open.SessionId], sessions[next.SessionId]).ShouldBe((60, 30));
    }

    [Fact]
    public async Task Each_setting_that_changes_is_in_the_audit_with_its_value_before_and_after()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        var before = (await platform.RunAsync<ReadJuryRules, Result<JuryRulesView>>(world.Manager, u => u.ExecuteAsync())).Value;
        (await ChangeAsync(world.Manager, new() { MinimumPerParitarianCollege = 2, ProxiesPerMember = 0, Majority = JuryMajority.Simple, UnionSeats = before.UnionSeats, AppealDays = 45 })).Message.ShouldBe("");

        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var entry = await db.AuditEntries.Where(e => e.Action == nameof(ChangeJuryRules)).OrderByDescending(e => e.Sequence).FirstAsync();
        entry.Changes.ShouldBe("""{"AppealDays":["60","45"],"Quorum.Majority":[null,"Simple"],"Quorum.MinimumPerParitarianCollege":["1","2"],"Quorum.ProxiesPerMember":["1","0"]}""");
        var act = (await platform.RunAsync<ReadJournal, Result<Journal>>(world.Manager, u => u.ExecuteAsync())).Value.Timeline.Acts.First(a => a.Title == "Règles des jurys changées");
        act.Objects.ShouldHaveSingleItem().Changes.Select(c => $"{c.Label} : {c.Before} → {c.After}").ShouldContain("pouvoirs par membre : 1 → 0");
        (await ChangeAsync(world.Manager, new() { MinimumPerParitarianCollege = 2, ProxiesPerMember = 0, Majority = JuryMajority.Simple, UnionSeats = before.UnionSeats, AppealDays = 45 })).Message.ShouldBe("");
        (await db.AuditEntries.CountAsync(e => e.Action == nameof(ChangeJuryRules) && e.EntityId == entry.EntityId)).ShouldBe(1, "nothing changed, nothing written");
    }

    [Fact]
    public async Task A_quorum_that_a_jury_of_the_certifier_could_never_reach_is_refused()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        (await ChangeAsync(world.Manager, new() { MinimumPerParitarianCollege = 3, UnionSeats = 5, AppealDays = 60 })).Errors.ShouldHaveSingleItem().Message.ShouldContain("2 sièges par collège");
        (await ChangeAsync(world.JuryMember, new() { UnionSeats = 5, AppealDays = 60 })).Errors.ShouldHaveSingleItem().ShouldBe(SecurityErrors.NotAllowed);
    }

    private Task<Result> ChangeAsync(Membership who, ChangeJuryRulesInput input) => platform.RunAsync<ChangeJuryRules, Result>(who, u => u.ExecuteAsync(input));

    private async Task<SessionView> ReadAsync(TestJury jury) => (await platform.RunAsync<ReadSession, Result<SessionView>>(jury.President, u => u.ExecuteAsync(jury.SessionId))).Value;

    private async Task<CandidateFileView> FileAsync(TestJury jury, Guid enrolment) => (await platform.RunAsync<ReadCandidateFile, Result<CandidateFileView>>(jury.President, u => u.ExecuteAsync(jury.SessionId, enrolment))).Value;

    private async Task<TestJury> OpenAsync(TestWorld world, string name)
    {
        var campaign = await platform.CreateCampaignAsync(world, "RNCP31391", $"{name} {Guid.NewGuid():N}");
        var enrolment = await platform.CreateEnrolmentAsync(world, campaign, TestData.ProductionChoice);
        await platform.EvaluateAsync(world, enrolment);
        return await platform.OpenJuryAsync(world, campaign);
    }
}
