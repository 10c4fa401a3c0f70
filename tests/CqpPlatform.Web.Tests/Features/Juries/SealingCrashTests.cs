using System.Diagnostics;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Juries;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Sealing;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CqpPlatform.Web.Tests.Features.Juries;

/// <summary>The server process behind the seal is killed before each statement in turn, then before and after the commit.</summary>
public sealed class SealingCrashTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private readonly CqpFixture platform = database.Platform;

    [Fact]
    public async Task Killed_at_any_statement_the_seal_is_whole_or_never_was_and_a_retry_gives_the_first_answer()
    {
        var world = await platform.CreateWorldAsync(CqpFixture.Insurer);
        var rehearsal = await ReadyAsync(world);
        int statements;
        using (var killer = new Killer(platform.OwnerConnection, at: int.MaxValue))
        {
            (await SealAsync(rehearsal)).Value.DocumentId.ShouldNotBeNull();
            statements = killer.Seen;
        }
        statements.ShouldBeGreaterThan(20);

        var jury = await ReadyAsync(world);
        var before = await StateAsync(world, jury);
        for (var k = 1; k <= statements; k++)
        {
            // Attempts that were cut short are slowed down as at the door; each one comes an hour after the other.
            platform.Clock.Now += TimeSpan.FromHours(1);
            using (var killer = new Killer(platform.OwnerConnection, at: k))
                await Should.ThrowAsync<Exception>(() => SealAsync(jury), $"statement {k} of {statements} was killed");
            (await StateAsync(world, jury)).ShouldBe(before, $"killed at statement {k} of {statements}");
        }

        platform.Clock.Now += TimeSpan.FromHours(1);
        using (new Killer(platform.OwnerConnection, at: int.MaxValue, afterCommit: true))
            await Should.ThrowAsync<Exception>(() => SealAsync(jury), "nobody heard the answer");
        var after = await StateAsync(world, jury);
        (after.Status, after.Documents, after.Ledger, after.LastNumber).ShouldBe((JurySessionStatus.Sealed, before.Documents + 1, 2, before.LastNumber + 1));

        var retried = (await SealAsync(jury)).Value;
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        retried.DocumentId.ShouldBe(await db.IssuedDocuments.Where(d => d.JurySessionId == jury.SessionId).Select(d => (Guid?)d.Id).SingleAsync());
        retried.Number.ShouldBe(after.Number);
        (await StateAsync(world, jury)).ShouldBe(after);
    }

    /// <summary>Everything decided, and the first president's confirmation given: the next one seals.</summary>
    private async Task<TestJury> ReadyAsync(TestWorld world)
    {
        var campaign = await platform.CreateCampaignAsync(world, "RNCP41351", $"Session {Guid.NewGuid():N}");
        await platform.EvaluateAsync(world, await platform.CreateEnrolmentAsync(world, campaign, TestData.UnderwritingChoice, $"Lefèvre-{Letters()}"));
        var jury = await platform.OpenJuryAsync(world, campaign);
        (await platform.RunAsync<AcceptUnanimous, Result<IReadOnlyList<BlockKey>>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId)))).Message.ShouldBe("");
        (await platform.RunAsync<SealSession, Result<SealAnswer>>(jury.President, u => u.ExecuteAsync(new(jury.SessionId, TestData.Password)))).Value.DocumentId.ShouldBeNull();
        return jury;
    }

    private Task<Result<SealAnswer>> SealAsync(TestJury jury) => platform.RunAsync<SealSession, Result<SealAnswer>>(jury.OtherPresident, u => u.ExecuteAsync(new(jury.SessionId, TestData.Password)));

    private async Task<SealedState> StateAsync(TestWorld world, TestJury jury)
    {
        await using var db = await platform.Database.OpenAsync(world.TenantId);
        var session = await db.JurySessions.AsNoTracking().Include(s => s.Members).SingleAsync(s => s.Id == jury.SessionId);
        return new(session.Status, session.MinutesNumber, await db.IssuedDocuments.CountAsync(), await db.AcquiredBlocks.CountAsync(b => b.JurySessionId == jury.SessionId),
            await db.DocumentCounters.SumAsync(c => c.Last), session.Members.Count(m => m.ConfirmedAt is not null),
            await db.AuditEntries.CountAsync(a => a.Action == nameof(SealSession)));
    }

    private static string Letters() => string.Concat(Guid.NewGuid().ToString("N").Where(char.IsAsciiLetter).Take(8));

    private sealed record SealedState(JurySessionStatus Status, string? Number, int Documents, int Ledger, int LastNumber, int Confirmed, int Audited);

    /// <summary>Listens to what the data layer sends in this flow only, and ends the server's process for it before statement number k.</summary>
    private sealed class Killer : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private static readonly AsyncLocal<Killer?> Armed = new();
        private readonly List<IDisposable> subscriptions = [];
        private readonly string owner;
        private readonly int at;
        private readonly bool afterCommit;

        public Killer(string owner, int at, bool afterCommit = false)
        {
            (this.owner, this.at, this.afterCommit) = (owner, at, afterCommit);
            Armed.Value = this;
            subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public int Seen { get; private set; }

        public void OnNext(DiagnosticListener listener)
        {
            if (listener.Name == DbLoggerCategory.Name) subscriptions.Add(listener.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> happening)
        {
            if (Armed.Value != this) return;
            // The key first: a transaction that is disposed of answers no question.
            if (happening.Key == RelationalEventId.CommandExecuting.Name && happening.Value is CommandEventData { Command: { Connection: NpgsqlConnection sender } command })
            {
                Sealing |= command.CommandText.Contains("UPDATE jury_sessions", StringComparison.Ordinal);
                Strike(sender);
            }
            else if (happening.Key == RelationalEventId.TransactionCommitting.Name && happening.Value is TransactionEventData { Transaction.Connection: NpgsqlConnection committer })
            {
                Strike(committer);
            }
            else if (happening.Key == RelationalEventId.TransactionCommitted.Name && afterCommit && Sealing)
            {
                throw new IOException("The answer was lost.");
            }
        }

        // Other commits, the throttle's and the sessions', come before the seal's own.
        private bool Sealing { get; set; }

        private void Strike(NpgsqlConnection connection)
        {
            if (++Seen != at) return;
            using var executioner = new NpgsqlConnection(owner);
            executioner.Open();
            using var kill = new NpgsqlCommand("select pg_terminate_backend($1, 5000)", executioner) { Parameters = { new() { Value = connection.ProcessID } } };
            kill.ExecuteScalar();
        }

        public void Dispose()
        {
            Armed.Value = null;
            subscriptions.ForEach(s => s.Dispose());
        }

        public void OnCompleted() { }
        public void OnError(Exception error) => throw error;
    }
}
