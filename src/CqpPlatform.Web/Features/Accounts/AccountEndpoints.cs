using CqpPlatform.Web.Features.Accounts.SetUpSecondFactor;
using CqpPlatform.Web.Hosting;
using CqpPlatform.Web.Security;
using CqpPlatform.Web.Security.SecondFactor;
using CqpPlatform.Web.Security.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace CqpPlatform.Web.Features.Accounts;

/// <summary>Form posts that rewrite or clear a cookie: they need a response, which a circuit has not.</summary>
public static class AccountEndpoints
{
    public static void AddAccounts(this IServiceCollection services) => services.AddScoped<AccountSecurity>();

    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        app.MapPost("/compte/acces", async ([FromForm] Guid membershipId, SignInDoor door, CancellationToken ct) =>
        {
            var result = await door.SwitchAsync(membershipId, ct);
            return Results.LocalRedirect(result.Succeeded ? result.Value : "/compte");
        }).RequireAuthorization(RequiresAccountAttribute.PolicyName);

        app.MapPost("/deconnexion", async ([FromForm] string? leave, HttpContext http, SignInDoor door) =>
        {
            var tutor = CqpClaims.Read(http.User)?.TutorLinkId is not null;
            await door.SignOutAsync();
            return Results.LocalRedirect(tutor ? $"/connexion?retour={Role.Tutor.LandingPath()}" : "/connexion");
        }).RequireAuthorization();

        app.MapPost("/compte/sessions/fin", async ([FromForm] Guid? sessionId, HttpContext http, SessionKeeper sessions, CancellationToken ct) =>
        {
            // Without a session named: all but this one.
            await sessions.EndAsync(CqpClaims.AccountOf(http.User)!.Value, sessionId, except: sessionId is null ? CqpClaims.SessionOf(http.User) : null, ct);
            return Results.LocalRedirect("/compte?fait=sessions");
        }).RequireAuthorization(RequiresAccountAttribute.PolicyName);

        // The questions of js/passkeys.js; the form's token comes with them.
        app.MapPost("/connexion/cle/demande", async ([FromForm] string? _, HttpContext http, SignInDoor door, Passkeys passkeys, ShortCookie steps) =>
            Ask(steps, await passkeys.AskAsync((await door.PendingAsync())?.Id, Site(http)))).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);

        app.MapPost("/compte/cle/demande", async ([FromForm] string? _, HttpContext http, Passkeys passkeys, ShortCookie steps) =>
            Ask(steps, await passkeys.AskToCreateAsync(CqpClaims.AccountOf(http.User)!.Value, Site(http)))).RequireAuthorization(RequiresAccountAttribute.PolicyName);
    }

    private static IResult Ask(ShortCookie steps, PasskeyQuestion question)
    {
        steps.Write(ShortCookie.Passkey, question.State);
        return Results.Content(question.OptionsJson, "application/json");
    }

    private static Uri Site(HttpContext http) => new($"{http.Request.Scheme}://{http.Request.Host}/");
}
