using CqpPlatform.Web;
using CqpPlatform.Web.Commands;
using CqpPlatform.Web.Components;
using CqpPlatform.Web.Data;
using CqpPlatform.Web.Demonstration;
using CqpPlatform.Web.Documents;
using CqpPlatform.Web.Features;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;

try
{
    Culture.SetFrench();
    if (await CommandLine.RunAsync(args) is { } code) return code;

    var builder = WebApplication.CreateBuilder(args);
    builder.AddHosting();
    builder.Configuration.RefuseBusyAddress();
    builder.RefuseMissingEngine();
    var shipped = builder.Configuration.ReadShippedReferentials();
    await using var database = await DatabaseHost.StartAsync(builder.Configuration);
    builder.Services.AddData(database.OwnerConnection);
    builder.Services.AddSecurity();
    builder.Services.AddDocuments(builder.Configuration);
    builder.Services.AddFeatures();
    builder.Services.AddRazorComponents().AddInteractiveServerComponents();
    builder.Services.AddSessionState();

    await using var app = builder.Build();
    database.HandOverTo(app.Lifetime);
    app.UseHosting();
    app.UseRouting();
    app.UseRateLimiter();
    app.UseAuthentication();
    app.LeadToSecondFactor();
    app.UseAuthorization();
    app.UseAntiforgery();
    app.RefuseForeignForms();
    app.MapStaticAssets().AllowAnonymous();
    app.MapHealth();
    app.MapFeatures();
    app.MapApiDescription();
    app.MapRazorComponents<App>().AddInteractiveServerRenderMode();

    app.Services.GetRequiredService<CqpPlatform.Domain.Candidates.BirthPlaceRegister>();
    await app.Services.GetRequiredService<DocumentEngine>().CheckAsync();
    await app.StartOrRefuseAsync();
    if (database.IsEmbedded) await DemonstrationLoader.OpenAsync(app.Services, database.OwnerConnection, shipped);
    app.Services.GetRequiredService<Readiness>().IsReady = true;
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception refusal) when (refusal is StartupRefusal or DocumentEngineMissingException)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}

/// <summary>Named so that tests can start the same host.</summary>
public partial class Program;
