using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Features.Enrolments.Importing;

namespace CqpPlatform.Web.Features.Enrolments;

public static class EnrolmentsSetup
{
    public static void AddEnrolments(this IServiceCollection services)
    {
        services.AddScoped<ImportWork>();
        services.AddSingleton(new JobHandler(CheckImport.Kind, JobHandler.Nothing, (scope, run, ct) => scope.GetRequiredService<CheckImport>().ExecuteAsync(run, ct)));
        services.AddSingleton(new JobHandler(SaveImport.Kind, JobHandler.Nothing, (scope, run, ct) => scope.GetRequiredService<SaveImport>().ExecuteAsync(run, ct)));
        services.AddSingleton(new JobHandler(UndoImport.Kind, "rien n’a été annulé", (scope, run, ct) => scope.GetRequiredService<UndoImport>().ExecuteAsync(run, ct)));
        services.AddSingleton<StaleImports>();
        services.AddHostedService(provider => provider.GetRequiredService<StaleImports>());
    }
}
