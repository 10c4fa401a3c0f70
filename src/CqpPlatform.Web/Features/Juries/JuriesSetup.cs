using CqpPlatform.Web.Features.Juries.Convocations;
using CqpPlatform.Web.Features.Juries.Deliberation;
using CqpPlatform.Web.Features.Juries.Signing;

namespace CqpPlatform.Web.Features.Juries;

public static class JuriesSetup
{
    public static void AddJuries(this IServiceCollection services)
    {
        services.AddSingleton<JuryNotifier>();
        services.AddSingleton<ProposalKeeper>();
        services.AddScoped<JurySessionWork>();
    }

    public static void MapJuries(this IEndpointRouteBuilder app)
    {
        app.MapJuryEvidence();
        app.MapReadConvocation();
        app.MapReadSignatureSheet();
        app.MapReadSignedSheet();
    }
}
