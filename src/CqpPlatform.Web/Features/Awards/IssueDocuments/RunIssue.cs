using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Security;

namespace CqpPlatform.Web.Features.Awards.IssueDocuments;

/// <summary>The job behind <see cref="StartIssue"/>. What it issued stays issued, so that it may be stopped and asked again.</summary>
public sealed class RunIssue(WorkFactory work, IssueDocuments issue)
{
    public const string Kind = "issue-documents", Left = "les documents déjà délivrés le restent, les autres attendent";

    public async Task<Result<JobEnd>> ExecuteAsync(JobRun run, CancellationToken ct = default)
    {
        var begun = await work.BeginAsync(Permission.IssueDocuments, ct);
        if (begun.Refused) return Result.From(begun.Errors);
        await using var unit = begun.Value;
        if (!Guid.TryParse(run.Input, out var campaignId)) return SecurityErrors.NotFound;
        var result = await issue.ExecuteAsync(new(campaignId), new Progress(run), ct);
        return result.Refused ? Result.From(result.Errors) : new JobEnd($"{French.Capital(AwardWords.Issued(result.Value))}.");
    }

    private sealed class Progress(JobRun run) : IProgress<IssueProgress>
    {
        public void Report(IssueProgress value) => run.Report(value.Done, value.Total, FrenchFormat.OutOf(value.Done, value.Total, "document"));
    }
}
