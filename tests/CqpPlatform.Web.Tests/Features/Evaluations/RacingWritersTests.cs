using System.Collections.Concurrent;
using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Evaluations;

/// <summary>Two nodes over one database, and far too many hands on two grids.</summary>
public sealed class RacingWritersTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const int Racers = 50;

    [Fact]
    public async Task Of_a_thousand_racing_writes_each_field_keeps_one_and_every_other_writer_is_told()
    {
        var world = await fixture.Platform.CreateWorldAsync(CqpFixture.Broker);
        var (_, enrolment, _) = await fixture.Platform.CreateEvaluationAsync(world, "RNCP31391", $"Course {Guid.NewGuid():N}");
        var fields = await FieldsAsync(world, enrolment.Id);
        fields.Count.ShouldBe(20);
        var outcomes = new ConcurrentBag<(SaveChangeInput Input, Result<ChangeSaved> Outcome)>();
        IServiceProvider[] nodes = [fixture.Platform.Services, fixture.Host.Services];
        var writes = from racer in Enumerable.Range(0, Racers)
                     from field in fields
                     select (Node: nodes[racer % 2], Input: new SaveChangeInput(enrolment.Id, field.Block, Guid.NewGuid(), field.Item, LineField.Comment, $"Écrit par la main {racer}.", null));

        await Parallel.ForEachAsync(writes, new ParallelOptions { MaxDegreeOfParallelism = 24 }, async (write, ct) =>
        {
            await using var scope = write.Node.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAs(world.TenantId, world.Secretary.Id);
            outcomes.Add((write.Input, await scope.ServiceProvider.GetRequiredService<SaveChange>().ExecuteAsync(write.Input, ct)));
        });

        outcomes.Count.ShouldBe(1000);
        var winners = outcomes.Where(o => o.Outcome.Succeeded).Select(o => o.Input).ToList();
        winners.Select(w => (w.Block, w.ItemCode)).Order().ShouldBe(fields.Order(), "one winner each");
        outcomes.Where(o => o.Outcome.Refused).ShouldAllBe(o => o.Outcome.Errors.Single().Code == EvaluationErrors.ChangedMeanwhileCode);
        await using var db = await fixture.Platform.Database.OpenAsync(world.TenantId);
        var stored = await db.Evaluations.Include(e => e.Ratings).Include(e => e.Changes).AsSplitQuery().Where(e => e.EnrolmentId == enrolment.Id).ToListAsync();
        foreach (var winner in winners)
        {
            var evaluation = stored.Single(e => e.BlockCode == winner.Block);
            evaluation.Ratings.Single(r => r.ItemCode == winner.ItemCode).Comment.ShouldBe(winner.Value);
            evaluation.Changes.Single(c => c.ItemCode == winner.ItemCode).ShouldSatisfyAllConditions(c => c.ChangeId.ShouldBe(winner.ChangeId), c => c.Before.ShouldBeNull(), c => c.After.ShouldBe(winner.Value));
        }
        stored.Sum(e => e.Changes.Count).ShouldBe(20, "the history is complete, and holds nothing else");
    }

    private async Task<List<(string Block, string Item)>> FieldsAsync(TestWorld world, Guid enrolmentId)
    {
        var fields = new List<(string, string)>();
        foreach (var block in new[] { "BC4", "BC5" })
        {
            var grid = await fixture.Platform.RunAsync<ReadGrid, Result<EvaluationGrid>>(world.Secretary, u => u.ExecuteAsync(enrolmentId, block));
            fields.AddRange(grid.Value.Items.Select(i => (block, i.Code)));
        }
        return fields;
    }
}
