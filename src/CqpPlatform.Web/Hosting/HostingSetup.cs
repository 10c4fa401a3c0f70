using System.Net;
using System.Net.Sockets;
using CqpPlatform.Web.Referentials;
using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Serilog;

namespace CqpPlatform.Web.Hosting;

public static class HostingSetup
{
    public static void AddHosting(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseUrls(builder.Configuration["CQP_URL"] ?? PublicAddress.Default);
        // What listens is nobody's business.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.ClearProviders();
        var log = new LoggerConfiguration().MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", Serilog.Events.LogEventLevel.Warning)
            .MinimumLevel.Override("System", Serilog.Events.LogEventLevel.Warning)
            // Written once, by IncidentLog, under the number that the person sees.
            .MinimumLevel.Override("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", Serilog.Events.LogEventLevel.Fatal)
            // Its keys lie in the database, whose access is what protects them (docs/operations.md).
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", Serilog.Events.LogEventLevel.Error)
            .Enrich.With<PlainFaults>()
            .WriteTo.Console(outputTemplate: PlainFaults.Template, formatProvider: System.Globalization.CultureInfo.InvariantCulture).CreateLogger();
        builder.Logging.AddSerilog(log, dispose: true);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<IncidentLog>();
        builder.Services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        builder.Services.AddCookieNames(builder.Configuration);
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddApi();
        builder.Services.AddRateLimits();
        builder.Services.AddProxies(builder.Configuration);
    }

    public static void UseHosting(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.AnswerHeadAsGet();
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        if (!app.Environment.IsDevelopment()) app.UseExceptionHandler("/erreur", createScopeForErrors: true);
        app.UseWhen(context => !context.Request.Path.StartsWithSegments(Api.Prefix), pages => pages.UseStatusCodePagesWithReExecute("/introuvable", createScopeForStatusCodePages: true));
        app.UseSecurityHeaders();
        app.RefuseForeignOrigins();
        app.UseApiProblems();
    }

    /// <summary>Pages are mapped for GET only, and a method that nothing answers is led to the sign-in, the sign-in itself included. The server sends no body to HEAD.</summary>
    private static void AnswerHeadAsGet(this WebApplication app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
        return next(context);
    });

    /// <summary>A form without its token is another site's, or older than the sign-in: without this the endpoint throws while it reads the form.</summary>
    public static void RefuseForeignForms(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("Ce formulaire n’est plus valable. Revenez à la page précédente, rechargez-la, puis recommencez.");
    });

    /// <summary>A damaged file stops the start before anything is written.</summary>
    public static IReadOnlyList<ShippedReferential> ReadShippedReferentials(this IConfiguration configuration)
    {
        var shipped = ShippedReferentials.Read(configuration["Referentials:Folder"] ?? ShippedReferentials.DefaultFolder);
        return shipped.Succeeded ? shipped.Value : throw new StartupRefusal(shipped.Message);
    }

    /// <summary>Says in one line that the address is taken, before a database is started for nothing.</summary>
    public static void RefuseBusyAddress(this IConfiguration configuration)
    {
        if (!Uri.TryCreate(configuration["CQP_URL"] ?? PublicAddress.Default, UriKind.Absolute, out var address))
            throw new StartupRefusal($"CQP_URL n’est pas une adresse\u00a0: {configuration["CQP_URL"]}. Donnez par exemple {PublicAddress.Default}.");
        if (!IPAddress.TryParse(address.Host, out var host)) return;
        using var probe = new TcpListener(host, address.Port);
        try
        {
            probe.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw AddressTaken(configuration, e);
        }
        finally
        {
            probe.Stop();
        }
    }

    /// <summary>Starts listening, or says in one line why it cannot.</summary>
    public static async Task StartOrRefuseAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw AddressTaken(app.Configuration, e);
        }
    }

    private static StartupRefusal AddressTaken(IConfiguration configuration, Exception cause) =>
        new($"L’adresse {configuration["CQP_URL"] ?? PublicAddress.Default} est déjà utilisée par un autre programme\u00a0: arrêtez-le, ou choisissez-en une autre avec CQP_URL.", cause);
}
