using CqpPlatform.Web.Components.Layout;
using CqpPlatform.Web.Features.Accounts;
using CqpPlatform.Web.Features.Awards;
using CqpPlatform.Web.Features.Enrolments;
using CqpPlatform.Web.Features.Enrolments.Interface;
using CqpPlatform.Web.Features.Evaluations;
using CqpPlatform.Web.Features.Jobs;
using CqpPlatform.Web.Features.Candidates;
using CqpPlatform.Web.Features.Declarations.Interface;
using CqpPlatform.Web.Features.Figures.ReadFigures;
using CqpPlatform.Web.Features.Juries;
using CqpPlatform.Web.Features.PersonalData.ExportPerson;
using CqpPlatform.Web.Features.Referentials;
using CqpPlatform.Web.Features.Verification.VerifyDocument;
using CqpPlatform.Web.Features.Worklists.ReadWorklist;
using FluentValidation;

namespace CqpPlatform.Web.Features;

/// <summary>Registers every use case and validator of the slices by convention: a sealed class with ExecuteAsync, or a validator.</summary>
public static class FeatureSetup
{
    public static void AddFeatures(this IServiceCollection services)
    {
        services.AddEnrolments();
        services.AddAwards();
        services.AddJuries();
        services.AddAccounts();
        services.AddScoped<WorkItemCount>();
        services.AddScoped<CountWorkItems>(scope => async ct => await scope.GetRequiredService<ReadWorklist>().ExecuteAsync(ct) is { Succeeded: true } read ? read.Value.Items.Count : null);
        foreach (var type in typeof(FeatureSetup).Assembly.GetTypes().Where(t => t is { IsClass: true, IsSealed: true, IsAbstract: false } && t.Namespace?.StartsWith(typeof(FeatureSetup).Namespace!, StringComparison.Ordinal) == true))
        {
            if (type.GetMethod("ExecuteAsync") is not null || typeof(IValidator).IsAssignableFrom(type)) services.AddScoped(type);
        }
    }

    public static void MapFeatures(this IEndpointRouteBuilder app)
    {
        app.MapAccounts();
        app.MapAwards();
        app.MapEnrolments();
        app.MapEvaluations();
        app.MapJobs();
        app.MapJuries();
        app.MapReferentials();
        app.MapExportPerson();
        app.MapCandidates();
        app.MapDeclarations();
        app.MapFigures();
        app.MapVerification();
    }
}
