using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Features.Awards.IssueDocuments;

namespace CqpPlatform.Web.Features.Awards;

public static class AwardsSetup
{
    public static void AddAwards(this IServiceCollection services) =>
        services.AddSingleton(new JobHandler(RunIssue.Kind, RunIssue.Left, (scope, run, ct) => scope.GetRequiredService<RunIssue>().ExecuteAsync(run, ct)));
}
