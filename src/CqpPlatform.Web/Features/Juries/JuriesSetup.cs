using CqpPlatform.Web.Features.Juries.Deliberation;

namespace CqpPlatform.Web.Features.Juries;

public static class JuriesSetup
{
    public static void AddJuries(this IServiceCollection services)
    {
        services.AddSingleton<JuryNotifier>();
        services.AddSingleton<ProposalKeeper>();
        services.AddScoped<JurySessionWork>();
    }

    public static void MapJuries(this IEndpointRouteBuilder app) => app.MapJuryEvidence();
}
