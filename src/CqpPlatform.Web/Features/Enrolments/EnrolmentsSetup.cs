using CqpPlatform.Web.Data.Jobs;
using CqpPlatform.Web.Features.Enrolments.Importing;

namespace CqpPlatform.Web.Features.Enrolments;

public static class EnrolmentsSetup
{
    public static void AddEnrolments(this IServiceCollection services)
    {
        services.AddScoped<ImportWork>();
        services.AddSingleton(new JobHandler(CheckImport.Kind, (scope, run, ct) => scope.GetRequiredService<CheckImport>().ExecuteAsync(run, ct)));
        services.AddSingleton(new JobHandler(SaveImport.Kind, (scope, run, ct) => scope.GetRequiredService<SaveImport>().ExecuteAsync(run, ct)));
        services.AddSingleton(new JobHandler(UndoImport.Kind, (scope, run, ct) => scope.GetRequiredService<UndoImport>().ExecuteAsync(run, ct)));
        services.AddSingleton<StaleImports>();
        services.AddHostedService(provider => provider.GetRequiredService<StaleImports>());
    }
}
