using CqpPlatform.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CqpPlatform.Web.Features.Accounts;

/// <summary>Form posts that rewrite or clear the cookie: they need a response, which a circuit has not.</summary>
public static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        app.MapPost("/compte/acces", async ([FromForm] Guid membershipId, SignInDoor door, CancellationToken ct) =>
        {
            var result = await door.SwitchAsync(membershipId, ct);
            return result.Succeeded ? Results.LocalRedirect(result.Value.Role.LandingPath()) : Results.LocalRedirect("/compte");
        }).RequireAuthorization();

        app.MapPost("/deconnexion", async ([FromForm] string? leave, SignInDoor door) =>
        {
            await door.SignOutAsync();
            return Results.LocalRedirect("/connexion");
        }).RequireAuthorization();
    }
}
