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

    /// <summary>Both fields of a line, each seen as it is stored now.</summary>
    protected Task<Result<ChangeSaved>> RateAsync(Membership member, LineToRate line) => RateAsync(() => Platform.As(member), line);

    protected Task<Result<ChangeSaved>> RateAsync(TutorLink link, LineToRate line) => RateAsync(() => Platform.AsTutor(link), line);

    protected Task<Result<ChangeSaved>> ChangeAsync(Membership member, SaveChangeInput input) => RunAsync<SaveChange, Result<ChangeSaved>>(Platform.As(member), u => u.ExecuteAsync(input));

    private static async Task<Result<ChangeSaved>> RateAsync(Func<AsyncServiceScope> scope, LineToRate line)
    {
        var saved = await SetAsync(scope, line, LineField.Rating, line.Rating?.ToString());
        return saved.Refused || line.Comment is null ? saved : await SetAsync(scope, line, LineField.Comment, line.Comment);
    }

    private static async Task<Result<ChangeSaved>> SetAsync(Func<AsyncServiceScope> scope, LineToRate line, LineField field, string? value)
    {
        var state = await RunAsync<ReadField, Result<FieldState>>(scope(), u => u.ExecuteAsync(line.EnrolmentId, line.Block, line.ItemCode, field));
        return await RunAsync<SaveChange, Result<ChangeSaved>>(scope(), u => u.ExecuteAsync(new(line.EnrolmentId, line.Block, Guid.NewGuid(), line.ItemCode, field, value, state.Succeeded ? state.Value.Basis : null)));
    }

    protected Task<Result> SubmitAsync(Membership member, Guid enrolmentId, string block, string? seen = null, bool common = false) =>
        RunAsync<SubmitEvaluation, Result>(Platform.As(member), u => u.ExecuteAsync(new(enrolmentId, block, seen) { Common = common }));

    /// <summary>Acquis on every line.</summary>
    protected async Task FillAsync(Membership member, Guid enrolmentId, string block)
    {
        foreach (var item in (await ReadAsync(member, enrolmentId, block)).Value.Items)
            (await RateAsync(member, new(enrolmentId, block, item.Code, Rating.Acquired, null))).Succeeded.ShouldBeTrue();
    }

    /// <summary>A tutor who gave their code a moment ago.</summary>
    protected async Task<TutorLink> EnteredAsync(TestWorld world)
    {
        var (link, _) = await Platform.CreateTutorLinkAsync(world);
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        await db.TutorLinks.Where(l => l.Id == link.Id).ExecuteUpdateAsync(s => s.SetProperty(l => l.LastUsedAt, Platform.Clock.Now));
        return link;
    }

    protected async Task<Evaluation?> StoredAsync(TestWorld world, Guid enrolmentId, string block, SourceKind source)
    {
        await using var db = await Platform.Database.OpenAsync(world.TenantId);
        return await db.Evaluations.Include(e => e.Ratings).Include(e => e.Signatures).Include(e => e.Changes).AsSplitQuery()
            .SingleOrDefaultAsync(e => e.EnrolmentId == enrolmentId && e.BlockCode == block && e.Source == source);
    }

    protected static async Task<T> RunAsync<TUseCase, T>(AsyncServiceScope scope, Func<TUseCase, Task<T>> run) where TUseCase : notnull
    {
        await using (scope) return await run(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}

/// <summary>What a test writes on one line.</summary>
public sealed record LineToRate(Guid EnrolmentId, string Block, string ItemCode, Rating? Rating, string? Comment);
