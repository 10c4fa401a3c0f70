using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace CqpPlatform.Web.Security.Sessions;

/// <summary>Asks again from time to time, in each open page, whether its session still stands: when it does not, the page leads to the sign-in by itself.</summary>
public sealed class SessionState(ILoggerFactory logger, IServiceScopeFactory scopes, SessionLimits limits) : RevalidatingServerAuthenticationStateProvider(logger)
{
    protected override TimeSpan RevalidationInterval => limits.Check;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (authenticationState.User.Identity?.IsAuthenticated != true) return true;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<SessionCheck>().StandsAsync(authenticationState.User, touch: false, cancellationToken);
        }
        // The platform stops under an open page: that is no end of a session.
        catch (ObjectDisposedException)
        {
            return true;
        }
    }
}
