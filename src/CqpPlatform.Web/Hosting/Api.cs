using System.Text.Json;
using CqpPlatform.Domain.Common;
using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;

namespace CqpPlatform.Web.Hosting;

/// <summary>The HTTP API: a key and nothing else opens it, and every refusal is problem+json.</summary>
public static class Api
{
    public const string Prefix = "/api";

    public static void AddApi(this IServiceCollection services)
    {
        // A body that cannot be read is the caller's error in every environment.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = "CqpPlatform", Version = "v1", Description = "Référentiels, inscriptions, évaluations et documents d’un organisme certificateur." };
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
                document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "Clé créée par le certificateur (« Réglages », « Clés d’interface ») ou par ./cqp api-key." };
                document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
                return Task.CompletedTask;
            });
        });
    }

    /// <summary>Errors of the API as problem+json, whatever the caller accepts.</summary>
    public static void UseApiProblems(this WebApplication app) => app.UseWhen(context => context.Request.Path.StartsWithSegments(Prefix), api =>
    {
        api.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = context => Broken(context.TraceIdentifier).ExecuteAsync(context) });
        api.UseStatusCodePages(context => Problem(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext));
    });

    /// <summary>Routes of the first version. The default scheme is a cookie: here only a key counts.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app) => app.MapGroup(Prefix + "/v1")
        .RequireAuthorization(policy => policy.AddAuthenticationSchemes(ApiKeyHandler.Scheme).RequireAuthenticatedUser())
        .RequireRateLimiting(RateLimits.ApiCalls)
        .WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status401Unauthorized, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]));

    public static void MapApiDescription(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapApi().Map("/{**rest}", () => Problem(StatusCodes.Status404NotFound)).ExcludeFromDescription();
    }

    /// <summary>What refused, as a status: who you are, what you may do, what exists, or the rule.</summary>
    public static IResult Problem(IReadOnlyList<Error> errors) => errors[0].Code switch
    {
        _ when errors[0] == SecurityErrors.NotSignedIn => Problem(StatusCodes.Status401Unauthorized),
        _ when errors[0] == SecurityErrors.NotAllowed => Problem(StatusCodes.Status403Forbidden),
        _ when errors[0] == SecurityErrors.NotFound => Problem(StatusCodes.Status404NotFound),
        _ => Results.Problem(string.Join(' ', errors.Select(e => e.Message)), statusCode: StatusCodes.Status422UnprocessableEntity, title: "Règle non respectée",
            extensions: new Dictionary<string, object?> { ["errors"] = errors.Select(e => new { e.Code, e.Message, e.Field, e.Blocks }) }),
    };

    /// <summary>An enumeration as the API spells it: « enrolmentOpen ».</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static IResult BadRequest(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "Requête incorrecte");

    private static IResult Broken(string incident) => Results.Problem("L’opération n’a pas abouti. Rien n’a été enregistré à moitié. Si l’erreur revient, communiquez cette référence.",
        statusCode: StatusCodes.Status500InternalServerError, title: "Erreur interne", extensions: new Dictionary<string, object?> { ["incident"] = incident });

    private static IResult Problem(int status) => status switch
    {
        StatusCodes.Status400BadRequest => BadRequest("La requête n’est pas de la forme décrite par /openapi/v1.json."),
        StatusCodes.Status401Unauthorized => Results.Problem("Donnez une clé valable dans l’en-tête « Authorization: Bearer ».".French(), statusCode: status, title: "Clé absente ou inconnue"),
        StatusCodes.Status403Forbidden => Results.Problem(SecurityErrors.NotAllowed.Message, statusCode: status, title: "Accès refusé"),
        StatusCodes.Status404NotFound => Results.Problem(SecurityErrors.NotFound.Message, statusCode: status, title: "Introuvable"),
        StatusCodes.Status429TooManyRequests => Results.Problem("Trop de demandes en une minute avec cette clé : attendez le délai de l’en-tête Retry-After.".French(), statusCode: status, title: "Trop de demandes"),
        StatusCodes.Status415UnsupportedMediaType => Results.Problem("Le corps de la requête doit être du JSON (application/json).", statusCode: status, title: "Format non pris en charge"),
        _ => Results.Problem(statusCode: status),
    };
}
