using CqpPlatform.Domain.Common;
using CqpPlatform.Domain.Evaluations;
using CqpPlatform.Domain.Referentials;
using CqpPlatform.TestCommon;
using CqpPlatform.Web.Features.Evaluations.Grids;
using CqpPlatform.Web.Features.Evaluations.Submission;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.TutorLinks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CqpPlatform.Web.Tests.Features.Evaluations;

/// <summary>The four doors of the use cases, each opened as one actor.</summary>
public abstract class EvaluationTest(DatabaseFixture fixture) : IClassFixture<DatabaseFixture>
{
    protected CqpFixture Platform => fixture.Platform;

    protected static string Fresh(string name) => $"{name} {Guid.NewGuid():N}"[..24];

    protected Task<Result<EvaluationGrid>> ReadAsync(Membership member, Guid enrolmentId, string block) =>
        RunAsync<ReadGrid, Result<EvaluationGrid>>(Platform.As(member), u => u.ExecuteAsync(enrolmentId, block));

    protected Task<Result<SavedLine>> RateAsync(Membership member, RateItemInput input) =>
        RunAsync<RateItem, Result<SavedLine>>(Platform.As(member), u => u.ExecuteAsync(input));

    protected Task<Result<SavedLine>> RateAsync(TutorLink link, RateItemInput input) =>
        RunAsync<RateItem, Result<SavedLine>>(Platform.AsTutor(link), u => u.ExecuteAsync(input));

    protected Task<Result> SubmitAsync(Membership member, Guid enrolmentId, string block, string? seen = null) =>
        RunAsync<SubmitEvaluation, Result>(Platform.As(member), u => u.ExecuteAsync(new(enrolmentId, block, seen)));

    /// <summary>Acquis on every line.</summary>
    protected async Task FillAsync(Membership member, Guid enrolmentId, string block)
    {
        foreach (var item in (await ReadAsync(member, enrolmentId, block)).Value.Items)
            (await RateAsync(member, new(enrolmentId, block, item.Code, Rating.Acquired, null))).Succeeded.ShouldBeTrue();
    }

    protected async Task<Evaluation?> StoredAsync(TestWorld world, Guid enrolmentId, string block, SourceKind source)
    {
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        return await db.Evaluations.Include(e => e.Ratings).Include(e => e.Signatures)
            .SingleOrDefaultAsync(e => e.EnrolmentId == enrolmentId && e.BlockCode == block && e.Source == source);
    }

    protected static async Task<T> RunAsync<TUseCase, T>(AsyncServiceScope scope, Func<TUseCase, Task<T>> run) where TUseCase : notnull
    {
        await using (scope) return await run(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}
